import { Injectable, Logger } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { exhaustMap, interval, merge, type Observable, Subject, type Subscription } from 'rxjs';
import type { Entry } from '../../projections/kit/line.js';
import { titleOf } from '../../projections/wording/measure.js';
import { Projector } from '../projector/projector.js';
import type { ViewAnswer } from '../simulator/answer/view-answer.js';
import { alertOf } from '../watches/alert.js';
import { compareTold } from '../watches/comparing.js';
import { readThreshold } from '../watches/threshold.js';
import { Turn } from '../watches/turn.js';
import type { Alert, KeptWatch, Watch } from '../watches/watch.js';
import { WatchBook } from '../watches/watch-book.js';
import { readAnswer } from '../simulator/answer/written-answer.js';
import { Clock } from './clock.js';
import { Obstacle } from './refusals.js';
import { ShowView } from './show-view.js';

/** What a watch watches of an answer: its rows when it asks by something, else its totals. */
export const watchedTable = ({ question }: Pick<Watch, 'question'>, answer: ViewAnswer): readonly Entry[] =>
  question.by === undefined ? answer.totals : answer.rows;

export const isMeasureNamed = (name: string, measure: string): boolean =>
  name === measure || titleOf(name) === measure;

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
    private readonly queries: QueryBus,
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
    for (const kept of this.book.all) {
      const at = `${this.projector.position} ${this.clock.today}`;
      if (this.#seen.get(kept.watch.id) === at) continue;
      await this.#lookAt(kept);
      this.#seen.set(kept.watch.id, at);
    }
  }

  async #lookAt({ watch, told }: KeptWatch): Promise<void> {
    const threshold = readThreshold(watch.moreThan);
    const answer = await this.#answerTo(watch);
    if (!answer || !threshold || this.#subscription?.closed) return;
    const compared = compareTold(told, watchedTable(watch, answer), watch.measure, threshold);
    if (compared.moves.length === 0) return;
    const at = this.clock.now().toISOString();
    const alert = this.book.tell(alertOf(watch, answer, compared.moves, at), compared.told);
    if (alert) this.#told.next(alert);
  }

  /** A question that could be asked once may be refused later: what it names may be gone from a scenario. */
  async #answerTo({ view, question }: Watch): Promise<ViewAnswer | undefined> {
    const { position } = this.projector;
    const { today } = this.clock;
    const now = { effectiveAt: today, knownAt: today, atPosition: String(position) };
    try {
      return readAnswer(await this.queries.execute(new ShowView(view, { ...question, ...now })));
    } catch (error) {
      if (error instanceof Obstacle) return undefined;
      throw error;
    }
  }
}
