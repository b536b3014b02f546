import type { Deal, Payment, Tranche, Warrant } from '../events/deal/deal.js';
import { paidOf, type RateStep } from '../events/deal/payment/terms.js';
import type { Fact } from '../events/index.js';
import { beginning, type Day } from '../events/kit/date.js';
import { boundsOf } from '../events/kit/quantity.js';
import { partsOf } from '../events/kit/stream.js';
import { computeCapacity } from './compute-capacity.js';
import { levelOf } from './tranche-measures.js';
import type {
  ClaimSetAnswer,
  DealAnswer,
  DealInBrief,
  Headline,
  PartyInRole,
  PaymentAnswer,
  TrancheAnswer,
  WarrantAnswer,
} from './deal-answers.js';
import { isOver, statedAmount } from './kit/account.js';
import { type ClaimSet, claimSetsOf, selectClaims, type Selection } from './kit/claims.js';
import { visibleFacts } from './kit/cut.js';
import { fold, type Log } from './kit/log.js';
import { logAround, LogOfStreams } from './kit/log-of-streams.js';
import { type Measure, measureAt, measureOf } from './kit/measure.js';
import { Parties } from './kit/parties.js';
import type { Question } from './kit/question.js';
import { settledPayments } from './kit/settled-payments.js';
import { levelFlags, levelsOnOtherBases, piecesOf } from './levels-beside.js';
import { pricesOf, type PromisedPower } from './price.js';
import { type AskBeside, askedBy, boardOn, type DealQuestion, selectionIn } from './selecting.js';
import { isHeadline, stageOf } from './tranche-status.js';
import { sharesOfWarrants } from './warrants.js';

interface DealSnapshot {
  deal: Deal;
  facts: readonly Fact[];
  sets: readonly ClaimSet[];
  selection: Selection;
}

const readDeal = (log: Log, stream: string, question: DealQuestion): DealSnapshot => {
  const facts = visibleFacts(log.facts(stream), question);
  const sets = claimSetsOf(facts);
  const selection = selectionIn(log, stream, sets, question);
  return { facts, sets, selection, deal: fold<Deal>(stream, selectClaims(facts, sets, selection)) };
};

const parties = (deal: Deal, known: Parties): PartyInRole[] =>
  deal.parties.map(({ party, role }) => ({
    party: known.slugOf(party),
    role,
    name: known.get(known.slugOf(party))?.name ?? party,
  }));

/** What is promised in each layer and basis, for what a buyer pays for it. */
const promisedPower = (capacity: readonly Headline[]): PromisedPower[] =>
  capacity.flatMap(({ layer, basis, headlineKw }) =>
    headlineKw ? [{ layer, basis, power: boundsOf(headlineKw) }] : [],
  );

/** What each deal says of each layer and basis, beside what is told elsewhere: as compute-capacity has it by deal. */
const headlinesIn = (
  question: DealQuestion,
  askBeside: AskBeside,
  only: Question['only'] = {},
): Map<unknown, Headline[]> => {
  const { rows } = askBeside(askedBy(computeCapacity, ['deal'], question, { only }));
  const told = rows.map((row) => ({
    deal: row.deal,
    told: {
      layer: String(row.layer),
      basis: String(row.basis),
      headlineKw: measureAt(row, 'headlineKw'),
      ...(row.flags.includes('remainder') && { flags: ['remainder'] }),
    },
  }));
  return new Map(
    [...Map.groupBy(told, ({ deal }) => deal)].map(([deal, some]) => [deal, some.map((one) => one.told)]),
  );
};

const isRemainder = ({ flags = [] }: Headline): boolean => flags.includes('remainder');

/**
 * What firm money buys: what is firm, and no option or intent beside it; by itself, for it is not less because a part of
 * it is told elsewhere.
 */
const firmHeadlines = (
  deal: Deal,
  told: readonly Headline[],
  log: Log,
  question: DealQuestion,
): readonly Headline[] => {
  const isAllFirm = [...deal.tranches.values()].every(({ bindingness }) => bindingness === 'firm');
  if (isAllFirm && !told.some(isRemainder)) return told;
  const alone = new LogOfStreams(log, [deal.stream]);
  const ask: AskBeside = (asked) => boardOn(alone, asked).answer();
  return headlinesIn(question, ask, { bindingness: 'firm' }).get(deal.stream) ?? [];
};

const listDeal = (
  { deal, facts }: DealSnapshot,
  { log, question, known }: { log: Log; question: DealQuestion; known: Parties },
  capacity: Headline[] = [],
): DealInBrief => ({
  deal: deal.stream,
  title: deal.title,
  kind: deal.kind,
  stage: deal.stage,
  announcedOn: facts.find((fact) => fact.type === 'DealAnnounced')?.effectiveOn ?? null,
  parties: parties(deal, known),
  capacity,
  payments: [...deal.payments].map(([payment, one]) => ({
    payment,
    kind: one.kind,
    currency: one.currency,
    bindingness: one.bindingness,
    amountUsCents: measureOf(statedAmount(one, question.effectiveAt)),
    ...(isOver(deal, one, question.effectiveAt) && { ended: true }),
  })),
  prices: pricesOf(deal, promisedPower(firmHeadlines(deal, capacity, log, question)), question.effectiveAt),
  events: facts.length,
});

/** Of a tranche what is told as it was stated: its levels and its dates before stand elsewhere. */
const statedTranche = (one: Tranche) => {
  const {
    dues: _dues,
    stageBefore: _before,
    levels: _levels,
    levelsBeside: _beside,
    converted: _converted,
    ...rest
  } = one;
  const { runningAccelerators: _pieces, runningH100Equivalents: _equivalents, ...stated } = rest;
  return stated;
};

