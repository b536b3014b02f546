import { randomUUID } from 'node:crypto';
import type { FeedFile } from './feed-file.js';

/** For how long a process has the turn without taking it again: longer than anything that it does in between. */
export const turnMs = 30_000;
const fresh = 2 / 3;

/** Of several processes with one file, one looks and tells; when it is gone, another does. */
export class Turn {
  readonly #holder = randomUUID();
  #untilMs = 0;

  constructor(
    private readonly file: FeedFile,
    private readonly now: () => number = Date.now,
  ) {}

  /** Takes the turn, or keeps it; false while another process has it, or nobody wants to be told. */
  take(): boolean {
    const database = this.file.toRead;
    if (!database) return false;
    const [now, holder] = [this.now(), this.#holder];
    // Taken a moment ago: nothing has to be written.
    if (this.#untilMs - now > fresh * turnMs) return true;
    const { changes } = database
      .prepare(
        `INSERT INTO turn (one, holder, untilMs) VALUES (1, :holder, :until)
         ON CONFLICT DO UPDATE SET holder = :holder, untilMs = :until
         WHERE holder = :holder OR untilMs <= :now`,
      )
      .run({ holder, until: now + turnMs, now });
    if (changes === 1) this.#untilMs = now + turnMs;
    return changes === 1;
  }

  release(): void {
    this.#untilMs = 0;
    this.file.toRead?.prepare('DELETE FROM turn WHERE holder = ?').run(this.#holder);
  }
}
