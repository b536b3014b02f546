import type { Market, ShareReport } from '../events/market/market.js';
import { boundsOf, type Quantity } from '../events/kit/quantity.js';
import type { Board } from './kit/board.js';
import type { Line, Row, Total } from './kit/line.js';
import { type Measure, measureOf, part } from './kit/measure.js';
import { cutOf, type Question } from './kit/question.js';
import { concentration } from './kit/shares.js';
import type { Answer, Context, Parameter, StreamReading, View } from './kit/view.js';

/** What a plainly published percentage may be off by: half of its last digit, in tenths of a basis point. */
export const roundingOf = ({ qualifier, text, point }: Quantity): bigint => {
  if (qualifier !== 'exactly') return 0n;
  const decimals = /\.(\d+)\s*(?:%|per)/.exec(text ?? '')?.[1]?.length;
  if (decimals !== undefined) return decimals === 1 ? 50n : 5n;
  if (text !== undefined) return 500n;
  const value = BigInt(point ?? 0);
  return value % 100n === 0n ? 500n : value % 10n === 0n ? 50n : 5n;
};

/** The lowest and highest tenths of a basis point that a published share can stand for. */
export const reachOf = (share: Quantity): { low: bigint; point: bigint | null; high: bigint } => {
  const { low, point, high } = boundsOf(share);
  const half = roundingOf(share);
  const down = low * 10n - half;
  return {
    low: down < 0n ? 0n : down,
    point: point === null ? null : point * 10n,
    high: (high ?? 10_000n) * 10n + half,
  };
};

export const seriesOf = (entry: object): string => {
  const { publisher, period } = entry as { publisher?: unknown; period?: unknown };
  return `${String(publisher)}|${String(period)}`;
};

const contribution = (reading: StreamReading, question: Question, { parties }: Context): Line[] => {
  const market = reading.state<Market>(cutOf(question));
  return [...market.shares.values()].map((report) => {
    const party = report.parties.map((slug) => parties.slugOf(slug)).join('+');
    return {
      id: `${market.slug}|${seriesOf(report)}|${party}`,
      keys: { market: market.slug, publisher: report.publisher, period: report.period, party },
      parts: { shareBp: part(boundsOf(report.share)) },
      rests: report.rests,
      flags: [
        ...(report.parties.length > 1 ? ['combined'] : []),
        ...(report.hypothetical ? ['hypothetical'] : []),
      ],
      ...(report.rivals && { rivals: report.rivals }),
      ...(report.share.qualifier === 'undisclosed' && { undisclosed: party }),
    };
  });
};

const isSingle = (report: ShareReport): boolean => report.parties.length === 1;

const hhiOf = (reports: readonly ShareReport[]): { low: number; point: number | null; high: number } => {
  const reaches = reports.map(({ share }) => reachOf(share));
  const points = reaches.map(({ point }) => point);
  return {
    low: concentration(reaches.map(({ low }) => low)),
    point: points.includes(null) ? null : concentration(points as bigint[]),
    high: concentration(reaches.map(({ high }) => high)),
  };
};

const atLeast0 = (value: bigint): bigint => (value > 0n ? value : 0n);

const othersOf = (reports: readonly ShareReport[]): Measure => {
  const bounds = reports.map(({ share }) => boundsOf(share));
  const sum = (end: (one: (typeof bounds)[number]) => bigint): bigint =>
    bounds.reduce((all, one) => all + end(one), 0n);
  const point = bounds.some((one) => one.point === null)
    ? null
    : atLeast0(10_000n - sum((one) => one.point!));
  return measureOf({
    low: atLeast0(10_000n - sum((one) => one.high ?? 10_000n)),
    point,
    high: atLeast0(10_000n - sum((one) => one.low)),
  });
};

interface Series {
  market: Market;
  reports: ShareReport[];
}

const allSeries = (board: Board): Map<string, Series> => {
  const series = new Map<string, Series>();
  for (const market of board.states<Market>()) {
    for (const report of [...market.shares.values()].filter(isSingle)) {
      const key = `${market.slug}|${seriesOf(report)}`;
      const { reports } = series.get(key) ?? { reports: [] };
      series.set(key, { market, reports: [...reports, report] });
    }
  }
  return series;
};

const restsOf = (reports: readonly ShareReport[]): string[] =>
  [...new Set(reports.flatMap((report) => report.rests))].sort();

const finishedTotal = (total: Total, { market, reports }: Series): Total => {
  const size = market.sizes.get(seriesOf(total));
  return {
    ...total,
    hhi: hhiOf(reports),
    othersBp: othersOf(reports),
    sizeUsCents: size ? measureOf(boundsOf(size.size)) : null,
    ...(size?.size.currency && size.size.currency !== 'USD' && { currency: size.size.currency }),
    rests: [...restsOf(reports), ...(size?.rests ?? [])],
  };
};

const othersRow = (total: Total, { reports }: Series): Row => ({
  market: total.market,
  publisher: total.publisher,
  period: total.period,
  party: 'others',
  shareBp: othersOf(reports),
  rests: restsOf(reports),
  flags: ['derived'],
});

const byKeys = (left: Row, right: Row): number => {
  const text = (row: Row): string =>
    JSON.stringify([row.market, row.publisher, row.period, row.party === 'others', row.party]);
  return text(left) < text(right) ? -1 : 1;
};

const finish = (answer: Answer, board: Board): Answer => {
  const series = allSeries(board);
  const found = answer.totals.flatMap((total) => {
    const one = series.get(`${String(total.market)}|${seriesOf(total)}`);
    return one ? [{ total, one }] : [];
  });
  const others =
    board.question.only.party === undefined ? found.map(({ total, one }) => othersRow(total, one)) : [];
  return {
    ...answer,
    rows: [...answer.rows, ...others].sort(byKeys),
    totals: found.map(({ total: { shareBp: _, ...total }, one }) => finishedTotal(total as Total, one)),
    notes: [
      ...answer.notes,
      'Publishers are never averaged and never mixed in one series.',
      'hhi counts the named parties only, each as far off as its rounding allows: a lower bound for the market.',
    ],
  };
};

export const shareParameters: Readonly<Record<string, Parameter>> = {
  of: {
    says: 'Shares as publishers report them, or of the capacity in this ledger.',
    oneOf: ['reported', 'headline', 'firm', 'energized'],
    default: 'reported',
  },
};

export const reportedShares: View = {
  name: 'market-share',
  summary: 'Who has how much of a market, as publishers report it or by capacity in this ledger.',
  definition:
    'Shares by publisher and period as reported; others = what is left of the whole; hhi = the sum of squared percentages.',
  category: 'market',
  dimensions: ['market', 'publisher', 'period', 'party'],
  defaultBy: ['market', 'publisher', 'period', 'party'],
  measures: ['shareBp'],
  alwaysBy: ['party'],
  neverAdded: ['market', 'publisher', 'period'],
  timelines: false,
  parameters: shareParameters,
  contribution,
  finish,
};
