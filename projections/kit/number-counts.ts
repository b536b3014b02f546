/** So many numbers lie in a block: what becomes known together has numbers that follow each other. */
const blockSize = 32;
/** What a byte says of a count that it cannot hold. */
const elsewhere = 255;

/** How often each of many whole numbers was counted, a byte for each of a block of which any was. */
export class NumberCounts {
  /** Where the bytes of a block begin. */
  readonly #blocks = new Map<number, number>();
  #bytes = new Uint8Array(blockSize * 2);
  readonly #large = new Map<number, number>();
  #lastBlock = -1;
  #lastStart = 0;

  /** Counts a number so many times more; how often it was counted before. */
  add(number: number, times: number): number {
    const place = this.#placeOf(number);
    const byte = this.#bytes[place] ?? 0;
    const before = byte === elsewhere ? (this.#large.get(number) ?? 0) : byte;
    const after = before + times;
    const isSmall = after >= 0 && after < elsewhere;
    this.#bytes[place] = isSmall ? after : elsewhere;
    if (!isSmall) this.#large.set(number, after);
    else if (byte === elsewhere) this.#large.delete(number);
    return before;
  }

  /** Counts each of some once more, or once less; how many more than before are counted. */
  addAll(numbers: readonly number[], sign: number): number {
    let more = 0;
    for (const number of numbers) {
      const before = this.add(number, sign);
      if (before === 0) more++;
      else if (before + sign === 0) more--;
    }
    return more;
  }

  has(number: number): boolean {
    const block = Math.floor(number / blockSize);
    const start = this.#blocks.get(block);
    return start !== undefined && this.#bytes[start + number - block * blockSize] !== 0;
  }

  /** Those that are counted. */
  *numbers(): Iterable<number> {
    for (const [block, start] of this.#blocks)
      for (let at = 0; at < blockSize; at++) if (this.#bytes[start + at] !== 0) yield block * blockSize + at;
  }

  #placeOf(number: number): number {
    const block = Math.floor(number / blockSize);
    if (block !== this.#lastBlock) {
      this.#lastStart = this.#blocks.get(block) ?? this.#open(block);
      this.#lastBlock = block;
    }
    return this.#lastStart + (number - block * blockSize);
  }

  #open(block: number): number {
    const start = this.#blocks.size * blockSize;
    this.#blocks.set(block, start);
    if (start === this.#bytes.length) {
      const bytes = new Uint8Array(start * 2);
      bytes.set(this.#bytes);
      this.#bytes = bytes;
    }
    return start;
  }
}
