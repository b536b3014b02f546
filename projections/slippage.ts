import type { Deal, Tranche } from '../events/deal/deal.js';
import { type Bounds, boundsOf, isUndisclosed, nothing } from '../events/kit/quantity.js';

import type { Board } from './kit/board.js';
import { ByKeys } from './kit/by-keys.js';
import type { EntrySpan, Line, Row, Total } from './kit/line.js';
import { measureOf, part, type Part } from './kit/measure.js';
import { cutOf, certaintyOfDue, type Question } from './kit/question.js';
import { sideOf } from './kit/sides.js';
import { StateReader } from './kit/state-reader.js';
import type { Answer, Context, StreamReading, View } from './kit/view.js';
import { firstPowerOf, lateOf, movesOf, slipOf, wholePowerOf } from './slips.js';
import { isHeadline, standingOf, tranchesTold } from './tranche-status.js';
import { meanOf, type WeighedTranche, weightOf } from './weighing.js';

const derived: readonly string[] = ['slippedDays', 'lateDays', 'weighedKw'];

const count = (value: number): Part =>
  part({ low: BigInt(value), point: BigInt(value), high: BigInt(value) });

/** What can't be said of it: the measure is null where nothing else is in it. */
const partOrUnseen = (bounds: Part['bounds'] | undefined): Part =>
  bounds ? part(bounds) : { bounds: nothing, unseen: true };

/** Due in a window that has closed, and observed to be less than promised. */
const isOverdue = (deal: Deal, tranche: Tranche, { effectiveAt }: Question): boolean => {
  const { due, energized, power } = tranche;
  if (due === undefined || !energized || certaintyOfDue(due, effectiveAt) !== 'surely') return false;
  if (standingOf(deal, tranche, effectiveAt)?.isOver) return false;
  const { high } = boundsOf(energized);
  return high !== null && high < boundsOf(power).low;
};

const partsOf = (tranche: Tranche): Record<string, Part> => {
  const { length } = movesOf(tranche);
  return {
    slippedDays: partOrUnseen(slipOf(tranche)),
    lateDays: partOrUnseen(lateOf(tranche)),
    moveCount: count(length),
    movedCount: count(Math.min(1, length)),
    trancheCount: count(1),
    weighedKw: part({ low: weightOf(tranche), point: weightOf(tranche), high: weightOf(tranche) }),
  };
};

const lineOf = (deal: Deal, id: string, tranche: Tranche, question: Question, { parties }: Context): Line => {
  const name = `${deal.stream}/${id}`;
  const { provider, consumer, layer, basis, rests, hypothetical } = tranche;
  const ofDeal = tranche.stage ? [] : deal.rests;
  return {
    id: name,
    keys: {
      provider: parties.slugOf(provider),
      consumer: consumer === undefined ? null : parties.slugOf(consumer),
      deal: deal.stream,
      tranche: name,
      layer,
      basis,
    },
    parts: partsOf(tranche),
    rests: [...new Set([...ofDeal, ...rests])],
    flags: [
      ...(hypothetical || (ofDeal.length > 0 && deal.hypothetical) ? ['hypothetical'] : []),
      ...(isOverdue(deal, tranche, question) ? ['overdue'] : []),
    ],
    ...(isUndisclosed(boundsOf(tranche.power)) && { undisclosed: name }),
    ...(tranche.due === undefined && { undated: name }),
  };
};

const contribution = (reading: StreamReading, question: Question, context: Context): Line[] => {
  const deal = reading.state<Deal>(cutOf(question));
  return tranchesTold(reading, deal)
    .filter(([, tranche]) => isHeadline(deal, tranche, question.effectiveAt))
    .map(([id, tranche]) => lineOf(deal, id, tranche, question, context));
};

interface SlippedTranche extends WeighedTranche {
  line: Line;
}

/** What is weighed of a tranche, as long as nobody asks for more. */
interface TrancheSlip {
  readonly name: string;
  readonly contained: string;
  readonly weight: bigint;
  readonly slipped: Bounds | undefined;
  readonly late: Bounds | undefined;
}

const slipsRead = new StateReader((deal: Deal, { question }): TrancheSlip[] =>
  [...deal.tranches]
    .filter(([, tranche]) => isHeadline(deal, tranche, question.effectiveAt))
    .map(([id, tranche]) => ({
      name: `${deal.stream}/${id}`,
      contained: `${tranche.layer}|${tranche.basis}`,
      weight: weightOf(tranche),
      slipped: slipOf(tranche),
      late: lateOf(tranche),
    })),
);

/** What contains others with a date, whatever is asked for: a filter never drops a part from the reckoning of its container. */
const containersStated = new StateReader((deal: Deal, { question }) =>
  [...deal.tranches.values()]
    .filter((tranche) => isHeadline(deal, tranche, question.effectiveAt) && slipOf(tranche))
    .flatMap(({ partOf, layer, basis }) => (partOf === undefined ? [] : [`${partOf}|${layer}|${basis}`])),
);

/** The tranches that are shown, each with its weight: a container has none beside parts with a date. */
const slippedTranches = (board: Board): SlippedTranche[] => {
  const slips = new Map(slipsRead.of(board).map((slip) => [slip.name, slip]));
  const containers = new Set(containersStated.of(board));
  return board.lines.flatMap((line) => {
    const slip = slips.get(line.id);
    if (!slip) return [];
    const { contained, weight, slipped, late } = slip;
    const contains = containers.has(`${line.id}|${contained}`);
    return [{ line, weight: contains ? 0n : weight, slipped, late }];
  });
};

