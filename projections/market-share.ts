import type { Market, ShareReport } from '../events/market/market.js';
import { boundsOf, type Quantity } from '../events/kit/quantity.js';
import type { Board } from './kit/board.js';
import type { Line, Row, Total } from './kit/line.js';
import { type Measure, measureOf, part } from './kit/measure.js';
import type { Parties } from './kit/parties.js';
import { cutOf, type Question } from './kit/question.js';
import { concentration } from './kit/shares.js';
import type { Answer, Context, Parameter, StreamReading, View } from './kit/view.js';

/** What a plainly published percentage may be off by: half of its last digit, in tenths of a basis point. */
const roundingOf = ({ qualifier, text, point }: Quantity): bigint => {
  if (qualifier !== 'exactly') return 0n;
  if (/bp\s*$/i.test(text ?? '')) return 5n;
  const decimals = /\.(\d+)\s*(?:%|per)/.exec(text ?? '')?.[1]?.length;
  if (decimals !== undefined) return decimals === 1 ? 50n : 5n;
  if (text !== undefined) return 500n;
  const value = BigInt(point ?? 0);
  return value % 100n === 0n ? 500n : value % 10n === 0n ? 50n : 5n;
};

/** The lowest and highest tenths of a basis point that a published share can stand for. */
const reachOf = (share: Quantity): { low: bigint; point: bigint | null; high: bigint } => {
  const { low, point, high } = boundsOf(share);
  const half = roundingOf(share);
  const down = low * 10n - half;
  return {
    low: down < 0n ? 0n : down,
    point: point === null ? null : point * 10n,
    high: (high ?? 10_000n) * 10n + half,
  };
};

const seriesOf = (entry: object): string => {
  const { publisher, period } = entry as { publisher?: unknown; period?: unknown };
  return `${String(publisher)}|${String(period)}`;
};

const contribution = (reading: StreamReading, question: Question, { parties }: Context): Line[] => {
  const market = reading.state<Market>(cutOf(question));
  return [...market.shares.values()].map((report) => {
    const party = report.parties.map((slug) => parties.slugOf(slug)).join('+');
    return {
      // By the parties as they were reported: two that turned out to be one are two lines of one row.
      id: `${market.slug}|${seriesOf(report)}|${report.parties.join('+')}`,
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

/** How far each party's share reaches; parties that turned out to be one are one. */
const reachesOf = (reports: readonly ShareReport[], parties: Parties): ReturnType<typeof reachOf>[] => {
  const reaches = new Map<string, ReturnType<typeof reachOf>>();
  for (const { share, parties: named } of reports) {
    const slug = parties.slugOf(named[0]!);
    const [own, before] = [reachOf(share), reaches.get(slug) ?? { low: 0n, point: 0n, high: 0n }];
    const point = own.point === null || before.point === null ? null : own.point + before.point;
    reaches.set(slug, { low: own.low + before.low, point, high: own.high + before.high });
  }
  return [...reaches.values()];
};

const hhiOf = (
  reports: readonly ShareReport[],
  parties: Parties,
): { low: number; point: number | null; high: number } => {
  const reaches = reachesOf(reports, parties);
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
  /** Of single parties. */
  reports: ShareReport[];
  /** Of several parties together. */
  combined: ShareReport[];
}

const allSeries = (board: Board): Map<string, Series> => {
  const series = new Map<string, Series>();
  for (const market of board.states<Market>()) {
    for (const report of market.shares.values()) {
      const key = `${market.slug}|${seriesOf(report)}`;
      const one = series.get(key) ?? { market, reports: [], combined: [] };
      series.set(key, one);
      (isSingle(report) ? one.reports : one.combined).push(report);
    }
  }
  return series;
};

/** Whether a published combined share can be the sum of its parts, when each may be off by its rounding. */
const consistencyOf = (combined: ShareReport, single: readonly ShareReport[]): Record<string, unknown> => {
  const parts = combined.parties.map((party) => single.find((report) => report.parties[0] === party));
  const published = reachOf(combined.share);
  const base = { parties: combined.parties, shareBp: measureOf(boundsOf(combined.share)) };
  if (parts.includes(undefined))
    return { ...base, sumOfPartsBp: null, isConsistent: null, rests: combined.rests };
  const reaches = parts.map((report) => reachOf(report!.share));
  const low = reaches.reduce((sum, reach) => sum + reach.low, 0n);
  const high = reaches.reduce((sum, reach) => sum + reach.high, 0n);
  const points = parts.map((report) => boundsOf(report!.share).point);
  const point = points.includes(null) ? null : points.reduce((sum, one) => sum! + one!, 0n);
  return {
    ...base,
    sumOfPartsBp: measureOf({ low: low / 10n, point, high: high / 10n }),
    isConsistent: low <= published.high && published.low <= high,
    rests: restsOf([combined, ...(parts as ShareReport[])]),
  };
};

const restsOf = (reports: readonly ShareReport[]): string[] =>
  [...new Set(reports.flatMap((report) => report.rests))].sort();

const finishedTotal = (total: Total, { market, reports, combined }: Series, parties: Parties): Total => {
  const size = market.sizes.get(seriesOf(total));
  return {
    ...total,
    hhi: reports.length > 0 ? hhiOf(reports, parties) : null,
    othersBp: reports.length > 0 ? othersOf(reports) : null,
    sizeUsCents: size ? measureOf(boundsOf(size.size)) : null,
    ...(size?.size.currency && size.size.currency !== 'USD' && { currency: size.size.currency }),
    ...(combined.length > 0 && { consistency: combined.map((report) => consistencyOf(report, reports)) }),
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

/** A series of which only the size was published. */
const sizesAlone = (board: Board, series: ReadonlyMap<string, Series>): { total: Total; one: Series }[] =>
  board.states<Market>().flatMap((market) =>
    [...market.sizes.values()]
      .map(({ publisher, period }) => ({ market: market.slug, publisher, period }))
      .filter((keys) => board.isAsked({ ...keys, ...(board.question.only.party && { party: null }) }))
      .filter((keys) => !series.has(`${keys.market}|${seriesOf(keys)}`))
      .map((keys) => ({ total: { ...keys, undisclosed: [] }, one: { market, reports: [], combined: [] } })),
  );

const bySeries = (left: { total: Total }, right: { total: Total }): number => {
  const text = ({ total: { market, publisher, period } }: { total: Total }): string =>
    JSON.stringify([market, publisher, period]);
  return text(left) < text(right) ? -1 : 1;
};

const finish = (answer: Answer, board: Board): Answer => {
  const series = allSeries(board);
  const shared = answer.totals.flatMap((total) => {
    const one = series.get(`${String(total.market)}|${seriesOf(total)}`);
    return one ? [{ total, one }] : [];
  });
  const found = [...shared, ...sizesAlone(board, series)].sort(bySeries);
  const others =
    board.question.only.party === undefined
      ? found.filter(({ one }) => one.reports.length > 0).map(({ total, one }) => othersRow(total, one))
      : [];
  return {
    ...answer,
    rows: [...answer.rows, ...others].sort(byKeys),
    totals: found.map(({ total: { shareBp: _, ...total }, one }) =>
      finishedTotal(total as Total, one, board.context.parties),
    ),
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
