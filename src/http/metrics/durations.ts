/** Upper ends of what is counted together, in seconds. */
const bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] as const;

/** How long things took: how many at most each bound, how many in all, and their sum, in seconds. */
export class Durations {
  readonly #counted = bounds.map((bound) => ({ bound, count: 0 }));
  count = 0;
  sum = 0;

  add(seconds: number): void {
    const first = this.#counted.find(({ bound }) => seconds <= bound);
    if (first) first.count++;
    this.count++;
    this.sum += seconds;
  }

  /** Each bound with how many took no longer. */
  get upTo(): { bound: number; count: number }[] {
    let count = 0;
    return this.#counted.map(({ bound, count: more }) => ({ bound, count: (count += more) }));
  }
}
