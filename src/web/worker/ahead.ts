import { type ClockDays, type ClockName, likelyDays } from './likely-days.js';
import type { AddressParameters, AskedViews, PageAnswer } from './protocol.js';

/** Who answers what nobody has asked for yet, without keeping anybody waiting. */
export interface Aside {
  readonly position: number;
  days(): Promise<ClockDays>;
  answer(asked: AskedViews): Promise<PageAnswer[]>;
}

/** So many answers are kept: two figures at some months of days. */
const mostKept = 240;

const clocks: readonly ClockName[] = ['effectiveAt', 'knownAt'];

const todayNow = (): string => new Date().toISOString().slice(0, 10);

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text);

const dayOf = ({ asks: [first] }: AskedViews, clock: ClockName): string =>
  first?.parameters[clock] ?? todayNow();

/** The same, as the page would ask it of another day: what no clock says is asked of today. */
const askedOn = (asked: AskedViews, clock: ClockName, day: string): AskedViews => {
  const moved = ({ [clock]: _, ...parameters }: AddressParameters): AddressParameters =>
    day === todayNow() ? parameters : { ...parameters, [clock]: day };
  return { ...asked, asks: asked.asks.map((one) => ({ ...one, parameters: moved(one.parameters) })) };
};

/** What is asked, whatever the day. */
const timeless = ({ asks, since }: AskedViews): string =>
  JSON.stringify([
    since,
    asks.map(({ view, isBrief, parameters: { knownAt: _k, effectiveAt: _e, ...rest } }) => [
      view,
      isBrief,
      Object.entries(rest).sort(),
    ]),
  ]);

/** The same answers, as of a later day by which nothing else became known. */
const knownOn = (answers: PageAnswer[], day: string): PageAnswer[] =>
  answers.map((one) =>
    one.knownAt === day ? one : { ...one, knownAt: day, question: { ...one.question, knownAt: day } },
  );

/**
 * Answers that are there before they are asked for: of days that a clock is likely to step to, worked out in
 * turns, the likeliest first. A step begins the list anew.
 */
export class Ahead {
  readonly #answers = new Map<string, PageAnswer[]>();
  /** The days that were asked for last, by what was asked. */
  readonly #last = new Map<string, Record<ClockName, string>>();
  #days: ClockDays | undefined;
  #position = 0;
  #stepped: { asked: AskedViews; clock: ClockName; from: string }[] = [];
  #queue: AskedViews[] = [];
  #isBusy = false;

  constructor(readonly aside: Aside) {}

  find(asked: AskedViews): PageAnswer[] | undefined {
    this.#keepUp();
    const found = this.#answers.get(this.#keyOf(asked));
    return found && knownOn(found, dayOf(asked, 'knownAt'));
  }

  /** An answer of a log that has grown since is of no use, nor is one of another day. */
  #keep(asked: AskedViews, answer: PageAnswer[]): void {
    this.#keepUp();
    const effectiveAt = dayOf(asked, 'effectiveAt');
    if (answer.some((one) => one.position !== this.#position || one.effectiveAt !== effectiveAt)) return;
    const [oldest] = this.#answers.keys();
    if (oldest !== undefined && this.#answers.size >= mostKept) this.#answers.delete(oldest);
    this.#answers.set(this.#keyOf(asked), answer);
  }

  /** Notes what a figure asks; where one clock has stepped since it asked last, looks ahead once all have asked. */
  follow(asked: AskedViews): void {
    const name = timeless(asked);
    const before = this.#last.get(name) ?? { effectiveAt: todayNow(), knownAt: todayNow() };
    const now = { effectiveAt: dayOf(asked, 'effectiveAt'), knownAt: dayOf(asked, 'knownAt') };
    this.#last.set(name, now);
    const [clock, ...others] = clocks.filter((one) => before[one] !== now[one]);
    if (clock === undefined || others.length > 0 || !isDay(now[clock])) return;
    if (this.#stepped.length === 0) setTimeout(() => void this.#look());
    this.#stepped.push({ asked, clock, from: before[clock] });
  }

  async #look(): Promise<void> {
    this.#days ??= await this.aside.days();
    const days = this.#days;
    const lists = this.#stepped.map(({ asked, clock, from }) =>
      likelyDays(clock, days, from, dayOf(asked, clock)).map((day) => askedOn(asked, clock, day)),
    );
    this.#stepped = [];
    const longest = Math.max(0, ...lists.map(({ length }) => length));
    this.#queue = Array.from({ length: longest }, (_, turn) =>
      lists.flatMap((list) => list[turn] ?? []),
    ).flat();
    if (!this.#isBusy) void this.#work();
  }

  async #work(): Promise<void> {
    this.#isBusy = true;
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
      const asked = next;
      // What cannot be answered is refused when somebody asks for it.
      if (this.find(asked)) continue;
      const told = this.aside.answer(asked);
      await told.then(
        (answer) => this.#keep(asked, answer),
        () => undefined,
      );
    }
    this.#isBusy = false;
  }

  #keepUp(): void {
    if (this.#position === this.aside.position) return;
    this.#position = this.aside.position;
    this.#answers.clear();
    this.#queue = [];
    this.#days = undefined;
  }

  /** What is known on a day is what was known on the last day before it on which anything became known. */
  #keyOf(asked: AskedViews): string {
    const known = dayOf(asked, 'knownAt');
    const same = isDay(known) ? this.#days?.knownDays.findLast((day) => day <= known) : undefined;
    return `${same ?? known} ${dayOf(asked, 'effectiveAt')} ${timeless(asked)}`;
  }
}
