import { daysOf } from '../kit/date.js';
import type { Candidate, FactOf } from '../kit/envelope.js';
import { boundsOf, type Quantity } from '../kit/quantity.js';
import { firstRefusal, unregistered } from '../kit/rules.js';
import {
  appended,
  type Decision,
  nothingNew,
  Rejected,
  type Surroundings,
  type Warning,
} from '../kit/stream.js';
import type { Deal, Tranche } from './deal.js';
import type * as events from './deal.events.js';

type Body<Class extends abstract new () => object> = InstanceType<Class>;

const trancheIsNew = (deal: Deal, candidate: Candidate, id: string): Rejected | undefined =>
  deal.tranches.has(id) && !candidate.rivalOf
    ? new Rejected('tranche-is-new', `${deal.stream} already has a tranche "${id}"`, '/body/tranche')
    : undefined;

const trancheIsCommitted = (deal: Deal, id: string): Rejected | undefined =>
  deal.tranches.has(id)
    ? undefined
    : new Rejected('tranche-is-committed', `${deal.stream} has no tranche "${id}"`, '/body/tranche');

const paymentIsNew = (deal: Deal, candidate: Candidate, id: string): Rejected | undefined =>
  deal.payments.has(id) && !candidate.rivalOf
    ? new Rejected('payment-is-new', `${deal.stream} already has a payment "${id}"`, '/body/payment')
    : undefined;

const paymentIsCommitted = (deal: Deal, id: string): Rejected | undefined =>
  deal.payments.has(id)
    ? undefined
    : new Rejected('payment-is-committed', `${deal.stream} has no payment "${id}"`, '/body/payment');

const sameCurrency = (deal: Deal, id: string, ...amounts: (Quantity | undefined)[]): Rejected | undefined => {
  const payment = deal.payments.get(id);
  // An amount that nobody disclosed is in no currency yet.
  const currency = payment?.qualifier === 'undisclosed' ? undefined : payment?.currency;
  const other = amounts.find((amount) => amount?.currency !== undefined && amount.currency !== currency);
  return currency && other
    ? new Rejected(
        'payment-keeps-its-currency',
        `payment "${id}" is in ${currency}, not ${other.currency}`,
        '/body',
      )
    : undefined;
};

/** A rate is amended as a rate, and a whole amount as one: half the meaning of either would be lost. */
const amendmentFits = (
  deal: Deal,
  { payment: id, by, to, ratePerMonth }: Body<typeof events.PaymentAmended>,
): Rejected | undefined => {
  const payment = deal.payments.get(id);
  if (payment?.rates && (by ?? to))
    return new Rejected(
      'rate-is-amended-as-a-rate',
      `payment "${id}" is a rate per month, so that its whole follows from its term: give ratePerMonth for a new rate, or over for another term`,
      to ? '/body/to' : '/body/by',
    );
  if (payment && !payment.rates && payment.qualifier !== 'undisclosed' && ratePerMonth)
    return new Rejected(
      'amount-is-amended-as-an-amount',
      `payment "${id}" is a whole amount: give by or to, with over for another term; a rate is a payment of its own`,
      '/body/ratePerMonth',
    );
  return undefined;
};

const paymentIsOptional = (deal: Deal, id: string): Rejected | undefined => {
  const payment = deal.payments.get(id);
  if (!payment) return undefined;
  const { lapsed, cancelled, bindingness } = payment;
  const closed = lapsed ? 'lapsed' : cancelled ? 'cancelled' : bindingness === 'firm' ? 'firm already' : '';
  if (closed === '') return undefined;
  return new Rejected(
    'option-is-open',
    `payment "${id}" is ${closed}: there is no option left on it`,
    '/body/payment',
  );
};

const withinNameplate = (tranche: Tranche | undefined, level: Quantity): Warning[] => {
  const nameplate = tranche && boundsOf(tranche.power).high;
  const { low } = boundsOf(level);
  if (nameplate === null || nameplate === undefined || low <= nameplate) return [];
  return [
    {
      rule: 'energized-within-nameplate',
      detail: `${low} kW are energized of at most ${nameplate} kW committed`,
    },
  ];
};

/** A level on another basis is kept, and counts for nothing: that should not be by mistake. */
const countsOnItsBasis = (
  tranche: Tranche | undefined,
  { power, basis = power?.basis, kwPerAccelerator }: events.CapacityEnergized,
): Warning[] =>
  tranche === undefined || basis === undefined || basis === tranche.basis || !(power ?? kwPerAccelerator)
    ? []
    : [
        {
          rule: 'level-on-the-basis-of-its-tranche',
          detail: `the level is on the basis ${basis} and kept beside: the tranche counts ${tranche.basis}, and energized counts levels on that`,
        },
      ];

