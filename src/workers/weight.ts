import { worldCategories } from '../../events/index.js';
import { isPlainObject } from '../../events/kit/decode.js';
import { normalise } from '../../projections/asking.js';
import { viewNamed, views } from '../../projections/index.js';
import { periodsOf, type Question } from '../../projections/kit/question.js';
import type { View } from '../../projections/kit/view.js';
import { namesIn } from '../simulator/scenario/names.js';
import type { RecordedGround } from '../simulator/scenario/ground.js';
import type { Scenario } from '../simulator/scenario/scenario.js';
import { stackOnParent } from '../simulator/scenario/stack.js';
import { readEdits } from '../simulator/scenario/read-edits.js';
import { readAsks } from '../simulator/scenario/asks.js';
import { factsOfClaims } from './weighed-claims.js';
import type { AskableKind, Work } from './work.js';

/**
 * What a question costs, in streams of ten facts read for one period: some 0.15 ms each on the public record. It is a
 * guess from outside, and only decides where the work is done.
 */
type Weight = number;

/** Up to here a question is answered at once: about 60 ms, which a hop to a process that has to start would not save. */
export const mostAtOnce: Weight = 400;

/** Reading the targets again after other edits. */
const evaluation: Weight = 10;
/** A goal tries seventeen values before it bisects, each on boards of its own. */
const leastTries = 25;

/** So many facts make a stream that is weighed as one, wherever they stand. */
const factsOfStream = 10;

/** So many facts are passed over for a rival claim in the time in which a stream is read. */
const factsPassedOver = 250;

/** The facts of a category as streams; with what rival claims make of them, where that alone may make it heavy. */
const countOf = ({ history }: RecordedGround, category: string): Weight => {
  const count = history.factCount(category) / factsOfStream;
  return count > mostAtOnce ? count : count + factsOfClaims(history, category) / factsPassedOver;
};

/** What a view reads for one period. */
const streamsOf = ({ category, readsBeside = [] }: View, ground: RecordedGround): number =>
  [category, ...readsBeside].reduce((sum, one) => sum + countOf(ground, one), 0);

const weightOfView = (view: View, { timeline, from, to }: Question, ground: RecordedGround): Weight => {
  const periods = timeline && from && to ? periodsOf(from, to, timeline).length : 1;
  return streamsOf(view, ground) * periods;
};

const weightOfRawView = (
  { view = '', ...parameters }: Readonly<Record<string, unknown>>,
  edits: readonly unknown[],
  ground: RecordedGround,
): Weight => {
  const { history, today, position } = ground;
  const now = { today, position, brought: namesIn(edits) };
  const { value: asked } = normalise(String(view), parameters, now, history);
  return !asked ? 0 : weightOfView(asked.view, asked.question, ground);
};

const weightOfViews = ({ views, edits }: Scenario, ground: RecordedGround): Weight =>
  views.filter(isPlainObject).reduce((sum, raw) => sum + weightOfRawView(raw, edits, ground), 0);

/** So many facts are folded for an edit in the time in which a stream is read for a view. */
const factsPerStream = 50;

/** The stream on which an edit acts; '' where it does not name one. */
const streamOfEdit = (edit: unknown, { history }: RecordedGround): string => {
  const { target, event } = isPlainObject(edit) ? edit : {};
  if (isPlainObject(event)) return String(event.stream);
  if (typeof event === 'string') return history.fact(event)?.stream ?? '';
  const [stream = ''] = typeof target === 'string' ? target.split('/', 1) : [];
  return stream;
};

/** Each edit looks at its stream, and at what the edits before it have made of that. */
const weightOfEdits = ({ edits }: Scenario, ground: RecordedGround): Weight => {
  const byStream = Map.groupBy(edits, (edit) => streamOfEdit(edit, ground));
  const facts = [...byStream].map(
    ([stream, own]) => own.length * (ground.history.facts(stream).length + own.length),
  );
  return facts.reduce((sum, count) => sum + count, 0) / factsPerStream;
};

const drawsOf = ({ monteCarlo }: Scenario): number =>
  Math.max(0, Number(isPlainObject(monteCarlo) ? (monteCarlo.draws ?? 0) : 0)) || 0;

