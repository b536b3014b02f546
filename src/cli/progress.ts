import { Presets, SingleBar } from 'cli-progress';
import { clearPassing } from './terminal.js';

const patienceMs = 1_000;

/** How far a piece of work has come: a bar on stderr once it has taken a second, and only for a person. */
export class Progress {
  #bar: SingleBar | undefined;
  #done = 0;
  readonly #startedAt = performance.now();

  constructor(
    private readonly label: string,
    private readonly total: number,
  ) {}

  reached(done: number): void {
    this.#done = done;
    if (!process.stderr.isTTY) return;
    if (!this.#bar && performance.now() - this.#startedAt > patienceMs) this.#show();
    this.#bar?.update(done);
  }

  stop(): void {
    this.#bar?.stop();
    this.#bar = undefined;
  }

  #show(): void {
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
export const waiting = async <T>(label: string, work: Promise<T>): Promise<T> => {
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
