import { Event, Holds } from '../kit/declaration.js';
import { daysOf } from '../kit/date.js';
import {
  DealReference,
  Decimal,
  Money,
  MoneyPerMonth,
  Nested,
  OneOf,
  Pieces,
  Power,
  Slug,
  Text,
  TrancheReference,
  VagueDate,
  Whole,
  YesOrNo,
} from '../kit/fields.js';
import { bases, type Basis, type Quantity } from '../kit/quantity.js';
import {
  type Bindingness,
  bindingnesses,
  type CapacityLayer,
  capacityLayers,
  type DealKind,
  dealKinds,
  type MoneyKind,
  moneyKinds,
  type Stage,
  stages,
} from './deal.words.js';

export class DealParty {
  @Slug('The party.') party!: string;
  @Slug('What it does in the deal: customer, provider, supplier, investor, developer, …') role!: string;
}

export class DealAnnounced extends Event('DealAnnounced', {
  version: 1,
  subject: 'deal',
  introduces: true,
  summary: 'An agreement, or a programme of them, became public.',
  example: {
    title: 'OpenAI buys computing from AWS',
    kind: 'cloud-services',
    stage: 'signed',
    parties: [
      { party: 'openai', role: 'customer' },
      { party: 'aws', role: 'provider' },
    ],
  },
}) {
  @Text('What it is, in a few words.') title!: string;
  @OneOf(dealKinds, 'The kind of agreement.') kind!: DealKind;
  @Nested(() => DealParty, 'Who takes part, and as what.', { list: true }) parties!: DealParty[];
  @OneOf(stages, 'How far it has come.') stage!: Stage;
}

export class DealAmended extends Event('DealAmended', {
  version: 1,
  subject: 'deal',
  summary: 'The title or the kind of a deal was put differently, or its terms changed in words.',
  example: { title: 'OpenAI buys more computing from AWS', terms: 'Exclusivity ends.' },
}) {
  @Text('The title from now on.', { optional: true }) title?: string;
  @OneOf(dealKinds, 'The kind from now on.', { optional: true }) kind?: DealKind;
  @Text('What changed, where no other event type says it.', { optional: true }) terms?: string;
}

export class PartyJoined extends Event('PartyJoined', {
  version: 1,
  subject: 'deal',
  names: ['party'],
  sets: ['parties[]'],
  summary: 'A party joined a deal, or took on a further role in it.',
  example: { party: 'nvidia', role: 'supplier' },
}) {
  @Slug('The party.') party!: string;
  @Slug('What it does in the deal.') role!: string;
}

export class PartyLeft extends Event('PartyLeft', {
  version: 1,
  subject: 'deal',
  names: ['party'],
  sets: ['parties'],
  reads: ['parties[]'],
  summary: 'A party left a deal.',
  example: { party: 'nvidia' },
}) {
  @Slug('The party.') party!: string;
}

export class StageReached extends Event('StageReached', {
  version: 1,
  subject: 'tranche',
  sets: ['stage'],
  summary: 'A deal, or one tranche of it, reached a stage.',
  example: { stage: 'signed' },
}) {
  @OneOf(stages, 'The stage it is in from now on.') stage!: Stage;
  @Slug('The tranche; the whole deal when missing.', { optional: true }) tranche?: string;
  @DealReference('The deal that takes its place, when it is superseded.', { optional: true }) by?: string;
}

