import { given, type Sent } from '../given.js';
import { cast, deal, fact, payment } from './facts.js';

const round = 'deal-round';
const valued = (slug: string, amount: string, on: string, more: object = {}): Sent =>
  fact(on, `party-${slug}`, 'ValueStated', { amount, counted: 'after', ...more });
/** The vendor becomes part of the cloud. */
export const merged = fact('2026-01-01', 'party-vendor', 'PartyMerged', { into: 'cloud' });
/** The vendor turns out to be the cloud. */
export const identified = fact('2026-01-01', 'party-vendor', 'PartyIdentified', { as: 'cloud' });

/** The lab has 40 % of the vendor, worth 20 (35 % then), and 1 % of the cloud, worth 20; the bank 100 of 400 shares. */
export const world = given(
  ...cast,
  deal(round),
  fact('2025-06-01', 'stake-lab-vendor', 'StakeDisclosed', {
    stake: '40%',
    basis: 'basic',
    value: '20B USD',
  }),
  fact('2025-06-01', 'stake-lab-cloud', 'StakeDisclosed', {
    stake: '1%',
    basis: 'diluted',
    value: '20B USD',
  }),
  fact('2025-06-01', 'stake-bank-vendor', 'StakeDisclosed', {
    stake: '25%',
    basis: 'as-converted',
    shares: '100',
  }),
  fact('2025-07-01', 'stake-lab-vendor', 'StakeChanged', { by: '5%', cause: 'dilution' }),
  valued('cloud', '2,100B USD', '2025-09-01'),
  valued('vendor', '48B USD', '2025-10-01', { round }),
  payment(round, 'by-bank', '12B USD', { from: 'bank', to: 'vendor', kind: 'equity' }),
  fact('2025-10-01', round, 'WarrantIssued', {
    warrant: 'w',
    holder: 'lab',
    issuer: 'vendor',
    shares: 100,
    strike: '0.01 USD',
    tranches: [{ shares: 100, conditions: [{ energized: '1 GW' }] }],
  }),
).at('2026-06-30');
