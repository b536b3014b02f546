import { font, type Plot, rect, type Shape, words } from './drawing.js';
import { lineWidth } from './letters.js';
import type { Palette } from './palette.js';
import type { Series, Span } from './series.js';

export const labelHeight = 14;
const ups = [-10, 12, -24, 26, -38, 40, -52, 54];
/** Past the arrow that stands on an open end. */
const openUps = [12, -38, 26, -52, 40, -66];

interface SeriesLabel {
  name: string;
  colour: string;
  level: number;
  end: number;
  isOpen: boolean;
}

/** The nearest height to a line's level at which a label covers no other label and no other line's level. */
const freeHeight = (
  { level, isOpen }: SeriesLabel,
  taken: readonly number[],
  levels: readonly number[],
  plot: Plot,
): number =>
  (isOpen ? openUps : ups)
    .map((up) => level + up)
    .find(
      (y) =>
        y >= plot.top + 6 &&
        y <= plot.top + plot.height - 6 &&
        taken.every((other) => Math.abs(other - y) >= labelHeight) &&
        levels.every((other) => Math.abs(other - y) >= 8),
    ) ?? level - 10;

const isSeen = ({ stocks }: Series): boolean => stocks.some((stock) => stock !== undefined);
export const namedSeries = (series: readonly Series[]): Series[] => series.filter(isSeen);

/** Names at the last step of each line. */
export const namesOf = (series: readonly Series[], plot: Plot, span: Span, palette: Palette): Shape[] => {
  const named = series.flatMap(({ name, stocks, colour }): SeriesLabel[] => {
    const index = stocks.findLastIndex((stock) => stock !== undefined);
    if (index < 0) return [];
    const { point, low, high } = stocks[index]!;
    return [{ name, colour, level: plot.y(point ?? low), end: span(index).to, isOpen: high === null }];
  });
  const levels = named.map(({ level }) => level);
  const taken: number[] = [];
  return named.flatMap((one) => {
    const { name, colour, end } = one;
    const y = freeHeight(one, taken, levels, plot);
    taken.push(y);
    const width = lineWidth(name, 12);
    const x = Math.max(Math.min(end, plot.left + plot.width) - 4, plot.left + width + 18);
    return [
      rect(x - width - 14, y - 4, 8, 8, { fill: colour }),
      words(name, x, y, { fill: palette.text, align: 'right', font }),
    ];
  });
};

/** Above the plot, where a narrow one has no room for names inside. */
export const namesAbove = (series: readonly Series[], plot: Plot, { text }: Palette): Shape[] =>
  namedSeries(series).flatMap(({ name, colour }, index): Shape[] => {
    const y = 8 + index * labelHeight;
    return [rect(plot.left, y - 4, 8, 8, { fill: colour }), words(name, plot.left + 14, y, { fill: text })];
  });
