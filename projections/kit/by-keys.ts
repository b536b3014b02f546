/** Things by the values that they have in some dimensions, for whoever asks for the same dimensions again and again. */
export class ByKeys<Thing> {
  readonly #found = new Map<string, Map<string, Thing[]>>();

  constructor(
    private readonly things: readonly Thing[],
    private readonly keysOf: (thing: Thing) => Readonly<Record<string, unknown>>,
  ) {}

  /** Those that have these keys; what has no such key has null there. */
  at(keys: Readonly<Record<string, unknown>>): readonly Thing[] {
    const names = Object.keys(keys);
    const known = this.#found.get(names.join()) ?? this.#group(names);
    return known.get(JSON.stringify(Object.values(keys))) ?? [];
  }

  #group(names: readonly string[]): Map<string, Thing[]> {
    const valuesOf = (thing: Thing): string =>
      JSON.stringify(names.map((name) => this.keysOf(thing)[name] ?? null));
    const grouped = Map.groupBy(this.things, valuesOf);
    this.#found.set(names.join(), grouped);
    return grouped;
  }
}
