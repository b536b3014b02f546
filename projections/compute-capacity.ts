import type { Deal, Tranche } from '../events/deal/deal.js';
import { isEnded, isSigned, type Stage } from '../events/deal/deal.words.js';
import type { Day } from '../events/kit/date.js';
import { type Bounds, boundsOf, nothing, type Quantity } from '../events/kit/quantity.js';
import type { Board } from './kit/board.js';
import { assumed, assumedNotes, kwPerAccelerator } from './kit/conversion.js';
import { distinct } from './kit/distinct.js';
import type { Line } from './kit/line.js';
import { isUndisclosed, larger, minus, type Part, part } from './kit/measure.js';
import { cutAtEndOf, cutOf, dueBy, type Period, periodsOf, type Question } from './kit/question.js';
import type { PowerOf } from './kit/release.js';
import type { Answer, Context, StreamReading, View } from './kit/view.js';
import { levelFlags, levelsBeside } from './levels-beside.js';

/** The stage of a tranche: its own, unless its deal ended, which takes along what is not energized or completed. */
export const stageOf = (deal: Deal, tranche: Tranche): Stage => {
  if (tranche.stage && isEnded(tranche.stage)) return tranche.stage;
  const stays =
    tranche.stage === 'energized' ||
    tranche.stage === 'completed' ||
    (tranche.energized && boundsOf(tranche.energized).low > 0n);
  if (isEnded(deal.stage)) return stays ? (tranche.stage ?? 'energized') : deal.stage;
  return tranche.stage ?? deal.stage;
};

/** In the headline: not cancelled, lapsed, shelved or superseded. */
export const isHeadline = (deal: Deal, tranche: Tranche): boolean =>
  tranche.fate === undefined && !isEnded(stageOf(deal, tranche));

/** An upper bound is never summed as firm: "up to" adds its low to the point. */
const asFirm = (quantity: Quantity): Bounds => {
  const bounds = boundsOf(quantity);
  return quantity.qualifier === 'up-to' ? { ...bounds, point: bounds.low } : bounds;
};

/** The level drawing power; unknown up to the nameplate where nobody has observed it. */
export const levelOf = (tranche: Tranche): Part =>
  tranche.energized
    ? part(boundsOf(tranche.energized))
    : { bounds: { low: 0n, point: null, high: boundsOf(tranche.power).high }, unobserved: true };

const dueOf = (tranche: Tranche, day: Day): Bounds => {
  const power = boundsOf(tranche.power);
  const due = tranche.due === undefined ? 'not' : dueBy(tranche.due, day);
  if (due === 'surely') return power;
  return due === 'perhaps' ? { low: 0n, point: 0n, high: power.high } : nothing;
};

/** The larger of the observed level and what is due by a day; what nobody has observed counts as nothing. */
const plannedOf = (tranche: Tranche, day: Day): Bounds => {
  const level = tranche.energized ? boundsOf(tranche.energized) : nothing;
  const due = dueOf(tranche, day);
  return isUndisclosed(due) ? { low: level.low, point: null, high: null } : larger(level, due);
};

/** What of a deal draws power, for what depends on it. */
export const observedPower =
  (deal: Deal): PowerOf =>
  (tranche) =>
    isHeadline(deal, tranche) ? levelOf(tranche) : undefined;

/** On the plan by a day; what nobody has observed counts as nothing. */
export const plannedPower =
  (deal: Deal, day: Day): PowerOf =>
  (tranche) =>
    isHeadline(deal, tranche) ? part(plannedOf(tranche, day)) : undefined;

const observedPlan = (tranche: Tranche): Bounds =>
  tranche.energized ? boundsOf(tranche.energized) : nothing;

const outstandingOf = (power: Bounds, level: Part): Part => {
  const bounds = minus(power, level.bounds);
  const isKnown = bounds.high === 0n;
  return isKnown ? part(nothing) : { bounds, ...(level.unobserved && { unobserved: true }) };
};

interface Moment {
  day: Day;
  /** After the as-of date nobody has observed anything: the plan is shown instead. */
  isAhead: boolean;
}

const unseen = (bounds: Bounds): Part => ({ bounds, unseen: true });

const partsOf = (deal: Deal, tranche: Tranche, { day, isAhead }: Moment): Record<string, Part> => {
  const power = boundsOf(tranche.power);
  const signed = isSigned(stageOf(deal, tranche));
  const level = levelOf(tranche);
  const due = dueOf(tranche, day);
  const isDue = due !== nothing;
  const outstanding = outstandingOf(power, level);
  return {
    headlineKw: part(power),
    ...(signed && { signedKw: part(power) }),
    ...(signed && tranche.bindingness === 'firm' && { firmKw: part(asFirm(tranche.power)) }),
    energizedKw: isAhead ? unseen(level.bounds) : level,
    outstandingKw: isAhead ? unseen(outstanding.bounds) : outstanding,
    ...(isDue && { dueKw: part(due) }),
    ...(isAhead ? { overdueKw: unseen(nothing) } : isDue && { overdueKw: outstandingOf(due, level) }),
    ...(tranche.due === undefined && { undatedKw: part(power) }),
    plannedKw: part(isAhead ? plannedOf(tranche, day) : observedPlan(tranche)),
  };
};

