import { isUndisclosed } from '../events/kit/quantity.js';
import { computeCapacity } from './compute-capacity.js';
import type { Board } from './kit/board.js';
import type { Line, Row } from './kit/line.js';
import { boundsIn, measureOf } from './kit/measure.js';
import { ownerOf } from './kit/owner.js';
import type { Question } from './kit/question.js';
import type { Answer, Context, StreamReading, View } from './kit/view.js';
import { SupplyChain } from './chain.js';
import { labMeasures, eventsReached } from './lab-measures.js';
import { tiesOf, tranchesOf } from './lab-tables.js';

const owner = (party: string | null | undefined, { parties }: Context): string | null =>
  typeof party === 'string' ? ownerOf(party, parties) : null;

/** Each tranche as the capacity view reads it, whole: it is put together with others by what they have in common. */
const contribution = (reading: StreamReading, question: Question, context: Context): Line[] =>
  computeCapacity.contribution(reading, question, context).map(({ container, isGone, keys, ...line }) => ({
    ...line,
    keys: {
      ...keys,
      lab: owner(keys.consumer, context),
      from: owner(keys.provider, context),
      within: container ?? null,
      gone: isGone ? 'gone' : null,
    },
  }));

const isLab = (slug: string, { context, question }: Board): boolean => {
  const { lab } = question.options;
  return lab === undefined
    ? (context.parties.get(slug)?.layers.includes('models') ?? false)
    : slug === ownerOf(lab, context.parties);
};

const namesOf = (lines: readonly Line[], name: 'undisclosed'): string[] =>
  [...new Set(lines.flatMap((line) => line[name] ?? []))].sort();

const flagsOf = (own: readonly Line[], passedOn: readonly Line[], chain: SupplyChain): string[] => {
  const tied = chain.tiesOf(own);
  return [
    ...new Set(own.flatMap(({ flags }) => flags)),
    ...(new Set(own.map(({ keys }) => keys.basis)).size > 1 ? ['mixed-bases'] : []),
    ...(tied.some(({ own: one, other }) => chain.basisOf(one) !== chain.basisOf(other))
      ? ['across-bases']
      : []),
    ...(chain.isContradicted(own) ? ['contradicted'] : []),
    ...(passedOn.length > 0 ? ['passes-on'] : []),
    ...(own.some((line) => isUndisclosed(boundsIn(line.parts, 'headlineKw'))) ? ['undisclosed'] : []),
  ].sort();
};

const rowOf = (lab: string, own: readonly Line[], chain: SupplyChain): Row => {
  const passedOn = chain.passedOnBy(lab);
  const measures = labMeasures(own, passedOn, chain);
  return {
    lab,
    ...Object.fromEntries(Object.entries(measures).map(([name, bounds]) => [name, measureOf(bounds)])),
    rests: eventsReached([...own, ...passedOn], chain),
    flags: flagsOf(own, passedOn, chain),
  };
};

const notes = [
  'Labs are never added up: one may provide to another.',
  'Bases are taken as stated, without converting them: mixed-bases says where several are put together, across-bases where a tie goes from one to another.',
];

const distinctLabs = (lines: readonly Line[]): string[] => [
  ...new Set(lines.flatMap(({ keys }) => keys.lab ?? [])),
];

const finish = (answer: Answer, board: Board): Answer => {
  const { contested } = board;
  const askedLabs = new Set(distinctLabs(board.lines).filter((lab) => lab !== '' && isLab(lab, board)));
  // Without a lab nothing is asked of what is tied to it.
  const chain = new SupplyChain(askedLabs.size > 0 ? board.lines : []);
  const groups = [...Map.groupBy(chain.lines, ({ keys }) => keys.lab ?? '')]
    .filter(([lab]) => askedLabs.has(lab))
    .sort(([left], [right]) => (left < right ? -1 : 1));
  const own = groups.flatMap(([, lines]) => lines);
  const listed = (table: string) => (board.isTold(table) ? groups : []);
  return {
    ...answer,
    rows: groups
      .map(([lab, lines]) => rowOf(lab, lines, chain))
      .map((row) => contested.mark(row, new Set(row.rests))),
    totals: [],
    tranches: listed('tranches').flatMap(([lab, lines]) => tranchesOf(lab, lines, chain)),
    ties: listed('ties').flatMap(([lab, lines]) => tiesOf(lab, lines, chain)),
    undisclosed: namesOf(own, 'undisclosed'),
    undated: [],
    notes: [...answer.notes, ...notes],
  };
};

export const labs: View = {
  name: 'labs',
  summary:
    'How much capacity each lab has been promised and has running, through its clouds and their sites.',
  definition:
    'Of each lab the tranches that it, or a unit of it, uses, put together as one physical world: at least the largest of its layers, at most all of them less what is stated to be the same; a container and its parts once. Energized through the chain: within what two tranches are stated to have in common the same draws power; so that of a site of which so much runs, and of which at most so much lies outside of a lab’s tranche, the rest runs for the lab; and what does not run there does not run for it. Whatever nobody observed or tied is between nothing and what was promised. What it provides to others is not its own: less at most all of that, and at least what the two are stated to have in common. Firm = signed and firm.',
  category: 'deal',
  dimensions: ['lab'],
  defaultBy: ['lab'],
  measures: ['headlineKw', 'firmKw', 'energizedKw'],
  alwaysBy: ['lab'],
  neverAdded: [],
  timelines: false,
  traits: { isToldByLine: true, drawing: 'lab-sizes' },
  parameters: {
    lab: {
      says: 'Only this party, lab or not; without it every party of the layer of models.',
    },
  },
  contribution,
  finish,
};
