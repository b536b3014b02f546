import { leastTotal, type Market, type ShareReport } from '../events/market/market.js';
import { namedTotalOf } from '../events/market/named-shares.js';
import { type ShareBounds, reachOf, wholeMarket } from '../events/market/reach.js';
import { boundsOf } from '../events/kit/quantity.js';
import { consistencyOf, restsOf } from './combined-shares.js';
import type { Board } from './kit/board.js';
import { withDerivedSpans } from './kit/derived-spans.js';
import type { Line, Row, Total } from './kit/line.js';
import { type Measure, measureOf, part } from './kit/measure.js';
import type { Parties } from './kit/parties.js';
import { cutOf, isAmong, type Question } from './kit/question.js';
import { concentration } from './kit/shares.js';
import {
  allSeries,
  type SeriesUnderClaims,
  seriesUnderClaims,
  namedReports,
  type ReportSeries,
  seriesOf,
} from './market-series.js';
import { sizeMembers, sizesOf } from './market-sizes.js';
import type { Answer, Context, Parameter, StreamReading, View } from './kit/view.js';

/** What no publisher names. */
const others = 'others';

/** The parties by the names that they count under; shares that would become one party's stay combined. */
const partyOf = ({ parties: named }: ShareReport, parties: Parties): string => {
  if (named.length === 0) return others;
  const slugs = [...new Set(named.map((slug) => parties.slugOf(slug)))].sort();
  return (slugs.length < named.length ? named : slugs).join('+');
};

const contribution = (reading: StreamReading, question: Question, { parties }: Context): Line[] => {
  const market = reading.state<Market>(cutOf(question));
  return [...market.shares.values()].map((report) => {
    const party = partyOf(report, parties);
    return {
      // By the parties as they were reported: two that turned out to be one are two lines of one row.
      id: `${market.slug}|${seriesOf(report)}|${report.parties.join('+')}`,
      keys: { market: market.slug, publisher: report.publisher, period: report.period, party },
      parts: { shareBp: part(boundsOf(report.share)) },
      rests: report.rests,
      flags: [
        ...(report.parties.length > 1 ? ['combined'] : []),
        ...(report.stated ? [report.stated] : []),
        ...(report.hypothetical ? ['hypothetical'] : []),
      ],
      ...(report.share.qualifier === 'undisclosed' && { undisclosed: party }),
    };
  });
};

/** How far each party's share reaches; parties that turned out to be one are one. */
const reachesOf = (reports: readonly ShareReport[], parties: Parties): ShareBounds[] => {
  const reaches = new Map<string, ShareBounds>();
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
  const points = reaches.flatMap(({ point }) => point ?? []);
  return {
    low: concentration(reaches.map(({ low }) => low)),
    point: points.length < reaches.length ? null : concentration(points),
    high: concentration(reaches.map(({ high }) => high)),
  };
};

const clampToZero = (value: bigint): bigint => (value > 0n ? value : 0n);

/** What the named parties leave of the whole, each counted once and as far off as its rounding. */
const restOfMarket = (named: readonly ShareReport[]): Measure => {
  const { low, point, high } = namedTotalOf(named);
  return measureOf({
    low: clampToZero(wholeMarket - high) / 10n,
    point: point === null ? null : clampToZero(wholeMarket - point) / 10n,
    high: (clampToZero(wholeMarket - low) + 9n) / 10n,
  });
};

/** What is told of the others: by the publisher, or as what the named parties leave. */
const othersOf = (series: ReportSeries): Record<string, Measure | null> => {
  const derived = namedReports(series).length > 0 ? restOfMarket(namedReports(series)) : null;
  if (!series.others) return { othersBp: derived };
  return { othersBp: measureOf(boundsOf(series.others.share)), othersDerivedBp: derived };
};

/** How many other claims stand behind what reports add up to. */
const rivalFlags = (reports: readonly { readonly rivals?: number }[]): string[] => {
  const rivals = reports.reduce((sum, report) => sum + (report.rivals ?? 0), 0);
  return rivals > 0 ? [`rivals:${rivals}`] : [];
};

const derivedOfTotal = ['hhi', 'othersBp', 'othersDerivedBp', 'sizeUsCents'];

/** A total beside which stands how far it reaches over rival claims; a size only over such in its own currency. */
const spannedTotal = (
  { span: _, ...total }: Total,
  series: ReportSeries,
  parties: Parties,
  underClaims: SeriesUnderClaims,
): Total => {
  const told = finishedTotal(total, series, parties);
  const others = underClaims(series, total)
    .map((one) => finishedTotal(total, one, parties))
    .map((one) => (one.currency === told.currency ? one : { ...one, sizeUsCents: null }));
  return withDerivedSpans(told, derivedOfTotal, others);
};

const finishedTotal = (total: Total, series: ReportSeries, parties: Parties): Total => {
  const { market, reports, combined } = series;
  const sizes = sizesOf(market, total.publisher, total.period);
  const told = [...namedReports(series), ...(series.others ? [series.others] : [])];
  const flags = rivalFlags([...told, ...sizes]);
  return {
    ...total,
    hhi: reports.length > 0 ? hhiOf(reports, parties) : null,
    ...othersOf(series),
    ...sizeMembers(sizes),
    ...(combined.length > 0 && {
      consistency: combined.map((report) => consistencyOf(report, reports, parties)),
    }),
    rests: [...restsOf(told), ...sizes.flatMap(({ rests }) => rests)],
    ...(flags.length > 0 && { flags }),
  };
};