const tranche = (deal: Deal, id: string, one: Tranche, day: Day): TrancheAnswer => {
  const { power, energized: _, rests, hypothetical, rivals, fate, stage: _own, ...rest } = statedTranche(one);
  return {
    tranche: id,
    ...rest,
    stage: stageOf(deal, one, day),
    ...(fate && { fate }),
    headline: isHeadline(deal, one, day),
    powerKw: measureOf(boundsOf(power)),
    ...(power.text && { powerText: power.text }),
    energizedKw: measureOf(levelOf(one).bounds),
    ...piecesOf(one),
    ...(one.levelsBeside && { levelsBeside: levelsOnOtherBases(one) }),
    rests,
    flags: [
      ...levelFlags(one),
      ...(hypothetical ? ['hypothetical'] : []),
      ...(rivals ? [`rivals:${rivals}`] : []),
      ...(power.qualifier === 'undisclosed' ? ['undisclosed'] : []),
    ],
  };
};

const rateOf = ({ from, rate }: RateStep): Record<string, unknown> => ({
  from: from === beginning ? null : from,
  ratePerMonthUsCents: measureOf(rate),
});

const payment = (id: string, one: Payment, day: Day): PaymentAnswer => {
  const { amount: _amount, made: _, splitFrom: _whole, rates, rests, hypothetical, rivals, ...rest } = one;
  const paid = paidOf(one);
  return {
    payment: id,
    ...rest,
    ...(rates && { rates: rates.map(rateOf) }),
    amountUsCents: measureOf(statedAmount(one, day)),
    paidUsCents: paid ? measureOf(paid) : null,
    rests,
    flags: [...(hypothetical ? ['hypothetical'] : []), ...(rivals ? [`rivals:${rivals}`] : [])],
  };
};

/** How many of its shares vested is what its conditions say, and not only what was recorded. */
const warrant = (
  id: string,
  { hypothetical, vested: _, ...one }: Warrant,
  shares: Record<string, Measure> | undefined,
): WarrantAnswer => ({
  warrant: id,
  ...one,
  ...shares,
  flags: hypothetical ? ['hypothetical'] : [],
});

const claims = ({ sets, selection: chosen }: DealSnapshot): ClaimSetAnswer[] =>
  sets.map((set) => ({
    root: set.root,
    chosen: chosen.get(set.root)!,
    claims: set.claims.map(({ id, type, knownOn, effectiveOn, source, quote, body }) => ({
      id,
      type,
      knownOn,
      effectiveOn,
      source,
      quote,
      body,
    })),
  }));

/** Which of the deals, in the order of their names. */
export interface ListPart {
  /** Those whose name comes later. */
  after?: string | undefined;
  limit?: number | undefined;
}

export type DealPage = {
  deals: DealInBrief[];
  /** The name to go on after; null at the end. */
  next: string | null;
};

/** The deals that have been announced within the cut, by name. */
export const dealPageAt = (
  log: Log,
  question: DealQuestion,
  { after = '', limit = Infinity }: ListPart,
  askBeside: AskBeside = (asked) => boardOn(log, asked).answer(),
): DealPage => {
  const known = new Parties(log, question);
  const headlines = headlinesIn(question, askBeside);
  const deals: DealInBrief[] = [];
  for (const stream of [...log.streams('deal')].filter((name) => name > after).sort()) {
    const reading = readDeal(log, stream, question);
    if (!reading.deal.announced) continue;
    if (deals.length === limit) return { deals, next: deals.at(-1)?.deal ?? null };
    deals.push(listDeal(reading, { log, question, known }, headlines.get(stream)));
  }
  return { deals, next: null };
};

/** All of them. */
export const dealsAt = (log: Log, question: DealQuestion): DealInBrief[] =>
  dealPageAt(log, question, {}).deals;

/** One deal with its tranches, payments, warrants, conditions, overlaps and rival claims; undefined outside the cut. */
export const dealAt = (log: Log, stream: string, question: DealQuestion): DealAnswer | undefined => {
  // Whoever asks may name anything: of what is no deal there is no state.
  if (partsOf(stream).category !== 'deal') return undefined;
  const reading = readDeal(log, stream, question);
  const { deal } = reading;
  if (!deal.announced) return undefined;
  const around = logAround(log, stream);
  const headlines = headlinesIn(question, (asked) => boardOn(around, asked).answer());
  const shares = sharesOfWarrants(stream, log, question);
  return {
    ...listDeal(reading, { log, question, known: new Parties(log, question) }, headlines.get(stream)),
    ...(deal.supersededBy && { supersededBy: deal.supersededBy }),
    terms: deal.terms,
    tranches: [...deal.tranches].map(([id, one]) => tranche(deal, id, one, question.effectiveAt)),
    payments: settledPayments(deal).map(([id, one]) => payment(id, one, question.effectiveAt)),
    warrants: [...deal.warrants].map(([id, one]) => warrant(id, one, shares.get(id))),
    conditions: [...deal.conditions].map(([condition, observations]) => ({
      condition,
      observations: observations.map(({ holds, on, rests }) => ({
        holds,
        on: `${on.first}/${on.last}`,
        rests,
      })),
    })),
    overlaps: deal.overlaps.map(({ tranche: own, with: other, power, rests }) => ({
      tranche: own,
      with: other,
      powerKw: power ? measureOf(power) : null,
      rests,
    })),
    claims: claims(reading),
    rests: deal.rests,
  };
};
