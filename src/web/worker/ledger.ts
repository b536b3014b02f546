import { revive } from '../../../events/index.js';
import { History } from '../../../projections/kit/log.js';
import type { LoggedEvent } from './protocol.js';

/** The log as the page holds it: for the views, and as it was recorded. */
export class Ledger {
  readonly history = new History();
  readonly events: LoggedEvent[] = [];
  readonly #byId = new Map<string, LoggedEvent>();

  get position(): number {
    return this.history.position;
  }

  /** What today is, in UTC. */
  get today(): string {
    return new Date().toISOString().slice(0, 10);
  }

  /** Takes the next event; false when it is not the next one. */
  take(event: LoggedEvent): boolean {
    if (event.position !== this.position + 1) return false;
    this.history.append(revive(event));
    this.events.push(event);
    this.#byId.set(event.id, event);
    return true;
  }

  event(id: string): LoggedEvent | undefined {
    return this.#byId.get(id);
  }

  /** The hash of the log at a position. */
  hashAt(position: number): string {
    return this.events[position - 1]?.hash ?? '0'.repeat(64);
  }
}
