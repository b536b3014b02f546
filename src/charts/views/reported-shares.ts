import { type AtLeastOne, groupBy } from '../../../events/kit/group.js';
import { drawBars } from '../bars.js';
import { certainFirst } from '../certain.js';
import type { Chart, ChartSettings, ShownAnswer } from '../chart.js';
import type { DrawingMaker } from '../drawing.js';
import { cell, type Grid } from '../grid.js';
import type { ChartNames } from '../names.js';
import type { Palette } from '../palette.js';
import { drawShares, type PublishedShare, type ShareSeries } from '../shares.js';
import { lowIn, measureIn, measureWords, textIn } from '../words/amounts.js';
import { plural } from '../words/dates.js';
import { type Mark, marksOf, signsOf } from '../words/marks.js';
import type { Entry, Row } from '../../../projections/kit/line.js';

const mostSeries = 7;
const others = 'others';

/** What a plain percentage may be off by: half of its last digit, in basis points. */
const halfDigit = (point: number): number => (point % 100 === 0 ? 50 : point % 10 === 0 ? 5 : 0.5);

const shareOf = (row: Entry): PublishedShare | undefined => {
  const share = measureIn(row, 'shareBp');
  if (!share) return undefined;
  const [low, high] = [Number(share.low), Number(share.high ?? 10_000)];
  const point = Number(share.point ?? share.low);
  const off = low === high ? halfDigit(point) : 0;
  return { period: textIn(row, 'period'), low: Math.max(0, low - off), point, high: high + off };
};

const nameOf = (row: Entry, names: ChartNames): string =>
  row.party === others ? others : names.of('party', textIn(row, 'party'));

const markOf = (row: Entry): { mark?: Mark } => (isOthers(row) ? { mark: 'derived' } : {});

const isOthers = ({ party }: Entry): boolean => party === others;
const isTogether = ({ party }: Entry): boolean => String(party).includes('+');

const periodsIn = (rows: readonly Entry[]): string[] =>
  [...new Set(rows.map((row) => textIn(row, 'period')))].sort();

/** Whom the publisher names in each period: the others are everybody else. */
const partiesByPeriod = (rows: readonly Entry[]): Map<string, string> =>
  new Map(
    periodsIn(rows).map((period) => [
      period,
      rows
        .filter((row) => row.period === period && !isOthers(row) && !isTogether(row))
        .map((row) => textIn(row, 'party'))
        .sort()
        .join('|'),
    ]),
  );

/** Where other parties are named than before, the others are others, and no line joins the two. */
const markBreaks = (
  shares: readonly PublishedShare[],
  named: ReadonlyMap<string, string>,
): PublishedShare[] =>
  shares.map((share, index) => {
    const before = shares[index - 1];
    const isBroken = before !== undefined && named.get(share.period) !== named.get(before.period);
    return isBroken ? { ...share, isBroken } : share;
  });

const byPeriod = (left: PublishedShare, right: PublishedShare): number =>
  left.period < right.period ? -1 : 1;

interface PublishedSeries {
  /** A row of it: all are of one party. */
  row: Entry;
  shares: PublishedShare[];
}

/** A line for each party, the largest of today first, and the others at the end. */
const linesOf = (rows: readonly Entry[]): PublishedSeries[] => {
  const named = partiesByPeriod(rows);
  const lines = [...groupBy(rows, (row) => textIn(row, 'party')).values()].map((own) => {
    const [row] = own;
    const shares = own.flatMap((row) => shareOf(row) ?? []).toSorted(byPeriod);
    return { row, shares: isOthers(row) ? markBreaks(shares, named) : shares };
  });
  const last = periodsIn(rows).at(-1);
  const rank = ({ row, shares }: PublishedSeries): number => {
    const latest = shares.at(-1);
    return isOthers(row) ? -2 : latest && latest.period === last ? latest.point : -1;
  };
  return lines.toSorted((left, right) => rank(right) - rank(left));
};

type OthersSetting = Pick<ChartSettings, 'hasOthers'>;

/** The largest, and the others where they are wanted: derived from the named ones, they say nothing of their own. */
const drawnLines = (rows: readonly Entry[], { hasOthers = false }: OthersSetting): PublishedSeries[] =>
  linesOf(rows).filter(({ row }, index) => (isOthers(row) ? hasOthers : index < mostSeries));

