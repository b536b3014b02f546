import { Presets, SingleBar } from 'cli-progress';
import { clearPassing } from './terminal.js';

const patienceMs = 1_000;

/** How far a piece of work has come: a bar on stderr once it has taken a second, and only for a person. */
export class ProgressBar {
  #bar: SingleBar | undefined;
  #done = 0;
  readonly #startedAt = performance.now();
  /** Work that is done elsewhere may be slow to reach anything. */
  readonly #timer = setTimeout(() => this.#show(), patienceMs).unref();

  constructor(
    private readonly label: string,
    private total: number,
  ) {}

  reached(done: number, total = this.total): void {
    this.#done = done;
    this.total = total;
    if (performance.now() - this.#startedAt > patienceMs) this.#show();
    this.#bar?.setTotal(total);
    this.#bar?.update(done);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#bar?.stop();
    this.#bar = undefined;
  }

  #show(): void {
    if (this.#bar || !process.stderr.isTTY) return;
    clearPassing();
    this.#bar = new SingleBar(
      {
        format: `${this.label} {bar} {percentage}% | {value}/{total}`,
        clearOnComplete: true,
        hideCursor: true,
      },
      Presets.shades_classic,
    );
    this.#bar.start(this.total, this.#done);
  }
}

const frameMs = 200;

/** Work of which nobody can tell how far it has come: the seconds it has taken, after the first. */
export const showWaiting = async <T>(label: string, work: Promise<T>): Promise<T> => {
  if (!process.stderr.isTTY) return work;
  const startedAt = performance.now();
  const timer = setInterval(() => {
    const seconds = Math.floor((performance.now() - startedAt) / 1_000);
    if (seconds >= 1) process.stderr.write(`\r\u001B[K${label} … ${seconds} s`);
  }, frameMs);
  try {
    return await work;
  } finally {
    clearInterval(timer);
    if (performance.now() - startedAt > patienceMs) process.stderr.write('\r\u001B[K');
  }
};
