import type { Problem } from '../../../events/index.js';
import { mostDepth, mostMembers } from '../limits.js';

/** What JSON.parse lets through, although other readers would read it differently or be harmed by it. */
export interface JsonFaults {
  /** In how it is built. */
  structure: Problem[];
  /** In what it says. */
  values: Problem[];
}

/** Names that reach an object's prototype. */
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

const numberAt = /-?\d[\d.eE+-]*/y;
const quote = 0x22;
const backslash = 0x5c;

interface Level {
  /** The names so far; undefined in an array. */
  names: Set<string> | undefined;
  place: string | number;
  expectsName: boolean;
}

const escapePointer = (place: string | number): string =>
  String(place).replaceAll('~', '~0').replaceAll('/', '~1');

/** One pass over the text, without recursion: as deep as anyone may nest it, it costs no stack. */
class Scan {
  readonly faults: JsonFaults = { structure: [], values: [] };
  readonly #levels: Level[] = [];
  #members = 0;

  constructor(private readonly text: string) {}

  run(): JsonFaults {
    for (let at = 0; at < this.text.length && !this.#isHopeless; at++) at = this.#step(at);
    return this.faults;
  }

  get #isHopeless(): boolean {
    return (
      this.#levels.length > mostDepth || this.#members > mostMembers || this.faults.structure.length > 100
    );
  }

  get #pointer(): string {
    return this.#levels.map(({ place }) => `/${escapePointer(place)}`).join('');
  }

  /** Looks at what begins here; the place where it ends. */
  #step(at: number): number {
    switch (this.text[at]) {
      case '"':
        return this.#string(at);
      case '{':
      case '[':
        this.#open(this.text[at] === '{');
        return at;
      case '}':
      case ']':
        this.#levels.pop();
        return at;
      case ',':
        this.#next();
        return at;
      default:
        return this.#number(at);
    }
  }

  #open(isObject: boolean): void {
    if (this.#levels.length === mostDepth) this.#structure(`is nested deeper than ${mostDepth} levels`);
    this.#levels.push(
      isObject
        ? { names: new Set(), place: '', expectsName: true }
        : { names: undefined, place: 0, expectsName: false },
    );
  }

  #next(): void {
    const level = this.#levels.at(-1);
    if (++this.#members > mostMembers) this.#structure(`has more than ${mostMembers} members`);
    if (!level) return;
    if (level.names) level.expectsName = true;
    else level.place = Number(level.place) + 1;
  }

  #string(start: number): number {
    const end = this.#endOfString(start);
    const level = this.#levels.at(-1);
    const string = this.#decoded(start, end);
    if (level?.expectsName) this.#name(level, string);
    else this.#value(string);
    return end;
  }

  #name(level: Level, name: string): void {
    level.place = name;
    level.expectsName = false;
    if (forbidden.has(name)) this.#structure('is a name that may not be used');
    if (level.names!.has(name)) this.#structure('is given twice');
    level.names!.add(name);
    this.#value(name);
  }

  #value(string: string): void {
    if (string.includes('\0')) this.#wrong('has a NUL character');
    if (!string.isWellFormed()) this.#wrong('has half of a surrogate pair, which is not well-formed Unicode');
  }

  #number(at: number): number {
    numberAt.lastIndex = at;
    const [digits] = numberAt.exec(this.text) ?? [];
    if (digits === undefined) return at;
    if (Number.isNaN(Number(digits)) || Number.isFinite(Number(digits))) return at + digits.length - 1;
    this.#wrong(`is ${digits.slice(0, 20)}, which is more than a number can hold`);
    return at + digits.length - 1;
  }

  #endOfString(start: number): number {
    for (let at = start + 1; at < this.text.length; at++) {
      const code = this.text.charCodeAt(at);
      if (code === quote) return at;
      if (code === backslash) at++;
    }
    return this.text.length;
  }

  #decoded(start: number, end: number): string {
    const inside = this.text.slice(start + 1, end);
    if (!inside.includes('\\')) return inside;
    try {
      return JSON.parse(`"${inside}"`) as string;
    } catch {
      return inside; // Not JSON: the parser says so.
    }
  }

  #structure(detail: string): void {
    this.faults.structure.push({ pointer: this.#pointer, detail });
  }

  #wrong(detail: string): void {
    if (this.faults.values.length < 100) this.faults.values.push({ pointer: this.#pointer, detail });
  }
}

export const faultsIn = (text: string): JsonFaults => new Scan(text).run();
