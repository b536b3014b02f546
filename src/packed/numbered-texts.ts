/** Texts that come again and again, each kept once and known by its number, from 0. */
export class NumberedTexts {
  readonly #numbers = new Map<string, number>();
  readonly #texts: string[] = [];

  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#texts.length);
    return this.#texts.push(text) - 1;
  }

  get count(): number {
    return this.#texts.length;
  }

  /** Those whose numbers are at least `from` and below `to`. */
  slice(from: number, to: number): string[] {
    return this.#texts.slice(from, to);
  }

  text(number: number): string {
    const text = this.#texts[number];
    if (text === undefined) throw new RangeError(`there is no word ${number}`);
    return text;
  }
}
