import 'reflect-metadata';
import { workerData } from 'node:worker_threads';
import { openToRead } from '../open-store.js';
import { workPart } from '../simulator/answer/in-parts.js';
import type { Ground } from '../simulator/scenario/ground.js';
import type { Scenario } from '../simulator/scenario/scenario.js';
import { StoreUnavailable } from '../store/store.js';
import { runInLanes } from './in-lanes.js';
import type { WorkerChannel } from './channel.js';
import { LogCopy } from './log-copy.js';
import { type WorkKind, type WorkGround, type Work, works } from './work.js';

/** What a thread is given to do. */
export type Task<K extends WorkKind = WorkKind> = WorkGround & {
  kind: K;
  asked: Work[K]['asked'];
  line?: WorkerChannel;
};

/** Errors of ours lose their class between threads: this one is told in another way. */
export type WorkOutcome<K extends WorkKind = WorkKind> =
  { answer: Work[K]['answer'] } | { unavailable: string };

let copy: LogCopy | undefined;

/** The store is opened by the first task, so that a store that is away fails a task and not the thread. */
const copyOfLog = async (): Promise<LogCopy> =>
  (copy ??= new LogCopy(await openToRead((workerData as { address: string }).address)));

/** Of the run whose parts came last: what was made ready for one part serves the next ones. */
let helping: { run: string; scenario: Scenario; ground: Ground } | undefined;

const workOnPart = async ({ asked, ...standing }: Task<'part'>): Promise<Work['part']['answer']> => {
  const { run, scenario, part } = asked;
  if (helping?.run !== run) {
    const { history } = await (await copyOfLog()).upTo(standing.position);
    helping = { run, scenario, ground: { ...standing, history } };
  }
  return workPart(helping.scenario, helping.ground, part);
};

const answerTo = async (task: Task): Promise<Work[WorkKind]['answer']> => {
  if (task.kind === 'part') return workOnPart(task as Task<'part'>);
  const { kind, asked, line, ...standing } = task as Task<'scenario'>;
  const ground = { ...standing, ...(await (await copyOfLog()).upTo(standing.position)) };
  return kind === 'scenario' && line ? runInLanes(asked, ground, line) : works[kind](asked, ground);
};

/** The entry of a thread: works on one task after the other, each at exactly the position that it names. */
export default async (task: Task): Promise<WorkOutcome> => {
  try {
    return { answer: await answerTo(task) };
  } catch (error) {
    if (error instanceof StoreUnavailable) return { unavailable: error.message };
    throw error;
  } finally {
    task.line?.port.close();
  }
};