const conversionHasASource = ({ body, source }: Candidate): Warning[] =>
  (body as events.CapacityEnergized).kwPerAccelerator === undefined || source
    ? []
    : [
        {
          rule: 'conversion-has-a-source',
          detail: 'kwPerAccelerator turns pieces into power, and nothing says who states it: give source',
        },
      ];

const hasAConsumer = (deal: Deal, id: string, bindingness: string): Warning[] => {
  const tranche = deal.tranches.get(id);
  return bindingness === 'intent' || tranche === undefined || tranche.consumer !== undefined
    ? []
    : [
        {
          rule: 'consumer-is-known',
          detail: `tranche "${id}" is ${bindingness} for nobody that is named: CapacityReassigned names the consumer`,
        },
      ];
};

const startsBeforeItIsDue = (deal: Deal, id: string, due: string): Warning[] => {
  const starts = deal.tranches.get(id)?.starts;
  return starts === undefined || daysOf(starts).first <= daysOf(due).last
    ? []
    : [{ rule: 'starts-before-due', detail: `tranche "${id}" is to start in ${starts}, after ${due}` }];
};

const containerIsAnother = (deal: Deal, id: string, partOf: string | undefined): Rejected | undefined =>
  partOf === `${deal.stream}/${id}`
    ? new Rejected('container-is-another', 'a tranche cannot be part of itself', '/body/partOf')
    : undefined;

const keepsItsBasis = (tranche: Tranche | undefined, { basis }: Quantity): Warning[] =>
  tranche === undefined || basis === undefined || basis === tranche.basis
    ? []
    : [
        {
          rule: 'tranche-keeps-its-basis',
          detail: `the words say ${basis}, the tranche counts ${tranche.basis}`,
        },
      ];

const referenceIsKnown = (known: boolean, reference: string, pointer: string): Warning[] =>
  known
    ? []
    : [
        {
          rule: 'reference-is-known',
          detail: `${pointer} names ${reference}, which the ledger does not hold yet`,
        },
      ];

const judged = (refusal: Rejected | undefined, ...warnings: Warning[]): Decision =>
  refusal ?? appended(...warnings);

const isOptional = (deal: Deal, id: string): Rejected | undefined => {
  const tranche = deal.tranches.get(id);
  const closed = tranche?.fate ?? (tranche?.bindingness === 'firm' ? 'firm already' : undefined);
  if (closed === undefined) return undefined;
  return new Rejected(
    'option-is-open',
    `tranche "${id}" is ${closed}: there is no option left on it`,
    '/body/tranche',
  );
};

/** Who provides a tranche and who uses it are two parties. */
const sidesAreTwo = (
  provider: string,
  consumer: string | undefined,
  pointer: string,
): Rejected | undefined =>
  provider === consumer
    ? new Rejected('sides-are-two-parties', `${provider} would be on both sides of the tranche`, pointer)
    : undefined;

type Judge = (candidate: Candidate, deal: Deal, surroundings: Surroundings) => Decision;

