import type { Market, ShareReport } from '../events/market/market.js';
import type { Board } from './kit/board.js';
import { statesUnderClaims } from './kit/derived-spans.js';

interface SeriesKeys {
  readonly publisher?: unknown;
  readonly period?: unknown;
}

/** The publisher and the period of a series. */
export const seriesOf = ({ publisher, period }: SeriesKeys): string =>
  `${String(publisher)}|${String(period)}`;

const isSingle = (report: ShareReport): boolean => report.parties.length === 1;

/** What one publisher reported of a market for one period. */
export interface ReportSeries {
  market: Market;
  /** Of single parties. */
  reports: ShareReport[];
  /** Of several parties together. */
  combined: ShareReport[];
  /** Of all that the publisher does not name, where it says so itself: it counts instead of what is derived. */
  others?: ShareReport;
}

export const namedReports = ({ reports, combined }: ReportSeries): ShareReport[] => [...reports, ...combined];

/** The series of markets, each by its market, publisher and period. */
export const allSeries = (markets: readonly Market[]): Map<string, ReportSeries> => {
  const series = new Map<string, ReportSeries>();
  for (const market of markets) {
    for (const report of market.shares.values()) {
      const key = `${market.slug}|${seriesOf(report)}`;
      const one = series.get(key) ?? { market, reports: [], combined: [] };
      series.set(key, one);
      if (report.parties.length === 0) one.others = report;
      else (isSingle(report) ? one.reports : one.combined).push(report);
    }
  }
  return series;
};

/** What is told of a series under each selection of the rival claims on its market; nothing where none differ. */
export type SeriesUnderClaims = (series: ReportSeries, keys: SeriesKeys) => ReportSeries[];

/** By the claims that the question of a board sees. */
export const seriesUnderClaims = (board: Board): SeriesUnderClaims => {
  const known = new Map<string, { market: Market; series: Map<string, ReportSeries> }[]>();
  return ({ market: { stream } }, keys) => {
    const markets =
      known.get(stream) ??
      statesUnderClaims<Market>(stream, board).map((market) => ({ market, series: allSeries([market]) }));
    known.set(stream, markets);
    return markets.map(
      ({ market, series }) =>
        series.get(`${market.slug}|${seriesOf(keys)}`) ?? { market, reports: [], combined: [] },
    );
  };
};
