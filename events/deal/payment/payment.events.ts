import { Event, Holds } from '../../kit/declaration.js';
import {
  Money,
  MoneyPerMonth,
  Nested,
  OneOf,
  Power,
  PartySlug,
  Slug,
  TrancheReference,
  VagueDate,
} from '../../kit/fields.js';
import type { Quantity } from '../../kit/quantity.js';
import { Condition } from '../condition/condition.events.js';
import { type Bindingness, bindingnesses, type MoneyKind, moneyKinds } from '../deal.words.js';
import { Term } from '../term.js';

const releaseModes = ['stepped', 'pro-rata'] as const;
export type ReleaseMode = (typeof releaseModes)[number];

/** How money is set free as capacity is energized, or once conditions hold. */
@Holds<Release>(
  'per and amount go together',
  'amount',
  ({ per, amount }) => (per === undefined) === (amount === undefined),
)
@Holds<Release>('give per and amount, or conditions', 'per', ({ per, conditions }) =>
  Boolean(per ?? conditions),
)
@Holds<Release>(
  'must be one amount of power above nothing',
  'per',
  ({ per }) => per === undefined || (per.low !== 0 && per.low === per.high),
)
export class Release {
  @Power('The power that sets an amount free.', { optional: true }) per?: Quantity;
  @Money('The amount that each such power sets free.', { optional: true }) amount?: Quantity;
  @OneOf(releaseModes, 'Whole steps only, or in proportion.', { optional: true }) mode?: ReleaseMode;
  @Slug('The tranches of this deal that count; all when missing.', { optional: true, list: true })
  of?: string[];
  @Nested(() => Condition, 'All of these must hold.', { optional: true, list: true })
  conditions?: Condition[];
}

@Holds<PaymentCommitted>(
  'give exactly one of amount and ratePerMonth',
  'amount',
  ({ amount, ratePerMonth }) => (amount === undefined) !== (ratePerMonth === undefined),
)
@Holds<PaymentCommitted>(
  'frees another currency than the payment is in',
  'release',
  ({ amount, ratePerMonth, release }) => {
    const stated = [amount, ratePerMonth, release?.amount].flatMap((money) => money?.currency ?? []);
    return new Set(stated).size < 2;
  },
)
@Holds<PaymentCommitted>('nobody pays themselves', 'to', ({ from, to }) => from !== to)
@Holds<PaymentCommitted>(
  'say who is paid: only capex, and what is merely intended, may leave it open',
  'to',
  ({ to, kind, bindingness }) => to !== undefined || kind === 'capex' || bindingness === 'intent',
)
@Holds<PaymentCommitted>(
  'is for an option: give bindingness optional',
  'expiresOn',
  ({ expiresOn, bindingness }) => expiresOn === undefined || bindingness === 'optional',
)
export class PaymentCommitted extends Event('PaymentCommitted', {
  version: 1,
  subject: 'payment',
  introduces: true,
  summary: 'Somebody is to pay somebody.',
  example: {
    payment: 'services',
    from: 'openai',
    to: 'aws',
    kind: 'services',
    amount: '38B USD',
    over: { from: '2025-Q4', months: 84 },
    bindingness: 'firm',
  },
}) {
  @Slug('The payment, new within this deal.') payment!: string;
  @PartySlug('Who pays.') from!: string;
  @PartySlug('Who is paid; may be missing for capex, and for what is merely intended.', { optional: true })
  to?: string;
  @OneOf(moneyKinds, 'What kind of money it is; kinds are never added together.') kind!: MoneyKind;
  @Money('The whole amount. Either this or ratePerMonth.', { optional: true }) amount?: Quantity;
  @MoneyPerMonth('The amount a month. Either this or amount.', { optional: true }) ratePerMonth?: Quantity;
  @Nested(() => Term, 'When it is due; undated when missing.', { optional: true }) over?: Term;
  @OneOf(bindingnesses, 'How firmly it is promised.') bindingness!: Bindingness;
  @Nested(() => Release, 'What sets it free.', { optional: true }) release?: Release;
  @TrancheReference('The payment (deal/payment) that this one is paid out of.', { optional: true })
  passesThrough?: string;
  @TrancheReference('The payment (deal/payment) whose sum includes this one, as a round its parts.', {
    optional: true,
  })
  partOf?: string;
  @VagueDate('When the option on it runs out, unless it is exercised.', { optional: true })
  expiresOn?: string;
}

