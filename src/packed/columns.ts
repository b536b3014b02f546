/** So many values stand in one part of a column: what grows is never copied. */
const perPart = 32_768;

/** Where so many positions from one on stand: which part, from which place, how many of them are in parts before, and in it. */
const partsFrom = (from: number, length: number) => {
  const found: { part: number; place: number; done: number; count: number }[] = [];
  for (let done = 0; done < length;) {
    const place = (from + done) % perPart;
    const count = Math.min(perPart - place, length - done);
    found.push({ part: Math.floor((from + done) / perPart), place, done, count });
    done += count;
  }
  return found;
};

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

  /** The values of positions from one on. */
  slice(from: number, length: number): Part {
    const values = this.makePart(length);
    for (const { part, place, done, count } of partsFrom(from, length)) {
      const known = this.#parts[part]?.subarray(place, place + count);
      if (known) values.set(known, done);
    }
    return values;
  }

  /** Sets the values of positions from one on. */
  setAll(from: number, values: Part): void {
    for (const { part, place, done, count } of partsFrom(from, values.length))
      this.#part(part).set(values.subarray(done, done + count), place);
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
