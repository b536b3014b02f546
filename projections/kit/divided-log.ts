import type { Fact } from '../../events/index.js';
import { partsOf } from '../../events/kit/stream.js';
import { comparesClaims, type Policy } from './claims.js';
import { type Division, divisionOf } from './division.js';
import type { Log } from './log.js';

const none: readonly Fact[] = [];

const byPosition = (one: Fact, other: Fact): number => one.position - other.position;

/** A log in which some streams read as several, one for each part: their lines are those that the whole stream has. */
export class DividedLog implements Log {
  readonly #facts = new Map<string, readonly Fact[]>();
  readonly #streams = new Map<string, string>();
  /** By the id of a fact, the names under which it is read. */
  readonly #names = new Map<string, string[]>();

  constructor(
    private readonly log: Log,
    divisions: ReadonlyMap<string, Division>,
  ) {
    for (const [stream, { whole, parts }] of divisions) {
      this.#facts.set(stream, none);
      parts.forEach((part, place) => {
        this.#put(`${stream}#${place}`, stream, [...whole, ...part].sort(byPosition));
      });
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
    const divided = new Set(this.#streams.values());
    for (const stream of this.log.streams(category)) if (!divided.has(stream)) yield stream;
    for (const [name, stream] of this.#streams) if (partsOf(stream).category === category) yield name;
  }

  facts(name: string): readonly Fact[] {
    return this.#facts.get(name) ?? this.log.facts(name);
  }

  fact(id: string): Fact | undefined {
    return this.log.fact(id);
  }

  wholeOf(name: string): string {
    return this.#streams.get(name) ?? name;
  }

  /** Under which names a fact is read: its stream, a part of it, or all of its parts. */
  namesOf({ id, stream }: Fact): readonly string[] {
    return this.#names.get(id) ?? [stream];
  }

  #put(name: string, stream: string, facts: readonly Fact[]): void {
    this.#facts.set(name, facts);
    this.#streams.set(name, stream);
    for (const { id } of facts) {
      const known = this.#names.get(id);
      if (known) known.push(name);
      else this.#names.set(id, [name]);
    }
  }
}

/** Whether to read each of some facts in its part, or in all parts, is less than to read all of the stream for each. */
const isWorthwhile = ({ whole, parts }: Division, facts: readonly Fact[]): boolean => {
  const counts = new Map(parts.flatMap((part) => part.map(({ id }) => [id, whole.length + part.length])));
  const ofAll = parts.reduce((sum, part) => sum + whole.length + part.length, 0);
  const inParts = facts.reduce((sum, { id }) => sum + (counts.get(id) ?? ofAll), 0);
  const together = parts.reduce((sum, part) => sum + part.length, whole.length);
  return inParts < facts.length * together;
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
