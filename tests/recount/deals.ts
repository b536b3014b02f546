import { boundsIn, qualifierIn, textIn, type Body, type Fact } from './log.js';
import { spanOf, type Span } from './days.js';
import { exactly, sum, undisclosed, type Bounds } from './bounds.js';

export interface Tranche {
  name: string;
  deal: string;
  layer: string;
  basis: string;
  provider: string;
  consumer: string;
  supplier: string;
  bindingness: string;
  power: Bounds;
  isUpTo: boolean;
  due?: Span;
  partOf?: string;
  level?: Bounds;
  /** Its own stage, and the one that it had before it ended. */
  stage?: string;
  stageBefore?: string;
  /** Cancelled or lapsed for good, whatever stage is told of it later. */
  isGone: boolean;
  rests: string[];
}

export interface Payment {
  name: string;
  deal: string;
  from: string;
  to: string;
  kind: string;
  currency: string;
  bindingness: string;
  amount: Bounds;
  isUpTo: boolean;
  rates: { since: string; rate: Bounds; isUpTo: boolean }[];
  over?: Body;
  release?: Body;
  passesThrough?: string;
  made: { on: Span; amount: Bounds; id: string }[];
  /** From when on nothing more falls due. */
  cancelledFrom?: string;
  rests: string[];
}

export interface Warrant {
  name: string;
  deal: string;
  holder: string;
  issuer: string;
  shares: bigint;
  tranches: { shares: bigint; conditions: Body[] }[];
  recorded: bigint;
  rests: string[];
}

export interface Deal {
  stream: string;
  stage: string;
  stageBefore: string;
  by?: string;
  endedOn?: string;
  tranches: Map<string, Tranche>;
  payments: Map<string, Payment>;
  warrants: Map<string, Warrant>;
  conditions: Map<string, boolean>;
  overlaps: { a: string; b: string; power?: Bounds; id: string }[];
}

const ended = new Set(['cancelled', 'shelved', 'superseded']);
const hasEnded = (stage: string | undefined): boolean => stage !== undefined && ended.has(stage);

type Change = (deal: Deal, body: Body, fact: Fact) => void;

const committed = ({ stream, tranches }: Deal, body: Body, fact: Fact): void => {
  const power = body.power as Body | undefined;
  tranches.set(textIn(body.tranche), {
    name: `${stream}/${textIn(body.tranche)}`,
    deal: stream,
    layer: textIn(body.layer),
    basis: textIn(body.basis ?? power?.basis, 'unstated'),
    provider: textIn(body.provider),
    consumer: textIn(body.consumer),
    supplier: textIn(body.supplier),
    bindingness: textIn(body.bindingness),
    power: boundsIn(power),
    isUpTo: qualifierIn(power) === 'up-to',
    ...(body.due !== undefined && { due: spanOf(textIn(body.due)) }),
    ...(body.partOf !== undefined && { partOf: textIn(body.partOf) }),
    isGone: false,
    rests: [fact.id],
  });
};

const onTranche =
  (change: (tranche: Tranche, body: Body) => void): Change =>
  (deal, body, fact) => {
    const tranche = deal.tranches.get(textIn(body.tranche));
    if (!tranche) return;
    change(tranche, body);
    tranche.rests.push(fact.id);
  };

const reach = (tranche: Tranche, stage: string): void => {
  if (!hasEnded(stage)) tranche.stageBefore = stage;
  tranche.stage = stage;
};

const reached: Change = (deal, body, fact) => {
  const stage = textIn(body.stage);
  if (body.tranche !== undefined) return onTranche((tranche) => reach(tranche, stage))(deal, body, fact);
  if (!hasEnded(stage)) deal.stageBefore = stage;
  deal.stage = stage;
  if (hasEnded(stage)) deal.endedOn ??= fact.first;
  else delete deal.endedOn;
  if (stage === 'superseded' && body.by !== undefined) deal.by = textIn(body.by);
  else delete deal.by;
};

