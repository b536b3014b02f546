import { reasonOf } from '../../events/kit/reason.js';
import { eventHash, genesisHash } from '../store/canonical.js';
import type { LogReader, WrittenEvent } from '../store/store.js';
import type { PackedFolder } from './packed-folder.js';
import type { PackedHistory } from './packed-history.js';

/**
 * Keeps the log as bytes in files beside its store, so that a start reads what is new. They are no part of the log: what
 * is not in them, or not as the store has it, is read off the store.
 */
export class Keeping {
  /** Of the last event that was read. */
  #hash = genesisHash;
  /** Of the last event of each segment, from the first. */
  readonly #ends: string[] = [];
  #kept = 0;
  #isOver = false;
  #writing: Promise<void> | undefined;

  /** `tell` hears why no more is kept. */
  constructor(
    private readonly store: LogReader,
    private readonly history: PackedHistory,
    private readonly folder: PackedFolder,
    private readonly tell: (reason: string) => void,
  ) {}

  /** Takes over what is kept of this very log into a history that is empty. Throws StoreUnavailable. */
  async takeOver(): Promise<void> {
    for (;;) {
      const next = this.#kept + 1;
      const kept = await this.folder.read(next);
      if (!kept || kept.hash !== (await this.#hashAt(this.history.endOf(next)))) return;
      this.history.appendSegment(kept.segment);
      this.#hash = kept.hash;
      this.#ends.push(kept.hash);
      this.#kept = next;
    }
  }

  /** Hears of what was read of the store and appended to the history. */
  heed(events: readonly WrittenEvent[]): void {
    for (const { position, canonical } of events) {
      this.#hash = eventHash(this.#hash, canonical);
      if (position === this.history.endOf(this.#ends.length + 1)) this.#ends.push(this.#hash);
    }
  }

  /** Writes, one after the other, the segments that are full and not kept yet. */
  async keepUp(): Promise<void> {
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = undefined;
    });
    return this.#writing;
  }

  /** What is being written is finished, the rest left for the next time. */
  async stop(): Promise<void> {
    this.#isOver = true;
    await this.#writing;
  }

  async #writeAll(): Promise<void> {
    try {
      while (!this.#isOver && this.#kept < this.history.segments) await this.#write(this.#kept + 1);
    } catch (error) {
      if (!this.#isOver) this.#giveUp(`it can't be written: ${reasonOf(error)}`);
    }
  }

  async #write(number: number): Promise<void> {
    const hash = this.#ends[number - 1];
    // Else what was read may be wrong: kept, it would be so even after the store was mended.
    if (hash === undefined || hash !== (await this.#hashAt(this.history.endOf(number))))
      return this.#giveUp('the log does not follow its own hashes; verify says where');
    await this.folder.write(number, hash, this.history.segment(number));
    this.#kept = number;
  }

  #giveUp(reason: string): void {
    this.#isOver = true;
    this.tell(`the log is kept no further in ${this.folder.folder}: ${reason}`);
  }

  async #hashAt(position: number): Promise<string | undefined> {
    const [stored] = await this.store.read(position - 1, 1);
    return stored?.event.hash;
  }
}
