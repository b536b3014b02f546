import type { Quantity } from '../kit/quantity.js';
import { firstRefusal, unregistered } from '../kit/rules.js';
import { appended, evolveBy, Rejected, type StreamDeclaration } from '../kit/stream.js';
import type { Layer } from '../party/party.events.js';
import * as events from './market.events.js';

interface Report {
  readonly publisher: string;
  readonly period: string;
  readonly knownOn: string;
  readonly rests: readonly string[];
  readonly hypothetical: boolean;
  readonly rivals?: number;
}
export interface ShareReport extends Report {
  readonly parties: readonly string[];
  readonly share: Quantity;
}
interface SizeReport extends Report {
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

const later = <T extends Report>(
  reports: ReadonlyMap<string, T>,
  key: string,
  report: T,
): ReadonlyMap<string, T> => {
  const before = reports.get(key);
  return before && before.knownOn > report.knownOn && !report.hypothetical
    ? reports
    : new Map(reports).set(key, report);
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
  evolve: evolveBy<Market, (typeof marketEvents)[number]>({
    MarketDefined: (state, fact) => ({
      ...state,
      ...fact.body,
      defined: true,
      rests: [...state.rests, ...fact.grounds],
    }),
    ShareReported: (state, fact) => {
      const { publisher, period, share, party, parties = party === undefined ? [] : [party] } = fact.body;
      const sorted = [...parties].sort();
      const report = {
        publisher,
        period,
        share,
        parties: sorted,
        knownOn: fact.knownOn,
        rests: fact.grounds,
        hypothetical: fact.hypothetical,
        ...(fact.rivals && { rivals: fact.rivals }),
      };
      return { ...state, shares: later(state.shares, `${publisher}|${period}|${sorted.join('+')}`, report) };
    },
    MarketSizeReported: (state, fact) => {
      const { publisher, period, size } = fact.body;
      const report = {
        publisher,
        period,
        size,
        knownOn: fact.knownOn,
        rests: fact.grounds,
        hypothetical: fact.hypothetical,
        ...(fact.rivals && { rivals: fact.rivals }),
      };
      return { ...state, sizes: later(state.sizes, `${publisher}|${period}`, report) };
    },
  }),
  decide: (candidate, state, surroundings) => {
    if (candidate.type === 'MarketDefined') {
      return state.defined && !candidate.rivalOf
        ? new Rejected('market-is-new', `${state.slug} is defined already`)
        : appended();
    }
    const defined = state.defined
      ? undefined
      : new Rejected(
          'market-is-defined',
          `no market is defined as "${state.slug}": record MarketDefined first`,
          '/stream',
        );
    const { party, parties = [] } = candidate.body as events.ShareReported;
    const named = {
      '/body/party': party,
      ...Object.fromEntries(parties.map((one, index) => [`/body/parties/${index}`, one])),
    };
    return firstRefusal(defined, unregistered(named, surroundings)) ?? appended();
  },
};
