import { everything } from '../../projections/kit/cut.js';
import { given, type Given, type Sent } from '../given.js';
import { cast, deal, payment } from './facts.js';

/** 380 billion in words and in minor units: ISO 4217 has none for the yen, two for the euro and three for the dinar. */
export const currencies = [
  ['USD', '$380B', 38_000_000_000_000],
  ['EUR', '€380B', 38_000_000_000_000],
  ['JPY', 'JPY 380B', 380_000_000_000],
  ['KWD', 'KWD 380B', 380_000_000_000_000],
] as const;

/** What is asked of it. */
export const cut = { ...everything, effectiveAt: '2026-11-23', policy: 'primary' } as const;

const over = { from: '2027-Q1', months: 12 };

/** A ledger of one deal in which so much is owed in 2027. */
export const owedIn = (currency: string, ...facts: Sent[]): Given =>
  given(
    ...cast,
    deal('deal-a'),
    payment('deal-a', 'p', `380B ${currency}`, { kind: 'services', over }),
    ...facts,
  );
