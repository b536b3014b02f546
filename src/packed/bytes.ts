import { Buffer } from 'node:buffer';

const usualSize = 2 ** 22;
/** The number of a buffer times this, and the place in it, make one number. */
const perBuffer = 2 ** 32;

/** Texts one behind the other in buffers outside the heap, which only grow. */
export class Bytes {
  readonly #buffers: Buffer[] = [];
  #last = Buffer.alloc(0);
  #end = 0;

  /** Appends hexadecimal digits, two to a byte, and a text behind them. */
  append(hex: string, text: string): { start: number; length: number } {
    const most = hex.length / 2 + 3 * text.length;
    if (this.#end + most > this.#last.length) this.#open(Math.max(usualSize, most));
    const start = this.#here;
    const before = this.#last.write(hex, this.#end, 'hex');
    const length = before + this.#last.write(text, this.#end + before);
    this.#end += length;
    return { start, length };
  }

  /** Appends a copy of many texts that stand one behind the other, and tells where the first one starts. */
  appendAll(texts: Uint8Array): number {
    this.#open(texts.length);
    this.#last.set(texts);
    const start = this.#here;
    this.#end = texts.length;
    return start;
  }

  text(start: number, length: number): string {
    return this.#read('utf8', start, length);
  }

  hex(start: number, length: number): string {
    return this.#read('hex', start, length);
  }

  /** Four bytes as one whole number. */
  word(start: number): number {
    return this.#bufferAt(start)?.readUInt32LE(start % perBuffer) ?? 0;
  }

  /** Writes what stands there into other bytes. */
  copy(start: number, length: number, into: Uint8Array, at: number): void {
    const from = start % perBuffer;
    this.#bufferAt(start)?.copy(into, at, from, from + length);
  }

  /** How many bytes are taken, those that are still empty too. */
  get bytes(): number {
    return this.#buffers.reduce((sum, { length }) => sum + length, 0);
  }

  get #here(): number {
    return (this.#buffers.length - 1) * perBuffer + this.#end;
  }

  #bufferAt(start: number): Buffer | undefined {
    return this.#buffers[Math.floor(start / perBuffer)];
  }

  #open(size: number): void {
    this.#last = Buffer.allocUnsafeSlow(size);
    this.#buffers.push(this.#last);
    this.#end = 0;
  }

  #read(encoding: 'utf8' | 'hex', start: number, length: number): string {
    const from = start % perBuffer;
    return this.#bufferAt(start)?.toString(encoding, from, from + length) ?? '';
  }
}
