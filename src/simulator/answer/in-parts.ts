import type { WorkPart, WorkPartAnswer } from '../compute/divided-work.js';
import type { Simulation } from '../compute/simulation.js';
import { read, readForParts } from '../compute/applied-scenario.js';
import { problemsOf } from '../scenario/refusal.js';
import { numbersOf, runInSteps, type ScenarioAnswer, workOn } from './run.js';
import type { Ground } from '../scenario/ground.js';
import type { Scenario } from '../scenario/scenario.js';
import type { Result } from '../../../events/kit/decode.js';

export type { WorkPart, WorkPartAnswer } from '../compute/divided-work.js';

/** What was made ready for a scenario, while the same object is worked on; a worker that keeps it reads it once. */
const ready = new WeakMap<Scenario, { ground: Ground; prepared: Simulation }>();

const preparedFor = (scenario: Scenario, ground: Ground): Result<Simulation> => {
  const known = ready.get(scenario);
  if (known?.ground === ground) return { value: known.prepared };
  const read = readForParts(scenario, ground);
  if (read.value) ready.set(scenario, { ground, prepared: read.value });
  return read;
};

/** Works out a part; the same wherever it is done. Quickest where scenario and ground are the same objects each time. */
export const workPart = (scenario: Scenario, ground: Ground, part: WorkPart): WorkPartAnswer => {
  const { value: prepared, problems } = preparedFor(scenario, ground);
  return problems ? { problems } : workOn(prepared, part);
};

export interface PartsOptions {
  /** Into how many parts each step of the work is divided. */
  pieces: number;
  /** Is told how many parts are done, of those that are known by then. */
  heard?: (done: number, of: number) => void;
}

/** The same answer as run(), to the bit, with its heavy parts worked out by `workOut`. Rejects where that does. */
export const runInParts = async (
  scenario: Scenario,
  ground: Ground,
  workOut: (part: WorkPart) => Promise<WorkPartAnswer>,
  { pieces, heard }: PartsOptions,
): Promise<Result<ScenarioAnswer>> => {
  const { value: reading, problems } = read(scenario, ground);
  if (problems) return { problems };
  // What is worked out here goes on with the boards that are settled already.
  ready.set(scenario, { ground, prepared: reading.prepared });
  let [done, of] = [0, 0];
  const worked = async (part: WorkPart): Promise<WorkPartAnswer> => {
    const answer = await workOut(part);
    heard?.(++done, of);
    return answer;
  };
  try {
    const work = runInSteps(reading, pieces);
    let step = work.next();
    while (!step.done) {
      of += step.value.length;
      step = work.next((await Promise.all(step.value.map(worked))).map(numbersOf));
    }
    return step.value;
  } catch (error) {
    return problemsOf(error, reading.from);
  }
};
