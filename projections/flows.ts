import {
  isOfAll,
  flowFamily,
  flowLines,
  flowTimelines,
  paymentKeys,
  stakeLines,
  unfilteredSums,
} from './flow-lines.js';
import { measureIn } from './kit/amount.js';
import type { Board } from './kit/board.js';
import type { Keys, Line, Row, Total } from './kit/line.js';
import { measureAt } from './kit/measure.js';
import { sumsOf } from './kit/grouped-sums.js';
import { ownerOf } from './kit/owner.js';
import type { Parties } from './kit/parties.js';
import { isAskedFor, type Question } from './kit/question.js';
import { linesOfAll, type StreamTimeline } from './kit/timeline.js';
import type { Answer, Context, StreamReading, View } from './kit/view.js';
import { legSums, loopsOf } from './loops.js';
import { noFlows, noFlowSaid } from './no-flow.js';
import { looksForUndated, undatedNames } from './undated-names.js';

const definition =
  'A loop is an elementary cycle of at most six legs, unless others are asked for, of money or equity in which one party funds another (equity, debt, a convertible, a guarantee, a prepayment, a stake, a warrant) that buys from it (services, hardware, capital spending), directly or along a chain; its size is its smallest leg.';
const caveat = 'A loop is not evidence of wrongdoing.';

const moneyMeasures = [
  'amountUsCents',
  'committedUsCents',
  'conditionalUsCents',
  'releasedUsCents',
  'paidUsCents',
  'passingUsCents',
];
const computeMeasures = ['headlineKw', 'signedKw', 'firmKw', 'energizedKw'];
const measures = [...moneyMeasures, ...computeMeasures];

const partyAsked = ({ options: { party } }: Question, parties: Parties): string | undefined =>
  party === undefined ? undefined : parties.slugOf(party);

const touchesParty = ({ giver, receiver }: Keys, party: string | undefined, parties: Parties): boolean =>
  party === undefined ||
  [giver, receiver].some((slug) => slug && (slug === party || ownerOf(slug, parties) === party));

const timeline = (reading: StreamReading, question: Question, context: Context): StreamTimeline[] =>
  flowTimelines(reading, question, context, measures);

const contribution = (reading: StreamReading, question: Question, context: Context): Line[] =>
  question.timeline
    ? linesOfAll(timeline(reading, question, context), question)
    : flowLines(reading, question, context, measures);

/** Intents of compute for nobody that is named, and what a party would give itself, are reckoned with, and are no flow. */
const isFlow = ({ edge, giver, receiver }: Keys): boolean =>
  giver !== receiver && (edge !== 'compute' || receiver !== null);

const isAsked = (keys: Keys, question: Question, { parties }: Context): boolean =>
  isFlow(keys) && touchesParty(keys, partyAsked(question, parties), parties);

/** What an edge cannot have is null, not nothing. */
const hasMeasure = (entry: Row | Total, measure: string): boolean =>
  computeMeasures.includes(measure)
    ? entry.edge === 'compute'
    : entry.edge !== 'compute' && (measure === 'amountUsCents' || entry.kind !== 'warrant');

const withNulls = <Entry extends Row | Total>(entry: Entry): Entry => ({
  ...entry,
  ...Object.fromEntries(measures.flatMap((name) => (hasMeasure(entry, name) ? [] : [[name, null]]))),
});

const isOpen = (row: Row): boolean => measureAt(row, 'headlineKw')?.high === null;

const finishedRow = (row: Row): Row => {
  const told = withNulls(row);
  return isOpen(told) ? { ...told, flags: [...new Set([...told.flags, 'unbounded'])].sort() } : told;
};

/** A row of its own for each stake: a part of one issuer never adds to a part of another. */
const stakeRow = (line: Line, dimensions: readonly string[]): Row => ({
  ...Object.fromEntries(dimensions.map((dimension) => [dimension, line.keys[dimension] ?? null])),
  ...Object.fromEntries(measures.map((measure) => [measure, null])),
  stakeBp: measureIn(line, 'stakeBp'),
  valueUsCents: measureIn(line, 'valueUsCents'),
  rests: [...line.rests].sort(),
  flags: [
    ...line.flags,
    ...(line.rivals ? [`rivals:${line.rivals}`] : []),
    ...(line.undisclosed === undefined ? [] : ['undisclosed']),
  ].sort(),
});

const stakeRows = (lines: readonly Line[], board: Board): Row[] => {
  const { question, context, rows } = board;
  const party = partyAsked(question, context.parties);
  return lines
    .filter(({ keys }) => touchesParty(keys, party, context.parties))
    .filter(({ keys }) => isAskedFor(question, keys))
    .map((line) => stakeRow(line, rows.dimensions));
};

const maxEdgesOf = ({ options }: Question): number => Number(options.maxEdges ?? '6');

const withLoops = (answer: Answer, board: Board): Answer => {
  const { question, context } = board;
  const stakes = stakeLines(board);
  const sums = [...unfilteredSums(board, legSums), ...sumsOf(stakes, legSums)];
  const party = partyAsked(question, context.parties);
  const { loops, more } = loopsOf(
    { sums, parties: context.parties, choice: board, payment: (name) => paymentKeys(board, name) },
    maxEdgesOf(question),
    party,
  );
  const cut = 'There are more loops than were looked at: ask for loops of fewer legs (maxEdges).';
  return {
    ...answer,
    rows: [...answer.rows, ...stakeRows(stakes, board)],
    loops,
    notes: [...answer.notes, caveat, ...(more ? [cut] : [])],
  };
};

const finish = (answer: Answer, board: Board): Answer => {
  const told: Answer = {
    ...answer,
    rows: answer.rows.map(finishedRow),
    totals: answer.totals.map(withNulls),
    definition: `${definition} ${caveat}`,
    notes: [
      ...answer.notes,
      'Kinds, currencies, layers and bases are never added together.',
      ...noFlowSaid(board, 'No flow'),
    ],
  };
  return board.question.timeline ? { ...told, undated: undatedNames(board) } : withLoops(told, board);
};

export const flows: View = {
  name: 'flows',
  summary: 'Who gives money, equity and compute to whom, and which of it comes back round.',
  definition: `amount = firm money as stated, the rest from what is released or paid up to all of it; passing = paid out of another payment, and not added. ${definition} A unit counts as the party that it is a part of. ${caveat}`,
  category: 'deal',
  readsBeside: ['stake'],
  dimensions: ['giver', 'receiver', 'edge', 'kind', 'currency', 'layer', 'basis', 'deal'],
  defaultBy: ['giver', 'receiver'],
  measures,
  alwaysBy: ['giver', 'receiver'],
  neverAdded: ['edge', 'kind', 'currency', 'layer', 'basis'],
  family: { ...flowFamily, ceilings: { ...flowFamily.ceilings, firmKw: 'signedKw' } },
  timelines: true,
  traits: { drawing: 'network' },
  parameters: {
    party: { says: 'Only what this party, or a unit of it, gives or receives, and loops through it.' },
    maxEdges: {
      says: 'The most legs that a loop may have.',
      oneOf: ['2', '3', '4', '5', '6', '7', '8'],
      default: '6',
    },
  },
  isAsked,
  looksFor: (question) => [noFlows, ...looksForUndated(question)],
  contribution,
  timeline,
  sumsBeside: (question) => (!question.timeline && isOfAll(question) ? [legSums] : []),
  finish,
};
