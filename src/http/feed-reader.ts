import type { ServerResponse } from 'node:http';

/** After how long a reader whose connection broke comes back. */
const retryMs = 2_000;
const greeting = Buffer.from(`retry: ${retryMs}\n\n`);

/** One who listens, how far it is, and whether it has taken what it was handed. */
export class FeedReader {
  #hasTaken = true;
  #goOn: (() => void) | undefined;

  /** Begins the answer. */
  constructor(
    private readonly response: ServerResponse,
    public reached: number,
  ) {
    this.hand(greeting);
  }

  get hasLeft(): boolean {
    return this.response.destroyed;
  }

  get hasTaken(): boolean {
    return this.#hasTaken;
  }

  /** Hands over some bytes, which are not its own: all readers are handed the same ones. */
  hand(bytes: Buffer): void {
    this.#hasTaken = false;
    this.response.write(bytes, this.#take);
  }

  /** Resolves once it has taken what it was handed, or has left. */
  async taken(): Promise<void> {
    if (!this.#hasTaken) await new Promise<void>((resolve) => (this.#goOn = resolve));
  }

  /** One that takes nothing would never hear the end: it is hung up on, and goes on elsewhere after what it has heard. */
  end(): void {
    if (this.#hasTaken) this.response.end();
    else this.response.destroy();
  }

  readonly #take = (): void => {
    this.#hasTaken = true;
    this.#goOn?.();
    this.#goOn = undefined;
  };
}
