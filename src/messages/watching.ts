import { Injectable, Logger } from '@nestjs/common';
import { exhaustMap, interval, merge, type Observable, Subject, type Subscription } from 'rxjs';
import { Projector } from '../projector/projector.js';
import { Turn } from '../watches/turn.js';
import type { Alert, ToldNumbers, Watch } from '../watches/watch.js';
import { WatchBook } from '../watches/watch-book.js';
import type { Work } from '../workers/work.js';
import { Answering } from './answering.js';
import { Clock } from './clock.js';
import { Obstacle } from './refusals.js';
import { groundView, ShowView } from './show-view.js';

/** How often it is looked whether another process left the turn, the day changed, or somebody new wants to be told. */
const lookEveryMs = 5_000;

/** Looks at every watched number whenever the log has grown or a day has begun, and keeps what is to be told. */
@Injectable()
export class Watching {
  readonly #told = new Subject<Alert>();
  readonly #logger = new Logger('watches');
  #subscription: Subscription | undefined;
  /** The position and the day at which was looked last, by watch. */
  readonly #seen = new Map<string, string>();

  constructor(
    private readonly book: WatchBook,
    private readonly turn: Turn,
    private readonly projector: Projector,
    private readonly clock: Clock,
    private readonly answering: Answering,
  ) {}

  /** Alerts that this process keeps; those of others are found in the book. */
  get told(): Observable<Alert> {
    return this.#told;
  }

  /** Begins to look; a look that fails is made up for by the next. */
  start(everyMs = lookEveryMs): void {
    this.#subscription = merge(this.projector.grew, interval(everyMs))
      .pipe(exhaustMap(() => this.look().catch((error: unknown) => this.#logger.error(error))))
      .subscribe();
  }

  stop(): void {
    this.#subscription?.unsubscribe();
    this.turn.release();
    this.#told.complete();
  }

  /** Looks at every watch once, unless another process does. */
  async look(): Promise<void> {
    if (!this.turn.take()) return;
    for (const { watch } of this.book.all) {
      const at = `${this.projector.position} ${this.clock.today}`;
      if (this.#seen.get(watch.id) === at) continue;
      await this.#lookAt(watch);
      this.#seen.set(watch.id, at);
    }
  }

  async #lookAt(watch: Watch): Promise<void> {
    const told = this.book.toldOf(watch.id);
    if (told === undefined) return;
    const found = await this.#compare(watch, told);
    if (!found?.alert || this.#subscription?.closed) return;
    const alert = this.book.tell(found.alert, found.told);
    if (alert) this.#told.next(alert);
  }

  /** A question that could be asked once may be refused later: what it names may be gone from a scenario. */
  async #compare(watch: Watch, told: ToldNumbers): Promise<Work['compared']['answer']['value']> {
    const { today, position } = this.answering.ground;
    const now = { effectiveAt: today, knownAt: today, atPosition: String(position) };
    const query = new ShowView(watch.view, { ...watch.question, ...now });
    const at = this.clock.now().toISOString();
    try {
      const { asked, ground } = await groundView(query, this.answering);
      return (await this.answering.answer('compared', { ...asked, watch, told, at }, query, ground)).value;
    } catch (error) {
      if (error instanceof Obstacle) return undefined;
      throw error;
    }
  }
}
