import { Injectable, Logger } from '@nestjs/common';
import { interval, merge, type Subscription } from 'rxjs';
import { Projector } from '../projector/projector.js';
import { EventStore } from '../store/store.js';
import { type CloudAlert, cloudAlertOf, type CloudEvent, cloudEventOf } from '../watches/cloud-event.js';
import { Turn } from '../watches/turn.js';
import { WatchBook } from '../watches/watch-book.js';
import {
  isDue,
  newState,
  type Patience,
  stateAfterFailure,
  stateGivenUp,
  usualPatience,
} from '../webhooks/faring.js';
import type { Hook, HookState, KeptHook } from '../webhooks/hook.js';
import { HookBook } from '../webhooks/hook-book.js';
import { HookKeys } from '../webhooks/hook-keys.js';
import { send } from '../webhooks/sending.js';
import { Receivers } from '../webhooks/receivers.js';
import { Clock } from './clock.js';
import { Watching } from './watching.js';

/** How often it is looked whether somebody is to be asked again, or is new. */
const lookEveryMs = 1_000;
const pageSize = 100;

/** Something to be told, and what counts as delivered once it was taken. */
interface Message {
  place: number;
  told: CloudEvent | CloudAlert;
}

/** What stands next for a webhook, and how far there is nothing more for it. */
interface Due {
  messages: Message[];
  reached: number;
}

/**
 * Tells webhooks what happened, each in order and one message at a time: the next is sent when the one before was taken.
 * How far each is, is kept after each message, so that whatever happens in between, a message is sent again rather than
 * not at all.
 */
@Injectable()
export class Delivering {
  readonly #busy = new Set<string>();
  readonly #leaving = new AbortController();
  readonly #logger = new Logger('webhooks');
  #patience = usualPatience;
  #subscription: Subscription | undefined;

  constructor(
    private readonly hooks: HookBook,
    private readonly watches: WatchBook,
    private readonly turn: Turn,
    private readonly keys: HookKeys,
    private readonly receivers: Receivers,
    private readonly store: EventStore,
    private readonly projector: Projector,
    private readonly watching: Watching,
    private readonly clock: Clock,
  ) {}

  start(patience: Patience = usualPatience): void {
    this.#patience = patience;
    const moments = merge(this.projector.grew, this.watching.told, interval(lookEveryMs));
    this.#subscription = moments.subscribe(() => this.#tellAll());
  }

  stop(): void {
    this.#subscription?.unsubscribe();
    this.#leaving.abort();
  }

  #tellAll(): void {
    try {
      if (!this.turn.take()) return;
      for (const kept of this.hooks.all) {
        const { hook, state } = kept;
        if (this.#busy.has(hook.id) || this.#isGivenUp(kept) || !isDue(state, this.clock.now())) continue;
        void this.#tell(hook.id);
      }
    } catch (error) {
      this.#logger.error(error);
    }
  }

  /** Whether it is told nothing more; whoever lists it reads why. */
  #isGivenUp({ hook, state }: KeptHook): boolean {
    if (state.paused) return true;
    const fault = this.keys.faultOf(hook);
    if (fault !== undefined) this.hooks.update(hook.id, stateGivenUp(state, fault));
    return fault !== undefined;
  }

  /** Tells one webhook until it has everything, takes nothing more, is gone, or somebody else has the turn. */
  async #tell(id: string): Promise<void> {
    this.#busy.add(id);
    try {
      for (;;) {
        const kept = this.hooks.find(id);
        if (!kept || this.#leaving.signal.aborted || !isDue(kept.state, this.clock.now())) return;
        const due = await this.#dueFor(kept);
        const isAll = await this.#sendAll(kept, due);
        if (!isAll || due.messages.length === 0) return;
      }
    } catch (error) {
      this.#logger.error(error);
    } finally {
      this.#busy.delete(id);
    }
  }

  async #sendAll(kept: KeptHook, { messages, reached }: Due): Promise<boolean> {
    let { state } = kept;
    for (const { place, told } of messages) {
      if (this.#leaving.signal.aborted || !this.turn.take()) return false;
      if (this.#isGivenUp({ ...kept, state })) return false;
      const now = this.clock.now();
      const delivery = await send(told, kept, this.receivers, { now, left: this.#leaving.signal });
      if (this.#leaving.signal.aborted) return false;
      state = delivery.taken
        ? newState(place)
        : stateAfterFailure(state, delivery, this.clock.now(), this.#patience, Math.random());
      if (!this.hooks.update(kept.hook.id, state) || !delivery.taken) return false;
    }
    this.#skipTo(kept.hook, state, reached);
    return true;
  }

  /** What is nothing to it need not be read again. */
  #skipTo({ id }: Hook, state: HookState, reached: number): void {
    if (reached > state.delivered) this.hooks.update(id, { ...state, delivered: reached });
  }

  async #dueFor({ hook, state: { delivered } }: KeptHook): Promise<Due> {
    if (hook.watch !== undefined) {
      const alerts = this.watches.alertsAfter(hook.watch, delivered, pageSize);
      const messages = alerts.map((alert) => ({ place: alert.number, told: cloudAlertOf(alert) }));
      return { messages, reached: delivered };
    }
    const { position } = this.projector;
    const { stream, type } = hook;
    const found =
      position > delivered
        ? await this.store.read(delivered, pageSize, { ...(stream && { stream }), ...(type && { type }) })
        : [];
    const messages = found.map(({ event }) => ({ place: event.position, told: cloudEventOf(event) }));
    return { messages, reached: messages.length < pageSize ? position : delivered };
  }
}