const promised = (deal: Deal, body: Body, fact: Fact): void => {
  const isRate = body.amount === undefined;
  const quantity = (isRate ? body.ratePerMonth : body.amount) as Body | undefined;
  const isUpTo = qualifierIn(quantity) === 'up-to';
  deal.payments.set(textIn(body.payment), {
    name: `${deal.stream}/${textIn(body.payment)}`,
    deal: deal.stream,
    from: textIn(body.from),
    to: textIn(body.to),
    kind: textIn(body.kind),
    currency: textIn(quantity?.currency, 'USD'),
    bindingness: textIn(body.bindingness),
    amount: isRate ? undisclosed : boundsIn(quantity),
    isUpTo,
    rates: isRate ? [{ since: '0000-00-00', rate: boundsIn(quantity), isUpTo }] : [],
    ...(body.over !== undefined && { over: body.over as Body }),
    ...(body.release !== undefined && { release: body.release as Body }),
    ...(body.passesThrough !== undefined && { passesThrough: textIn(body.passesThrough) }),
    made: [],
    rests: [fact.id],
  });
};

const onPayment =
  (change: (payment: Payment, body: Body, fact: Fact) => void): Change =>
  (deal, body, fact) => {
    const payment = deal.payments.get(textIn(body.payment));
    if (!payment) return;
    change(payment, body, fact);
    payment.rests.push(fact.id);
  };

/** What is added to an amount that nobody disclosed makes it more than nothing, and no better known. */
const grown = (amount: Bounds, by: Bounds): Bounds => {
  const total = sum([amount, by]);
  return amount.point === null || by.point === null ? { ...total, point: null, poisons: true } : total;
};

const amended = (payment: Payment, body: Body, fact: Fact): void => {
  if (body.to !== undefined) {
    payment.amount = boundsIn(body.to);
    payment.isUpTo = qualifierIn(body.to) === 'up-to';
    payment.rates = [];
  }
  if (body.by !== undefined) payment.amount = grown(payment.amount, boundsIn(body.by));
  if (body.over !== undefined) payment.over = body.over as Body;
  if (body.bindingness !== undefined) payment.bindingness = textIn(body.bindingness);
  if (body.ratePerMonth !== undefined)
    payment.rates.push({
      since: body.over === undefined ? fact.first : spanOf(textIn((body.over as Body).from)).first,
      rate: boundsIn(body.ratePerMonth),
      isUpTo: qualifierIn(body.ratePerMonth) === 'up-to',
    });
};

const issued = (deal: Deal, body: Body, fact: Fact): void => {
  deal.warrants.set(textIn(body.warrant), {
    name: `${deal.stream}/${textIn(body.warrant)}`,
    deal: deal.stream,
    holder: textIn(body.holder),
    issuer: textIn(body.issuer),
    shares: BigInt(textIn(body.shares)),
    tranches: ((body.tranches ?? []) as Body[]).map((one) => ({
      shares: BigInt(textIn(one.shares)),
      conditions: one.conditions as Body[],
    })),
    recorded: 0n,
    rests: [fact.id],
  });
};

