import { revive } from '../../../events/index.js';
import { History } from '../../../projections/kit/log.js';
import { ClockBoards } from './boards.js';
import type { RecordedEvent } from '../../../events/kit/envelope.js';

/** The place of the first event, of some in the order of their known days, that became known after a day. */
const indexAfter = (events: readonly RecordedEvent[], day: string): number => {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (events[middle]!.knownOn <= day) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The log as the page holds it: for the views, and as it was recorded. */
export class PageLedger {
  readonly history = new History();
  readonly events: RecordedEvent[] = [];
  readonly boards = new ClockBoards(this);
  readonly #byId = new Map<string, RecordedEvent>();
  /** In the order in which they became known; made when it is first needed. */
  #known: RecordedEvent[] | undefined;

  get position(): number {
    return this.history.position;
  }

  /** What today is, in UTC. */
  get today(): string {
    return new Date().toISOString().slice(0, 10);
  }

  /** Takes the next event; false when it is not the next one. */
  take(event: RecordedEvent): boolean {
    if (event.position !== this.position + 1) return false;
    this.history.append(revive(event));
    this.events.push(event);
    this.#byId.set(event.id, event);
    this.#known = undefined;
    return true;
  }

  /** The streams of the events that became known after one day, and by another. */
  streamsKnown(after: string, by: string): Set<string> {
    this.#known ??= this.events.toSorted((left, right) => (left.knownOn < right.knownOn ? -1 : 1));
    const [from, to] = [after, by].map((day) => indexAfter(this.#known!, day));
    return new Set(this.#known.slice(from, to).map(({ stream }) => stream));
  }

  event(id: string): RecordedEvent | undefined {
    return this.#byId.get(id);
  }

  /** The hash of the log at a position. */
  hashAt(position: number): string {
    return this.events[position - 1]?.hash ?? '0'.repeat(64);
  }
}
