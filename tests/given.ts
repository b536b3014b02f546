import { expect } from 'vitest';
import { normalise } from '../projections/asking.js';
import { dealAt } from '../projections/deals.js';
import { policies } from '../projections/kit/claims.js';
import { everything } from '../projections/kit/cut.js';
import type { History } from '../projections/kit/log.js';
import type { Answer } from '../projections/kit/view.js';
import { ask } from '../projections/index.js';
import type { DealQuestion } from '../projections/selecting.js';
import type { Comparison } from '../src/simulator/answer/run.js';
import { ledger, type Sent } from './ledger.js';
import { savedScenario, verdictWords } from './saved.js';
import { LookingThrough } from './looking.js';
import { expectEntry, type Shown } from './shown.js';
import { type Asked, Shows } from './shows.js';
import { type Verdict, verdictOn } from './verdict.js';
import { problemsOf, whatIf } from './what-if.js';
import { valid } from './valid.js';

export { ledger, question, record, type Sent, show } from './ledger.js';

type Edit = Readonly<Record<string, unknown>>;

/** Facts that are recorded, and what is asked of them. */
export class Given extends Shows {
  #history: History | undefined;

  constructor(
    private readonly sent: readonly Sent[],
    asked: Asked,
    private readonly today: string,
  ) {
    super(asked);
  }

  /** The ledger with these facts; throws on what is refused. */
  get history(): History {
    return (this.#history ??= ledger(this.sent, this.today));
  }

  and(...more: Sent[]): Given {
    return new Given([...this.sent, ...more], this.asked, this.today);
  }

  /** Asks about a day. */
  at(effectiveAt: string): Given {
    return this.asking({ effectiveAt });
  }

  by(...dimensions: string[]): Given {
    return this.asking({ by: dimensions.join(',') });
  }

  get question(): Asked {
    return this.asked;
  }

  asking(more: Asked): Given {
    const given = new Given(this.sent, { ...this.asked, ...more }, this.today);
    given.#history = this.#history;
    return given;
  }

  /** The day on which all of it is recorded. */
  on(today: string): Given {
    return new Given(this.sent, this.asked, today);
  }

  answer(view: string, more: Asked = {}): Answer {
    const { history, today } = this;
    const asked = valid(
      normalise(view, { ...this.asked, ...more }, { today, position: history.position }, history),
    );
    return ask(asked.view, asked.question, history);
  }

  /** Expects of the page of a deal. */
  showsDeal(stream: string, expected: Shown): this {
    const page = dealAt(this.history, stream, this.#cut);
    expectEntry({ ...page }, expected);
    return this;
  }

  get #cut(): DealQuestion {
    const { effectiveAt = this.today, policy = 'primary' } = this.asked;
    return { ...everything, effectiveAt, policy: policies.find((one) => one === policy)! };
  }

  when(event: Sent): Decided {
    return new Decided(this.history, event, this.today);
  }

  assuming(...edits: readonly Edit[]): Assuming {
    return new Assuming(this.history, edits, this.asked, this.today);
  }

  /** A scenario of these edits is saved; facts that are added after it were recorded since. */
  saving(...edits: readonly object[]): Given {
    return this.and(savedScenario('scenario-x', { edits }));
  }

  /** Looks through a scenario that was saved, as a door does that is asked with its name. */
  through(scenario: string): LookingThrough {
    return this.looking({ scenario });
  }

  /** Asks as a door does, whose parameters may name a scenario; nothing is asked of them by itself. */
  looking(asked: Asked): LookingThrough {
    return new LookingThrough(this.history, asked, this.today);
  }

  /** Expects what became of each edit of the scenario that was saved, in a word. */
  judges(...verdicts: readonly string[]): this {
    expect(verdictWords(this.history, 'scenario-x', this.today)).toEqual(verdicts);
    return this;
  }
}

/** What the ledger decides about one more event. */
class Decided {
  constructor(
    private readonly history: History,
    private readonly event: Sent,
    private readonly today: string,
  ) {}

  isRecorded(): void {
    expect(this.#verdict.said).toBe('recorded');
  }

  saysNothingNew(): void {
    expect(this.#verdict.said).toBe('nothing new');
  }

  warns(rule: string, detail = /\w/): void {
    expect(this.#verdict.said).toBe(`warned: ${rule}`);
    expect(this.#verdict.detail).toMatch(detail);
  }

  refuses(rule: string, detail = /\w/): void {
    expect(this.#verdict.said).toBe(`refused: ${rule}`);
    expect(this.#verdict.detail).toMatch(detail);
  }

  /** Expects that it can't be read at all. */
  isUnreadable(detail: RegExp): void {
    expect(this.#verdict.said).toMatch(/^unreadable at /);
    expect(this.#verdict.detail).toMatch(detail);
  }

  /** Expects that this member of it can't be read. */
  isUnreadableAt(pointer: string): void {
    expect(this.#verdict.said).toBe(`unreadable at ${pointer}`);
  }

  get #verdict(): Verdict {
    return verdictOn(this.history, this.event, this.today);
  }
}

/** A ledger as it would be with these edits. */
export class Assuming extends Shows {
  constructor(
    private readonly history: History,
    private readonly edits: readonly Edit[],
    asked: Asked,
    private readonly today: string,
  ) {
    super(asked);
  }

  at(effectiveAt: string): Assuming {
    return this.asking({ effectiveAt });
  }

  by(...dimensions: string[]): Assuming {
    return this.asking({ by: dimensions.join(',') });
  }

  asking(more: Asked): Assuming {
    return new Assuming(this.history, this.edits, { ...this.asked, ...more }, this.today);
  }

  answer(view: string, more: Asked = {}): Answer {
    return this.compared(view, more).scenario;
  }

  /** Both sides of a view, and the difference. */
  compared(view: string, more: Asked = {}): Comparison {
    return this.#run({ view, ...this.asked, ...more }).views[0]!;
  }

  /** Expects these pairs of edits, and no other, to come to something else in the other order. */
  dependsOnOrder(view: string, ...pairs: readonly (readonly [number, number])[]): this {
    expect(this.#run({ view, ...this.asked }).orderDependent).toEqual(pairs);
    return this;
  }

  #run(asked: Asked) {
    return whatIf(this.history, { edits: this.edits, views: [asked] }, this.today);
  }

  /** The question that any view can be asked, to see what the edits do. */
  get #cut(): Asked {
    const { effectiveAt, knownAt } = this.asked;
    return { view: 'compute-capacity', ...(effectiveAt && { effectiveAt }), ...(knownAt && { knownAt }) };
  }

  /** What the edits did, each in its turn; only the members that are named are looked at. */
  does(...effects: Readonly<Record<string, unknown>>[]): this {
    const found = this.#run(this.#cut).effects;
    expect(found).toHaveLength(effects.length);
    expect(found).toMatchObject(effects);
    return this;
  }

  /** Expects that the scenario is refused in these places, with these words. */
  refuses(...places: readonly (readonly [pointer: string, detail?: string])[]): void {
    const { history, edits, today } = this;
    const problems = problemsOf(history, { edits, views: [this.#cut] }, today);
    expect(problems.map(({ pointer }) => pointer)).toEqual(places.map(([pointer]) => pointer));
    for (const [index, [, detail]] of places.entries())
      if (detail !== undefined) expect(problems[index]!.detail).toContain(detail);
  }
}

/** A ledger with these facts, all of which have become true and known by the day on which it is asked. */
export const given = (...facts: Sent[]): Given => new Given(facts, { knownAt: '9999-12-31' }, '2026-11-23');
