import type { Deal, Tranche } from '../events/deal/deal.js';
import { isEnded } from '../events/deal/deal.words.js';
import type { Day } from '../events/kit/date.js';
import { itemAt } from '../events/kit/item-at.js';
import { boundsOf } from '../events/kit/quantity.js';
import type { Board } from './kit/board.js';
import { convertDeal, assumedNotes, kwPerAccelerator } from './kit/conversion.js';
import { distinctCapacities } from './kit/distinct.js';
import type { Line } from './kit/line.js';
import { isUndisclosed } from './kit/measure.js';
import { cutOf, type Period, type Question } from './kit/question.js';
import { SharedHeadlines } from './kit/shared-headline.js';
import { linesOfAll, periodsAsked, type StreamTimeline } from './kit/timeline.js';
import type { Answer, Context, StreamReading, View } from './kit/view.js';
import { levelFlags, levelsBeside, otherLevels } from './levels-beside.js';
import { derivedMeasures, type ObservedDay, trancheMeasures } from './tranche-measures.js';
import { stageOf, standingOf, tranchesTold, turningDays } from './tranche-status.js';

/** The deal, and where the tranche has none of its own its stage, are among what a line rests on. */
const groundsOf = (deal: Deal, tranche: Tranche): readonly string[] =>
  tranche.stage && !isEnded(deal.stage) ? [] : deal.rests;

const kinOf = (
  deal: Deal,
  tranche: Tranche,
  suffix: string,
): Pick<Line, 'container' | 'statement' | 'successor'> => {
  const by = tranche.supersededBy ?? deal.supersededBy;
  const isItself = by === deal.stream;
  return {
    ...(tranche.partOf && { container: tranche.partOf + suffix }),
    statement: deal.stream + suffix,
    ...(by !== undefined && !isItself && { successor: by + suffix }),
  };
};

const overlapsOf = (deal: Deal, id: string, suffix: string): Pick<Line, 'overlaps'> => {
  const overlaps = deal.overlaps
    .filter((overlap) => overlap.tranche === id)
    .map((overlap) => ({ ...overlap, other: overlap.with + suffix }));
  return overlaps.length > 0 ? { overlaps } : {};
};

/** One tranche of a deal, and when it is looked at. */
interface TrancheLook {
  readonly deal: Deal;
  readonly moment: ObservedDay;
  readonly period: Period | undefined;
}

const suffixOf = ({ period }: Pick<TrancheLook, 'period'>): string => (period ? `|${period.name}` : '');

const lineOf = (look: TrancheLook, id: string, tranche: Tranche, { parties }: Context): Line => {
  const { deal, moment, period } = look;
  const name = `${deal.stream}/${id}`;
  const suffix = suffixOf(look);
  const standing = standingOf(deal, tranche, moment.day);
  const { rests, hypothetical } = tranche;
  const ofDeal = groundsOf(deal, tranche);
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
      stage: stageOf(deal, tranche, moment.day),
      basis: tranche.basis,
      ...(period && { period: period.name }),
    },
    parts: standing ? trancheMeasures(tranche, standing, moment) : {},
    rests: [...new Set([...ofDeal, ...rests])],
    flags: [
      ...(hypothetical || (ofDeal.length > 0 && deal.hypothetical) ? ['hypothetical'] : []),
      ...levelFlags(tranche),
    ],
    ...(isUndisclosed(boundsOf(tranche.power)) && { undisclosed: name }),
    ...(tranche.due === undefined && { undated: name }),
    ...kinOf(deal, tranche, suffix),
    ...overlapsOf(deal, id, suffix),
    ...(!standing?.isWhole && { was: boundsOf(tranche.power) }),
    ...(!standing && { isGone: true }),
  };
};

/** A deal that says nothing itself still hands on from the one before it to the one that took its place. */
const signpost = (look: Pick<TrancheLook, 'deal' | 'period'>): Line[] => {
  const { deal, period } = look;
  if (deal.supersededBy === undefined) return [];
  const statement = deal.stream + suffixOf(look);
  return [
    {
      id: statement,
      keys: { deal: deal.stream, tranche: deal.stream, ...(period && { period: period.name }) },
      parts: {},
      rests: deal.rests,
      flags: [],
      statement,
      successor: deal.supersededBy + suffixOf(look),
      isGone: true,
    },
  ];
};

/** The tranches of a deal on a day without what they come to: what holds which, and what has taken the place of which. */
export const kinLines = (deal: Deal, day: Day): Line[] => [
  ...[...deal.tranches].map(([id, tranche]) => ({
    id: `${deal.stream}/${id}`,
    keys: { layer: tranche.layer, basis: tranche.basis },
    parts: {},
    rests: [],
    flags: [],
    ...kinOf(deal, tranche, ''),
    ...(!standingOf(deal, tranche, day) && { isGone: true }),
  })),
  ...signpost({ deal, period: undefined }),
];