@Holds<PaymentAmended>(
  'give one of by, to and ratePerMonth',
  'to',
  ({ by, to, ratePerMonth }) => [by, to, ratePerMonth].filter((stated) => stated !== undefined).length < 2,
)
@Holds<PaymentAmended>(
  'says nothing: give by, to, ratePerMonth, over or bindingness',
  'payment',
  ({ by, to, ratePerMonth, over, bindingness }) => Boolean(by ?? to ?? ratePerMonth ?? over ?? bindingness),
)
export class PaymentAmended extends Event('PaymentAmended', {
  version: 1,
  subject: 'payment',
  // What is added to an amount stands beside what else is.
  sets: { by: 'amount[]', to: 'amount', ratePerMonth: 'amount', over: 'over', bindingness: 'bindingness' },
  reads: ['amount', 'over'],
  summary: 'The amount, the rate or the term of a payment changed.',
  example: { payment: 'services', by: '100B USD', over: { from: '2025-Q4', months: 96 } },
  repeatable: true,
}) {
  @Slug('The payment.') payment!: string;
  @Money('What is added to the amount. Either this or to.', { optional: true }) by?: Quantity;
  @Money('The amount from now on. Either this or by.', { optional: true }) to?: Quantity;
  @Money(
    'The rate from the first month on that begins on or after the effective date, or from the start of the term that comes with it.',
    { optional: true },
  )
  ratePerMonth?: Quantity;
  @Nested(
    () => Term,
    'The term of the whole value from now on; with a ratePerMonth, when that rate holds and when the payment ends.',
    { optional: true },
  )
  over?: Term;
  @OneOf(bindingnesses, 'How firmly it is promised from now on.', { optional: true })
  bindingness?: Bindingness;
}

export class PaymentMade extends Event('PaymentMade', {
  version: 1,
  subject: 'payment',
  sets: ['made[]'],
  reads: ['amount'],
  summary: 'Money was paid.',
  example: { payment: 'services', amount: '500M USD' },
  repeatable: true,
}) {
  @Slug('The payment it counts towards.') payment!: string;
  @Money('The amount that was paid.') amount!: Quantity;
}

export class PaymentOptionExercised extends Event('PaymentOptionExercised', {
  version: 1,
  subject: 'payment',
  sets: ['bindingness'],
  reads: ['bindingness', 'fate'],
  summary: 'An optional payment, or the extension of one, was taken up: it is firm from now on.',
  example: { payment: 'extension' },
}) {
  @Slug('The payment.') payment!: string;
}

export class PaymentOptionLapsed extends Event('PaymentOptionLapsed', {
  version: 1,
  subject: 'payment',
  sets: ['fate'],
  reads: ['bindingness', 'fate'],
  summary: 'An option on a payment, or on the extension of one, ran out or was let go.',
  example: { payment: 'extension' },
}) {
  @Slug('The payment.') payment!: string;
}

export class PaymentCancelled extends Event('PaymentCancelled', {
  version: 1,
  subject: 'payment',
  sets: ['fate'],
  summary: 'Nothing more falls due of a payment: what was due before, and what has been paid, stays.',
  example: { payment: 'services' },
}) {
  @Slug('The payment.') payment!: string;
  @VagueDate('From when on nothing falls due; the effective date when missing.', { optional: true })
  from?: string;
}

export const paymentEvents = [
  PaymentCommitted,
  PaymentAmended,
  PaymentMade,
  PaymentOptionExercised,
  PaymentOptionLapsed,
  PaymentCancelled,
] as const;
