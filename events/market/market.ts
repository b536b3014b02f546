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
  readonly knownOn: string;
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
interface SizeReport extends MarketReport {
  readonly size: Quantity;
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
  readonly sizes: ReadonlyMap<string, SizeReport>;
  readonly rests: readonly string[];
}

const marketEvents = [events.MarketDefined, events.ShareReported, events.MarketSizeReported] as const;

const latestReports = <T extends MarketReport>(
  reports: ReadonlyMap<string, T>,
  key: string,
  report: T,
): ReadonlyMap<string, T> => {
  const before = reports.get(key);
  return before && before.knownOn > report.knownOn && !report.hypothetical
    ? reports
    : new Map(reports).set(key, report);
};

type ShareBody = Pick<
  events.ShareReported,
  'publisher' | 'period' | 'share' | 'party' | 'parties' | 'stated'
>;

const partiesOf = ({ party, parties = party === undefined ? [] : [party] }: ShareBody): string[] =>
  [...new Set(parties)].sort();

/** Of which share a report speaks; none but that of all others has no party. */
const shareKey = (body: ShareBody): string => `${body.publisher}|${body.period}|${partiesOf(body).join('+')}`;

/** The least that the shares of one publisher and period add to, in tenths of a basis point, each party told once. */
export const leastTotal = (reports: readonly Pick<ShareReport, 'parties' | 'share'>[]): bigint => {
  const named = reports.filter(({ parties }) => parties.length > 0);
  const others = reports.filter(({ parties }) => parties.length === 0);
  return others.reduce((sum, { share }) => sum + reachOf(share).low, namedTotalOf(named).low);
};

const wholeWarnings = (body: events.ShareReported, { shares }: Market): Warning[] => {
  const key = shareKey(body);
  const beside = [...shares].filter(
    ([one, { publisher, period }]) => one !== key && publisher === body.publisher && period === body.period,
  );
  const least = leastTotal([
    ...beside.map(([, report]) => report),
    { parties: partiesOf(body), share: body.share },
  ]);
  if (least <= wholeMarket) return [];
  const detail = `with this one the shares of ${body.publisher} for ${body.period} add to at least ${least / 10n} basis points`;
  return [{ rule: 'shares-within-the-whole', detail }];
};

/** What every report carries beside what it says. */
const reportOf = (fact: Fact<string, { publisher: string; period: string }>): MarketReport => ({
  publisher: fact.body.publisher,
  period: fact.body.period,
  knownOn: fact.knownOn,
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

const isNew = ({ rivalOf }: Candidate, { slug, defined }: Market): Rejection | undefined =>
  defined && !rivalOf ? new Rejection('market-is-new', `${slug} is defined already`) : undefined;

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
      return { ...state, shares: latestReports(state.shares, shareKey(fact.body), report) };
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
      return { ...state, sizes: latestReports(state.sizes, `${publisher}|${period}`, report) };
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
    rests: [],
  }),
  evolve: evolveBy(decider),
  decide: decideBy(decider),
};
