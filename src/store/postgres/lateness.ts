/** At a moment of this process's own clock the log ended there. */
interface Sight {
  at: number;
  position: number;
}

/** Four a second: enough for somebody who is minutes behind. */
const mostSights = 1_000;

/**
 * How late somebody is who follows a log: the time since the last moment at which what he has was all that there was.
 * It rests on one clock, that of this process, and is never less than the truth.
 */
export class Lateness {
  #sights: Sight[] = [];

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** When it was asked, at `at` or later, the log ended at this position. */
  saw(sight: Sight): void {
    // Of two sights of one end the later one says more; what one says less by being left out is on the safe side.
    if (this.#sights.at(-1)?.position === sight.position || this.#sights.length >= mostSights)
      this.#sights.pop();
    this.#sights.push(sight);
  }

  /** What was seen says nothing any more. */
  forget(): void {
    this.#sights = [];
  }

  /** In seconds, for somebody who has the log as far as a position; Infinity while nothing is known. */
  secondsAt(reached: number): number {
    const last = this.#sights.findLastIndex(({ position }) => position <= reached);
    if (last === -1) return Infinity;
    this.#sights.splice(0, last);
    return (this.now() - this.#sights[0]!.at) / 1_000;
  }
}
