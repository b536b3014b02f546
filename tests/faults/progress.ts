/** After how long it is said again how far a run is. */
const sayEveryMs = 10_000;

/** After how many seconds a rig ends by itself, with what it has done by then; only when it has done everything when missing. */
const longestMs = Number(process.env.SECONDS ?? Infinity) * 1_000;

/** How far a rig is: said every ten seconds, and when it ends, however it does. */
export class Progress {
  readonly #begun = performance.now();
  #said = this.#begun;
  #done = 0;

  constructor(
    private readonly what: string,
    private readonly of: number,
  ) {}

  get done(): number {
    return this.#done;
  }

  /** Counts what was done; whether there is time for more. */
  count(more = 1): boolean {
    this.#done += more;
    const now = performance.now();
    if (now - this.#said >= sayEveryMs) {
      this.#said = now;
      this.#say('so far');
    }
    return now - this.#begun < longestMs;
  }

  end(): void {
    this.#say(this.#done < this.of ? 'ended there' : 'all');
  }

  #say(how: string): void {
    const seconds = (performance.now() - this.#begun) / 1_000;
    console.log(`${this.what}: ${this.#done} of ${this.of} in ${seconds.toFixed(0)} s, ${how}`);
  }
}

/** One after the other, for as long as there is time. */
export function* told<Item>(what: string, items: Iterable<Item>, of: number): Generator<Item> {
  const progress = new Progress(what, of);
  try {
    for (const item of items) {
      yield item;
      if (!progress.count()) return;
    }
  } finally {
    progress.end();
  }
}
