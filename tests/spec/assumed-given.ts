import { type Given, given, type Sent } from '../given.js';
import { cast, deal, energized, fact, payment, tranche } from './facts.js';

const on = '2026-01-01';
const share = (party: string, part: string): Sent =>
  fact(on, 'market-chips', 'ShareReported', { publisher: 'counter', party, period: '2026-Q1', share: part });

export const world = given(
  ...cast,
  deal('deal-a'),
  deal('deal-b'),
  tranche('deal-a', 't', '2 GW', { layer: 'hosting', provider: 'cloud', due: '2026-12-31' }),
  tranche('deal-b', 's', '1 GW', { layer: 'site', provider: 'vendor', consumer: 'cloud' }),
  energized(on, 'deal-a', 't', '1 GW'),
  payment('deal-a', 'p', '10B USD', { over: { from: '2026', months: 24 } }),
  fact(on, 'market-chips', 'MarketDefined', {
    name: 'Chips',
    layer: 'hardware',
    metric: 'revenue',
    scope: 'worldwide',
  }),
  share('vendor', '60%'),
  fact(on, 'stake-bank-lab', 'StakeDisclosed', { stake: '20%', basis: 'diluted' }),
  fact(on, 'party-lab', 'TotalDisclosed', { measure: 'commitments', amount: '12B USD', at: '2026-01-01' }),
).on('2026-06-30');

const warrant = { warrant: 'w', holder: 'lab', issuer: 'vendor', shares: 1_000, strike: '0.01 USD' };

export const assumed: readonly (readonly [string, Sent])[] = [
  ['a tranche', tranche('deal-a', 'more', '1 GW', { layer: 'hosting', provider: 'cloud', due: '2027' })],
  ['a date', fact(on, 'deal-a', 'CapacityRescheduled', { tranche: 't', due: '2027-06-30' })],
  ['a level', energized('2026-02-01', 'deal-a', 't', '1.5 GW')],
  ['a payment', payment('deal-a', 'more', '1B USD', { over: { from: '2026', months: 12 } })],
  ['an amount', fact(on, 'deal-a', 'PaymentAmended', { payment: 'p', by: '2B USD' })],
  ['a warrant', fact(on, 'deal-a', 'WarrantIssued', warrant)],
  ['an overlap', fact(on, 'deal-b', 'OverlapStated', { tranche: 's', with: 'deal-a/t' })],
  ['a stake', fact(on, 'stake-bank-cloud', 'StakeDisclosed', { stake: '10%', basis: 'diluted' })],
  [
    'a change of a stake',
    fact('2026-02-01', 'stake-bank-lab', 'StakeChanged', { by: '2%', cause: 'purchase' }),
  ],
  ['a value', fact(on, 'party-lab', 'ValueStated', { amount: '500B USD', counted: 'after' })],
  ['a share', share('cloud', '10%')],
  [
    'a total',
    fact('2026-02-01', 'party-lab', 'TotalDisclosed', {
      measure: 'commitments',
      amount: '14B USD',
      at: '2026-02-01',
    }),
  ],
];

interface Marked {
  rests: string[];
  flags: string[];
}

const isMarked = (value: object): value is Marked =>
  'rests' in value && 'flags' in value && Array.isArray(value.rests) && Array.isArray(value.flags);

/** Every part of an answer that says what it rests on and what it is flagged as, however deep it stands. */
export const markedIn = (value: unknown): Marked[] => {
  if (typeof value !== 'object' || value === null) return [];
  return [...(isMarked(value) ? [value] : []), ...Object.values(value).flatMap(markedIn)];
};

export const isFlagged = ({ flags }: Marked): boolean => flags.includes('hypothetical');

/** Parts that say one thing in their flags and another in what they rest on. */
export const contradicting = (parts: readonly Marked[], { history }: Given): Marked[] =>
  parts.filter((part) => isFlagged(part) !== part.rests.some((id) => history.fact(id) === undefined));
