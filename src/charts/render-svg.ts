import { type Chart, type Citation, citationText } from './chart.js';
import { drawLegend } from './legend.js';
import { wrapText } from './letters.js';
import type { Palette } from './palette.js';
import { svgOf } from './svg.js';

export interface PictureFrame {
  /** Of the whole picture, in pixels. */
  width: number;
  palette: Palette;
  /** Where the same can be seen again. */
  address: string;
  /** What its ids begin with, where several pictures are in one document. */
  name?: string;
}

export interface Picture {
  svg: string;
  width: number;
  height: number;
}

const pad = 12;
const titlePx = 16;
const smallPx = 11;
const lineHeight = 15;
const titleHeight = 22;
const gap = 22;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that stays text in XML and in HTML. */
export const escapeXml = (text: string): string => text.replaceAll(/[&<>"']/g, (letter) => entities[letter]!);

// Half of a pair and control characters are in no XML, whatever a name has in it.
const replaceInvalid = (text: string): string =>
  // oxlint-disable-next-line no-control-regex
  text.toWellFormed().replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, ' ');

/** Something in the picture, from its own top. */
interface Block {
  height: number;
  at(top: number): string;
}

const linesBlock = (
  texts: readonly string[],
  { width, palette }: PictureFrame,
  { isTitle = false } = {},
): Block => {
  const [sizePx, each] = isTitle ? [titlePx, titleHeight] : [smallPx, lineHeight];
  const lines = texts.flatMap((text) => wrapText(text, width - 2 * pad, sizePx, isTitle));
  const style = `font-family="system-ui, sans-serif" font-size="${sizePx}"${isTitle ? ' font-weight="600"' : ''} fill="${isTitle ? palette.text : palette.quiet}"`;
  return {
    height: lines.length * each,
    at: (top) =>
      lines
        .map(
          (line, index) =>
            `<text x="${pad}" y="${top + index * each + each - 4}" ${style}>${escapeXml(line)}</text>\n`,
        )
        .join(''),
  };
};

const space = (height: number): Block => ({ height, at: () => '' });

const drawnBlock = (draw: Chart['draw'], { width, palette }: PictureFrame, name: string): Block => {
  const inner = width - 2 * pad;
  const drawing = draw(palette, inner);
  if (drawing.height === 0) return space(0);
  return {
    height: drawing.height,
    at: (top) => svgOf(drawing, palette, inner, name).replace('<svg ', `<svg x="${pad}" y="${top}" `) + '\n',
  };
};

const chartBlocks = (
  { title, summary, draw, legend }: Chart,
  frame: PictureFrame,
  number: number,
): Block[] => [
  ...(number > 0 ? [space(gap)] : []),
  linesBlock([title], frame, { isTitle: true }),
  linesBlock([summary], frame),
  space(8),
  drawnBlock(draw, frame, `${frame.name ?? 'g'}${number}`),
  ...(legend ? [space(6), drawnBlock(drawLegend(legend), frame, `${frame.name ?? 'g'}l${number}`)] : []),
];

/** What stands above everything else: a number that nobody recorded must not be taken for one. */
const warningOf = ({ question }: Citation): string[] =>
  question?.scenario === undefined
    ? []
    : [`◇ Hypothetical: as it would read in the scenario ${question.scenario}, not as it was recorded.`];

const footOf = (citation: Citation, address: string): string[] => [
  ...(citation.definition === undefined ? [] : [citation.definition]),
  citationText(citation),
  ...(citation.viewHash ? [`hash ${citation.viewHash}`] : []),
  `gigaledger · from public sources, named event by event in the ledger · ${address}`,
];

const writeBlocks = (blocks: readonly Block[], top: number): { text: string; height: number } =>
  blocks.reduce(
    ({ text, height }, block) => ({ text: text + block.at(height), height: height + block.height }),
    { text: '', height: top },
  );

/**
 * Charts as one picture that can be cited: titles above, and below them the definition, both dates, the policy, the
 * hash, the source and the address. Valid XML that asks for nothing else, and the same bytes for the same charts.
 */
export const renderSvg = (charts: readonly Chart[], citation: Citation, frame: PictureFrame): Picture => {
  const { width, palette, address, name = 'g' } = frame;
  const warning = warningOf(citation);
  const blocks = [
    linesBlock(warning, frame),
    ...charts.flatMap((chart, number) => chartBlocks(chart, frame, number)),
    space(8),
    linesBlock(footOf(citation, address), frame),
  ];
  const { text, height: end } = writeBlocks(blocks, pad);
  const height = Math.ceil(end + pad);
  const title = charts.map((chart) => chart.title).join('; ');
  const summary = charts.map((chart) => chart.summary).join(' ');
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${name}-title ${name}-desc">`,
    `<title id="${name}-title">${escapeXml(title)}</title>`,
    `<desc id="${name}-desc">${escapeXml([...warning, summary, citationText(citation)].join(' '))}</desc>`,
    `<rect width="${width}" height="${height}" fill="${palette.page}"/>`,
    `${text}</svg>\n`,
  ].join('\n');
  return { svg: replaceInvalid(svg), width, height };
};
