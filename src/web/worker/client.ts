import { copiedOn } from '../copied.js';
import { fetchLater } from '../fetch-later.js';
import type { Ahead, Aside } from './ahead.js';
import {
  type AskedViews,
  borrowerName,
  type ConnectionState,
  type Contents,
  type PageAnswer,
  type QuestionKind,
  type Questions,
  type WorkerMessage,
} from './protocol.js';
import type { Problem } from '../../../events/kit/decode.js';

export interface ConnectionStatus {
  connection: ConnectionState;
  position: number;
  /** When the page last heard from the server. */
  heardAt: Date;
  detail?: string;
  requestId?: string | undefined;
}

/** A question that the worker can't answer. */
export class QuestionRefusal extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ detail }) => detail).join('; '));
  }
}

interface PendingQuestion {
  resolve(value: unknown): void;
  reject(error: QuestionRefusal): void;
}

/** What takes its time, or is not asked for yet, has a worker of its own, so that views are answered meanwhile. */
const isSlow: ReadonlySet<QuestionKind> = new Set(['drawn', 'reach', 'ahead']);

/** Views that no figure waits for are not worth looking ahead for. */
const isFigures = (kind: QuestionKind, question: object, isPatient: boolean): question is AskedViews =>
  kind === 'views' && 'asks' in question && !isPatient;

const startWorker = (name: string): Worker =>
  new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name });

/** The page's side of the workers that hold the log. */
export class Client implements Aside {
  readonly #worker = startWorker(copiedOn);
  /** Started when it is first needed. */
  #slow: Worker | undefined;
  #ahead: Ahead | undefined;
  readonly #waiting = new Map<number, PendingQuestion>();
  readonly #listeners = new Set<() => void>();
  #number = 0;
  standing: ConnectionStatus = { connection: 'loading', position: 0, heardAt: new Date() };

  constructor() {
    this.#listenTo(this.#worker);
    // No clock steps before anything is shown.
    fetchLater(async () => (this.#ahead = new (await import('./ahead.js')).Ahead(this)));
  }

  /** A patient question is answered once no other one waits. */
  async ask<K extends QuestionKind>(
    kind: K,
    question: Questions[K]['ask'],
    isPatient = false,
  ): Promise<Questions[K]['answer']> {
    const early: unknown = isFigures(kind, question, isPatient) && this.#early(question);
    const number = ++this.#number;
    const answer = early
      ? Promise.resolve(early)
      : new Promise<unknown>((resolve, reject) => {
          this.#waiting.set(number, { resolve, reject });
          const { position } = this.standing;
          this.#workerFor(kind).postMessage({ number, kind, question, isPatient, position });
        });
    return answer as Promise<Questions[K]['answer']>;
  }

  /** Whether the answer is there already. */
  isForeseen(kind: QuestionKind, question: object, isPatient: boolean): boolean {
    return isFigures(kind, question, isPatient) && this.#ahead?.find(question) !== undefined;
  }

  get position(): number {
    return this.standing.position;
  }

  days(): Promise<Contents> {
    return this.ask('contents', {});
  }

  answer(asked: AskedViews): Promise<PageAnswer[]> {
    return this.ask('ahead', asked);
  }

  /** What was worked out ahead of a clock that steps. */
  #early(asked: AskedViews): unknown {
    this.#ahead?.follow(asked);
    return this.#ahead?.find(asked);
  }

  onStanding(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #workerFor(kind: QuestionKind): Worker {
    return isSlow.has(kind) ? (this.#slow ??= this.#startSlow()) : this.#worker;
  }

  /** It reads the log from the first worker, and needs no server. */
  #startSlow(): Worker {
    const slow = startWorker(borrowerName);
    this.#listenTo(slow);
    const { port1, port2 } = new MessageChannel();
    this.#worker.postMessage({ lendTo: port1 }, [port1]);
    slow.postMessage({ borrowFrom: port2 }, [port2]);
    return slow;
  }

  #listenTo(worker: Worker): void {
    worker.addEventListener('message', ({ data }: MessageEvent<WorkerMessage>) => this.#hear(data));
    // A script that cannot be loaded or breaks would leave the page waiting for ever.
    worker.addEventListener('error', ({ message }) =>
      this.#hear({
        position: this.standing.position,
        connection: 'failed',
        detail: `The page's own counting failed: ${message || 'its script could not be loaded'}.`,
      }),
    );
  }

  #hear(told: WorkerMessage): void {
    if ('connection' in told) {
      const heardAt = told.connection === 'away' ? this.standing.heardAt : new Date();
      this.standing = { ...told, heardAt };
      for (const listener of this.#listeners) listener();
      return;
    }
    const waiting = this.#waiting.get(told.number);
    this.#waiting.delete(told.number);
    if (told.problems) waiting?.reject(new QuestionRefusal(told.problems));
    else waiting?.resolve(told.value);
  }
}

export const client = new Client();
