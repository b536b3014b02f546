import { withEntry } from '../kit/entries.js';
import type { Candidate, Fact } from '../kit/envelope.js';
import type { Quantity } from '../kit/quantity.js';
import { firstRefusal, decisionOf, partiesAreRegistered } from '../kit/rules.js';
import {
  decideBy,
  type Decider,
  evolveBy,
  Rejection,
  type StreamDeclaration,
  type Warning,
} from '../kit/stream.js';
import type { Layer } from '../party/party.events.js';
import * as events from './market.events.js';
import { namedTotalOf } from './named-shares.js';
import { reachOf, wholeMarket } from './reach.js';

interface MarketReport {
  readonly publisher: string;
  readonly period: string;
  /** When it became known or, where it is a rival of another report, that one. */
  readonly saidOn: string;
  readonly rests: readonly string[];
  readonly hypothetical: boolean;
  readonly rivals?: number;
}
export interface ShareReport extends MarketReport {
  /** None of them: all that the publisher does not name. */
  readonly parties: readonly string[];
  readonly stated?: events.StatementKind;
  readonly share: Quantity;
}
export interface SizeReport extends MarketReport {
  readonly size: Quantity;
}

/** What the reports of a series say one by one. */
interface SeriesLeast {
  /** In tenths of a basis point. */
  readonly apart: bigint;
  /** How many are of several parties together. */
  readonly combined: number;
}

export interface Market {
  readonly stream: string;
  readonly slug: string;
  readonly defined: boolean;
  readonly name: string;
  readonly layer?: Layer;
  readonly metric: string;
  readonly scope: string;
  /** By publisher, period and parties: a later-known report of the same key is a restatement. */
  readonly shares: ReadonlyMap<string, ShareReport>;
  /** By publisher, period and currency: amounts in two currencies are never taken for one. */
  readonly sizes: ReadonlyMap<string, SizeReport>;
  /** By publisher and period: what the shares add to at least, while none of them is of several parties together. */
  readonly leasts: ReadonlyMap<string, SeriesLeast>;
  readonly rests: readonly string[];
}

const marketEvents = [events.MarketDefined, events.ShareReported, events.MarketSizeReported] as const;

const latestReports = <T extends MarketReport>(
  reports: ReadonlyMap<string, T>,
  key: string,
  report: T,
): ReadonlyMap<string, T> => {
  const before = reports.get(key);
  return before && before.saidOn > report.saidOn && !report.hypothetical
    ? reports
    : withEntry(reports, key, report);
};

type ShareBody = Pick<
  events.ShareReported,
  'publisher' | 'period' | 'share' | 'party' | 'parties' | 'stated'
>;

const partiesOf = ({ party, parties = party === undefined ? [] : [party] }: Partial<ShareBody>): string[] =>
  [...new Set(parties)].sort();

/** Of which share a report speaks; none but that of all others has no party. */
export const shareKey = (body: Partial<ShareBody>): string =>
  `${body.publisher}|${body.period}|${partiesOf(body).join('+')}`;

/** The least that the shares of one publisher and period add to, in tenths of a basis point, each party told once. */
export const leastTotal = (reports: readonly NamedShares[]): bigint => {
  const named = reports.filter(({ parties }) => parties.length > 0);
  const others = reports.filter(({ parties }) => parties.length === 0);
  return others.reduce((sum, { share }) => sum + reachOf(share).low, namedTotalOf(named).low);
};

/** The reports of one publisher and period belong together. */
export const seriesKey = ({ publisher, period }: Pick<MarketReport, 'publisher' | 'period'>): string =>
  `${publisher}|${period}`;

type NamedShares = Pick<ShareReport, 'parties' | 'share'>;

const noReports: SeriesLeast = { apart: 0n, combined: 0 };

/** With a report more, or for -1 one less. */
const addReport = (least: SeriesLeast, { parties, share }: NamedShares, times: 1 | -1): SeriesLeast =>
  parties.length > 1
    ? { ...least, combined: least.combined + times }
    : { ...least, apart: least.apart + BigInt(times) * reachOf(share).low };