@Holds<CapacityCommitted>(
  'give power or accelerators; power may be "undisclosed"',
  'power',
  ({ power, accelerators }) => Boolean(power ?? accelerators),
)
@Holds<CapacityCommitted>(
  'contradicts the basis in the words of power',
  'basis',
  ({ basis, power }) => !power?.basis || !basis || power.basis === basis,
)
@Holds<CapacityCommitted>(
  'runs out before it is due',
  'ends',
  ({ due, ends }) => due === undefined || ends === undefined || daysOf(due).first <= daysOf(ends).last,
)
@Holds<CapacityCommitted>(
  'consumer is required unless bindingness is intent',
  'consumer',
  ({ consumer, bindingness }) => consumer !== undefined || bindingness === 'intent',
)
@Holds<CapacityCommitted>(
  'lies after due: the first part cannot come after all of it',
  'starts',
  ({ starts, due }) => starts === undefined || due === undefined || daysOf(starts).first <= daysOf(due).last,
)
export class CapacityCommitted extends Event('CapacityCommitted', {
  version: 1,
  subject: 'tranche',
  introduces: true,
  summary: 'Somebody is to provide computing capacity to somebody.',
  example: {
    tranche: 'gw-1',
    layer: 'chips',
    provider: 'amd',
    consumer: 'openai',
    power: '1 GW',
    basis: 'unstated',
    due: '2026-H2',
    bindingness: 'firm',
  },
}) {
  @Slug('The tranche, new within this deal.') tranche!: string;
  @OneOf(capacityLayers, 'What is provided: chips, hosting, a site or grid power.') layer!: CapacityLayer;
  @Slug('Who provides it.') provider!: string;
  @Slug('Who uses it; needed unless it is an intent.', { optional: true }) consumer?: string;
  @Slug('Whose hardware it is.', { optional: true }) supplier?: string;
  @Power('The power; "undisclosed" when nobody said. Needed unless accelerators are given.', {
    optional: true,
  })
  power?: Quantity;
  @Pieces('The number of accelerators.', { optional: true }) accelerators?: Quantity;
  @OneOf(bases, 'What the power counts: critical IT load, the facility, the grid connection, or unstated.', {
    optional: true,
  })
  basis?: Basis;
  @VagueDate('When its first part is to run; shown, and nothing is due by it.', { optional: true })
  starts?: string;
  @VagueDate('When all of it is due; undated when missing.', { optional: true }) due?: string;
  @VagueDate('When it runs out, as a lease does; without an end when missing.', { optional: true })
  ends?: string;
  @OneOf(bindingnesses, 'How firmly it is promised.') bindingness!: Bindingness;
  @Text('What it depends on.', { optional: true }) condition?: string;
  @TrancheReference('The container whose total includes this one.', { optional: true }) partOf?: string;
}

export class CapacityResized extends Event('CapacityResized', {
  version: 1,
  subject: 'tranche',
  summary: 'The power of a tranche changed.',
  example: { tranche: 'gw-1', power: '1.2 GW' },
}) {
  @Slug('The tranche.') tranche!: string;
  @Power('The power from now on.') power!: Quantity;
}

export class CapacityRescheduled extends Event('CapacityRescheduled', {
  version: 1,
  subject: 'tranche',
  summary: 'The date by which a tranche is due moved.',
  example: { tranche: 'gw-1', due: '2027-Q2' },
}) {
  @Slug('The tranche.') tranche!: string;
  @VagueDate('When it is due now.') due!: string;
}

@Holds<CapacityReassigned>('give consumer, provider or both', 'consumer', ({ consumer, provider }) =>
  Boolean(consumer ?? provider),
)
export class CapacityReassigned extends Event('CapacityReassigned', {
  version: 1,
  subject: 'tranche',
  // Its two sides are never one party.
  reads: ['provider', 'consumer'],
  summary: 'A tranche changed hands.',
  example: { tranche: 'gw-1', consumer: 'microsoft' },
}) {
  @Slug('The tranche.') tranche!: string;
  @Slug('Who uses it from now on.', { optional: true }) consumer?: string;
  @Slug('Who provides it from now on.', { optional: true }) provider?: string;
}

export class OptionExercised extends Event('OptionExercised', {
  version: 1,
  subject: 'tranche',
  sets: ['bindingness'],
  reads: ['bindingness', 'fate'],
  summary: 'An optional tranche was taken up: it is firm from now on.',
  example: { tranche: 'gw-2' },
}) {
  @Slug('The tranche.') tranche!: string;
}