const lineOf = (
  deal: Deal,
  id: string,
  tranche: Tranche,
  moment: Moment,
  period: Period | undefined,
  { parties }: Context,
): Line => {
  const name = `${deal.stream}/${id}`;
  const suffix = period ? `|${period.name}` : '';
  const { rests, hypothetical, rivals } = tranche;
  const ofDeal = tranche.stage ? [] : deal.rests;
  const overlaps = deal.overlaps
    .filter((overlap) => overlap.tranche === id)
    .map((overlap) => ({ ...overlap, other: overlap.with + suffix }));
  return {
    id: name + suffix,
    keys: {
      provider: parties.slugOf(tranche.provider),
      consumer: tranche.consumer === undefined ? null : parties.slugOf(tranche.consumer),
      supplier: tranche.supplier === undefined ? null : parties.slugOf(tranche.supplier),
      deal: deal.stream,
      tranche: name,
      layer: tranche.layer,
      bindingness: tranche.bindingness,
      stage: stageOf(deal, tranche),
      basis: tranche.basis,
      ...(period && { period: period.name }),
    },
    parts: partsOf(deal, tranche, moment),
    rests: [...new Set([...ofDeal, ...rests])],
    flags: [
      ...(hypothetical || (ofDeal.length > 0 && deal.hypothetical) ? ['hypothetical'] : []),
      ...levelFlags(tranche),
    ],
    ...(rivals && { rivals }),
    ...(isUndisclosed(boundsOf(tranche.power)) && { undisclosed: name }),
    ...(tranche.due === undefined && { undated: name }),
    ...(tranche.partOf && { container: tranche.partOf + suffix }),
    ...(overlaps.length > 0 && { overlaps }),
  };
};

/** Whether all that was promised draws power already, or more. */
const isWhollyEnergized = ({ power, energized }: Tranche): boolean => {
  const { low, high } = boundsOf(power);
  return energized !== undefined && boundsOf(energized).low >= (high ?? low);
};

/** Of what draws power when its deal ends only the level that does is left: never more than was promised. */
const standing = (deal: Deal, tranche: Tranche): Tranche =>
  isEnded(deal.stage) && tranche.stage !== 'completed' && tranche.energized && !isWhollyEnergized(tranche)
    ? { ...tranche, power: tranche.energized }
    : tranche;

const linesOf = (deal: Deal, moment: Moment, period: Period | undefined, context: Context): Line[] =>
  [...deal.tranches].flatMap(([id, tranche]) => {
    if (isHeadline(deal, tranche))
      return [lineOf(deal, id, standing(deal, tranche), moment, period, context)];
    // What it contains is still part of what contains it.
    return tranche.partOf
      ? [{ ...lineOf(deal, id, tranche, moment, period, context), isGone: true, parts: {} }]
      : [];
  });

const contribution = (reading: StreamReading, question: Question, context: Context): Line[] => {
  const { timeline, from, to, effectiveAt } = question;
  if (!timeline || from === undefined || to === undefined) {
    const deal = assumed(reading.state<Deal>(cutOf(question)), question);
    return linesOf(deal, { day: effectiveAt, isAhead: false }, undefined, context);
  }
  return periodsOf(from, to, timeline).flatMap((period) =>
    linesOf(
      assumed(reading.state<Deal>(cutAtEndOf(period, question)), question),
      { day: period.last, isAhead: period.last > effectiveAt },
      period,
      context,
    ),
  );
};

const finish = (told: Answer, board: Board): Answer => {
  const { timeline } = board.question;
  const answer = { ...told, ...levelsBeside(board), notes: [...told.notes, ...assumedNotes(board.question)] };
  const periods = [...new Set(answer.totals.map(({ period }) => (period ?? null) as string | null))];
  const perPeriod = periods.map((period) => ({
    ...(period !== null && { period }),
    ...distinct(board, period),
  }));
  const layers = new Set(answer.totals.map((total) => total.layer));
  const bases = new Set(answer.totals.map((total) => total.basis));
  const notes = [...answer.notes];
  if (bases.size > 1)
    notes.push(
      `The totals are kept apart by basis (${[...bases].sort().join(', ')}): a kilowatt of one is not a kilowatt of another.`,
    );
  if (layers.size < 2) return { ...answer, notes };
  if (bases.size > 1) notes.push('distinctKw takes the bases as stated, without converting them.');
  const distinctRests = [...new Set(perPeriod.flatMap(({ rests }) => rests))].sort();
  const distinctKw = timeline
    ? perPeriod.map(({ distinctKw: measure, ...rest }) => ({ ...rest, distinctKw: measure }))
    : perPeriod[0]!.distinctKw;
  return { ...answer, distinctKw, distinctRests, notes };
};

export const computeCapacity: View = {
  name: 'compute-capacity',
  summary: 'How much computing power is promised, how firmly, and how much of it draws power.',
  definition:
    'headline = every tranche that is not cancelled, lapsed, shelved or superseded; signed = of these, stage signed or later; firm = of these, binding; energized = the level observed to draw power.',
  category: 'deal',
  dimensions: [
    'provider',
    'consumer',
    'supplier',
    'deal',
    'tranche',
    'layer',
    'bindingness',
    'stage',
    'basis',
  ],
  defaultBy: ['provider'],
  measures: [
    'headlineKw',
    'signedKw',
    'firmKw',
    'energizedKw',
    'outstandingKw',
    'dueKw',
    'overdueKw',
    'undatedKw',
    'plannedKw',
  ],
  neverAdded: ['layer', 'basis'],
  timelines: true,
  parameters: { kwPerAccelerator },
  contribution,
  finish,
};
