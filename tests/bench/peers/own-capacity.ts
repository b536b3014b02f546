import { normalise, type ViewQuestion } from '../../../projections/asking.js';
import { Board } from '../../../projections/kit/board.js';
import { firstRestsIn } from '../../../projections/kit/first-rests.js';
import { History } from '../../../projections/kit/log.js';
import type { Answer } from '../../../projections/kit/view.js';
import { ledger } from '../../ledger.js';
import { valid } from '../../valid.js';
import { logOfDeals } from '../log-of-deals.js';

const today = '2026-11-23';

/** The first and the last quarter that are asked about. */
export const quarters = { from: '2026-01-01', to: '2028-12-31' };

/** Days on which it is asked as known then, a week after one another. */
export const questionDays = [
  '2025-05-28',
  '2025-06-04',
  '2025-06-11',
  '2025-06-18',
  '2025-06-25',
  '2025-07-02',
];

/** Kilowatts by quarter and layer, as "2027-Q2 chips". */
export type Planned = Readonly<Record<string, number>>;

/** Our board of one question, moved from day to day. */
export class OwnCapacity {
  readonly history: History;
  readonly #board: Board;
  readonly #known: readonly (readonly [day: string, stream: string])[];
  #day = questionDays.at(-1) ?? today;

  constructor(deals: number) {
    const events = logOfDeals(deals);
    this.history = ledger(events.map((event) => ({ ...event })));
    this.#known = events.map(({ knownOn, stream }) => [knownOn, stream] as const);
    const { view, question } = this.#asked(this.#day);
    this.#board = new Board(view, question, this.history);
    // As in a server: of the events that a number rests on the first ones are listed.
    this.#board.firstIn = firstRestsIn(this.history);
  }

  /** Asks the board as it stands. */
  plannedNow(): Planned {
    return plannedIn(this.#board.answer());
  }

  /** Moves the board to what was known on a day. */
  planned(day: string): Planned {
    if (!this.#board.moveKnown({ knownAt: day }, this.#streamsKnown(this.#day, day)))
      throw new Error('the parties changed');
    this.#day = day;
    return plannedIn(this.#board.answer());
  }

  /** Settles another board for the day. */
  plannedAnew(day: string): Planned {
    const { view, question } = this.#asked(day);
    const board = new Board(view, question, this.history);
    board.firstIn = firstRestsIn(this.history);
    return plannedIn(board.answer());
  }

  /** The streams of which something became known between two days, as the page looks for them. */
  #streamsKnown(one: string, other: string): string[] {
    const [from, to] = one < other ? [one, other] : [other, one];
    const between = this.#known.filter(([day]) => from < day && day <= to);
    return [...new Set(between.map(([, stream]) => stream))];
  }

  #asked(knownAt: string): ViewQuestion {
    const parameters = { by: 'layer', timeline: 'quarter', ...quarters, knownAt, effectiveAt: quarters.from };
    const now = { today, position: this.history.position };
    return valid(normalise('compute-capacity', parameters, now, this.history));
  }
}

const plannedIn = ({ totals }: Answer): Planned =>
  Object.fromEntries(
    totals.map(({ period, layer, plannedKw }) => [`${String(period)} ${String(layer)}`, pointOf(plannedKw)]),
  );

const pointOf = (measure: unknown): number =>
  typeof measure === 'object' && measure !== null && 'point' in measure ? Number(measure.point) : NaN;
