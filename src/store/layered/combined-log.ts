import type { EventStore, Head, LogReader, StoredEvent } from '../store.js';
import { StoreUnavailable } from '../store.js';
import { type Anchor, type AnchoredEvent, anchoredEventOf } from './anchor.js';
import { chainOn, CombinedChain } from './combined-chain.js';

/** What a combined log reads of the public one. It cannot be written through this. */
export type PublicLog = Pick<EventStore, 'read' | 'byIds' | 'head' | 'grew' | 'verify'>;

/** A confidential event in its place. */
interface ConfidentialEvent {
  anchor: Anchor;
  /** Counted in the combined log; its hash is that of the confidential file. */
  stored: StoredEvent;
}

const pageSize = 1_000;
const none: readonly ConfidentialEvent[] = [];

type Only = { stream?: string; type?: string };

const isAsked = ({ event }: StoredEvent, { stream, type }: Only): boolean =>
  (stream === undefined || event.stream === stream) && (type === undefined || event.type === type);

/** How many of them stand in front of a public position. They are in order. */
const countBefore = (placed: readonly ConfidentialEvent[], position: number): number => {
  let [low, high] = [0, placed.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (placed[middle]!.anchor.position < position) low = middle + 1;
    else high = middle;
  }
  return low;
};

/**
 * Two logs as one: a confidential event stands behind the public events that were there when it was recorded. Positions,
 * revisions and hashes are those of one dense log and never change, whichever of the two grows.
 */
export class CombinedLog {
  #placed: ConfidentialEvent[] = [];
  readonly #byStream = new Map<string, ConfidentialEvent[]>();
  readonly #byId = new Map<string, ConfidentialEvent>();
  #chain: CombinedChain | undefined;
  /** Up to where the public log is settled: whatever is confidential and still to come stands behind it. */
  #publicEnd = 0;

  constructor(
    private readonly open: Pick<EventStore, 'read'>,
    private readonly hidden: Pick<LogReader, 'read'>,
  ) {}

  /** How many confidential events it has read. */
  get hiddenCount(): number {
    return this.#placed.length;
  }

  /** Up to where it can be read. */
  get end(): number {
    return this.#publicEnd + this.#placed.length;
  }

  /** The public log may be read up to there: nobody is about to record anything confidential in front of it. */
  settle(publicEnd: number): void {
    this.#publicEnd = Math.max(this.#publicEnd, publicEnd);
  }

