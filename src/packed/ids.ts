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

  /** `isIt`: whether the event at a position has the id. */
  find(id: string, isIt: (position: number) => boolean): number | undefined {
    const hash = this.#hash(id);
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const position = this.#slots[slot];
      if (!position) return undefined;
      if (this.#hashes.get(position) === hash && isIt(position)) return position;
    }
  }

  /** Positions follow each other from 1. */
  append(id: string): void {
    const position = ++this.#count;
    this.#hashes.set(position, this.#hash(id));
    if (2 * position > this.#slots.length) this.#widen();
    else this.#place(position);
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

  /** FNV-1a over the characters, mixed once more so that its low bits tell ids apart. */
  #hash(id: string): number {
    let hash = this.#seed;
    for (let index = 0; index < id.length; index++) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
    return (hash ^ (hash >>> 13)) >>> 0;
  }
}
