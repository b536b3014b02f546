import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout } from 'node:timers/promises';
import { workplace } from '../../e2e/built.js';

const probe = fileURLToPath(new URL('probe.ts', import.meta.url));

/** How the serving process was held while something was asked, in milliseconds of its main thread. */
export interface Hold {
  most: number;
  /** The wait that one in a hundred light questions would have met, were they asked all the time. */
  p99: number;
}

/** The share of a span of time in which a question would have waited longer than so many milliseconds. */
const shareWaiting = (holds: readonly number[], longer: number, spanMs: number): number =>
  holds.reduce((sum, hold) => sum + Math.max(0, hold - longer), 0) / spanMs;

const p99Of = (holds: readonly number[], spanMs: number): number => {
  const longest = Math.max(0, ...holds);
  for (let wait = 0; wait < longest; wait++) if (shareWaiting(holds, wait, spanMs) <= 0.01) return wait;
  return longest;
};

/** The built product in a process of its own, with a probe that writes down how long its thread is held. */
export class HeldServer {
  readonly #place = workplace();
  readonly #file = join(this.#place.folder, 'holds.txt');
  readonly #child = this.#place.start(
    ['serve', '--port', '0', '--empty'],
    { HOLDS_FILE: this.#file, WORKERS: '1' },
    ['--import', probe],
  );
  url = '';

  async start(): Promise<this> {
    writeFileSync(this.#file, '');
    let text = '';
    await new Promise<void>((resolve, reject) => {
      this.#child.stdout.on(
        'data',
        (chunk: Buffer) => (text += chunk.toString()).includes('\n') && resolve(),
      );
      this.#child.once('close', (code) => reject(new Error(`ended with ${code}`)));
    });
    this.url = /Serving at (\S+)\//.exec(text)![1]!;
    return this;
  }

  /** What held the thread from one instant on. */
  async heldSince(start: number): Promise<Hold> {
    // The last tick of what ended just now.
    await setTimeout(20);
    const spanMs = Date.now() - start;
    const holds = readFileSync(this.#file, 'utf8')
      .split('\n')
      .map((line) => line.split(' ').map(Number))
      .filter(([at = 0]) => at >= start)
      .map(([, ms = 0]) => ms);
    return { most: Math.max(0, ...holds), p99: p99Of(holds, spanMs) };
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once('close', resolve));
    this.#child.kill('SIGTERM');
    await ended;
    this.#place.remove();
  }
}
