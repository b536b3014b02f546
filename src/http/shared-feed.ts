import { setImmediate } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Observable, Subscription } from 'rxjs';
import { reasonOf } from '../../events/kit/reason.js';
import type { FeedReader } from './feed-reader.js';
import { readerBufferBytes } from './limits.js';

/** Something to be told, under a number that goes up. */
export interface FeedMessage {
  number: number;
  /** The name of its kind. */
  event: string;
  data: unknown;
}

/** What is told in order, to whoever listens. */
export interface FeedSource {
  /** Some of what stands after a number, in order: none only when there is none. */
  messagesAfter(number: number): Promise<readonly FeedMessage[]>;
  /** The last number that there is. */
  position(): number;
  /** Wakes the feed; a lost nudge costs a heartbeat at most. */
  grew: Observable<unknown>;
}

/** Messages as they are sent, and the number of the last one. */
interface Chunk {
  bytes: Buffer;
  last: number;
}

/** So much is kept of what was sent last, for those who come to it after others. */
const keptBytes = 4 * 1024 * 1024;

/** So many readers are handed something before other work gets its turn: a few milliseconds. */
const readersPerTurn = 100;

const heartbeat = Buffer.from(': nothing new\n\n');

const writtenOf = ({ number, event, data }: FeedMessage): Buffer =>
  Buffer.from(`id: ${number}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);

/** In pieces of which a reader that takes nothing holds one at most; a long message is a piece of its own. */
const chunksOf = (messages: readonly FeedMessage[]): Chunk[] => {
  const chunks: Chunk[] = [];
  let [parts, size]: [Buffer[], number] = [[], 0];
  for (const [index, message] of messages.entries()) {
    const written = writtenOf(message);
    const before = messages[index - 1];
    if (before && size + written.length > readerBufferBytes) {
      chunks.push({ bytes: Buffer.concat(parts), last: before.number });
      [parts, size] = [[], 0];
    }
    parts.push(written);
    size += written.length;
  }
  const last = messages.at(-1);
  return last ? [...chunks, { bytes: Buffer.concat(parts), last: last.number }] : chunks;
};

/**
 * Server-sent events for many readers: each message is read and written once, and all are handed the same bytes. Nothing
 * is handed to a reader before it has taken what came before, so a slow one costs no more than a fast one.
 */
export class SharedFeed {
  /** Those who had all that there was when it was looked last. */
  readonly #waiting = new Set<FeedReader>();
  /** Those who go on by themselves, as fast as they take it. */
  readonly #behind = new Set<FeedReader>();
  readonly #chunks: LRUCache<number, Chunk>;
  readonly #logger = new Logger('feeds');
  readonly #subscription: Subscription;
  readonly #beating: NodeJS.Timeout;
  /** The last number that there was when it was looked last. */
  #last = 0;
  #isTelling = false;
  #hasGrown = false;

  constructor(
    private readonly source: FeedSource,
    heartbeatMs: number,
  ) {
    this.#chunks = new LRUCache({
      maxSize: keptBytes,
      sizeCalculation: ({ bytes }) => bytes.length,
      fetchMethod: (number) => this.#read(number),
    });
    this.#subscription = source.grew.subscribe(() => void this.#tellAll());
    this.#beating = setInterval(() => void this.#tellAll(heartbeat), heartbeatMs).unref();
  }

  get isEmpty(): boolean {
    return this.#waiting.size + this.#behind.size === 0;
  }

  add(reader: FeedReader): void {
    this.#last = this.source.position();
    void this.#catchUp(reader);
  }

  remove(reader: FeedReader): void {
    this.#waiting.delete(reader);
    this.#behind.delete(reader);
  }

  /** Looks for nothing more, and says so to whoever listens. */
  end(): void {
    clearInterval(this.#beating);
    this.#subscription.unsubscribe();
    for (const reader of [...this.#waiting, ...this.#behind]) reader.end();
  }

  /** Tells all who wait, once more when there is more by then; what could not be read is read at the next heartbeat. */
  async #tellAll(otherwise?: Buffer): Promise<void> {
    this.#last = this.source.position();
    this.#hasGrown = true;
    if (this.#isTelling) return;
    this.#isTelling = true;
    try {
      while (this.#hasGrown) {
        this.#hasGrown = false;
        await this.#tellEach(otherwise);
      }
    } catch (error) {
      this.#logger.warn(`what is new could not be read: ${reasonOf(error)}`);
    } finally {
      this.#isTelling = false;
    }
  }

  /** One after the other, in turns; `otherwise` is for those for whom there is nothing. */
  async #tellEach(otherwise: Buffer | undefined): Promise<void> {
    let told = 0;
    for (const reader of this.#waiting) {
      if (!reader.hasTaken) void this.#catchUp(reader);
      else if (this.#isBehind(reader)) await this.#tell(reader);
      else if (otherwise) reader.hand(otherwise);
      if (++told % readersPerTurn === 0) await setImmediate();
    }
  }

  async #tell(reader: FeedReader): Promise<void> {
    await this.#handNext(reader);
    if (this.#isBehind(reader)) void this.#catchUp(reader);
  }

  #isBehind({ reached }: FeedReader): boolean {
    return this.#last > reached;
  }

  async #catchUp(reader: FeedReader): Promise<void> {
    this.#waiting.delete(reader);
    this.#behind.add(reader);
    try {
      await reader.taken();
      while (this.#isBehind(reader) && !reader.hasLeft) {
        await this.#handNext(reader);
        await reader.taken();
        await setImmediate();
      }
    } catch {
      // It waits with the others for the next try, and that one says what is wrong.
    }
    if (this.#behind.delete(reader)) this.#waiting.add(reader);
  }

  async #handNext(reader: FeedReader): Promise<void> {
    const chunk = this.#chunks.get(reader.reached) ?? (await this.#chunks.fetch(reader.reached));
    if (!chunk) throw new Error(`nothing is found after ${reader.reached}`);
    reader.reached = chunk.last;
    reader.hand(chunk.bytes);
  }

  /** What stands after a number; what stands after that is kept, too, for whoever comes to it. */
  async #read(number: number): Promise<Chunk | undefined> {
    const [first, ...more] = chunksOf(await this.source.messagesAfter(number));
    let last = first?.last ?? number;
    for (const chunk of more) {
      this.#chunks.set(last, chunk);
      ({ last } = chunk);
    }
    return first;
  }
}
