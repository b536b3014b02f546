import { monitorEventLoopDelay } from 'node:perf_hooks';

const lookEveryMs = 20;
const quantiles = [0.5, 0.9, 0.99, 1] as const;

/** A look comes so many nanoseconds after the one before, as they were meant to be: what is more is the delay. */
const secondsOf = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e9 - lookEveryMs / 1e3);

export interface DelaySummary {
  /** Since the last time that somebody asked. */
  quantiles: { quantile: number; seconds: number }[];
  /** Since the start. */
  count: number;
  sum: number;
}

/** How late the event loop comes to what is due, looked at by a timer of the runtime's own. */
export class EventLoopDelay {
  readonly #delays = monitorEventLoopDelay({ resolution: lookEveryMs });
  #count = 0;
  #sum = 0;

  constructor() {
    this.#delays.enable();
  }

  take(): DelaySummary {
    const { count, mean } = this.#delays;
    const seen = quantiles.map((quantile) => ({
      quantile,
      seconds: count === 0 ? 0 : secondsOf(this.#delays.percentile(quantile * 100)),
    }));
    this.#count += count;
    if (count > 0) this.#sum += secondsOf(mean) * count;
    this.#delays.reset();
    return { quantiles: seen, count: this.#count, sum: this.#sum };
  }
}