const changes: Record<string, Change> = {
  DealAnnounced: (deal, body) => {
    deal.stage = textIn(body.stage);
    if (!hasEnded(deal.stage)) deal.stageBefore = deal.stage;
  },
  StageReached: reached,
  CapacityCommitted: committed,
  CapacityResized: onTranche((tranche, body) => {
    tranche.power = boundsIn(body.power);
    tranche.isUpTo = qualifierIn(body.power) === 'up-to';
  }),
  CapacityRescheduled: onTranche((tranche, body) => void (tranche.due = spanOf(textIn(body.due)))),
  CapacityReassigned: onTranche((tranche, body) => {
    tranche.consumer = textIn(body.consumer, tranche.consumer);
    tranche.provider = textIn(body.provider, tranche.provider);
  }),
  OptionExercised: onTranche((tranche) => void (tranche.bindingness = 'firm')),
  OptionLapsed: onTranche((tranche) => void (tranche.isGone = true)),
  BindingnessChanged: onTranche((tranche, body) => void (tranche.bindingness = textIn(body.bindingness))),
  CapacityCancelled: onTranche((tranche) => void (tranche.isGone = true)),
  // Pieces are no power: they leave the level as it was.
  CapacityEnergized: onTranche((tranche, body) => {
    if (body.power !== undefined) tranche.level = boundsIn(body.power);
  }),
  PartOfStated: onTranche((tranche, body) => void (tranche.partOf = textIn(body.partOf))),
  PaymentCommitted: promised,
  PaymentAmended: onPayment(amended),
  PaymentMade: onPayment((payment, body, fact) => {
    payment.made.push({
      on: { first: fact.first, last: fact.last },
      amount: boundsIn(body.amount),
      id: fact.id,
    });
  }),
  PaymentCancelled: onPayment((payment, body, fact) => {
    payment.cancelledFrom = body.from === undefined ? fact.first : spanOf(textIn(body.from)).first;
  }),
  PaymentOptionLapsed: onPayment((payment, _body, fact) => {
    payment.cancelledFrom = fact.first;
  }),
  WarrantIssued: issued,
  WarrantVested: (deal, body) => {
    const warrant = deal.warrants.get(textIn(body.warrant));
    if (warrant) warrant.recorded += BigInt(textIn(body.shares));
  },
  ConditionObserved: (deal, body) => void deal.conditions.set(textIn(body.condition), body.holds === true),
  OverlapStated: (deal, body, fact) => {
    deal.overlaps.push({
      a: `${deal.stream}/${textIn(body.tranche)}`,
      b: textIn(body.with),
      ...(body.power !== undefined && { power: boundsIn(body.power) }),
      id: fact.id,
    });
  },
};

/** What brings something into being; a change that is dated before it waits for it. */
const introductions = new Set(['DealAnnounced', 'CapacityCommitted', 'PaymentCommitted', 'WarrantIssued']);

export const foldDeal = (stream: string, facts: readonly Fact[]): Deal => {
  const deal: Deal = {
    stream,
    stage: 'announced',
    stageBefore: 'announced',
    tranches: new Map(),
    payments: new Map(),
    warrants: new Map(),
    conditions: new Map(),
    overlaps: [],
  };
  const isFirst = ({ type }: Fact): boolean => introductions.has(type);
  for (const fact of [...facts.filter(isFirst), ...facts.filter((one) => !isFirst(one))])
    changes[fact.type]?.(deal, fact.body, fact);
  return deal;
};

export const dealsOf = (streams: ReadonlyMap<string, Fact[]>): Map<string, Deal> =>
  new Map(
    [...streams]
      .filter(([stream]) => stream.startsWith('deal-'))
      .map(([stream, facts]) => [stream, foldDeal(stream, facts)]),
  );

/** The level that a tranche draws, for a release or a warrant: unobserved, up to all of it; ended, what is seen. */
export const drawn = (deal: Deal, tranche: Tranche): Bounds => {
  if (tranche.level) return tranche.level;
  if (isEnded(deal, tranche)) return exactly(0n);
  return { low: 0n, point: null, high: tranche.power.high, poisons: true };
};

/** Whether only what is energized is left of it: domain.md 8. */
export const isEnded = (deal: Deal, tranche: Tranche): boolean => {
  if (tranche.isGone || hasEnded(tranche.stage)) return true;
  return hasEnded(deal.stage) && tranche.stage !== 'completed';
};

export const stageOf = (deal: Deal, tranche: Tranche): string =>
  hasEnded(tranche.stage) || tranche.stage === undefined
    ? (tranche.stageBefore ?? deal.stageBefore)
    : tranche.stage;

const signedStages = new Set(['signed', 'financed', 'under-construction', 'energized', 'completed']);
export const isSigned = (stage: string): boolean => signedStages.has(stage);
