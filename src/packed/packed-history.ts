import { LRUCache } from 'lru-cache';
import type { Fact } from '../../events/index.js';
import { partsOf } from '../../events/kit/stream.js';
import { FactCounts, type RecordedLog } from '../../projections/kit/log.js';
import type { WrittenEvent } from '../store/store.js';
import { wholeColumn } from './columns.js';
import { PackedEvents } from './packed-events.js';

/** So many facts are kept as objects, some 46 MB: a log of that size whole, of a larger one what was asked last. */
const usuallyRevived = 100_000;

interface PackedStream {
  readonly name: string;
  readonly first: number;
  last: number;
}

const none: readonly Fact[] = [];

/**
 * The recorded log as bytes outside the heap. Facts are revived stream by stream when they are asked for, and most of
 * them are forgotten again: two that are asked for at different times may be alike without being the same.
 */
export class PackedHistory implements RecordedLog {
  readonly #events = new PackedEvents();
  readonly #streams = new Map<string, PackedStream>();
  readonly #numbered: PackedStream[] = [];
  readonly #categories = new Map<string, Set<string>>();
  readonly #counts = new FactCounts();
  readonly #streamOf = wholeColumn();
  /** The next event of the same stream; 0 for none. */
  readonly #next = wholeColumn();
  readonly #revived: LRUCache<PackedStream, Fact[]>;
  /** A stream that is longer than all that is kept is not revived for every question about it. */
  #latest: { stream: PackedStream; facts: Fact[] } | undefined;
  #confidentialFrom: number | undefined;

  constructor(mostRevived = usuallyRevived) {
    this.#revived = new LRUCache({ maxSize: mostRevived, sizeCalculation: ({ length }) => length });
  }

  get confidentialFrom(): number | undefined {
    return this.#confidentialFrom;
  }

  get position(): number {
    return this.#events.position;
  }

  /** How many bytes it takes outside the heap. */
  get bytes(): number {
    return this.#events.bytes + this.#streamOf.bytes + this.#next.bytes;
  }

  /** Throws where an event does not follow: the log has a hole. */
  append(event: WrittenEvent): void {
    if (event.position !== this.position + 1)
      throw new Error(`position ${event.position} follows ${this.position}: the log has a hole`);
    this.#events.append(event);
    this.#counts.add(event.stream);
    const stream = this.#streams.get(event.stream) ?? this.#open(event);
    this.#link(stream, event.position);
    // What is new of a stream at hand is revived as it comes, and not all at once when it is asked for.
    const facts = this.#known(stream);
    if (facts) this.#keepUp(stream, facts);
    if (event.confidential) this.#confidentialFrom ??= event.position;
  }

  streams(category: string): Iterable<string> {
    return this.#categories.get(category) ?? [];
  }

  has(stream: string): boolean {
    return this.#streams.has(stream);
  }

  facts(stream: string): readonly Fact[] {
    const packed = this.#streams.get(stream);
    if (!packed) return none;
    const facts = this.#known(packed) ?? [];
    this.#keepUp(packed, facts);
    this.#latest = { stream: packed, facts };
    return facts;
  }

  fact(id: string): Fact | undefined {
    const position = this.#events.find(id);
    if (position === undefined) return undefined;
    const stream = this.#streamAt(position);
    const known = this.#known(stream);
    const place = known ? placeOf(known, position) : -1;
    return known?.[place] ?? this.#events.factAt(position, stream.name);
  }

  positionOf(id: string): number | undefined {
    return this.#events.find(id);
  }

  factCount(category: string): number {
    return this.#counts.of(category);
  }

  /** What was recorded after a position, in order. */
  *after(position: number): Iterable<Fact> {
    for (let at = position + 1; at <= this.position; at++)
      yield this.#events.factAt(at, this.#streamAt(at).name);
  }

  #streamAt(position: number): PackedStream {
    return this.#numbered[this.#streamOf.get(position)]!;
  }

  #known(stream: PackedStream): Fact[] | undefined {
    return this.#latest?.stream === stream ? this.#latest.facts : this.#revived.get(stream);
  }

  #keepUp(stream: PackedStream, facts: Fact[]): void {
    if (!this.#readOn(stream, facts)) return;
    // What is set again as it is would keep the size that it had.
    this.#revived.delete(stream);
    this.#revived.set(stream, facts);
  }

  /** Revives what is still missing; false when nothing is. */
  #readOn({ name, first, last }: PackedStream, facts: Fact[]): boolean {
    const end = facts.at(-1)?.position;
    if (end === last) return false;
    for (let at = end === undefined ? first : this.#next.get(end); at !== 0; at = this.#next.get(at))
      facts.push(this.#events.factAt(at, name));
    return true;
  }

  #open({ stream: name, position }: WrittenEvent): PackedStream {
    const stream = { name, first: position, last: position };
    this.#streams.set(name, stream);
    this.#numbered.push(stream);
    const { category } = partsOf(name);
    this.#categories.set(category, (this.#categories.get(category) ?? new Set()).add(name));
    return stream;
  }

  #link(stream: PackedStream, position: number): void {
    if (stream.first !== position) {
      this.#streamOf.set(position, this.#streamOf.get(stream.last));
      this.#next.set(stream.last, position);
    } else this.#streamOf.set(position, this.#numbered.length - 1);
    stream.last = position;
  }
}

/** Where a position stands among facts in the order of recording; -1 where it does not. */
const placeOf = (facts: readonly Fact[], position: number): number => {
  let [low, high] = [0, facts.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((facts[middle]?.position ?? Infinity) < position) low = middle + 1;
    else high = middle;
  }
  return facts[low]?.position === position ? low : -1;
};
