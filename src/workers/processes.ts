import type { WorkLimits } from '../configuration.js';
import { StoreUnavailable } from '../store/store.js';
import { traced } from '../traces/traced.js';
import { answerReport, type WorkerReport } from './channel.js';
import { WorkFailed } from './failures.js';
import { Turns } from './turns.js';
import type { WorkKind, Progress, Work } from './work.js';
import { WorkerProcess } from './worker-process.js';
import type { Task, WorkOutcome } from './worker.js';

/** Who asked: may call the work off, and may want to hear how far it is. */
export interface Attention {
  signal?: AbortSignal;
  heard?: (progress: Progress) => void;
  /** Nobody waits for the answer on a connection. */
  isJob?: boolean;
}

export interface Limits extends WorkLimits {
  /** Where a worker finds the store. */
  address: string;
  /** The file of confidential facts to fold in. */
  confidential?: string | undefined;
}

/** Processes that have nothing to do go after so long, and with them their copies of the log. */
const idleMs = 30_000;
const mostWaiting = 32;
const entry = new URL('worker.js', import.meta.url);

/**
 * Processes that are started when there is work for them, and what waits for them. They are no threads: a thread that
 * runs out of memory may take the whole process with it.
 */
export class Processes {
  readonly #closing = new AbortController();
  readonly #turns: Turns;
  readonly #all = new Set<WorkerProcess>();
  /** The last one to have worked is the first to work again. */
  readonly #idle = new Map<WorkerProcess, NodeJS.Timeout>();

  constructor(private readonly limits: Limits) {
    this.#turns = new Turns(limits.processes, mostWaiting);
  }

  /** How many tasks are worked on at once. */
  get atOnce(): number {
    return this.limits.processes;
  }

  /** Works on a task as soon as there is a process for it, within the limits; it is heard when it begins. */
  run<K extends WorkKind>(task: Task<K>, attention: Attention): Promise<Work[K]['answer']> {
    return traced('work beside', { 'gigaledger.kind': task.kind }, () => this.#inTurn(task, attention));
  }

  async #inTurn<K extends WorkKind>(task: Task<K>, { signal, heard }: Attention): Promise<Work[K]['answer']> {
    const calledOff = AbortSignal.any([this.#closing.signal, ...(signal ? [signal] : [])]);
    const giveBack = await this.#turns.take(calledOff);
    try {
      heard?.({ done: 0, of: 1 });
      return await this.#inTime(task, calledOff, heard);
    } finally {
      giveBack();
    }
  }

  async close(): Promise<void> {
    this.#closing.abort(new WorkFailed('closing', 'the server stops'));
    await Promise.all([...this.#all].map((one) => this.#end(one)));
  }

  async #inTime<K extends WorkKind>(
    task: Task<K>,
    calledOff: AbortSignal,
    heard?: Attention['heard'],
  ): Promise<Work[K]['answer']> {
    const { seconds } = this.limits;
    const late = new AbortController();
    const failure = new WorkFailed('time', `it takes more than the ${seconds} s that WORK_SECONDS allows`);
    const timer = setTimeout(() => late.abort(failure), seconds * 1_000);
    try {
      return await this.#withHelp(task, AbortSignal.any([calledOff, late.signal]), heard);
    } finally {
      clearTimeout(timer);
    }
  }

  /** The process that works tells how far it is, and hands parts of its work to processes that are free. */
  #withHelp<K extends WorkKind>(
    task: Task<K>,
    signal: AbortSignal,
    heard?: Attention['heard'],
  ): Promise<Work[K]['answer']> {
    const { position, today, logHash } = task;
    const standing = { position, today, logHash };
    const help = (asked: Work['part']['asked']) => this.#help({ ...standing, kind: 'part', asked }, signal);
    const helpers = this.limits.processes - 1;
    return this.#onProcess({ ...task, helpers }, signal, (report, worker) =>
      answerReport(report as WorkerReport<Work['part']['asked']>, { heard, help }, (reply) =>
        worker.reply(reply),
      ),
    );
  }

  /** Works on a part if a process is free at this moment: who waits for a part holds one already. */
  async #help(task: Task<'part'>, signal: AbortSignal): Promise<Work['part']['answer'] | undefined> {
    const giveBack = this.#turns.takeFree();
    if (!giveBack) return undefined;
    try {
      return await this.#onProcess(task, signal, () => undefined);
    } finally {
      giveBack();
    }
  }

  async #onProcess<K extends WorkKind>(
    task: Task<K>,
    signal: AbortSignal,
    heard: (report: WorkerReport, worker: WorkerProcess) => void,
  ): Promise<Work[K]['answer']> {
    signal.throwIfAborted();
    const worker = this.#take();
    const { address, confidential } = this.limits;
    try {
      const outcome = await worker.run({ ...task, address, confidential }, signal, (report) =>
        heard(report, worker),
      );
      return answerIn<K>(outcome as WorkOutcome<K>);
    } catch (error) {
      throw isTooLong(error) ? new WorkFailed('memory', tooLong) : error;
    } finally {
      this.#giveBack(worker);
    }
  }

  #take(): WorkerProcess {
    const [worker, timer] = [...this.#idle].findLast(([one]) => one.isUsable) ?? [];
    if (worker) {
      clearTimeout(timer);
      this.#idle.delete(worker);
      return worker;
    }
    const started = new WorkerProcess(entry, this.limits);
    this.#all.add(started);
    return started;
  }

  #giveBack(worker: WorkerProcess): void {
    if (!worker.isUsable || this.#closing.signal.aborted) return void this.#end(worker);
    this.#idle.set(worker, setTimeout(() => void this.#end(worker), idleMs).unref());
  }

  async #end(worker: WorkerProcess): Promise<void> {
    clearTimeout(this.#idle.get(worker));
    this.#idle.delete(worker);
    await worker.kill();
    this.#all.delete(worker);
  }
}

/** What V8 says of a text that would have more characters than one may have, some 537 million. */
const isTooLong = (error: unknown): boolean =>
  error instanceof RangeError && error.message === 'Invalid string length';
const tooLong =
  'its answer would be longer than the 512 MiB that one may have: ask for less of it (fewer views, a shorter time, without rests=all)';

const answerIn = <K extends WorkKind>(outcome: WorkOutcome<K>): Work[K]['answer'] => {
  if ('unavailable' in outcome) throw new StoreUnavailable(outcome.unavailable);
  return outcome.answer;
};
