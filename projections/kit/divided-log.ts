import { entryAt } from '../../events/kit/item-at.js';
import type { Fact } from '../../events/index.js';
import { partsOf } from '../../events/kit/stream.js';
import { comparesClaims, type Policy } from './claims.js';
import { type Division, divisionOf } from './division.js';
import type { Log, PartOfStream } from './log.js';

const none: readonly Fact[] = [];

const byPosition = (one: Fact, other: Fact): number => one.position - other.position;

/** A log in which some streams read as several, one for each part: their lines are those that the whole stream has. */
export class DividedLog implements Log {
  readonly #facts = new Map<string, readonly Fact[]>();
  readonly #parts = new Map<string, PartOfStream>();
  /** By the id of a fact, the names under which it is read, that of its own part first. */
  readonly #names = new Map<string, string[]>();

  constructor(
    private readonly log: Log,
    divisions: ReadonlyMap<string, Division>,
  ) {
    for (const [stream, { whole, parts }] of divisions) {
      this.#facts.set(stream, none);
      const names = new Map(parts.map((part, place) => [part.facts, `${stream}#${place}`]));
      for (const { facts, counted, beside } of parts) {
        const name = entryAt(names, facts);
        this.#parts.set(name, { stream, beside });
        this.#facts.set(name, [...whole, ...facts, ...counted.flat()].sort(byPosition));
        for (const fact of [...whole, ...facts]) this.#addName(fact, name);
      }
      // What is counted elsewhere, too, goes first by the name of its own part.
      for (const { facts, counted } of parts)
        for (const fact of counted.flat()) this.#addName(fact, entryAt(names, facts));
    }
  }

  /** What reads otherwise than in the log below, so that no line is there twice meanwhile: each divided stream before its parts. */
  get changed(): readonly string[] {
    return [...this.#facts.keys()];
  }

  get position(): number {
    return this.log.position;
  }

  *streams(category: string): Iterable<string> {
    const divided = new Set([...this.#parts.values()].map(({ stream }) => stream));
    for (const stream of this.log.streams(category)) if (!divided.has(stream)) yield stream;
    for (const [name, { stream }] of this.#parts) if (partsOf(stream).category === category) yield name;
  }

  facts(name: string): readonly Fact[] {
    return this.#facts.get(name) ?? this.log.facts(name);
  }

  fact(id: string): Fact | undefined {
    return this.log.fact(id);
  }

  partOf(name: string): PartOfStream | undefined {
    return this.#parts.get(name);
  }

  /** The stream that goes by a name, or of which a part does. */
  streamOf(name: string): string {
    return this.partOf(name)?.stream ?? name;
  }

  /** Under which names a fact is read: its stream, a part of it, or all of its parts. */
  namesOf({ id, stream }: Fact): readonly string[] {
    return this.#names.get(id) ?? [stream];
  }

  #addName({ id }: Fact, name: string): void {
    const known = this.#names.get(id);
    if (known) known.push(name);
    else this.#names.set(id, [name]);
  }
}

/** Whether to tell of each of some facts in the parts that it is in, or in all, is less than to tell of all of the stream for each. */
const isWorthwhile = ({ whole, parts }: Division, facts: readonly Fact[]): boolean => {
  const counts = new Map<string, number>();
  let ofAll = 0;
  for (const part of parts) {
    const counted = part.counted.flat();
    // To look through what others tell costs a third of telling it.
    const size = whole.length + part.facts.length + counted.length / 3;
    ofAll += size;
    for (const { id } of [...part.facts, ...counted]) counts.set(id, (counts.get(id) ?? 0) + size);
  }
  const inParts = facts.reduce((sum, { id }) => sum + (counts.get(id) ?? ofAll), 0);
  const together = parts.reduce((sum, part) => sum + part.facts.length, whole.length);
  return inParts < facts.length * together;
};

/**
 * A log in which one stream is divided, where some of its facts are each told otherwise in the parts that they are in;
 * undefined where it is as well told as a whole.
 */
export const logOfParts = (log: Log, stream: string, told: readonly Fact[]): DividedLog | undefined => {
  const division = log.partOf?.(stream) ? undefined : divisionOf(stream, log.facts(stream));
  return division && isWorthwhile(division, told)
    ? new DividedLog(log, new Map([[stream, division]]))
    : undefined;
};

/** A log in which those streams are divided to which much of this happens. */
export const dividedLog = (log: Log, events: readonly Fact[], policy: Policy): DividedLog => {
  const divisions = new Map<string, Division>();
  for (const [stream, happening] of Map.groupBy(events, (fact) => fact.stream)) {
    const facts = log.facts(stream);
    // Which claim is the lowest is found by what the whole stream comes to.
    const isCompared = comparesClaims(policy) && facts.some(({ rivalOf }) => rivalOf !== undefined);
    if (happening.length < 2 || isCompared) continue;
    const division = divisionOf(stream, facts);
    if (division && isWorthwhile(division, happening)) divisions.set(stream, division);
  }
  return new DividedLog(log, divisions);
};