const linesOf = (reading: StreamReading, look: TrancheLook, context: Context): Line[] => [
  ...tranchesTold(reading, look.deal).map(([id, tranche]) => lineOf(look, id, tranche, context)),
  ...signpost(look),
];

/** A state says the same for as long as none of its days comes: those are looked up once. */
const turningDaysOf = new WeakMap<Deal, readonly Day[]>();

/** How many of the days have come on which what a deal comes to turns. */
const turnsBy = (deal: Deal, day: Day): number => {
  const days = turningDaysOf.get(deal) ?? [...deal.tranches.values()].flatMap(turningDays);
  turningDaysOf.set(deal, days);
  return days.filter((turn) => turn <= day).length;
};

/** The lines of a deal as it is looked at once. */
const linesAt = (
  reading: StreamReading,
  { deal, moment, period }: TrancheLook,
  question: Question,
  context: Context,
): Line[] => {
  const tell = () => linesOf(reading, { deal: convertDeal(deal, question), moment, period }, context);
  if (!context.memory) return tell();
  const look = [period?.name, turnsBy(deal, moment.day), moment.isAhead].join();
  return [...context.memory.lines(deal, look, tell)];
};

/** What a deal comes to turns where another state of it is seen, one of its days has come, or the plan begins. */
export const capacityTimeline = (
  reading: StreamReading,
  question: Question,
  context: Context,
): StreamTimeline => {
  const looks = periodsAsked(question).map((period) => ({
    deal: reading.state<Deal>(period.cut),
    moment: { day: period.last, isAhead: period.isAhead },
    period,
  }));
  return {
    isAsBefore: (place) => {
      const [before, now] = [looks[place - 1], looks[place]];
      return (
        before !== undefined &&
        now !== undefined &&
        before.deal === now.deal &&
        before.moment.isAhead === now.moment.isAhead &&
        turnsBy(now.deal, before.moment.day) === turnsBy(now.deal, now.moment.day)
      );
    },
    linesAt: (place) => linesAt(reading, itemAt(looks, place), question, context),
  };
};

const contribution = (reading: StreamReading, question: Question, context: Context): Line[] => {
  if (question.timeline) return linesOfAll([capacityTimeline(reading, question, context)], question);
  const deal = reading.state<Deal>(cutOf(question));
  const moment = { day: question.effectiveAt, isAhead: false };
  return linesAt(reading, { deal, moment, period: undefined }, question, context);
};

const finish = (told: Answer, board: Board): Answer => {
  const { timeline } = board.question;
  const answer = { ...told, ...levelsBeside(board), notes: [...told.notes, ...assumedNotes(board.question)] };
  const periods = [...new Set(answer.totals.map(({ period }) => period ?? null))];
  const distinct = distinctCapacities(board);
  const perPeriod = periods.map((period) => ({
    ...(period !== null && { period }),
    ...distinct.of(period),
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
  const distinctKw = timeline
    ? perPeriod.map(({ distinctKw: measure, ...rest }) => ({ ...rest, distinctKw: measure }))
    : perPeriod[0]?.distinctKw;
  return { ...answer, distinctKw, distinctRests: distinct.rests, notes };
};

export const computeCapacity: View = {
  name: 'compute-capacity',
  summary: 'How much computing power is promised, how firmly, and how much of it draws power.',
  definition:
    'headline = every tranche that is not cancelled, lapsed, ended, shelved or superseded, and what draws power of those; signed = of these, stage signed or later; firm = of these, binding; energized = the level observed to draw power. A row flagged remainder is what the parts of a container leave of it; totals are the larger of a container and its parts, and need not be what the rows add up to.',
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
  family: {
    ceilings: {
      signedKw: 'headlineKw',
      firmKw: 'signedKw',
      energizedKw: 'headlineKw',
      plannedKw: 'headlineKw',
      datedKw: 'headlineKw',
      dueKw: 'datedKw',
      closedKw: 'dueKw',
      lateKw: 'closedKw',
    },
    lasting: ['energizedKw', 'plannedKw'],
    size: 'headlineKw',
    derived: derivedMeasures,
  },
  timelines: true,
  traits: {
    summedBy: 'tranche',
    usualMeasures: ({ timeline }) => [timeline ? 'plannedKw' : 'headlineKw'],
    plan: 'plannedKw',
    drawing: 'capacity',
  },
  parameters: { kwPerAccelerator },
  looksFor: ({ timeline }) => (timeline ? [] : [otherLevels]),
  contribution,
  timeline: (...asked) => [capacityTimeline(...asked)],
  addsUp: () => new SharedHeadlines(),
  listsBeside: levelsBeside,
  finish,
};
