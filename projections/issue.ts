import type { Deal } from '../events/deal/deal.js';
import type { Fact } from '../events/index.js';
import { type Day, daysOf } from '../events/kit/date.js';
import { type ClaimSet, claimSetsOf, pickClaims, selectClaims, selectionsOf } from './kit/claims.js';
import { withoutWhatIsGone } from './kit/counterfactual.js';
import { type Cut, effectiveFacts, knownFacts } from './kit/cut.js';
import { withoutOthers } from './kit/derived-spans.js';
import { Folding } from './kit/folding.js';
import { poweredOf } from './kit/powered.js';
import { cutOf, type Question } from './kit/question.js';
import { StreamDays } from './kit/stream-days.js';
import type { DealOn } from './kit/vesting.js';
import { observedPower, plannedPower, seenPower } from './tranche-measures.js';

/** What a deal is read at, and which of rival claims count. */
export type AskedCut = Cut & Pick<Question, 'policy'>;

/** What the stream of a deal is folded into. */
const dealIn = (state: unknown): Deal => state as Deal;

const sortDays = (days: readonly Day[]): Day[] => [...new Set(days)].sort();

/** A deal with warrants, as it stood on each day on which it changed and as it is planned to stand. */
export class Issue {
  // All warrants of the deal are told off the same states: each is folded once.
  readonly now: Deal;
  readonly past: readonly DealOn[];
  /** As it stands when all that is known has come. */
  readonly ahead: Deal;
  /** From the as-of date on, when everything that is due comes on the day it is due. */
  readonly plan: readonly DealOn[];
  readonly #cut: Cut;
  readonly #end: Cut;
  readonly #known: readonly Fact[];
  /** The claims that differ when all that is known has come. */
  readonly #sets: readonly ClaimSet[];
  // Each day folds on from the one before.
  readonly #folding: Folding;
  readonly #under = new Map<string, Issue[]>();
  /** Whether there were more combinations of claims than were tried out. */
  variesOneAtATime = false;

  constructor(
    readonly stream: string,
    private readonly all: readonly Fact[],
    private readonly question: AskedCut,
    /** The same deal before a scenario changed it; what is gone since counts as not having come about. */
    private readonly before?: Issue,
  ) {
    this.#cut = cutOf(question);
    this.#end = { ...this.#cut, horizon: '9999-12-31' };
    this.#known = knownFacts(all, this.#cut);
    this.#sets = claimSetsOf(effectiveFacts(this.#known, this.#end));
    this.#folding = new Folding(stream);
    this.now = this.#stateAt(this.#cut);
    this.past = this.#pastDays();
    this.ahead = this.#stateAt(this.#end);
    this.plan = this.#planDays();
  }

  #pastDays(): DealOn[] {
    const { effectiveAt } = this.question;
    const days = this.#days(this.now, this.#cut).filter((day) => day <= effectiveAt);
    const stateOn = this.#dayByDay(({ effective }) => effective.last);
    return sortDays([...days, effectiveAt]).map((day) => {
      const then = stateOn(day, { ...this.#cut, effectiveAt: day });
      const deal = { ...then, conditions: this.now.conditions };
      const powered = poweredOf(deal, observedPower(deal, day));
      return { day, deal, powered, seenPowered: poweredOf(deal, seenPower(deal, day)) };
    });
  }

  #planDays(): DealOn[] {
    const { effectiveAt } = this.question;
    const { ahead } = this;
    const due = [...ahead.tranches.values()].flatMap((tranche) => tranche.due ?? []);
    const days = [...this.#days(ahead, this.#end), ...due.map((date) => daysOf(date).last)];
    const stateOn = this.#dayByDay(({ effective: { last }, knownOn, hypothetical }) =>
      last <= effectiveAt || hypothetical || knownOn < last ? last : knownOn,
    );
    return sortDays([...days.filter((day) => day > effectiveAt), effectiveAt]).map((day) => {
      const deal = stateOn(day, { ...this.#cut, horizon: day });
      return { day, deal, powered: poweredOf(deal, plannedPower(deal, day, effectiveAt)) };
    });
  }

  /** The deal on days in their order, by the day from which on each fact counts; beside another one cut by cut. */
  #dayByDay(dayOf: (fact: Fact) => Day): (day: Day, cut: Cut) => Deal {
    if (this.before) return (_, cut) => this.#stateAt(cut);
    const days = new StreamDays(this.stream, this.#known, dayOf, this.question.policy);
    return (day) => dealIn(days.stateOn(day));
  }

  isHypothetical(rests: readonly string[]): boolean {
    return this.all.some((fact) => fact.hypothetical && rests.includes(fact.id));
  }

  /** How many other claims there are of what a number rests on: of its terms, its conditions, and the power they count. */
  rivalsOf(rests: readonly string[]): number {
    return this.#setsBehind(rests).reduce((sum, { claims }) => sum + claims.length - 1, 0);
  }

  /** It under each selection of these claims; of too many combinations one set at a time. */
  underClaims(rests: readonly string[]): Issue[] {
    const sets = this.#setsBehind(rests);
    if (sets.length === 0) return [];
    const name = sets.map(({ root }) => root).join();
    const known = this.#under.get(name);
    if (known) return known;
    const { selections, complete } = selectionsOf(sets, pickClaims(sets, this.question.policy));
    this.variesOneAtATime ||= !complete;
    const under = selections.map(
      (one) => new Issue(this.stream, withoutOthers(this.all, sets, one), this.question, this.before),
    );
    this.#under.set(name, under);
    return under;
  }

  #setsBehind(rests: readonly string[]): ClaimSet[] {
    const known = new Set(rests);
    return this.#sets.filter(({ claims }) => claims.some(({ id }) => known.has(id)));
  }

  /** `lowest` and `highest` compare stakes, so that among rival claims on a deal they take the primary one. */
  #stateAt(cut: Cut): Deal {
    const facts = effectiveFacts(this.#known, cut);
    const sets = claimSetsOf(facts);
    this.#folding.become(selectClaims(facts, sets, pickClaims(sets, this.question.policy)));
    const deal = dealIn(this.#folding.state);
    return this.before ? withoutWhatIsGone(deal, this.before.#stateAt(cut)) : deal;
  }

  /** The days on which something took effect or was seen. */
  #days(deal: Deal, cut: Cut): Day[] {
    const seen = [...deal.conditions.values()].flat().map(({ on }) => on.last);
    return [...effectiveFacts(this.#known, cut).map(({ effective }) => effective.last), ...seen];
  }
}
