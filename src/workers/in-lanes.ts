import { randomUUID } from 'node:crypto';
import { type WorkPart, type WorkPartAnswer, runInParts, workPart } from '../simulator/answer/in-parts.js';
import { listComparedRests } from '../simulator/answer/run.js';
import type { CachedGround } from '../simulator/compute/board-cache.js';
import type { Scenario } from '../simulator/scenario/scenario.js';
import { Lanes } from './lanes.js';
import type { WorkerChannel } from './channel.js';
import { type Work, writeResult } from './work.js';
import { writeJson } from '../simulator/answer/written-answer.js';

/** Enough for everybody to end at about the same time, and for progress to be seen. */
const piecesEach = 4;
const leastPieces = 8;
const tellEveryMs = 100;

/** Runs a scenario with the help of whatever processes are free; the answer is the same with any number of them. */
export const runInLanes = async (
  scenario: Scenario,
  ground: CachedGround,
  line: WorkerChannel,
): Promise<Work['scenario']['answer']> => {
  const run = randomUUID();
  type Asked = Work['part']['asked'];
  const lanes = new Lanes(line as WorkerChannel<Asked, WorkPartAnswer>, ({ part }) =>
    workPart(scenario, ground, part),
  );
  let toldAt = 0;
  const heard = (done: number, of: number): void => {
    if (performance.now() - toldAt < tellEveryMs) return;
    toldAt = performance.now();
    line.say({ progress: { done, of } });
  };
  const pieces = Math.max(leastPieces, piecesEach * (line.helpers + 1));
  const workOut = (part: WorkPart): Promise<WorkPartAnswer> => lanes.workOut({ run, scenario, part });
  const compared = await runInParts(scenario, ground, workOut, { pieces, heard });
  return writeResult(listComparedRests(compared, ground.history), writeJson);
};