export class OptionLapsed extends Event('OptionLapsed', {
  version: 1,
  subject: 'tranche',
  sets: ['fate'],
  reads: ['bindingness', 'fate'],
  summary: 'An option on a tranche ran out or was let go.',
  example: { tranche: 'gw-2' },
}) {
  @Slug('The tranche.') tranche!: string;
}

export class BindingnessChanged extends Event('BindingnessChanged', {
  version: 1,
  subject: 'tranche',
  summary: 'A tranche is promised more or less firmly than before.',
  example: { tranche: 'gw-2', bindingness: 'contingent', condition: 'Financing of the site.' },
}) {
  @Slug('The tranche.') tranche!: string;
  @OneOf(bindingnesses, 'How firmly it is promised from now on.') bindingness!: Bindingness;
  @Text('What it depends on from now on.', { optional: true }) condition?: string;
}

export class CapacityCancelled extends Event('CapacityCancelled', {
  version: 1,
  subject: 'tranche',
  sets: ['fate'],
  summary: 'A tranche will not be provided.',
  example: { tranche: 'gw-2' },
}) {
  @Slug('The tranche.') tranche!: string;
}

export class CapacityEnded extends Event('CapacityEnded', {
  version: 1,
  subject: 'tranche',
  sets: ['fate'],
  summary: 'The term of a tranche ran out: no more of it is owed, and what still draws power stays.',
  example: { tranche: 'gw-1' },
}) {
  @Slug('The tranche.') tranche!: string;
}

@Holds<CapacityEnergized>(
  'give power, accelerators or h100Equivalents',
  'power',
  ({ power, accelerators, h100Equivalents }) => Boolean(power ?? accelerators ?? h100Equivalents),
)
@Holds<CapacityEnergized>(
  'contradicts the basis in the words of power',
  'basis',
  ({ basis, power }) => !power?.basis || !basis || power.basis === basis,
)
@Holds<CapacityEnergized>(
  'says what power counts: give power, or kwPerAccelerator',
  'basis',
  ({ basis, power, kwPerAccelerator }) => !basis || Boolean(power ?? kwPerAccelerator),
)
@Holds<CapacityEnergized>(
  'turns accelerators into power: give accelerators, and no power',
  'kwPerAccelerator',
  ({ power, accelerators, kwPerAccelerator }) => !kwPerAccelerator || (!power && Boolean(accelerators)),
)
export class CapacityEnergized extends Event('CapacityEnergized', {
  version: 1,
  subject: 'tranche',
  sets: ['energized'],
  summary:
    'The level of a tranche that draws power from then on: not the increment, and it may fall. Levels on other bases, of accelerators and of H100-equivalents are kept each for itself.',
  example: { tranche: 'gw-1', power: '400 MW' },
}) {
  @Slug('The tranche.') tranche!: string;
  @Power('The level drawing power.', { optional: true }) power?: Quantity;
  @OneOf(bases, 'What the power counts; what the tranche counts when missing and not in the words.', {
    optional: true,
  })
  basis?: Basis;
  @Pieces('The accelerators that run.', { optional: true }) accelerators?: Quantity;
  @Pieces('The same in equivalents of an H100; never turned into power.', { optional: true })
  h100Equivalents?: Quantity;
  @Decimal('Kilowatts to an accelerator, as the source states it: turns accelerators into power.', {
    optional: true,
  })
  kwPerAccelerator?: string;
}

export class PartOfStated extends Event('PartOfStated', {
  version: 1,
  subject: 'tranche',
  summary: 'The total of another tranche includes this one, as was said after it had been committed.',
  example: { tranche: 'july', partOf: 'deal-stargate-2025/secured' },
}) {
  @Slug('The tranche of this deal.') tranche!: string;
  @TrancheReference('The container whose total includes it, as deal/tranche.') partOf!: string;
}

