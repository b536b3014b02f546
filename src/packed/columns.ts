/** So many values stand in one part of a column: what grows is never copied. */
const perPart = 32_768;

/** Numbers by position, from 1, outside the heap. */
class NumberColumn<Part extends Uint32Array | Float64Array> {
  readonly #parts: Part[] = [];

  constructor(private readonly makePart: (length: number) => Part) {}

  /** What was set there; 0 where nothing was. */
  get(position: number): number {
    return this.#parts[Math.floor(position / perPart)]?.[position % perPart] ?? 0;
  }

  set(position: number, value: number): void {
    this.#part(Math.floor(position / perPart))[position % perPart] = value;
  }

  /** How many bytes it takes. */
  get bytes(): number {
    return this.#parts.reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  #part(number: number): Part {
    for (;;) {
      const part = this.#parts[number];
      if (part) return part;
      this.#parts.push(this.makePart(perPart));
    }
  }
}

/** Whole numbers below 2^32. */
export const wholeColumn = (): NumberColumn<Uint32Array> =>
  new NumberColumn((length) => new Uint32Array(length));

/** Any numbers. */
export const numberColumn = (): NumberColumn<Float64Array> =>
  new NumberColumn((length) => new Float64Array(length));

export type WholeColumn = ReturnType<typeof wholeColumn>;
