import type { PlacesLog } from './first-rests.js';

/** Numbers for names of events and of things, in the order in which they came: many counts of names share them. */
export class NumberedNames {
  readonly #numbers = new Map<string, number>();
  readonly #names: string[] = [];
  /** The positions of events in one log, as far as they were asked for; 0 where not yet. */
  #positions = new Float64Array(0);
  #log: PlacesLog | undefined;

  numberOf(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const number = this.#names.length;
    this.#numbers.set(name, number);
    this.#names.push(name);
    return number;
  }

  /** The number of a name that has one. */
  known(name: string): number | undefined {
    return this.#numbers.get(name);
  }

  nameOf(number: number): string {
    const name = this.#names[number];
    if (name === undefined) throw new RangeError(`no name has the number ${number}`);
    return name;
  }

  /** Where an event stands in a log; infinite where it was not recorded there, which it may be later. */
  positionOf(number: number, log: PlacesLog): number {
    if (this.#log !== log || number >= this.#positions.length) this.#makeRoom(log);
    const known = this.#positions[number];
    if (known) return known;
    const position = log.fact(this.nameOf(number))?.position;
    if (position === undefined) return Infinity;
    return (this.#positions[number] = position);
  }

  #makeRoom(log: PlacesLog): void {
    const positions = new Float64Array(this.#names.length);
    if (this.#log === log) positions.set(this.#positions);
    this.#positions = positions;
    this.#log = log;
  }
}