const judges: { [Type in FactOf<(typeof import('./deal.js'))['deal']['events'][number]>['type']]: Judge } = {
  DealAnnounced: (candidate, deal, surroundings) => {
    const { parties } = candidate.body as Body<typeof events.DealAnnounced>;
    const named = Object.fromEntries(
      parties.map(({ party }, index) => [`/body/parties/${index}/party`, party]),
    );
    const isNew =
      deal.announced && !candidate.rivalOf
        ? new Rejected('deal-is-new', `${deal.stream} is announced already`)
        : undefined;
    return judged(firstRefusal(isNew, unregistered(named, surroundings)));
  },
  DealAmended: () => appended(),
  PartyJoined: (candidate, deal, surroundings) => {
    const { party, role } = candidate.body as Body<typeof events.PartyJoined>;
    const there = deal.parties.some((one) => one.party === party && one.role === role);
    return there ? nothingNew : judged(unregistered({ '/body/party': party }, surroundings));
  },
  PartyLeft: (candidate, deal) => {
    const { party } = candidate.body as Body<typeof events.PartyLeft>;
    const there = deal.parties.some((one) => one.party === party);
    return judged(
      there
        ? undefined
        : new Rejected('party-takes-part', `${party} is not a party of ${deal.stream}`, '/body/party'),
    );
  },
  StageReached: (candidate, deal, surroundings) => {
    const { tranche, by } = candidate.body as Body<typeof events.StageReached>;
    const refusal = tranche === undefined ? undefined : trancheIsCommitted(deal, tranche);
    return judged(refusal, ...(by ? referenceIsKnown(surroundings.isDeal(by), by, '/body/by') : []));
  },
  CapacityCommitted: (candidate, deal, surroundings) => {
    const { tranche, provider, consumer, supplier, partOf } = candidate.body as Body<
      typeof events.CapacityCommitted
    >;
    const named = { '/body/provider': provider, '/body/consumer': consumer, '/body/supplier': supplier };
    const refusal = firstRefusal(
      trancheIsNew(deal, candidate, tranche),
      containerIsAnother(deal, tranche, partOf),
      sidesAreTwo(provider, consumer, '/body/consumer'),
      unregistered(named, surroundings),
    );
    return judged(
      refusal,
      ...(partOf ? referenceIsKnown(surroundings.hasTranche(partOf), partOf, '/body/partOf') : []),
    );
  },
  CapacityResized: (candidate, deal) => {
    const { tranche, power } = candidate.body as Body<typeof events.CapacityResized>;
    return judged(trancheIsCommitted(deal, tranche), ...keepsItsBasis(deal.tranches.get(tranche), power));
  },
  CapacityRescheduled: (candidate, deal) => {
    const { tranche, due } = candidate.body as Body<typeof events.CapacityRescheduled>;
    return judged(trancheIsCommitted(deal, tranche), ...startsBeforeItIsDue(deal, tranche, due));
  },
  CapacityReassigned: (candidate, deal, surroundings) => {
    const { tranche, consumer, provider } = candidate.body as Body<typeof events.CapacityReassigned>;
    const before = deal.tranches.get(tranche);
    const sides =
      before &&
      sidesAreTwo(
        provider ?? before.provider,
        consumer ?? before.consumer,
        provider === undefined ? '/body/consumer' : '/body/provider',
      );
    return judged(
      firstRefusal(
        trancheIsCommitted(deal, tranche),
        sides,
        unregistered({ '/body/consumer': consumer, '/body/provider': provider }, surroundings),
      ),
    );
  },
  OptionExercised: (candidate, deal) => {
    const { tranche } = candidate.body as Body<typeof events.OptionExercised>;
    return judged(
      firstRefusal(trancheIsCommitted(deal, tranche), isOptional(deal, tranche)),
      ...hasAConsumer(deal, tranche, 'firm'),
    );
  },
  OptionLapsed: (candidate, deal) => {
    const { tranche } = candidate.body as Body<typeof events.OptionLapsed>;
    return judged(firstRefusal(trancheIsCommitted(deal, tranche), isOptional(deal, tranche)));
  },
  BindingnessChanged: (candidate, deal) => {
    const { tranche, bindingness } = candidate.body as Body<typeof events.BindingnessChanged>;
    return judged(trancheIsCommitted(deal, tranche), ...hasAConsumer(deal, tranche, bindingness));
  },
  CapacityCancelled: (candidate, deal) =>
    judged(trancheIsCommitted(deal, (candidate.body as Body<typeof events.CapacityCancelled>).tranche)),
  CapacityEnded: (candidate, deal) =>
    judged(trancheIsCommitted(deal, (candidate.body as Body<typeof events.CapacityEnded>).tranche)),
  CapacityEnergized: (candidate, deal) => {
    const level = candidate.body as Body<typeof events.CapacityEnergized>;
    const tranche = deal.tranches.get(level.tranche);
    const beside = countsOnItsBasis(tranche, level);
    const warnings = [
      ...(level.power && beside.length === 0 ? withinNameplate(tranche, level.power) : []),
      ...beside,
      ...conversionHasASource(candidate),
    ];
    return judged(trancheIsCommitted(deal, level.tranche), ...warnings);
  },
  PartOfStated: (candidate, deal, surroundings) => {
    const { tranche, partOf } = candidate.body as Body<typeof events.PartOfStated>;
    return judged(
      firstRefusal(trancheIsCommitted(deal, tranche), containerIsAnother(deal, tranche, partOf)),
      ...referenceIsKnown(surroundings.hasTranche(partOf), partOf, '/body/partOf'),
    );
  },
  PaymentCommitted: (candidate, deal, surroundings) => {
    const { payment, from, to, release, partOf } = candidate.body as Body<typeof events.PaymentCommitted>;
    const own =
      partOf === `${deal.stream}/${payment}`
        ? new Rejected('container-is-another', 'a payment cannot be part of itself', '/body/partOf')
        : undefined;
    const unknown = release?.of?.find((tranche) => !deal.tranches.has(tranche));
    const of =
      unknown === undefined
        ? undefined
        : new Rejected(
            'tranche-is-committed',
            `${deal.stream} has no tranche "${unknown}"`,
            '/body/release/of',
          );
    return judged(
      firstRefusal(
        paymentIsNew(deal, candidate, payment),
        own,
        of,
        unregistered({ '/body/from': from, '/body/to': to }, surroundings),
      ),
    );
  },
  PaymentAmended: (candidate, deal) => {
    const body = candidate.body as Body<typeof events.PaymentAmended>;
    const { payment, by, to, ratePerMonth } = body;
    return judged(
      firstRefusal(
        paymentIsCommitted(deal, payment),
        amendmentFits(deal, body),
        sameCurrency(deal, payment, by, to, ratePerMonth),
      ),
    );
  },
  PaymentMade: (candidate, deal) => {
    const { payment, amount } = candidate.body as Body<typeof events.PaymentMade>;
    return judged(firstRefusal(paymentIsCommitted(deal, payment), sameCurrency(deal, payment, amount)));
  },
  PaymentOptionExercised: (candidate, deal) => {
    const { payment } = candidate.body as Body<typeof events.PaymentOptionExercised>;
    return judged(firstRefusal(paymentIsCommitted(deal, payment), paymentIsOptional(deal, payment)));
  },
  PaymentOptionLapsed: (candidate, deal) => {
    const { payment } = candidate.body as Body<typeof events.PaymentOptionLapsed>;
    return judged(firstRefusal(paymentIsCommitted(deal, payment), paymentIsOptional(deal, payment)));
  },
  PaymentCancelled: (candidate, deal) =>
    judged(paymentIsCommitted(deal, (candidate.body as Body<typeof events.PaymentCancelled>).payment)),
  WarrantIssued: (candidate, deal, surroundings) => {
    const {
      warrant,
      holder,
      issuer,
      shares,
      tranches = [],
    } = candidate.body as Body<typeof events.WarrantIssued>;
    const isNew =
      deal.warrants.has(warrant) && !candidate.rivalOf
        ? new Rejected('warrant-is-new', `${deal.stream} already has a warrant "${warrant}"`, '/body/warrant')
        : undefined;
    const parts = tranches.reduce((sum, tranche) => sum + tranche.shares, 0);
    const within =
      parts > shares
        ? new Rejected(
            'warrant-tranches-within-the-whole',
            `the tranches add to ${parts} of ${shares} shares`,
            '/body/tranches',
          )
        : undefined;
    return judged(
      firstRefusal(
        isNew,
        within,
        unregistered({ '/body/holder': holder, '/body/issuer': issuer }, surroundings),
      ),
    );
  },
  WarrantVested: (candidate, deal) => {
    const { warrant, shares } = candidate.body as Body<typeof events.WarrantVested>;
    const issued = deal.warrants.get(warrant);
    if (!issued)
      return new Rejected('warrant-is-issued', `${deal.stream} has no warrant "${warrant}"`, '/body/warrant');
    const left = issued.shares - issued.vested;
    return shares > left
      ? new Rejected(
          'vested-within-the-warrant',
          `${shares} shares are more than the ${left} that have not vested`,
          '/body/shares',
        )
      : appended();
  },
  ConditionObserved: () => appended(),
  OverlapStated: (candidate, deal, surroundings) => {
    const { tranche, with: other } = candidate.body as Body<typeof events.OverlapStated>;
    return judged(
      trancheIsCommitted(deal, tranche),
      ...referenceIsKnown(surroundings.hasTranche(other), other, '/body/with'),
    );
  },
};

/** The rules of a deal: refuses what can't mean anything, warns of what real data can break. */
export const decideDeal = (candidate: Candidate, deal: Deal, surroundings: Surroundings): Decision => {
  if (!deal.announced && candidate.type !== 'DealAnnounced') {
    return new Rejected(
      'deal-is-announced',
      `${candidate.stream} has not been announced: record DealAnnounced first`,
    );
  }
  const judge = (judges as Record<string, Judge | undefined>)[candidate.type];
  return judge ? judge(candidate, deal, surroundings) : appended();
};
