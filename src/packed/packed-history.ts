import { LRUCache } from 'lru-cache';
import type { Fact } from '../../events/index.js';
import { partsOf } from '../../events/kit/stream.js';
import { FactCounts, type RecordedLog } from '../../projections/kit/log.js';
import type { WrittenEvent } from '../store/store.js';
import { wholeColumn } from './columns.js';
import { type EventColumns, PackedEvents, type WordCounts } from './packed-events.js';

/** So many facts are kept as objects, some 46 MB: a log of that size whole, of a larger one what was asked last. */
const usuallyRevived = 100_000;

/** So many events stand in a segment. */
export const usualSegment = 2 ** 14;

/** Some events that follow each other, as they are kept; it has a meaning behind those that stood before them alone. */
export interface LogSegment extends EventColumns {
  /** Numbers of streams. */
  streamOf: Uint32Array;
  /** Streams that begin here. */
  newStreams: readonly string[];
}

/** How far everything was that only grows, when a segment was full. */
interface SegmentEnd extends WordCounts {
  streams: number;
}

interface PackedStream {
  readonly name: string;
  readonly category: string;
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
  /** By the number of a segment, from 0: where it ends, and the next one begins. */
  readonly #ends: SegmentEnd[];
  #confidentialFrom: number | undefined;

  constructor(
    mostRevived = usuallyRevived,
    private readonly segmentSize = usualSegment,
  ) {
    this.#ends = [this.#end()];
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
    const stream = this.#streams.get(event.stream) ?? this.#open(event.stream, event.position);
    this.#counts.add(stream.category);
    this.#link(stream, event.position);
    // What is new of a stream at hand is revived as it comes, and not all at once when it is asked for.
    const facts = this.#known(stream);
    if (facts) this.#keepUp(stream, facts);
    if (event.confidential) this.#confidentialFrom ??= event.position;
    if (event.position % this.segmentSize === 0) this.#ends.push(this.#end());
  }

  /** How many segments are full; none of a log with confidential facts, which are kept in their own file alone. */
  get segments(): number {
    return this.#confidentialFrom === undefined ? this.#ends.length - 1 : 0;
  }

  /** The position of the last event of a segment, whose numbers begin at 1. */
  endOf(segment: number): number {
    return segment * this.segmentSize;
  }

  /** What is kept of a segment that is full. Throws StoreUnavailable where an event is not the one that its row names. */
  segment(number: number): LogSegment {
    const [before, after] = [this.#ends[number - 1], this.#ends[number]];
    if (!before || !after) throw new RangeError(`there is no segment ${number}`);
    const from = this.endOf(number - 1) + 1;
    for (let at = from; at <= this.endOf(number); at++) this.#events.assertRead(at, this.#streamAt(at).name);
    return {
      ...this.#events.slice(from, this.segmentSize, before, after),
      streamOf: this.#streamOf.slice(from, this.segmentSize),
      newStreams: this.#numbered.slice(before.streams, after.streams).map(({ name }) => name),
    };
  }

  /** Appends the next segment as it was kept of the same log. */
  appendSegment({ streamOf, newStreams, ...columns }: LogSegment): void {
    const opened = this.#numbered.length;
    const from = this.position + 1;
    this.#events.appendAll(columns);
    for (const [index, number] of streamOf.entries()) {
      const position = from + index;
      const stream = this.#numbered[number] ?? this.#open(newStreams[number - opened] ?? '', position);
      this.#counts.add(stream.category);
      this.#link(stream, position);
    }
    this.#ends.push(this.#end());
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

  #end(): SegmentEnd {
    return { ...this.#events.words, streams: this.#numbered.length };
  }

  #open(name: string, position: number): PackedStream {
    const { category } = partsOf(name);
    const stream = { name, category, first: position, last: position };
    this.#streams.set(name, stream);
    this.#numbered.push(stream);
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
