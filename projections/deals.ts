import { type Deal, paidOf, type Payment, type Tranche, type Warrant } from '../events/deal/deal.js';
import type { Fact } from '../events/index.js';
import { boundsOf } from '../events/kit/quantity.js';
import { isHeadline, levelOf, stageOf } from './compute-capacity.js';
import { type ClaimSet, claimSetsOf, selected, type Selection } from './kit/claims.js';
import { visible } from './kit/cut.js';
import { fold, type Log } from './kit/log.js';
import { measureOf, part, Sum } from './kit/measure.js';
import { Parties } from './kit/parties.js';
import { levelFlags, levelsOnOtherBases, piecesOf } from './levels-beside.js';
import { type DealQuestion, selectionIn } from './selecting.js';

interface Reading {
  deal: Deal;
  facts: readonly Fact[];
  sets: readonly ClaimSet[];
  selection: Selection;
}

const readDeal = (log: Log, stream: string, question: DealQuestion): Reading => {
  const facts = visible(log.facts(stream), question);
  const sets = claimSetsOf(facts);
  const selection = selectionIn(log, stream, sets, question);
  return { facts, sets, selection, deal: fold<Deal>(stream, selected(facts, sets, selection)) };
};

const parties = (deal: Deal, known: Parties): Record<string, unknown>[] =>
  deal.parties.map(({ party, role }) => ({
    party: known.slugOf(party),
    role,
    name: known.get(known.slugOf(party))?.name ?? party,
  }));

/** The headline, signed or not, of each layer: layers are never added. */
const headlines = (deal: Deal): Record<string, unknown>[] => {
  const sums = new Map<string, Sum>();
  for (const tranche of deal.tranches.values()) {
    if (!isHeadline(deal, tranche) || tranche.partOf?.startsWith(`${deal.stream}/`)) continue;
    const key = `${tranche.layer}|${tranche.basis}`;
    const sum = sums.get(key) ?? new Sum();
    sum.add(part(boundsOf(tranche.power)), 1n);
    sums.set(key, sum);
  }
  return [...sums]
    .sort()
    .map(([key, sum]) => ({ layer: key.split('|')[0], basis: key.split('|')[1], headlineKw: sum.measure }));
};

const listed = ({ deal, facts }: Reading, known: Parties): Record<string, unknown> => ({
  deal: deal.stream,
  title: deal.title,
  kind: deal.kind,
  stage: deal.stage,
  announcedOn: facts.find((fact) => fact.type === 'DealAnnounced')?.effectiveOn ?? null,
  parties: parties(deal, known),
  capacity: headlines(deal),
  payments: [...deal.payments].map(([payment, { kind, currency, amount, bindingness }]) => ({
    payment,
    kind,
    currency,
    bindingness,
    amountUsCents: measureOf(amount),
  })),
  events: facts.length,
});

/** Of a tranche what is told as it was stated: its levels and its dates before stand elsewhere. */
const statedOf = (one: Tranche) => {
  const { dues: _dues, levels: _levels, levelsBeside: _beside, converted: _converted, ...rest } = one;
  const { runningAccelerators: _pieces, runningH100Equivalents: _equivalents, ...stated } = rest;
  return stated;
};

const tranche = (deal: Deal, id: string, one: Tranche): Record<string, unknown> => {
  const { power, energized: _, rests, hypothetical, rivals, fate, stage: _own, ...rest } = statedOf(one);
  return {
    tranche: id,
    ...rest,
    stage: stageOf(deal, one),
    ...(fate && { fate }),
    headline: isHeadline(deal, one),
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

const payment = (id: string, one: Payment): Record<string, unknown> => {
  const { amount, made: _, rests, hypothetical, rivals, ...rest } = one;
  const paid = paidOf(one);
  return {
    payment: id,
    ...rest,
    amountUsCents: measureOf(amount),
    paidUsCents: paid ? measureOf(paid) : null,
    rests,
    flags: [...(hypothetical ? ['hypothetical'] : []), ...(rivals ? [`rivals:${rivals}`] : [])],
  };
};

const warrant = (id: string, { hypothetical, ...one }: Warrant): Record<string, unknown> => ({
  warrant: id,
  ...one,
  flags: hypothetical ? ['hypothetical'] : [],
});

const claims = ({ sets, selection: chosen }: Reading): Record<string, unknown>[] =>
  sets.map((set) => ({
    root: set.root,
    chosen: chosen.get(set.root),
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

/** All deals that have been announced within the cut, by name. */
export const dealsAt = (log: Log, question: DealQuestion): Record<string, unknown>[] => {
  const known = new Parties(log, question);
  return [...log.streams('deal')]
    .sort()
    .map((stream) => readDeal(log, stream, question))
    .filter(({ deal }) => deal.announced)
    .map((reading) => listed(reading, known));
};

/** One deal with its tranches, payments, warrants, conditions, overlaps and rival claims; undefined outside the cut. */
export const dealAt = (
  log: Log,
  stream: string,
  question: DealQuestion,
): Record<string, unknown> | undefined => {
  const reading = readDeal(log, stream, question);
  const { deal } = reading;
  if (!deal?.announced) return undefined;
  return {
    ...listed(reading, new Parties(log, question)),
    ...(deal.supersededBy && { supersededBy: deal.supersededBy }),
    terms: deal.terms,
    tranches: [...deal.tranches].map(([id, one]) => tranche(deal, id, one)),
    payments: [...deal.payments].map(([id, one]) => payment(id, one)),
    warrants: [...deal.warrants].map(([id, one]) => warrant(id, one)),
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
