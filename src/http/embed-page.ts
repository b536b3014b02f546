import { createHash } from 'node:crypto';
import { pinnedAddress } from '../charts/ask-charts.js';
import type { Chart } from '../charts/chart.js';
import type { Grid } from '../charts/grid.js';
import { fontFamily } from '../charts/letters.js';
import { dark, light, type Palette } from '../charts/palette.js';
import { renderSvg } from '../charts/render-svg.js';
import { widths } from '../charts/widths.js';
import type { Figure } from './figures.js';
import { fontFaces } from './font-faces.js';
import { escapeHtml } from './html.js';

const narrowWidth = 400;

const colours = ({ page, text, quiet, line, stages, name }: Palette): string =>
  `.${name}{background:${page};color:${text}}.${name} a{color:${stages[4]}}.${name} td,.${name} th{border-color:${line}}.${name} caption{color:${quiet}}`;

const style = [
  fontFaces(),
  `html,body{margin:0}body{font:14px/1.4 ${fontFamily};padding:0 0 12px}svg{display:block;max-width:100%;height:auto}`,
  `.narrow{display:none}@media(max-width:640px){.wide{display:none}.narrow{display:block}}`,
  `details,footer{margin:8px 12px}.table{overflow-x:auto}table{border-collapse:collapse;font-size:13px;margin:8px 0}`,
  `caption{text-align:left}td,th{border-bottom:1px solid;padding:2px 8px;text-align:left;font-weight:400;white-space:nowrap}`,
  `.number{text-align:right;font-variant-numeric:tabular-nums}`,
  colours(light),
  colours(dark),
].join('');

/** Nothing runs in a figure, and nothing but its letters is fetched for it: its one style sheet is known by its hash. */
export const embedPolicy = (ancestors: readonly string[]): string =>
  [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${["'self'", ...ancestors].join(' ')}`,
  ].join(';');

const tableOf = ({ columns, rows }: Grid, caption: string): string => {
  const kindOf = (index: number): string => (columns[index]!.isNumber ? ' class="number"' : '');
  const heads = columns.map(
    ({ title }, index) => `<th scope="col"${kindOf(index)}>${escapeHtml(title)}</th>`,
  );
  const lines = rows.map(
    (row) =>
      `<tr>${row.map(({ text }, index) => `<td${kindOf(index)}>${escapeHtml(text)}</td>`).join('')}</tr>\n`,
  );
  return `<div class="table"><table><caption>${escapeHtml(caption)}</caption><thead><tr>${heads.join('')}</tr></thead><tbody>\n${lines.join('')}</tbody></table></div>`;
};

const screenOf: Readonly<Record<string, string>> = {
  'compute-capacity': '/capacity',
  'market-share': '/shares',
  flows: '/network',
};

/** What an address of the page says, by what a question does. */
const settings: Readonly<Record<string, string>> = {
  effectiveAt: 'effective',
  knownAt: 'known',
  policy: 'policy',
  layer: 'layer',
  market: 'market',
  of: 'of',
};

/** The screen that shows most of it. */
const fullAddress = ({ answer: { view, question } }: Figure): string => {
  const parameters = Object.entries(settings).flatMap(([name, setting]): [string, string][] =>
    question[name] === undefined ? [] : [[setting, String(question[name])]],
  );
  return `${screenOf[view] ?? '/'}?${new URLSearchParams(parameters).toString()}`;
};

const pictures = (figure: Figure, address: string): string => {
  const { charts, answer, look } = figure;
  const draw = (width: number, name: string): string =>
    renderSvg(charts, answer, { width, palette: look.palette, address, name }).svg;
  if (look.width !== undefined) return draw(look.width, 'f');
  return `<div class="wide">${draw(widths.usual, 'w')}</div>\n<div class="narrow">${draw(narrowWidth, 'n')}</div>`;
};

const titleOf = (charts: readonly Chart[]): string => charts.map(({ title }) => title).join('; ');

/** One figure with its citation, the same as a table, and the way to everything else: whole without a script. */
export const embedPage = (figure: Figure, origin: string): string => {
  const { charts, answer, look } = figure;
  const address = origin + pinnedAddress(answer);
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(titleOf(charts))} · gigaledger</title><style>${style}</style></head>
<body class="${look.palette.name}">
${pictures(figure, address)}
<details><summary>The same as a table</summary>
${charts.map(({ grid, title }) => tableOf(grid, title)).join('\n')}
</details>
<footer><a href="${escapeHtml(fullAddress(figure))}" target="_blank" rel="noopener">Look closer in gigaledger</a></footer>
</body>
</html>
`;
};
