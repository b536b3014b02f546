import type { Problem } from '../../../events/index.js';
import type { Asked } from '../../../projections/asking.js';
import { upTo } from '../../../projections/kit/prefix.js';
import { type Edited, editLog } from '../edits/editing.js';
import { Prepared } from './prepared.js';
import type { ShelvedGround } from './shelf.js';
import type { Scenario } from '../scenario/scenario.js';
import { readBase, readView } from '../scenario/base.js';
import { inOwnWords, stacked } from '../scenario/stack.js';
import { type Read, readEdits } from '../scenario/read-edits.js';
import type { Edit } from '../edits/edit.js';
import { type Asks, readAsks } from '../scenario/asks.js';
import { unknownTargets } from '../scenario/unknown-targets.js';

/** A scenario that has been read: where it stands, what it asks, and its edits made for each view. */
export interface Reading {
  at: { position: number; hash: string };
  asks: Asks;
  prepared: Prepared;
  edited: readonly Edited[];
  /** The saved version that each edit is from. */
  from: readonly (string | undefined)[];
}

/** A scenario on the log that it sees, with its views. */
interface Seen {
  scenario: Scenario;
  ground: ShelvedGround;
  base: number;
  views: Asked[];
  from: Reading['from'];
}

interface Faults {
  base: readonly Problem[];
  views: readonly Problem[];
}

/** Boards are settled on the whole log: of another one they would know too much. */
const groundUpTo = ({ shelf, ...whole }: ShelvedGround, position: number): ShelvedGround => {
  const history = upTo(whole.history, position);
  return { ...whole, history, ...(shelf?.log === history && { shelf }) };
};

const seen = (given: Scenario, whole: ShelvedGround): Read<Seen & { faults: Faults }> => {
  const { value: stack, problems } = stacked(given, whole.history);
  if (problems) return { problems };
  const { scenario, from } = stack;
  const base = readBase(scenario.base, whole.position);
  const position = base.value ?? whole.position;
  // What was recorded after the base can't matter to anything: pinned, the answer never changes.
  const ground = groundUpTo(whole, position);
  const views = scenario.views.map((one, index) =>
    readView(one, `/views/${index}`, position, ground, scenario.edits),
  );
  return {
    value: {
      scenario,
      ground,
      base: position,
      views: views.flatMap(({ value }) => value ?? []),
      from,
      faults: { base: base.problems ?? [], views: views.flatMap((one) => one.problems ?? []) },
    },
  };
};

/** A scenario that has been read before, made ready for parts of its work; they bring their own data. */
export const readForParts = (given: Scenario, whole: ShelvedGround): Read<Prepared> => {
  const { value, problems } = seen(given, whole);
  if (problems) return { problems };
  const { scenario, ground, views, faults } = value;
  const wrong = [...faults.base, ...faults.views];
  return wrong.length > 0 ? { problems: wrong } : { value: new Prepared(scenario, ground, views) };
};

const made = (
  { scenario, ground, base, views, from }: Seen,
  edits: readonly Edit[],
  asks: Asks,
): Read<Reading> => {
  const all = views.map((asked) => editLog(edits, ground.history, asked, ground.today));
  const refused = all.find((one) => one.problems !== undefined);
  if (refused) return { problems: inOwnWords(refused.problems!, from) };
  const edited = all.map(({ value }) => value!);
  const logs = new Map(views.map((one, index) => [one, edited[index]!.log]));
  const prepared = new Prepared(scenario, ground, views, edits, logs);
  return { value: { at: { position: base, hash: ground.logHash }, asks, prepared, edited, from } };
};

/** Reads a scenario and makes its edits for each view; every problem at once. */
export const read = (given: Scenario, whole: ShelvedGround): Read<Reading> => {
  const { value, problems } = seen(given, whole);
  if (problems) return { problems };
  const { scenario, ground, from, faults } = value;
  const edits = readEdits(scenario.edits, { assumptions: scenario.assumptions ?? {} });
  const asks = readAsks(scenario);
  const unreadable = edits.problems && [...edits.problems, ...unknownTargets(scenario.edits, ground.history)];
  const wrong = [...faults.base, ...(unreadable ?? []), ...(asks.problems ?? []), ...faults.views];
  if (wrong.length > 0) return { problems: inOwnWords(wrong, from) };
  return made(value, edits.value!, asks.value!);
};
