import 'reflect-metadata';
import { openToRead } from '../open-store.js';
import { workPart } from '../simulator/answer/in-parts.js';
import type { CachedGround } from '../simulator/compute/board-cache.js';
import type { Ground } from '../simulator/scenario/ground.js';
import type { Scenario } from '../simulator/scenario/scenario.js';
import { StoreUnavailable } from '../store/store.js';
import type { PartReply, WorkerChannel } from './channel.js';
import { runInLanes } from './in-lanes.js';
import { LogCopy } from './log-copy.js';
import { endWithParent } from './orphans.js';
import { sendBytes } from './bytes-line.js';
import { takeOutBytes } from './pieces.js';
import { type WorkKind, type WorkGround, type Work, works } from './work.js';
import type { FromWorker, ToWorker } from './worker-process.js';
import { writeInPieces } from './written-in-pieces.js';

/** What a worker is given to do. */
export type Task<K extends WorkKind = WorkKind> = WorkGround & {
  kind: K;
  asked: Work[K]['asked'];
  /** How many others there may be to help. */
  helpers?: number;
};

/** Errors of ours lose their class between processes: this one is told in another way. */
export type WorkOutcome<K extends WorkKind = WorkKind> =
  { answer: Work[K]['answer'] } | { unavailable: string };

/** A task, and where the store is. */
type AddressedTask = Task & { address: string; confidential?: string };

let copy: LogCopy | undefined;

/** The store is opened by the first task, so that a store that is away fails a task and not the process. */
const copyOfLog = async ({ address, confidential }: AddressedTask): Promise<LogCopy> =>
  (copy ??= new LogCopy(await openToRead(address, confidential)));

/** Of the run whose parts came last: what was made ready for one part serves the next ones. */
let helping: { run: string; scenario: Scenario; ground: Ground } | undefined;

const isOf = <K extends WorkKind>(order: AddressedTask, kind: K): order is AddressedTask & Task<K> =>
  order.kind === kind;

const groundOf = async (order: AddressedTask): Promise<CachedGround> => {
  const { position, today, logHash } = order;
  return { position, today, logHash, ...(await (await copyOfLog(order)).upTo(position)) };
};

const workOnPart = async (order: AddressedTask & Task<'part'>): Promise<Work['part']['answer']> => {
  const { run, scenario, part } = order.asked;
  if (helping?.run !== run) {
    const { shelf: _, ...ground } = await groundOf(order);
    helping = { run, scenario, ground };
  }
  return workPart(helping.scenario, helping.ground, part);
};

const answerTo = async (order: AddressedTask, line: WorkerChannel): Promise<Work[WorkKind]['answer']> => {
  if (isOf(order, 'part')) return workOnPart(order);
  const ground = await groundOf(order);
  if (isOf(order, 'scenario')) return runInLanes(order.asked, ground, line);
  const { kind, asked } = order as AddressedTask & Task<'goal'>;
  return works[kind](asked, ground, writeInPieces);
};

const outcomeOf = async (order: AddressedTask, line: WorkerChannel): Promise<WorkOutcome> => {
  try {
    return { answer: await answerTo(order, line) };
  } catch (error) {
    if (error instanceof StoreUnavailable) return { unavailable: error.message };
    throw error;
  }
};

const tell = (said: FromWorker): void => {
  process.send?.(said);
};

const tellOutcome = (number: number, outcome: WorkOutcome): void => {
  const { bytes, rest, ...told } = takeOutBytes(outcome);
  tell({ number, outcome: rest, ...told });
  if (bytes) sendBytes(bytes);
};

let listener: ((reply: PartReply) => void) | undefined;

const work = async (number: number, order: AddressedTask): Promise<void> => {
  listener = undefined;
  const line: WorkerChannel = {
    helpers: order.helpers ?? 0,
    say: (report) => tell({ number, report }),
    listen: (heard) => (listener = heard),
  };
  try {
    tellOutcome(number, await outcomeOf(order, line));
  } catch (error) {
    tell({ number, error });
  }
};

// The entry of a worker's process: works on one task after the other, each at exactly the position that it names.
process.on('message', (message: ToWorker<AddressedTask>) => {
  if ('task' in message) void work(message.number, message.task);
  else listener?.(message.reply);
});
process.on('disconnect', () => process.exit());
endWithParent(Number(process.argv[2]));