const seriesLeast = (
  { shares, leasts }: Market,
  key: string,
  series: string,
  report: NamedShares,
): SeriesLeast => {
  const [all, before] = [leasts.get(series) ?? noReports, shares.get(key)];
  return addReport(before ? addReport(all, before, -1) : all, report, 1);
};

/** What the shares of a series add to at least with one more report, which takes the place of one with its key. */
const leastWith = (body: events.ShareReported, market: Market): bigint => {
  const [key, series] = [shareKey(body), seriesKey(body)];
  const report = { parties: partiesOf(body), share: body.share };
  const { apart, combined } = seriesLeast(market, key, series, report);
  if (combined === 0) return apart;
  const beside = [...market.shares].filter(([one, other]) => one !== key && seriesKey(other) === series);
  return leastTotal([...beside.map(([, one]) => one), report]);
};

const wholeWarnings = (body: events.ShareReported, market: Market): Warning[] => {
  const least = leastWith(body, market);
  if (least <= wholeMarket) return [];
  const detail = `with this one the shares of ${body.publisher} for ${body.period} add to at least ${least / 10n} basis points`;
  return [{ rule: 'shares-within-the-whole', detail }];
};

/** What every report carries beside what it says. */
const reportOf = (fact: Fact<string, { publisher: string; period: string }>): MarketReport => ({
  publisher: fact.body.publisher,
  period: fact.body.period,
  saidOn: fact.saidFirstOn ?? fact.knownOn,
  rests: fact.grounds,
  hypothetical: fact.hypothetical,
  ...(fact.rivals && { rivals: fact.rivals }),
});

const isDefined = ({ slug, defined }: Market): Rejection | undefined =>
  defined
    ? undefined
    : new Rejection(
        'market-is-defined',
        `no market is defined as "${slug}": record MarketDefined first`,
        '/stream',
      );

const isNew = ({ rivalOf }: Pick<Candidate, 'rivalOf'>, { slug, defined }: Market): Rejection | undefined =>
  defined && !rivalOf ? new Rejection('market-is-new', `${slug} is defined already`, '/stream') : undefined;

const decider: Decider<Market, (typeof marketEvents)[number]> = {
  MarketDefined: {
    evolve: (state, fact) => ({
      ...state,
      ...fact.body,
      defined: true,
      rests: [...state.rests, ...fact.grounds],
    }),
    decide: (candidate, state) => decisionOf(isNew(candidate, state)),
  },
  ShareReported: {
    evolve: (state, fact) => {
      const { share, stated } = fact.body;
      const report = {
        ...reportOf(fact),
        share,
        parties: partiesOf(fact.body),
        ...(stated && { stated }),
      };
      const [key, series] = [shareKey(fact.body), seriesKey(fact.body)];
      const shares = latestReports(state.shares, key, report);
      if (shares === state.shares) return state;
      return {
        ...state,
        shares,
        leasts: withEntry(state.leasts, series, seriesLeast(state, key, series, report)),
      };
    },
    decide: ({ body }, state, surroundings) => {
      const { party, parties = [] } = body;
      const named = {
        '/body/party': party,
        ...Object.fromEntries(parties.map((one, index) => [`/body/parties/${index}`, one])),
      };
      const refusal = firstRefusal(isDefined(state), partiesAreRegistered(named, surroundings));
      return refusal ?? decisionOf(undefined, ...wholeWarnings(body, state));
    },
  },
  MarketSizeReported: {
    evolve: (state, fact) => {
      const { publisher, period, size } = fact.body;
      const report = { ...reportOf(fact), size };
      const key = `${publisher}|${period}|${size.currency ?? 'USD'}`;
      return { ...state, sizes: latestReports(state.sizes, key, report) };
    },
    decide: (_candidate, state) => decisionOf(isDefined(state)),
  },
};

export const market: StreamDeclaration<Market, (typeof marketEvents)[number]> = {
  category: 'market',
  summary: 'A market whose shares somebody publishes.',
  events: marketEvents,
  initial: (stream) => ({
    stream,
    slug: stream.slice('market-'.length),
    defined: false,
    name: stream.slice('market-'.length),
    metric: '',
    scope: '',
    shares: new Map(),
    sizes: new Map(),
    leasts: new Map(),
    rests: [],
  }),
  evolve: evolveBy(decider),
  decide: decideBy(decider),
};
