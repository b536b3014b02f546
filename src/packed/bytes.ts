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
    if (this.#end + most > this.#last.length) this.#open(most);
    const start = (this.#buffers.length - 1) * perBuffer + this.#end;
    const before = this.#last.write(hex, this.#end, 'hex');
    const length = before + this.#last.write(text, this.#end + before);
    this.#end += length;
    return { start, length };
  }

  text(start: number, length: number): string {
    return this.#read('utf8', start, length);
  }

  hex(start: number, length: number): string {
    return this.#read('hex', start, length);
  }

  /** How many bytes are taken, those that are still empty too. */
  get bytes(): number {
    return this.#buffers.reduce((sum, { length }) => sum + length, 0);
  }

  #open(size: number): void {
    this.#last = Buffer.allocUnsafeSlow(Math.max(usualSize, size));
    this.#buffers.push(this.#last);
    this.#end = 0;
  }

  #read(encoding: 'utf8' | 'hex', start: number, length: number): string {
    const from = start % perBuffer;
    return this.#buffers[Math.floor(start / perBuffer)]?.toString(encoding, from, from + length) ?? '';
  }
}