const seriesOf = (
  rows: readonly Entry[],
  { names, ...setting }: ChartSettings,
  palette: Palette,
): ShareSeries[] => {
  const last = periodsIn(rows).at(-1);
  return drawnLines(rows, setting).map(({ row, shares }) => {
    const party = textIn(row, 'party');
    const ended = shares.at(-1)?.period === last ? '' : `, ${shares.at(-1)?.period ?? ''}`;
    return {
      name: `${nameOf(row, names)}${ended}`,
      ...markOf(row),
      colour: isTogether(row) ? palette.text : names.colour(party, palette),
      form: names.form(party),
      isDerived: isOthers(row),
      shares,
    };
  });
};

const firstRows = (rows: readonly Entry[], setting: OthersSetting): Entry[] =>
  linesOf(rows)
    .map(({ row }) => row)
    .filter((row) => setting.hasOthers || !isOthers(row));

const drawOnce =
  (rows: readonly Entry[], { names, hasBounds, ...setting }: ChartSettings): DrawingMaker =>
  (palette, width) =>
    drawBars({
      bars: firstRows(rows, setting).map((row) => {
        const share = shareOf(row);
        const party = textIn(row, 'party');
        const colour = isTogether(row) ? palette.text : names.colour(party, palette);
        const fill = isOthers(row) ? ('hollow' as const) : ('solid' as const);
        return {
          label: nameOf(row, names),
          swatch: { colour, form: names.form(party) },
          segments: share
            ? certainFirst([{ low: share.low, stated: share.point, fill, shade: { colour } }])
            : [],
          ...(hasBounds && share && share.low !== share.high && { reach: { ...share, stated: share.point } }),
          text: measureWords(row, 'shareBp'),
          marks: marksOf(row.flags),
        };
      }),
      axis: (value) => `${value / 100}%`,
    })(palette, width);

const gridOf = (rows: readonly Row[], names: ChartNames): Grid => ({
  columns: [{ title: 'period' }, { title: 'party' }, { title: 'share', isNumber: true }],
  rows: rows.map((row) => [
    cell(textIn(row, 'period')),
    cell(nameOf(row, names)),
    {
      text: `${measureWords(row, 'shareBp')} ${signsOf(row.flags)}`.trim(),
      rests: row.rests,
      order: lowIn(row, 'shareBp'),
    },
  ]),
});

const hasGap = (lines: readonly PublishedSeries[]): boolean =>
  lines.some(({ shares }) => shares.some(({ isBroken }) => isBroken));

const summaryOf = (rows: readonly Entry[], { names, hasOthers = false }: ChartSettings): string => {
  const periods = periodsIn(rows);
  const lines = linesOf(rows);
  const latest = rows.filter((row) => row.period === periods.at(-1));
  const named = lines.filter(({ row }) => !isOthers(row));
  const left = Math.max(0, named.length - mostSeries);
  return [
    `${plural(periods.length, 'period')}; in ${periods.at(-1)}: ${latest.map((row) => `${nameOf(row, names)} ${measureWords(row, 'shareBp')}`).join(', ')}.`,
    'Whiskers are the rounding of the published digits.',
    ...(hasOthers && hasGap(lines)
      ? ['The line of the others breaks where other parties are named than before: they are other others.']
      : []),
    ...(left > 0 ? [`${plural(left, 'smaller line')} only in the table.`] : []),
    ...(!hasOthers && named.length < lines.length ? ['The others, who are derived, are in the table.'] : []),
  ].join(' ');
};

const chartOf = (publisher: string, of: string, rows: AtLeastOne<Row>, setting: ChartSettings): Chart => ({
  defined: 'reported share',
  title: `${of}: as ${setting.names.publisher(publisher)} reports it`,
  summary: summaryOf(rows, setting),
  draw:
    periodsIn(rows).length > 1
      ? (palette, width) =>
          drawShares({
            periods: periodsIn(rows),
            series: seriesOf(rows, setting, palette),
            hasBounds: setting.hasBounds,
          })(palette, width)
      : drawOnce(rows, setting),
  grid: gridOf(rows, setting.names),
  legend: { bounds: true, marks: rows.flatMap(({ flags }) => marksOf(flags)) },
  only: { market: textIn(rows[0], 'market'), publisher },
});

/** A chart for each publisher of each market: they are never averaged and never mixed. */
export const reportedShareCharts = ({ rows }: ShownAnswer, setting: ChartSettings): Chart[] => {
  const series = groupBy(rows, (row) => `${textIn(row, 'market')}|${textIn(row, 'publisher')}`);
  return [...series.values()].map((own) => {
    const [{ market, publisher }] = own;
    return chartOf(String(publisher), setting.names.of('market', String(market)), own, setting);
  });
};
