import type { Connection, Kind, Problem, Questions, Told } from './protocol.js';

export interface Standing {
  connection: Connection;
  position: number;
  /** When the page last heard from the server. */
  heardAt: Date;
  detail?: string;
  requestId?: string | undefined;
}

/** A question that the worker can't answer. */
export class Refused extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ detail }) => detail).join('; '));
  }
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Refused): void;
}

/** The page's side of the worker that holds the log. */
export class Client {
  readonly #worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Set<() => void>();
  #number = 0;
  standing: Standing = { connection: 'loading', position: 0, heardAt: new Date() };

  constructor() {
    this.#worker.addEventListener('message', ({ data }: MessageEvent<Told>) => this.#hear(data));
    // A script that cannot be loaded or breaks would leave the page waiting for ever.
    this.#worker.addEventListener('error', ({ message }) =>
      this.#hear({
        position: this.standing.position,
        connection: 'failed',
        detail: `The page's own counting failed: ${message || 'its script could not be loaded'}.`,
      }),
    );
  }

  async ask<K extends Kind>(kind: K, question: Questions[K]['ask']): Promise<Questions[K]['answer']> {
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

  #hear(told: Told): void {
    if ('connection' in told) {
      const heardAt = told.connection === 'away' ? this.standing.heardAt : new Date();
      this.standing = { ...told, heardAt };
      for (const listener of this.#listeners) listener();
      return;
    }
    const waiting = this.#waiting.get(told.number);
    this.#waiting.delete(told.number);
    if ('problems' in told) waiting?.reject(new Refused(told.problems));
    else waiting?.resolve(told.value);
  }
}

export const client = new Client();