  /** Reads what is new in the confidential file. Throws StoreUnavailable when it stands on another public log. */
  async readHidden(): Promise<void> {
    for (;;) {
      const page = await this.hidden.read(this.#placed.length, pageSize);
      const added = page.map(anchoredEventOf);
      const last = added.at(-1);
      if (last) await this.#assertStandsOn(last.anchor);
      this.adopt(added);
      if (page.length < pageSize) return;
    }
  }

  /** Takes in confidential events behind those that it has; one that it has already is left out. */
  adopt(added: readonly AnchoredEvent[]): void {
    for (const { anchor, stored } of added)
      if (stored.event.position === this.#placed.length + 1) this.#place(anchor, stored);
  }

  /** Events after a position, in order, at most `limit`, as far as it is settled. */
  async read(after: number, limit: number, only: Only = {}): Promise<readonly StoredEvent[]> {
    const page = await this.#page(after, limit, only);
    const isWhole = only.stream === undefined && only.type === undefined;
    if (isWhole && this.#chain && after <= this.#chain.end) page.forEach((one) => this.#chain?.reach(one));
    return this.withHashes(page);
  }

  /** The confidential ones among events by their ids. */
  hiddenByIds(ids: readonly string[]): StoredEvent[] {
    return ids.flatMap((id) => this.#byId.get(id)?.stored ?? []);
  }

  /** A confidential event by its position in the confidential file. */
  hiddenAt(position: number): StoredEvent | undefined {
    return this.#placed[position - 1]?.stored;
  }

  /** How often confidential events were recorded on a stream. */
  hiddenOn(stream: string): number {
    return this.#byStream.get(stream)?.length ?? 0;
  }

  /** A public event in its place, still with its own hash. */
  placePublic({ event, ...beside }: StoredEvent): StoredEvent {
    const before = countBefore(this.#placed, event.position);
    if (before === 0) return { ...beside, event };
    const onStream = countBefore(this.#byStream.get(event.stream) ?? none, event.position);
    const place = { position: event.position + before, revision: event.revision + onStream };
    return { ...beside, event: { ...event, ...place } };
  }

  /** Where a public position is in the combined log. */
  positionOf(publicPosition: number): number {
    return publicPosition + countBefore(this.#placed, publicPosition);
  }

  /** Placed events with the hashes of the combined log. */
  async withHashes(events: readonly StoredEvent[]): Promise<StoredEvent[]> {
    const chain = this.#chain;
    if (!chain) return [...events];
    const furthest = events.reduce((most, { event }) => Math.max(most, event.position), 0);
    await this.#chainTo(furthest);
    return events.map((stored) => {
      const hash = chain.at(stored.event.position);
      return hash === undefined ? stored : { ...stored, event: { ...stored.event, hash } };
    });
  }

  /** The end of the combined log, where the public one ends with this. */
  async headOver(publicHead: Head): Promise<Head> {
    const position = publicHead.position + this.#placed.length;
    if (!this.#chain) return { position, hash: publicHead.hash };
    await this.#chainTo(position);
    return { position, hash: this.#chain.at(position) ?? publicHead.hash };
  }

  /** How confidential events that come next behind a head would stand in the combined log. */
  foresee(added: readonly AnchoredEvent[], head: Head): StoredEvent[] {
    return chainOn(
      head.hash,
      added.map(({ anchor, stored }) => placeHidden(anchor, stored)),
    );
  }

  async #page(after: number, limit: number, only: Only): Promise<StoredEvent[]> {
    const [placed, end] = [this.#placed, this.#publicEnd];
    const count = placed.length;
    const before = placed.findIndex(({ stored }) => stored.event.position > after);
    const from = before < 0 ? count : before;
    const found = await this.open.read(after - from, limit, only);
    const seen = found.filter(({ event }) => event.position <= end).map((one) => this.placePublic(one));
    const hidden = placed.slice(from, count).map(({ stored }) => stored);
    return [...seen, ...hidden.filter((one) => isAsked(one, only))]
      .sort((one, other) => one.event.position - other.event.position)
      .slice(0, limit);
  }

  async #chainTo(position: number): Promise<void> {
    const chain = this.#chain;
    while (chain && chain.end < position) {
      const page = await this.#page(chain.end, pageSize, {});
      if (page.length === 0) throw new StoreUnavailable(`the log ends before position ${position}`);
      page.forEach((one) => chain.reach(one));
    }
  }

  #place(anchor: Anchor, stored: StoredEvent): void {
    const one = { anchor, stored: placeHidden(anchor, stored) };
    const { id, stream } = stored.event;
    this.#chain ??= new CombinedChain(anchor.position, anchor.hash);
    this.#placed.push(one);
    this.#byId.set(id, one);
    const onStream = this.#byStream.get(stream);
    if (onStream) onStream.push(one);
    else this.#byStream.set(stream, [one]);
    this.settle(anchor.position);
  }

  async #assertStandsOn({ position, hash }: Anchor): Promise<void> {
    const [last] = position === 0 ? [] : await this.open.read(position - 1, 1);
    if (position > 0 && last?.event.hash !== hash)
      throw new StoreUnavailable(
        'the confidential facts were recorded beside another public log, or a newer copy of this one',
      );
  }
}

/** Counted in the combined log: as many confidential events stand in front of it as in its own file. */
const placeHidden = (anchor: Anchor, { event, ...beside }: StoredEvent): StoredEvent => {
  const place = {
    position: anchor.position + event.position,
    revision: anchor.revision + event.revision,
  };
  return { ...beside, event: { ...event, ...place, confidential: true } };
};