/** When money is due: a first period with a length in months or an end. */
@Holds<Term>('give either to or months', 'to', ({ to, months }) => to === undefined || months === undefined)
@Holds<Term>(
  'ends before it begins',
  'to',
  ({ from, to }) => to === undefined || daysOf(from).first <= daysOf(to).last,
)
export class Term {
  @VagueDate('The first period, of which the earliest day counts.') from!: string;
  @VagueDate('The last period, of which the latest day counts.', { optional: true }) to?: string;
  @Whole('The length in months.', { optional: true, least: 1, most: 1200 }) months?: number;
}

/** What must hold before something happens; exactly one of the two. */
@Holds<Condition>(
  'give exactly one of energized and named',
  'named',
  ({ energized, named }) => (energized === undefined) !== (named === undefined),
)
export class Condition {
  @Power('So much of this deal is energized.', { optional: true }) energized?: Quantity;
  @Slug('A condition with a name, on which ConditionObserved reports.', { optional: true }) named?: string;
}

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
  @Slug('Who pays.') from!: string;
  @Slug('Who is paid; may be missing for capex, and for what is merely intended.', { optional: true })
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

export class WarrantTranche {
  @Whole('The shares that vest together.', { least: 1 }) shares!: number;
  @Nested(() => Condition, 'All of these must hold.', { list: true }) conditions!: Condition[];
}

export class WarrantIssued extends Event('WarrantIssued', {
  version: 1,
  subject: 'warrant',
  introduces: true,
  summary: 'A right to buy shares was issued, which vests in tranches.',
  example: {
    warrant: 'w',
    holder: 'openai',
    issuer: 'amd',
    shares: 160_000_000,
    strike: '0.01 USD',
    expiresOn: '2030-10-05',
    tranches: [{ shares: 26_666_667, conditions: [{ energized: '1 GW' }, { named: 'price-target-1' }] }],
  },
}) {
  @Slug('The warrant, new within this deal.') warrant!: string;
  @Slug('Who may buy.') holder!: string;
  @Slug('Whose shares they are.') issuer!: string;
  @Whole('All shares it covers.', { least: 1 }) shares!: number;
  @Money('The price of a share.') strike!: Quantity;
  @VagueDate('When it runs out.', { optional: true }) expiresOn?: string;
  @Nested(() => WarrantTranche, 'The shares that vest together, and on what; in order.', {
    list: true,
    optional: true,
  })
  tranches?: WarrantTranche[];
}

export class WarrantVested extends Event('WarrantVested', {
  version: 1,
  subject: 'warrant',
  sets: ['vested[]'],
  summary: 'Shares of a warrant vested.',
  example: { warrant: 'w', shares: 26_666_667 },
  repeatable: true,
}) {
  @Slug('The warrant.') warrant!: string;
  @Whole('The shares that vested.', { least: 1 }) shares!: number;
}

export class ConditionObserved extends Event('ConditionObserved', {
  version: 1,
  subject: 'condition',
  waits: false,
  sets: ['observed[]'],
  summary: 'Somebody looked whether a named condition holds.',
  example: { condition: 'price-target-1', holds: true, on: '2026-11-02' },
}) {
  @Slug('The condition.') condition!: string;
  @YesOrNo('Whether it holds.') holds!: boolean;
  @VagueDate('On which day it was so; the effective date when missing.', { optional: true }) on?: string;
}

export class OverlapStated extends Event('OverlapStated', {
  version: 1,
  subject: 'tranche',
  names: ['with'],
  sets: ['overlaps[]'],
  summary: 'Two tranches describe the same physical capacity, in whole or in part.',
  example: { tranche: 'july', with: 'deal-openai-amd-2025/gw-1', power: '1 GW' },
}) {
  @Slug('The tranche of this deal.') tranche!: string;
  @TrancheReference('The other one, as deal/tranche.') with!: string;
  @Power('How much of it; the smaller of the two when missing.', { optional: true }) power?: Quantity;
}
