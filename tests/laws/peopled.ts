import fc from 'fast-check';
import type { History } from '../../projections/kit/log.js';
import { record, type Sent } from '../given.js';
import { copyOf } from './copied.js';
import { allDeals, allParties, histories } from './histories.js';

const one = fc.constantFrom;
const party = one(...allParties);
const others = fc.uniqueArray(party, { minLength: 2, maxLength: 2 });
const days = ['2025-01-15', '2025-06-30', '2025-11-03', '2026-02-28', '2026-09-01'] as const;
const vague = ['2025-12-31', '2026-03', '2025-Q4', '2026'] as const;
const parts = ['20%', '5-10%', 'up to 30%', 'about 27%', 'undisclosed'] as const;
const amounts = ['38B USD', 'up to $100B', 'about 9.7B USD', 'undisclosed', '€1.2bn'] as const;
const bases = one('basic', 'diluted', 'unstated');
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });

type Said = fc.Arbitrary<Pick<Sent, 'stream' | 'type' | 'body'>>;

const said = (
  stream: fc.Arbitrary<string>,
  type: string,
  shape: Record<string, fc.Arbitrary<unknown>>,
): Said =>
  fc.record({ stream, body: fc.record(shape) }).map(({ stream: named, body }) => ({
    stream: named,
    type,
    body: Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)),
  }));

const partyStream = party.map((slug) => `party-${slug}`);
const stake = others.map(([holder, issuer]) => `stake-${holder}-${issuer}`);
const market = fc.constant('market-cloud');

const sayings: readonly Said[] = [
  said(partyStream, 'PartyMerged', { into: party }),
  said(partyStream, 'PartyIdentified', { as: party }),
  said(partyStream, 'PartyAmended', { parent: party, kind: one('unit', 'company') }),
  said(partyStream, 'ValueStated', {
    amount: one(...amounts),
    counted: one('before', 'after'),
    round: maybe(one(...allDeals)),
  }),
  said(partyStream, 'TotalDisclosed', {
    measure: one('commitments', 'backlog', 'invested', 'leases'),
    amount: one(...amounts.slice(0, 3)),
    at: one(...vague),
    towards: maybe(party),
    over: maybe(one({ from: '2026', to: '2026-12' }, { from: '2026-01' })),
  }),
  said(stake, 'StakeDisclosed', {
    stake: one(...parts),
    basis: bases,
    value: maybe(one(...amounts)),
    shares: maybe(one('1,000', 'about 500')),
  }),
  said(stake, 'StakeDisclosed', { stake: one(...parts), basis: bases }),
  said(stake, 'StakeChanged', { by: one('1%', '5%'), cause: one('purchase', 'sale', 'dilution') }),
  said(stake, 'StakeExited', {}),
  said(market, 'ShareReported', {
    publisher: one('synergy', 'other'),
    party,
    period: one('2025-Q3', '2025-Q4'),
    share: one('29%', '10-12%', 'over 20%'),
  }),
  said(market, 'ShareReported', {
    publisher: fc.constant('synergy'),
    parties: others,
    period: one('2025-Q3', '2025-Q4'),
    share: one('40%', 'about 50%'),
  }),
];

const happenings = fc.array(
  fc
    .tuple(fc.oneof(...sayings), one(...days, ...vague), one(...days), one('filing', 'press', 'own'))
    .map(([event, effectiveOn, knownOn, kind]) => ({
      ...event,
      effectiveOn,
      knownOn,
      source: { title: 'A source', kind },
    })),
  { minLength: 4, maxLength: 24, size: 'max' },
);

/** What is said about parties after something was recorded: that it is wrong, or that it is otherwise. */
const afterthoughts = fc.array(
  fc.record({ of: fc.nat(), knownOn: one(...days), isRival: fc.boolean(), share: one(...parts.slice(0, 3)) }),
  { maxLength: 3 },
);

const tryToRecord = (history: History, sent: Sent): void => {
  try {
    record(history, sent);
  } catch {
    // A rule refused it: such a history does not come about.
  }
};

const isOfPeople = (stream: string): boolean => /^(?:party|stake|market)-/.test(stream);

/** Histories of deals between parties that merge, turn out to be others, belong to others and hold stakes in each other. */
export const peopledHistories: fc.Arbitrary<History> = fc
  .tuple(histories, happenings, afterthoughts)
  .map(([before, all, later]) => {
    // What comes of the same draws again begins with the same log.
    const history = copyOf(before);
    tryToRecord(history, {
      stream: 'market-cloud',
      type: 'MarketDefined',
      body: { name: 'Cloud', layer: 'infrastructure', metric: 'revenue', scope: 'All of it.' },
    });
    for (const sent of all) tryToRecord(history, sent);
    for (const { of, knownOn, isRival, share } of later) {
      const facts = ['party', 'stake', 'market']
        .flatMap((category) => [...history.streams(category)])
        .flatMap((stream) => history.facts(stream))
        .filter(
          ({ stream, type }) => isOfPeople(stream) && type !== 'PartyRegistered' && type !== 'MarketDefined',
        );
      const target = facts[of % Math.max(1, facts.length)];
      if (!target) continue;
      const { stream, id, type, effectiveOn, body } = target;
      tryToRecord(
        history,
        isRival
          ? {
              stream,
              type,
              effectiveOn,
              knownOn,
              rivalOf: id,
              source: { title: 'Another', kind: 'press' },
              body: { ...body, ...('stake' in body && { stake: share }), ...('share' in body && { share }) },
            }
          : { stream, type: 'EventRetracted', knownOn, body: { event: id, reason: 'Wrong.' } },
      );
    }
    return history;
  });
