import { randomInt } from 'node:crypto';
import { type WholeColumn, wholeColumn } from './columns.js';

const firstSlots = 2 ** 12;

/** Finds positions by ids: a table of slots outside the heap, at most half of which are taken. */
export class Ids {
  // Nobody outside can tell which ids would stand in one another's way.
  readonly #seed = randomInt(2 ** 32 - 1);
  readonly #hashes: WholeColumn = wholeColumn();
  #slots = new Uint32Array(firstSlots);
  #count = 0;

  /** `isIt`: whether the event at a position has the id that the hash is of. */
  find(hash: number, isIt: (position: number) => boolean): number | undefined {
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const position = this.#slots[slot];
      if (!position) return undefined;
      if (this.#hashes.get(position) === hash && isIt(position)) return position;
    }
  }

  /** Positions follow each other from 1. */
  append(hash: number): void {
    const position = ++this.#count;
    this.#hashes.set(position, hash);
    if (2 * position > this.#slots.length) this.#widen();
    else this.#place(position);
  }

  /** Of an id that is so many whole numbers below 2^32: FNV-1a, mixed so that the low bits tell ids apart. */
  hashOf(count: number, numberAt: (index: number) => number): number {
    let hash = this.#seed;
    for (let index = 0; index < count; index++) {
      hash = Math.imul(hash ^ numberAt(index), 0x01000193);
      hash ^= hash >>> 15;
    }
    hash = Math.imul(hash, 0x85ebca6b);
    return (hash ^ (hash >>> 13)) >>> 0;
  }

  get bytes(): number {
    return this.#slots.byteLength + this.#hashes.bytes;
  }

  #widen(): void {
    this.#slots = new Uint32Array(2 * this.#slots.length);
    for (let position = 1; position <= this.#count; position++) this.#place(position);
  }

  #place(position: number): void {
    const mask = this.#slots.length - 1;
    let slot = this.#hashes.get(position) & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = position;
  }
}