const isOverTheWhole = (series: ReportSeries): boolean =>
  leastTotal([...namedReports(series), ...(series.others ? [series.others] : [])]) > wholeMarket;

const othersFlags = (series: ReportSeries): string[] => [
  'derived',
  ...rivalFlags(namedReports(series)),
  ...(namedReports(series).some(({ hypothetical }) => hypothetical) ? ['hypothetical'] : []),
  ...(namedTotalOf(namedReports(series)).isContradicted ? ['contradicted'] : []),
  ...(isOverTheWhole(series) ? ['over-the-whole'] : []),
];

const othersRow = (total: Total, series: ReportSeries): Row => ({
  market: total.market,
  publisher: total.publisher,
  period: total.period,
  party: others,
  shareBp: restOfMarket(namedReports(series)),
  rests: restsOf(namedReports(series)),
  flags: othersFlags(series).sort(),
});

/** The row of others as it is reported, with what the named parties leave beside it. */
const withDerived = (row: Row, series: ReportSeries | undefined, underClaims: SeriesUnderClaims): Row => {
  if (row.party !== others || !series || namedReports(series).length === 0) return row;
  const derivedOf = (one: ReportSeries): Row => ({ ...row, derivedBp: restOfMarket(namedReports(one)) });
  return withDerivedSpans(derivedOf(series), ['derivedBp'], underClaims(series, row).map(derivedOf));
};

const byKeys = (left: Row, right: Row): number => {
  const text = (row: Row): string =>
    JSON.stringify([row.market, row.publisher, row.period, row.party === others, row.party]);
  return text(left) < text(right) ? -1 : 1;
};

/** A series of which only the size was published. */
const sizesAlone = (
  board: Board,
  series: ReadonlyMap<string, ReportSeries>,
): { total: Total; one: ReportSeries }[] =>
  board.states<Market>().flatMap((market) =>
    [...new Map([...market.sizes.values()].map((size) => [seriesOf(size), size])).values()]
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

interface SeriesTotal {
  total: Total;
  one: ReportSeries;
}

/** The totals of the answer with their series; asked for others alone, those of which nothing else is shown too. */
const totalsFound = (
  answer: Answer,
  board: Board,
  series: ReadonlyMap<string, ReportSeries>,
): SeriesTotal[] => {
  const shared = new Map<string, Total>(
    answer.totals.map((total) => [`${String(total.market)}|${seriesOf(total)}`, total]),
  );
  const isOthersAsked = isAmong(others, board.question.only.party);
  return [...series].flatMap(([key, one]) => {
    const [{ publisher, period }] = [...namedReports(one), ...(one.others ? [one.others] : [])] as [
      ShareReport,
    ];
    const keys = { market: one.market.slug, publisher, period };
    const isAlone = isOthersAsked && board.isAsked({ ...keys, party: others });
    const total = shared.get(key) ?? (isAlone ? { ...keys, undisclosed: [] } : undefined);
    return total ? [{ total, one }] : [];
  });
};

const derivedRows = (
  found: readonly SeriesTotal[],
  { question }: Board,
  underClaims: SeriesUnderClaims,
): Row[] =>
  isAmong(others, question.only.party)
    ? found
        .filter(({ one }) => one.others === undefined && namedReports(one).length > 0)
        .map(({ total, one }) =>
          withDerivedSpans(
            othersRow(total, one),
            ['shareBp'],
            underClaims(one, total).map((other) => othersRow(total, other)),
          ),
        )
    : [];

const notesOfExcess = (found: readonly SeriesTotal[]): string[] =>
  found
    .filter(({ one }) => isOverTheWhole(one))
    .map(
      ({ total: { market, publisher, period } }) =>
        `The shares of ${String(market)} by ${String(publisher)} for ${String(period)} add to more than the whole, however they were rounded: not all of them can be true.`,
    );

const finish = (answer: Answer, board: Board): Answer => {
  const series = allSeries(board.states<Market>());
  const underClaims = seriesUnderClaims(board);
  const found = [...totalsFound(answer, board, series), ...sizesAlone(board, series)].sort(bySeries);
  const told = answer.rows.map((row) =>
    withDerived(row, series.get(`${String(row.market)}|${seriesOf(row)}`), underClaims),
  );
  return {
    ...answer,
    rows: [...told, ...derivedRows(found, board, underClaims)].sort(byKeys),
    totals: found.map(({ total: { shareBp: _, ...total }, one }) =>
      spannedTotal(total as Total, one, board.context.parties, underClaims),
    ),
    notes: [
      ...answer.notes,
      'Publishers are never averaged and never mixed in one series.',
      'others = what the named parties leave, each counted once and as far off as its rounding allows, unless the publisher reports them itself.',
      'hhi counts the named parties only, each as far off as its rounding allows: a lower bound for the market.',
      ...notesOfExcess(found),
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
    'Shares by publisher and period as reported; others = as reported, or else what the named parties leave of the whole; hhi = the sum of squared percentages.',
  category: 'market',
  dimensions: ['market', 'publisher', 'period', 'party'],
  defaultBy: ['market', 'publisher', 'period', 'party'],
  measures: ['shareBp'],
  alwaysBy: ['party'],
  neverAdded: ['market', 'publisher', 'period'],
  timelines: false,
  traits: { drawing: 'reported-shares' },
  parameters: shareParameters,
  contribution,
  finish,
};
