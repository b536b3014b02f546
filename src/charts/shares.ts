import type { Palette } from './palette.js';
import { type DrawingMaker, type Drawing, line, type Plot, type Shape, told, words } from './drawing.js';
import { iconStep } from './icons.js';
import { spreadHeights } from './labels.js';
import { lineWidth } from './letters.js';
import { drawMark, type PartyMark } from './party-mark.js';
import type { Mark } from './words/marks.js';

/** A published share, in basis points, with what it may be off by. */
export interface PublishedShare {
  period: string;
  low: number;
  point: number;
  high: number;
  /** Not comparable with the one before: no line leads here. */
  isBroken?: boolean;
}

export interface ShareSeries {
  name: string;
  colour: string;
  form: PartyMark;
  isDerived?: boolean;
  mark?: Mark;
  shares: readonly PublishedShare[];
}

export interface Shares {
  periods: readonly string[];
  series: readonly ShareSeries[];
  hasBounds: boolean;
}

const cap = 3;
const whole = 10_000;

/** The months from year 0 to the middle of a period: publishers skip periods, and time goes on. */
const middleOf = (period: string): number => {
  const [, year = '0', kind = '', number = '1'] = /^(\d{4})(?:-([QH]?)(\d{1,2}))?/.exec(period) ?? [];
  const months = !/-/.test(period) ? 12 : kind === 'Q' ? 3 : kind === 'H' ? 6 : 1;
  return Number(year) * 12 + (months === 12 ? 0 : (Number(number) - 1) * months) + months / 2;
};

/** "Over 10 %" ends at all of it, which goes without saying: an arrow. */
const arrow = (x: number, y: number, colour: string): Shape[] => [
  line(x, y, x, y - 16, { stroke: colour, lineWidth: 1, lineDash: [3, 2] }),
  {
    type: 'polygon',
    points: [
      [x, y - 22],
      [x - 3.5, y - 16],
      [x + 3.5, y - 16],
    ],
    paint: { fill: colour },
  },
];

const whiskersOf = ({ shares, colour }: ShareSeries, at: (period: string) => number, { y }: Plot): Shape[] =>
  shares
    .filter(({ low, high }) => low !== high)
    .flatMap(({ period, low, high, point }) => {
      const x = at(period);
      if (high === whole && low === point) return arrow(x, y(point), colour);
      const style = { stroke: colour, lineWidth: 1 };
      return [
        line(x, y(low), x, y(high), style),
        line(x - cap, y(low), x + cap, y(low), style),
        line(x - cap, y(high), x + cap, y(high), style),
      ];
    });

/** The stretches within which shares can be compared. */
const runsOf = (shares: readonly PublishedShare[]): PublishedShare[][] =>
  shares.reduce<PublishedShare[][]>((runs, share) => {
    const run = share.isBroken ? undefined : runs.at(-1);
    if (run) run.push(share);
    else runs.push([share]);
    return runs;
  }, []);

const pathsOf = (
  { shares, colour, form, isDerived }: ShareSeries,
  at: (period: string) => number,
  { y }: Plot,
): Shape[] =>
  runsOf(shares)
    .filter((run) => run.length > 1)
    .map((run) => ({
      type: 'polyline',
      points: run.map(({ period, point }) => [at(period), y(point)]),
      paint: {
        stroke: colour,
        // Of two parties with one colour the lines differ, too.
        lineWidth: form === 'circle' ? 2 : 1.25,
        ...(isDerived && { lineDash: [5, 4] }),
      },
    }));

/** What is derived is hollow. */
const dotsOf = (
  { shares, colour, form, name, isDerived }: ShareSeries,
  at: (period: string) => number,
  { y }: Plot,
  { page }: Palette,
): Shape[] =>
  shares.map(({ period, point }) =>
    told(`${name}, ${period}: ${point / 100}%`, [
      drawMark(
        form,
        at(period),
        y(point),
        3.5,
        isDerived ? { fill: page, stroke: colour, lineWidth: 1.5 } : { fill: colour },
      ),
    ]),
  );

/** Names beside the last point of each line, moved apart where they would cover each other. */
const namesOf = (series: readonly ShareSeries[], plot: Plot, room: number, palette: Palette): Shape[] => {
  const named = series.flatMap((one) => {
    const last = one.shares.at(-1);
    return last ? [{ ...one, end: plot.y(last.point) }] : [];
  });
  const wanted = named.map(({ end }) => end);
  const heights = spreadHeights(wanted, 15, plot.top + 2, plot.top + plot.height - 2);
  const x = plot.left + plot.width + 6;
  return named.flatMap(({ name, colour, form, isDerived, mark, end }, index): Shape[] => {
    const y = heights[index] ?? end;
    const style = isDerived ? { fill: palette.page, stroke: colour, lineWidth: 1.5 } : { fill: colour };
    return [
      drawMark(form, x + 5, y, 4, style),
      ...(mark ? [{ type: 'icon' as const, mark, x: x + 19, y, colour: palette.text }] : []),
      words(name, x + 14 + (mark ? iconStep : 0), y, {
        fill: palette.text,
        width: room - 24 - (mark ? iconStep : 0),
      }),
    ];
  });
};

/** One publisher's shares over its periods, with their rounding; the others are derived and dashed. */
export const drawShares =
  ({ periods, series, hasBounds }: Shares): DrawingMaker =>
  (palette, width): Drawing => {
    const middles = periods.map(middleOf);
    const most = Math.max(
      ...series.flatMap(({ shares }) => shares.map(({ point, high }) => (high === whole ? point : high))),
      100,
    );
    const needed = series.map(({ name }) => lineWidth(name, 12) + 30 + iconStep);
    const room = Math.round(Math.min(Math.max(60, ...needed), width * 0.42));
    return {
      margin: { left: 44, right: room, top: 18, bottom: 24 },
      height: 280,
      x: {
        least: Math.min(...middles) - 3,
        most: Math.max(...middles) + 1,
        label: (value) => (value % 12 === 0 ? String(value / 12) : ''),
        step: 12,
      },
      y: { most: Math.ceil(most / 1000) * 1000, label: (value) => `${value / 100}%` },
      shapes: (plot) => {
        const at = (period: string): number => plot.x(middleOf(period));
        return [
          ...(hasBounds ? series.flatMap((one) => whiskersOf(one, at, plot)) : []),
          ...series.flatMap((one) => pathsOf(one, at, plot)),
          ...series.flatMap((one) => dotsOf(one, at, plot, palette)),
          ...namesOf(series, plot, room, palette),
        ];
      },
    };
  };
