import { copiedOn } from '../copied.js';
import type { ConnectionState, QuestionKind, Questions, WorkerMessage } from './protocol.js';
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

/** The page's side of the worker that holds the log. */
export class Client {
  readonly #worker = new Worker(new URL('./worker.ts', import.meta.url), {
    type: 'module',
    name: copiedOn,
  });
  readonly #waiting = new Map<number, PendingQuestion>();
  readonly #listeners = new Set<() => void>();
  #number = 0;
  standing: ConnectionStatus = { connection: 'loading', position: 0, heardAt: new Date() };

  constructor() {
    this.#worker.addEventListener('message', ({ data }: MessageEvent<WorkerMessage>) => this.#hear(data));
    // A script that cannot be loaded or breaks would leave the page waiting for ever.
    this.#worker.addEventListener('error', ({ message }) =>
      this.#hear({
        position: this.standing.position,
        connection: 'failed',
        detail: `The page's own counting failed: ${message || 'its script could not be loaded'}.`,
      }),
    );
  }

  async ask<K extends QuestionKind>(kind: K, question: Questions[K]['ask']): Promise<Questions[K]['answer']> {
    const number = ++this.#number;
    const answer = new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
      this.#worker.postMessage({ number, kind, question });
    });
    return answer as Promise<Questions[K]['answer']>;
  }

  onStanding(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
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
