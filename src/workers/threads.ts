import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type { WorkLimits } from '../configuration.js';
import { StoreUnavailable } from '../store/store.js';
import { WorkFailed } from './failures.js';
import { answerLine } from './channel.js';
import type { WorkOutcome, Task } from './thread.js';
import { Turns } from './turns.js';
import type { WorkKind, Progress, Work } from './work.js';

/** Who asked: may call the work off, and may want to hear how far it is. */
export interface Attention {
  signal?: AbortSignal;
  heard?: (progress: Progress) => void;
}

export interface Limits extends WorkLimits {
  /** Where a thread finds the store. */
  address: string;
}

/** Threads that have nothing to do go after so long, and with them their copies of the log. */
const idleMs = 30_000;
const mostWaiting = 32;

/** Threads that are started when there is work for them, and what waits for them. */
export class Threads {
  readonly #closing = new AbortController();
  // The pool's own queue has no bound for work that can be called off: it never gets more than it has threads for.
  readonly #turns: Turns;
  #pool: Piscina | undefined;

  constructor(private readonly limits: Limits) {
    this.#turns = new Turns(limits.threads, mostWaiting);
  }

  /** Works on a task as soon as there is a thread for it, within the limits; it is heard when it begins. */
  async run<K extends WorkKind>(task: Task<K>, { signal, heard }: Attention): Promise<Work[K]['answer']> {
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
    await this.#pool?.destroy();
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
      return await this.#withLine(task, AbortSignal.any([calledOff, late.signal]), heard);
    } finally {
      clearTimeout(timer);
    }
  }

  /** The thread that works tells how far it is, and hands parts of its work to threads that are free. */
  async #withLine<K extends WorkKind>(
    task: Task<K>,
    signal: AbortSignal,
    heard?: Attention['heard'],
  ): Promise<Work[K]['answer']> {
    const { port1: here, port2: port } = new MessageChannel();
    const { position, today, logHash } = task;
    const standing = { position, today, logHash };
    const help = (asked: Work['part']['asked']) => this.#help({ ...standing, kind: 'part', asked }, signal);
    answerLine(here, { heard, help });
    try {
      const line = { port, helpers: this.limits.threads - 1 };
      return await this.#onThread({ ...task, line }, signal, [port]);
    } finally {
      here.close();
    }
  }

  /** Works on a part if a thread is free at this moment: who waits for a part holds a thread already. */
  async #help(task: Task<'part'>, signal: AbortSignal): Promise<Work['part']['answer'] | undefined> {
    const giveBack = this.#turns.takeFree();
    if (!giveBack) return undefined;
    try {
      return await this.#onThread(task, signal);
    } finally {
      giveBack();
    }
  }

  async #onThread<K extends WorkKind>(
    task: Task<K>,
    signal: AbortSignal,
    ports: readonly MessagePort[] = [],
  ): Promise<Work[K]['answer']> {
    const failing = new AbortController();
    // A thread that fails before it takes the task tells only the pool.
    const fail = (error: unknown): void => failing.abort(this.#failureOf(error));
    const pool = (this.#pool ??= poolOf(this.limits)).once('error', fail);
    const ending = AbortSignal.any([signal, failing.signal]);
    try {
      const outcome = await pool.run(task, { signal: ending, transferList: [...ports] });
      return answerIn<K>(outcome as WorkOutcome<K>);
    } catch (error) {
      ending.throwIfAborted();
      throw this.#failureOf(error);
    } finally {
      pool.off('error', fail);
    }
  }

  #failureOf(error: unknown): unknown {
    const { mebibytes } = this.limits;
    return (error as { code?: unknown }).code === 'ERR_WORKER_OUT_OF_MEMORY'
      ? new WorkFailed(
          'memory',
          `it takes more than the ${mebibytes} MiB of memory that WORK_MEBIBYTES allows`,
        )
      : error;
  }
}

const poolOf = ({ threads, mebibytes, address }: Limits): Piscina => {
  const pool = new Piscina({
    filename: new URL('thread.js', import.meta.url).href,
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: idleMs,
    resourceLimits: { maxOldGenerationSizeMb: mebibytes },
    workerData: { address },
  });
  // A thread that fails while nobody waits for it is replaced by the next task.
  return pool.setMaxListeners(0).on('error', () => undefined);
};

const answerIn = <K extends WorkKind>(outcome: WorkOutcome<K>): Work[K]['answer'] => {
  if ('unavailable' in outcome) throw new StoreUnavailable(outcome.unavailable);
  return outcome.answer;
};
