import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { build } from 'vite';

const home = resolve(import.meta.dirname, '../..');
const cache = join(home, 'node_modules/.cache');

/** The appending process, built into a folder of its own: a plain Node.js runs it, as a user's would. */
export const builtAppender = async () => {
  mkdirSync(cache, { recursive: true });
  const outDir = mkdtempSync(join(cache, 'faults-'));
  const ssr = join(import.meta.dirname, 'appender.ts');
  await build({ root: home, configFile: false, logLevel: 'error', build: { ssr, outDir, minify: false } });
  return {
    script: join(outDir, 'appender.js'),
    remove: () => rmSync(outDir, { recursive: true, force: true }),
  };
};

export interface Appending {
  /** A file, or the address of a database. */
  log: string;
  /** When it says that events are recorded. */
  manner: 'when-durable' | 'too-early';
  callers?: number;
  /** How many batches each caller appends; endless when missing. */
  batches?: number;
}

/** A running appender. */
export class Appender {
  readonly ended: Promise<void>;
  readonly #process: ChildProcessByStdio<null, Readable, null>;
  #said = '';

  constructor(
    script: string,
    { log, manner, callers = 8, batches = 1e6 }: Appending,
    under: readonly string[] = [],
  ) {
    const command = [...under, process.execPath, script, log, manner, String(callers), String(batches)];
    this.#process = spawn(command[0]!, command.slice(1), { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#process.stdout.on('data', (chunk: Buffer) => (this.#said += chunk.toString()));
    this.ended = new Promise((done) => this.#process.on('close', () => done()));
  }

  get id(): number {
    return this.#process.pid!;
  }

  /** What it has said so far; a line that was cut off counts for nothing. */
  get lines(): readonly string[] {
    return this.#said.split('\n').slice(0, -1);
  }

  /** Resolves once it has said enough; rejects when it ends before. */
  async says(enough: (lines: readonly string[]) => boolean): Promise<void> {
    const ended = this.ended.then(() => 'ended');
    while (!enough(this.lines)) {
      const heard = new Promise((done) => this.#process.stdout.once('data', done));
      if ((await Promise.race([heard, ended])) !== 'ended' || enough(this.lines)) continue;
      throw new Error(`the appender ended after ${this.lines.length} lines`);
    }
  }

  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.ended;
  }
}
