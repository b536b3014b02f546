import { WorkFailed } from './failures.js';

/** Lets so many pieces of work run at once; the others wait in the order in which they came. */
export class Turns {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(
    most: number,
    readonly mostWaiting: number,
  ) {
    this.#free = most;
  }

  /** Resolves with what gives the turn back. Throws WorkFailed where too many wait, or what the signal says. */
  async take(signal?: AbortSignal): Promise<() => void> {
    signal?.throwIfAborted();
    if (this.#free === 0) await this.#wait(signal);
    else this.#free--;
    return this.#giver();
  }

  /** A turn that nobody waits for, if there is one. */
  takeFree(): (() => void) | undefined {
    if (this.#free === 0) return undefined;
    this.#free--;
    return this.#giver();
  }

  #giver(): () => void {
    let given = false;
    return () => {
      if (given) return;
      given = true;
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    };
  }

  async #wait(signal?: AbortSignal): Promise<void> {
    if (this.#waiting.length >= this.mostWaiting)
      throw new WorkFailed('crowd', `${this.mostWaiting} pieces of work wait already`);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const leave = (): void => {
      this.#waiting.splice(this.#waiting.indexOf(resolve), 1);
      reject(signal!.reason as Error);
    };
    this.#waiting.push(resolve);
    signal?.addEventListener('abort', leave, { once: true });
    try {
      await promise;
    } finally {
      signal?.removeEventListener('abort', leave);
    }
  }
}
