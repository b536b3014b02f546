import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { type Chart, type Citation, citationText } from './chart.js';
import type { DrawingMaker } from './drawing.js';
import { drawLegend } from './legend.js';
import { fontFamily, wrapText } from './letters.js';
import type { Palette } from './palette.js';
import { Drawn } from './svg/drawn.js';
import { plainText } from './svg/plain-text.js';

export interface PictureFrame {
  /** Of the whole picture, in pixels. */
  width: number;
  palette: Palette;
  /** Where the same can be seen again. */
  address: string;
  /** What its ids begin with, where several pictures are in one document. */
  name?: string;
}

export interface PictureFile {
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

/** Something in the picture, from its own top. */
interface Block {
  height: number;
  at(top: number): ComponentChildren;
}

const linesBlock = (
  texts: readonly string[],
  { width, palette }: PictureFrame,
  { isTitle = false } = {},
): Block => {
  const [sizePx, each] = isTitle ? [titlePx, titleHeight] : [smallPx, lineHeight];
  const lines = texts.flatMap((text) => wrapText(text, width - 2 * pad, sizePx, isTitle));
  return {
    height: lines.length * each,
    at: (top) =>
      lines.map((line, index) => (
        <text
          x={pad}
          y={top + index * each + each - 4}
          font-size={sizePx}
          font-weight={isTitle ? 600 : undefined}
          fill={isTitle ? palette.text : palette.quiet}
        >
          {plainText(line)}
        </text>
      )),
  };
};

const space = (height: number): Block => ({ height, at: () => null });

const drawnBlock = (draw: DrawingMaker, { width, palette }: PictureFrame, name: string): Block => {
  const inner = width - 2 * pad;
  const drawing = draw(palette, inner);
  if (drawing.height === 0) return space(0);
  return {
    height: drawing.height,
    at: (top) => <Drawn drawing={drawing} palette={palette} width={inner} name={name} x={pad} y={top} />,
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
const warningOf = ({ question, confidential }: Citation): string[] => [
  ...(confidential ? ['Confidential: facts that are not public are folded in.'] : []),
  ...(question?.scenario === undefined
    ? []
    : [`◇ Hypothetical: as it would read in the scenario ${question.scenario}, not as it was recorded.`]),
];

const footOf = (citation: Citation, address: string): string[] => [
  ...(citation.definition === undefined ? [] : [citation.definition]),
  citationText(citation),
  ...(citation.viewHash ? [`hash ${citation.viewHash}`] : []),
  citation.confidential
    ? 'gigaledger · from public sources and confidential facts'
    : `gigaledger · from public sources, named event by event in the ledger · ${address}`,
];

interface PictureProps {
  blocks: readonly Block[];
  frame: PictureFrame;
  height: number;
  title: string;
  description: string;
}

const Picture = ({ blocks, frame, height, title, description }: PictureProps) => {
  const { width, palette, name = 'g' } = frame;
  let top = pad;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-labelledby={`${name}-title ${name}-desc`}
      font-family={fontFamily}
      text-rendering="geometricPrecision"
    >
      <title id={`${name}-title`}>{plainText(title)}</title>
      <desc id={`${name}-desc`}>{plainText(description)}</desc>
      <rect width={width} height={height} fill={palette.page} />
      {blocks.map((block) => {
        const from = top;
        top += block.height;
        return block.at(from);
      })}
    </svg>
  );
};

/**
 * Charts as one picture that can be cited: titles above, and below them the definition, both dates, the policy, the
 * hash, the source and the address. Valid XML that asks for nothing else, and the same bytes for the same charts.
 */
export const renderSvg = (charts: readonly Chart[], citation: Citation, frame: PictureFrame): PictureFile => {
  const { width, address } = frame;
  const warning = warningOf(citation);
  const blocks = [
    linesBlock(warning, frame),
    ...charts.flatMap((chart, number) => chartBlocks(chart, frame, number)),
    space(8),
    linesBlock(footOf(citation, address), frame),
  ];
  const height = Math.ceil(blocks.reduce((sum, block) => sum + block.height, 2 * pad));
  const title = charts.map((chart) => chart.title).join('; ');
  const summary = charts.map((chart) => [chart.told, chart.summary].filter(Boolean).join(' ')).join(' ');
  const description = [...warning, summary, citationText(citation)].join(' ');
  const svg = renderToString(
    <Picture blocks={blocks} frame={frame} height={height} title={title} description={description} />,
  );
  return { svg: `${svg}\n`, width, height };
};