/** The tranche of a line, of which more is told than what is weighed. */
const trancheOf = ({ id }: Line, board: Board): Tranche => {
  const side = sideOf(id, board);
  if (!side) throw new RangeError(`${id} is not in the ledger`);
  return side.tranche;
};

/** The days of the only one that has any, whatever it weighs; of several their mean. */
const daysAmong = (
  own: readonly SlippedTranche[],
  daysOf: (one: SlippedTranche) => Bounds | undefined,
): Bounds | undefined => {
  const [first, ...others] = own.flatMap((one) => daysOf(one) ?? []);
  return others.length === 0 ? first : meanOf(own, daysOf);
};

/** What doesn't add: a mean by power over several; of one its own, with the span that rivals leave it. */
const meansOf = (own: readonly SlippedTranche[], span: EntrySpan | undefined): Record<string, unknown> => {
  const weighed = own.filter(({ slipped }) => slipped).reduce((sum, { weight }) => sum + weight, 0n);
  const slipped = daysAmong(own, (one) => one.slipped);
  const late = daysAmong(own, (one) => one.late);
  const kept = Object.entries(span ?? {}).filter(([name]) => own.length === 1 || !derived.includes(name));
  return {
    slippedDays: slipped ? measureOf(slipped) : null,
    lateDays: late ? measureOf(late) : null,
    weighedKw: measureOf({ low: weighed, point: weighed, high: weighed }),
    ...(span !== undefined && { span: kept.length > 0 ? Object.fromEntries(kept) : undefined }),
  };
};

/** The first date and each one that took its place. */
const datesOf = (tranche: Tranche): string[] => [
  ...tranche.dues.slice(0, 1).map(({ value }) => value),
  ...movesOf(tranche).map(({ to }) => to),
];

const withMeans = <Entry extends Row | Total>(
  entry: Entry,
  dimensions: readonly string[],
  all: ByKeys<SlippedTranche>,
  board: Board,
): Entry => {
  const own = all.at(Object.fromEntries(dimensions.map((name) => [name, entry[name] ?? null])));
  const told = { ...entry, ...meansOf(own, entry.span) };
  if (told.span === undefined) delete told.span;
  if (!dimensions.includes('tranche')) return told;
  const [first] = own;
  return first ? { ...told, dues: datesOf(trancheOf(first.line, board)) } : told;
};

const entryOf = ({ line, slipped, late }: SlippedTranche, board: Board): Record<string, unknown> => {
  const tranche = trancheOf(line, board);
  return {
    ...line.keys,
    powerKw: measureOf(boundsOf(tranche.power)),
    starts: tranche.starts ?? null,
    firstDue: tranche.dues[0]?.value ?? null,
    due: tranche.due ?? null,
    firstPowerOn: firstPowerOf(tranche) ?? null,
    energizedOn: wholePowerOf(tranche) ?? null,
    slippedDays: slipped ? measureOf(slipped) : null,
    lateDays: late ? measureOf(late) : null,
    moves: movesOf(tranche).map(({ slipped: by, ...move }) => ({ ...move, slippedDays: measureOf(by) })),
    rests: line.rests,
    flags: line.flags,
  };
};

const notes = [
  'Of several tranches the days are a mean weighed by the power that is stated, over those of which both are known (weighedKw), or those of the only one that has a date; a container weighs nothing beside its parts with a date.',
  'A corrected date is no slip, nor is the first date of what was undated.',
];

const finish = (answer: Answer, board: Board): Answer => {
  const all = slippedTranches(board).sort((left, right) => (left.line.id < right.line.id ? -1 : 1));
  const byKeys = new ByKeys(all, ({ line }) => line.keys);
  return {
    ...answer,
    rows: answer.rows.map((row) => withMeans(row, board.rows.dimensions, byKeys, board)),
    totals: answer.totals.map((total) => withMeans(total, board.totals.dimensions, byKeys, board)),
    tranches: board.isTold('tranches') ? all.map((one) => entryOf(one, board)) : [],
    notes: [...answer.notes, ...notes],
  };
};

export const slippage: View = {
  name: 'slippage',
  summary: 'Whose dates slipped, by how much, and how late what was promised came.',
  definition:
    'slipped = the date by which a tranche is due now less the first one that was stated for it; late = the day on which all of it drew power less that first date, below nothing when early; in days, the point between the last days of the two, by which a promise is kept, the low and the high wherever in their spans the dates may lie; nothing where the two are one date. Moves of a date are counted; of what is cancelled, lapsed, shelved or superseded nothing is.',
  category: 'deal',
  dimensions: ['provider', 'consumer', 'deal', 'tranche', 'layer', 'basis'],
  defaultBy: ['tranche'],
  measures: ['slippedDays', 'lateDays', 'moveCount', 'movedCount', 'trancheCount', 'weighedKw'],
  neverAdded: ['layer', 'basis'],
  timelines: false,
  traits: { isToldByLine: true, drawing: 'slipped-dates' },
  parameters: {},
  looksFor: () => [containersStated, slipsRead],
  contribution,
  finish,
};
