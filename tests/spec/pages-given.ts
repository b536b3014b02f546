import { everything } from '../../projections/kit/cut.js';
import { given } from '../given.js';
import { cast, deal, fact, id, payment } from './facts.js';

export const on = '2026-01-01';
export const question = { ...everything, effectiveAt: '2026-06-30', policy: 'primary' as const };
const part = (stake: string) => ({ stake, basis: 'diluted' });
export const press = { title: 'News', kind: 'press' };

/** A lab with a deal of which two things are said, a stake in it and one of its own, and totals that it states. */
export const { history } = given(
  ...cast,
  fact('2025-01-01', 'party-lab', 'PartyAmended', {
    layers: ['models'],
    identifiers: { ticker: 'LAB' },
    fiscalYearEndsIn: 5,
  }),
  deal('deal-a'),
  fact(on, 'deal-a', 'PartyJoined', { party: 'vendor', role: 'supplier' }),
  payment('deal-a', 'p', '38B USD'),
  {
    ...fact(on, 'deal-a', 'PaymentAmended', { payment: 'p', by: '100B USD' }),
    id: id(1),
    source: { title: 'Filing', kind: 'company' },
  },
  {
    ...fact(on, 'deal-a', 'PaymentAmended', { payment: 'p', to: '100B USD' }),
    id: id(2),
    knownOn: '2026-01-02',
    rivalOf: id(1),
    source: press,
    quote: 'Now worth $100B.',
  },
  fact(on, 'stake-bank-lab', 'StakeDisclosed', part('20%')),
  fact(on, 'stake-lab-cloud', 'StakeDisclosed', part('5%')),
  fact(on, 'party-lab', 'TotalDisclosed', {
    measure: 'commitments',
    amount: '12B USD',
    at: '2026-Q1',
    towards: 'cloud',
    over: { from: '2026', months: 24 },
  }),
  fact(on, 'party-lab', 'TotalDisclosed', { measure: 'contracted-power', amount: '3 GW', at: '2026-Q1' }),
).on('2026-06-30');
