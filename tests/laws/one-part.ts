import fc from 'fast-check';
import { History } from '../../projections/kit/log.js';
import type { Sent } from '../given.js';
import { announced, registered, tryToRecord } from './opening.js';

const one = fc.constantFrom;
const days = one('2026-01-10', '2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01');
const bases = one('basic', 'diluted');
const parties = ['openai', 'amd', 'nvidia'];

type Saying = Pick<Sent, 'stream' | 'type' | 'body'>;

const said = (
  stream: string,
  type: string,
  shape: Record<string, fc.Arbitrary<unknown>>,
): fc.Arbitrary<Saying> =>
  fc.record(shape).map((body) => ({
    stream,
    type,
    body: Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)),
  }));

const tranche = one('a', 'a', 'b');
const payment = one('p', 'p', 'q');

const ofDeal: readonly fc.Arbitrary<Saying>[] = [
  said('deal-one', 'CapacityRescheduled', { tranche, due: one('2026-09', '2027-06', '2028') }),
  said('deal-one', 'CapacityEnergized', { tranche, power: one('100 MW', '200 MW', 'undisclosed') }),
  said('deal-one', 'CapacityResized', { tranche, power: one('1 GW', '600 MW') }),
  said('deal-one', 'PaymentMade', { payment, amount: one('1B USD', '2B USD') }),
  said('deal-one', 'PaymentAmended', { payment, by: one('1B USD', '2B USD') }),
  said('deal-one', 'WarrantVested', { warrant: one('w'), shares: one(10, 20) }),
  said('deal-one', 'ConditionObserved', {
    condition: one('listed'),
    holds: fc.boolean(),
    on: one('2026-01', '2026-02-20', undefined),
  }),
  said('deal-one', 'StageReached', { stage: one('signed', 'shelved'), tranche: one('a', 'b', undefined) }),
  said('deal-one', 'DealAmended', { terms: one('No longer alone.', 'Longer.') }),
];

/** Often by nobody knows how much: what was nobody knows how much before is then the same. */
const stakeChanged = said('stake-openai-amd', 'StakeChanged', {
  by: one('1%', 'undisclosed', 'undisclosed'),
  cause: one('dilution', 'sale', 'purchase', 'purchase'),
});

const ofStake: readonly fc.Arbitrary<Saying>[] = [
  said('stake-openai-amd', 'StakeDisclosed', {
    stake: one('10%', '20%', 'undisclosed'),
    basis: bases,
    value: one('1B USD', undefined),
  }),
  stakeChanged,
  stakeChanged,
  stakeChanged,
  said('stake-openai-amd', 'StakeExited', {}),
];

const ofParty: readonly fc.Arbitrary<Saying>[] = [
  said('party-openai', 'TotalDisclosed', {
    measure: one('backlog', 'commitments'),
    amount: one('1B USD', '2B USD'),
    at: one('2025', '2026-01-05'),
  }),
  said('party-openai', 'ValueStated', { amount: one('1B USD', '2B USD'), counted: one('before', 'after') }),
];

const opening: readonly Sent[] = [
  ...parties.map(registered),
  announced('deal-one'),
  ...['a', 'b'].map((name) => ({
    stream: 'deal-one',
    type: 'CapacityCommitted',
    effectiveOn: '2025-06-01',
    knownOn: '2025-06-01',
    body: {
      tranche: name,
      layer: 'chips',
      provider: 'amd',
      consumer: 'openai',
      power: '1 GW',
      due: '2026-06',
      bindingness: 'firm',
    },
  })),
  ...['p', 'q'].map((name) => ({
    stream: 'deal-one',
    type: 'PaymentCommitted',
    effectiveOn: '2025-06-01',
    knownOn: '2025-06-01',
    body: {
      payment: name,
      from: 'openai',
      to: 'amd',
      kind: 'services',
      amount: '10B USD',
      bindingness: 'firm',
      ...(name === 'q' && { release: { per: '100 MW', amount: '1B USD' } }),
    },
  })),
  {
    stream: 'deal-one',
    type: 'WarrantIssued',
    effectiveOn: '2025-06-01',
    knownOn: '2025-06-01',
    body: {
      warrant: 'w',
      holder: 'openai',
      issuer: 'amd',
      shares: 1_000,
      strike: '0.01 USD',
      tranches: [{ shares: 1_000, conditions: [{ named: 'listed' }] }],
    },
  },
];

/** What is told of few things again and again, mostly known in the order in which it happened. */
const told = (sayings: readonly fc.Arbitrary<Saying>[]): fc.Arbitrary<Sent[]> =>
  fc.array(
    fc
      .record({ saying: fc.oneof(...sayings), happened: days, known: fc.option(days, { nil: undefined }) })
      .map(({ saying, happened, known }) => ({
        ...saying,
        effectiveOn: happened,
        knownOn: known !== undefined && known > happened ? known : happened,
      })),
    { minLength: 6, maxLength: 16, size: 'max' },
  );

/** Histories in which much happens to one part: a tranche, a payment, a condition, a stake, what is said of a party. */
export const busyParts: fc.Arbitrary<History> = fc
  .oneof({ weight: 3, arbitrary: told(ofDeal) }, told(ofStake), told(ofParty), told(ofDeal.slice(0, 2)))
  .map((sayings) => {
    const history = new History();
    for (const event of [...opening, ...sayings]) tryToRecord(history, event);
    return history;
  });