/** How often the targets are read: for every combination of outcomes, every selection of edits, every end. */
const evaluationsOf = (scenario: Scenario): number => {
  const count = scenario.edits.length;
  const drawn = Math.min(drawsOf(scenario), 4 ** count);
  const selections = count <= 16 ? 2 ** count : 200 * count;
  return drawn + (scenario.attribution ? selections : 0) + (scenario.tornado ? 2 * count : 0);
};

/** What is wrong with a question is found soonest where it is. */
const isReadable = (scenario: Scenario, { history }: RecordedGround): boolean =>
  scenario.views.every(isPlainObject) &&
  readAsks(scenario).problems === undefined &&
  readEdits(scenario.edits, history, { assumptions: scenario.assumptions ?? {} }).problems === undefined;

/** Both sides of every view, by its usual dimensions and by deal. */
const weightOfChanges = ({ sides }: Work['changes']['asked'], ground: RecordedGround): Weight =>
  views
    .filter(({ name }) => sides.views?.includes(name) ?? true)
    .reduce((sum, view) => sum + 4 * streamsOf(view, ground), 0);

/** A row of a sheet is read, and looked for in the ledger, in the time in which a stream is read. */
const bytesPerRow = 60;
/** A workbook is compressed. */
const inflation = 8;

const weightOfSheet = ({ bytes }: Work['sheet']['asked'], ground: RecordedGround): Weight => {
  const rows = bytes.length / bytesPerRow;
  return (bytes[0] === 0x50 ? inflation * rows : rows) + countOf(ground, 'deal') / 20;
};

/** All deals are looked through for containers, and the edits are made twice: then and now. */
const weightOfSaved = (edits: number, ground: RecordedGround): Weight =>
  countOf(ground, 'deal') / 2 + 2 * edits;

const weightOfAsked = ({ view, question }: Work['view']['asked'], ground: RecordedGround): Weight =>
  weightOfView(viewNamed(view, question.options)!, question, ground);

export const weights: { [K in AskableKind]: (asked: Work[K]['asked'], ground: RecordedGround) => Weight } = {
  view: weightOfAsked,
  watched: weightOfAsked,
  compared: weightOfAsked,
  changes: weightOfChanges,
  deals: (_, ground) => 2 * countOf(ground, 'deal'),
  // Two views by each of four policies.
  why: (_, ground) => 8 * countOf(ground, 'deal'),
  // Both sides of every view.
  moved: ({ facts }, ground) =>
    views.reduce((sum, view) => sum + 2 * streamsOf(view, ground), facts.join('').length / 10_000),
  sheet: weightOfSheet,
  names: (_, ground) => countOf(ground, 'deal') + countOf(ground, 'market') + countOf(ground, 'party'),
  // Every fact is looked at, and none folded.
  newsDays: (_, ground) => worldCategories.reduce((sum, category) => sum + countOf(ground, category), 0),
  news: ({ changes }, ground) => weightOfChanges(changes, ground),
  standing: ({ scenario }, ground) => weightOfSaved(scenario.edits.length, ground),
  states: ({ scenarios }, ground) =>
    scenarios.reduce((sum, { edits }) => sum + weightOfSaved(edits.length, ground), 0),
  verdicts: ({ scenario }, ground) => weightOfSaved(scenario.edits.length, ground),
  stays: ({ scenario }, ground) => weightOfSaved(scenario.edits.length, ground),
  adopted: ({ scenario }, ground) => weightOfSaved(scenario.edits.length, ground),
  party: (_, ground) => countOf(ground, 'deal') + countOf(ground, 'stake'),
  scenario: (given, ground) => {
    const scenario = stackOnParent(given, ground.history).value?.scenario;
    if (!scenario || !isReadable(scenario, ground)) return 0;
    return (
      2 * weightOfViews(scenario, ground) +
      weightOfEdits(scenario, ground) +
      evaluation * evaluationsOf(scenario)
    );
  },
  // Replays the plan under a solver that may look at thousands of schedules.
  feasibility: () => Infinity,
  goal: (scenario, ground) =>
    scenario.views.every(isPlainObject)
      ? leastTries * (weightOfViews(scenario, ground) + weightOfEdits(scenario, ground))
      : 0,
};
