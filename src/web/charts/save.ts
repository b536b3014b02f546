import type { EChartsType } from 'echarts/core';
import { type Citation, citationText } from './figure.js';
import type { Grid } from './table.js';

/** What goes into a file with the chart: everything that is needed to cite it. */
export interface Saved {
  title: string;
  summary: string;
  grid: Grid;
  citation: Citation;
  address: string;
}

const nameOf = ({ title }: Saved, ending: string): string =>
  `${title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')}.${ending}`;

const save = (address: string, name: string): void => {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
};

const saveText = (text: string, type: string, name: string): void =>
  save(`data:${type};charset=utf-8,${encodeURIComponent(text)}`, name);

/** A cell that a spreadsheet would run is text. */
const csvCell = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const csvOf = ({ title, grid, citation, address }: Saved): string =>
  [
    `# ${title} · ${citationText(citation)}${citation.viewHash ? ` · hash ${citation.viewHash}` : ''} · ${address}`,
    grid.columns.map(({ title: column }) => csvCell(column)).join(','),
    ...grid.rows.map((row) => row.map(({ text }) => csvCell(text)).join(',')),
    '',
  ].join('\n');

export const saveCsv = (saved: Saved): void => saveText(csvOf(saved), 'text/csv', nameOf(saved, 'csv'));

const svgNamespace = 'http://www.w3.org/2000/svg';
const lineHeight = 15;
const titleHeight = 34;
/** A letter of the small print, on average. */
const letterWidth = 5.7;

interface Picture {
  text: string;
  width: number;
  height: number;
}

/** Text in lines of so many letters at most. */
const wrapped = (text: string, most: number): string[] =>
  text.split(' ').reduce<string[]>((lines, word) => {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
    return lines;
  }, []);

const lineOf = (text: string, y: number, isStrong: boolean): SVGTextElement => {
  const line = document.createElementNS(svgNamespace, 'text');
  line.textContent = text;
  line.setAttribute('x', '12');
  line.setAttribute('y', String(y));
  line.setAttribute('font-family', 'system-ui, sans-serif');
  line.setAttribute('font-size', isStrong ? '16' : '11');
  line.setAttribute('font-weight', isStrong ? '600' : '400');
  line.setAttribute('fill', getComputedStyle(document.body).color);
  return line;
};

const small = (texts: readonly string[], top: number): SVGTextElement[] =>
  texts.map((text, index) => lineOf(text, top + (index + 1) * lineHeight, false));

const footOf = ({ citation, address }: Saved): string[] => [
  ...(citation.definition === undefined ? [] : [citation.definition]),
  `${citationText(citation)}${citation.viewHash ? ` · hash ${citation.viewHash.slice(0, 12)}` : ''}`,
  `gigaledger · from public sources, named event by event in the ledger · ${address}`,
];

const rootOf = (width: number, height: number): SVGSVGElement => {
  const root = document.createElementNS(svgNamespace, 'svg');
  root.setAttribute('xmlns', svgNamespace);
  root.setAttribute('width', String(width));
  root.setAttribute('height', String(height));
  const ground = document.createElementNS(svgNamespace, 'rect');
  ground.setAttribute('width', '100%');
  ground.setAttribute('height', '100%');
  ground.setAttribute('fill', getComputedStyle(document.body).backgroundColor);
  root.append(ground);
  return root;
};

/** The chart with its title above and its definition, dates, policy, hash and address below. */
const pictureOf = (saved: Saved, chart: EChartsType): Picture => {
  const [width, inner] = [Math.max(chart.getWidth() + 24, 360), chart.getHeight()];
  const most = Math.floor((width - 24) / letterWidth);
  const head = wrapped(saved.summary, most);
  const foot = footOf(saved).flatMap((text) => wrapped(text, most));
  const top = titleHeight + (head.length + 1) * lineHeight;
  const height = top + inner + (foot.length + 1) * lineHeight;
  const drawn = chart.getDom().querySelector('svg')!.cloneNode(true) as SVGSVGElement;
  drawn.setAttribute('x', '12');
  drawn.setAttribute('y', String(top));
  const root = rootOf(width, height);
  root.append(
    lineOf(saved.title, 24, true),
    ...small(head, titleHeight - 4),
    drawn,
    ...small(foot, top + inner),
  );
  return { text: new XMLSerializer().serializeToString(root), width, height };
};

export const saveSvg = (saved: Saved, chart: EChartsType): void =>
  saveText(pictureOf(saved, chart).text, 'image/svg+xml', nameOf(saved, 'svg'));

export const savePng = async (saved: Saved, chart: EChartsType): Promise<void> => {
  const { text, width, height } = pictureOf(saved, chart);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width * 2, height * 2];
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  save(canvas.toDataURL('image/png'), nameOf(saved, 'png'));
};
