import { expect } from 'vitest';
import type { Result } from '../events/kit/decode.js';
import type { ViewQuestion } from '../projections/asking.js';
import { dealAt } from '../projections/deals.js';
import { ask } from '../projections/index.js';
import type { History, Log } from '../projections/kit/log.js';
import type { Question } from '../projections/kit/question.js';
import type { Answer } from '../projections/kit/view.js';
import { askThrough, readLogThrough } from '../src/simulator/saved/look-through.js';
import { type Asked, Shows } from './shows.js';
import { valid } from './valid.js';

/** What a door reads for a question: the log to answer it off, and what was assumed to make it. */
interface Seen extends ViewQuestion {
  log: Log;
  notes: string[];
}

/** A ledger as a door shows it, through the scenario that a question names. */
export class LookingThrough extends Shows {
  constructor(
    private readonly history: History,
    asked: Asked,
    private readonly today: string,
  ) {
    super(asked);
  }

  asking(more: Asked): LookingThrough {
    return new LookingThrough(this.history, { ...this.asked, ...more }, this.today);
  }

  by(...dimensions: string[]): LookingThrough {
    return this.asking({ by: dimensions.join(',') });
  }

  /** The day on which it is asked. */
  on(today: string): LookingThrough {
    return new LookingThrough(this.history, this.asked, today);
  }

  answer(view: string, more: Asked = {}): Answer {
    const { view: found, question, log } = this.#seen(view, more);
    return ask(found, question, log);
  }

  /** The page of a deal. */
  deal(stream: string) {
    const { question, log } = this.#seen('compute-capacity');
    return dealAt(log, stream, question);
  }

  /** The question as it is asked, with the version of the scenario and the position that were found. */
  question(view: string): Question {
    return this.#seen(view).question;
  }

  /** Expects what is said of the uncertain edits, and nothing else. */
  assumes(view: string, ...notes: readonly string[]): this {
    expect(this.#seen(view).notes).toEqual(notes);
    return this;
  }

  /** Expects that a question of a view is refused in these places, and in no other. */
  isRefusedAt(view: string, ...pointers: readonly string[]): void {
    const { problems = [] } = this.#look(view);
    expect(problems.map(({ pointer }) => pointer)).toEqual(pointers);
  }

  #seen(view: string, more: Asked = {}): Seen {
    return valid(this.#look(view, more));
  }

  #look(view: string, more: Asked = {}): Result<Seen> {
    const { history, today } = this;
    const standing = { history, position: history.position, today };
    const asked = askThrough(view, { ...this.asked, ...more }, standing);
    if (asked.problems) return asked;
    const read = readLogThrough(asked.value, standing);
    return read.problems ? read : { value: { ...asked.value, ...read.value } };
  }
}
