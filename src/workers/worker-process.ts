import { type ChildProcess, fork } from 'node:child_process';
import { Socket } from 'node:net';
import { bytesLineOf, lines } from './bytes-line.js';
import type { PartReply, WorkerReport } from './channel.js';
import { WorkFailed } from './failures.js';
import { type MemberPath, ReceivedBytes } from './pieces.js';

/** What goes to a worker's process: something to work on, or the answer to a part that it asked for. */
export type ToWorker<Task = unknown> = { number: number } & ({ task: Task } | { reply: PartReply });

/** What comes from it: how it comes on, what came of the work, of which many bytes come beside, or why nothing did. */
export type FromWorker<Outcome = unknown> = { number: number } & (
  { report: WorkerReport } | { outcome: Outcome; bytesAt?: MemberPath; count?: number } | { error: unknown }
);

export interface WorkerLimits {
  /** How much memory its objects may take, in mebibytes. */
  mebibytes: number;
}

/** Who waits for what a process works on. */
interface Waiting {
  resolve: (outcome: unknown) => void;
  reject: (reason: unknown) => void;
  heard: (report: WorkerReport) => void;
}

/** So much of what a process says as it ends tells why it does. */
const mostLastWords = 4_000;

/** A process that works on one task after the other. Whatever becomes of it, this process goes on. */
export class WorkerProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  #waiting: Waiting | undefined;
  #received = new ReceivedBytes();
  /** Of tasks: what is said of one that was called off is told from what is said of the next. */
  #number = 0;
  #lastWords = '';
  #isEnding = false;

  constructor(
    entry: URL,
    private readonly limits: WorkerLimits,
  ) {
    this.#child = fork(entry, [String(process.pid)], {
      execArgv: [`--max-old-space-size=${limits.mebibytes}`],
      serialization: 'advanced',
      stdio: [...lines],
    });
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#ended = promise;
    const end = (failure: Error): void => {
      this.#isEnding = true;
      this.#settle(({ reject }) => reject(failure));
      resolve();
    };
    this.#child
      .on('message', (said: FromWorker) => this.#hear(said))
      .on('close', (code, signal) => end(this.#failureOf(code, signal)))
      // It could not be started, or its line broke: where it still runs, nobody could hear of it.
      .on('error', (error) => {
        this.#child.kill('SIGKILL');
        if (this.#child.pid === undefined)
          end(new WorkFailed('crowd', `no process starts: ${error.message}`));
      });
    // There is none where it could not be started.
    this.#child.stderr?.setEncoding('utf8').on('data', (said: string) => {
      this.#lastWords = (this.#lastWords + said).slice(-mostLastWords);
    });
    bytesLineOf(this.#child)?.on('data', (bytes: Buffer) => this.#settleWith(this.#received.add(bytes)));
    this.#letGo();
  }

  /** Whether it can be given another task. */
  get isUsable(): boolean {
    return !this.#isEnding && this.#child.connected;
  }

  /**
   * Works on a task. Throws what the work throws, WorkFailed where memory ran out or no process could be started, an
   * Error where it ended in another way, and the signal's reason where that calls it off, which ends the process.
   */
  async run(task: unknown, signal: AbortSignal, heard: (report: WorkerReport) => void): Promise<unknown> {
    signal.throwIfAborted();
    const number = ++this.#number;
    this.#received = new ReceivedBytes();
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#waiting = { resolve, reject, heard };
    const callOff = (): void => {
      this.#settle(() => reject(signal.reason as Error));
      void this.kill();
    };
    signal.addEventListener('abort', callOff, { once: true });
    this.#hold();
    this.#send({ number, task });
    try {
      return await promise;
    } finally {
      signal.removeEventListener('abort', callOff);
      if (!this.#isEnding) this.#letGo();
    }
  }

  /** Tells the worker the answer to a part that it asked for. */
  reply(reply: PartReply): void {
    this.#send({ number: this.#number, reply });
  }

  /** Resolves once it has ended. Nothing is lost: it only reads. */
  async kill(): Promise<void> {
    this.#isEnding = true;
    this.#hold();
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  #send(message: ToWorker): void {
    // A line that is closed is told of by the end of the process.
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  #hear(said: FromWorker): void {
    if (said.number !== this.#number) return;
    if ('report' in said) this.#waiting?.heard(said.report);
    else if ('error' in said) this.#settle(({ reject }) => reject(said.error));
    else {
      const { outcome, ...told } = said;
      this.#settleWith(this.#received.expect({ rest: outcome, ...told }));
    }
  }

  /** Nothing where more is to come. */
  #settleWith(outcome: { whole: unknown } | undefined): void {
    if (!outcome) return;
    this.#received = new ReceivedBytes();
    this.#settle(({ resolve }) => resolve(outcome.whole));
  }

  #settle(how: (waiting: Waiting) => void): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting) how(waiting);
  }

  /**
   * What ran out of memory says so with its last words, or was ended by the machine that had none left. A signal from
   * the terminal or a service manager goes to all processes at once.
   */
  #failureOf(code: number | null, signal: NodeJS.Signals | null): Error {
    const { mebibytes } = this.limits;
    if (this.#lastWords.includes('heap out of memory') || signal === 'SIGKILL')
      return new WorkFailed(
        'memory',
        `it takes more than the ${mebibytes} MiB of memory that WORK_MEBIBYTES allows`,
      );
    if (signal === 'SIGINT' || signal === 'SIGTERM' || signal === 'SIGHUP')
      return new WorkFailed('closing', 'the process that worked on it was told to end');
    return new Error(`a worker's process ended with ${signal ?? code}: ${this.#lastWords}`);
  }

  /** A process that has nothing to do keeps nobody from ending. */
  #letGo(): void {
    for (const part of this.#parts) part.unref();
  }

  #hold(): void {
    for (const part of this.#parts) part.ref();
  }

  get #parts(): { ref(): void; unref(): void }[] {
    const { channel, stderr } = this.#child;
    const sockets = [stderr, bytesLineOf(this.#child)].filter((one) => one instanceof Socket);
    return [this.#child, ...(channel ? [channel] : []), ...sockets];
  }
}
