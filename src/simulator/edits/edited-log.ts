import type { Deal, Tranche } from '../../../events/deal/deal.js';
import type { Fact } from '../../../events/index.js';
import { boundsOf } from '../../../events/kit/quantity.js';
import { type Day, daysOf } from '../../../events/kit/date.js';
import { Draft } from '../../../projections/draft.js';
import { type Cut, everything } from '../../../projections/kit/cut.js';
import { type Log, Overlay } from '../../../projections/kit/log.js';
import type { Parties } from '../../../projections/kit/parties.js';
import { cutOf, type Question } from '../../../projections/kit/question.js';
import { withConsequences } from './consequences.js';
import type { View } from '../../../projections/kit/view.js';
import { CutFold, FoldCache, grow } from './folding.js';
import { NamedParts } from './named-parts.js';
import { NamingDeals } from './naming-deals.js';
import { PartiesOfLog, partiesOn } from './parties-of-log.js';
import { SettledClaims } from './settled-claims.js';

/** A tranche with its name in edits: deal/tranche. */
export interface TrancheTarget {
  reference: string;
  stream: string;
  id: string;
  tranche: Tranche;
}

/** Something that goes on to hold, whatever others move: it puts the log right again, and says what it moved. */
export type Limit = (log: EditedLog) => readonly string[];

interface DueShift {
  original: string;
  months: number;
  due: string;
}

const isOfParty = (stream: string): boolean => stream.startsWith('party-');

/** Whether they keep the same, themselves and not only alike. */
const isSameMap = <Value>(one: ReadonlyMap<string, Value>, other: ReadonlyMap<string, Value>): boolean =>
  one.size === other.size && [...one].every(([key, value]) => other.get(key) === value);

/** A log while edits are made to it; the one below is never touched. */
export class EditedLog {
  readonly #changed: Map<string, readonly Fact[]>;
  readonly #delays: Map<string, DueShift>;
  readonly #deals: Map<string, CutFold>;
  readonly #dealsNow: Map<string, CutFold>;
  readonly #added: Fact[];
  readonly #origins: Map<string, string>;
  readonly #splits: Map<string, readonly string[]>;
  readonly #named = new Map<string, NamedParts>();
  readonly #limits: Limit[];
  readonly #outcomes: WeakMap<readonly Fact[], readonly Fact[]>;
  readonly #claims: SettledClaims;
  /** Which deals tell of something that it is part of a tranche or a payment, or overlaps it. */
  readonly naming: NamingDeals;
  /** As they are now; read anew after a change. */
  #parties: PartiesOfLog | undefined;
  /** For rules to look at: goes on with what is added, and is made anew after any other change. */
  #draft: Draft | undefined;

  constructor(
    readonly base: Log,
    readonly question: Question,
    /** The view that is asked: what it shows of rival claims is what edits act on. */
    readonly view?: View,
    /** What it goes on from; that one stays as it is. */
    before?: EditedLog,
  ) {
    this.#claims = before ? before.#claims : new SettledClaims(base, question, view);
    this.naming = new NamingDeals(base, before?.naming);
    this.#changed = new Map(before ? before.#changed : []);
    this.#delays = new Map(before ? before.#delays : []);
    this.#deals = before ? before.#deals : new Map<string, CutFold>();
    this.#dealsNow = before ? before.#dealsNow : new Map<string, CutFold>();
    this.#added = before ? [...before.#added] : [];
    this.#origins = new Map(before ? before.#origins : []);
    this.#splits = new Map(before ? before.#splits : []);
    this.#limits = before ? [...before.#limits] : [];
    this.#outcomes = before ? before.#outcomes : new WeakMap<readonly Fact[], readonly Fact[]>();
  }

  /** The same edits so far, to be followed by others. */
  fork(): EditedLog {
    return new EditedLog(this.base, this.question, this.view, this);
  }

  /** Whether nothing tells it from a log that it was forked off: it reads alike, and edits go on from it alike. */
  isAs(other: EditedLog): boolean {
    return (
      isSameMap(this.#changed, other.#changed) &&
      isSameMap(this.#delays, other.#delays) &&
      isSameMap(this.#origins, other.#origins) &&
      this.#limits.length === other.#limits.length &&
      this.#added.length === other.#added.length
    );
  }

  /** The log as the edits so far have left it, to be edited further. */
  get log(): Log {
    return new Overlay(this.base, this.#changed);
  }

  /** The log that views are read off: what was recorded because of something that the edits changed is reckoned anew. */
  get outcome(): Log {
    const changed = [...this.#changed].map(
      ([stream, facts]) => [stream, this.#outcomeOf(stream, facts)] as const,
    );
    return new Overlay(this.base, new Map(changed));
  }

  #outcomeOf(stream: string, facts: readonly Fact[]): readonly Fact[] {
    const known = this.#outcomes.get(facts);
    if (known) return known;
    const [now, recorded] = [facts, this.base.facts(stream)].map((some) => this.#claims.of(stream, some));
    const outcome = stream.startsWith('deal-')
      ? withConsequences(stream, now!, recorded!, this.question)
      : now!;
    this.#outcomes.set(facts, outcome);
    return outcome;
  }

  /** The streams that read differently from the log below. */
  get touched(): string[] {
    return [...this.#changed.keys()];
  }

  /** The hypothetical facts, in the order in which edits brought them. */
  get added(): readonly Fact[] {
    return this.#added;
  }

  facts(stream: string): readonly Fact[] {
    return this.#changed.get(stream) ?? this.base.facts(stream);
  }

  replace(stream: string, facts: readonly Fact[]): void {
    this.#changed.set(stream, facts);
    this.#named.delete(stream);
    if (isOfParty(stream)) this.#parties = undefined;
    for (const fact of facts) this.naming.add(fact);
    this.#draft = undefined;
  }

  /** The log as the edits so far have left it, for the rules to look at on a day. */
  draftOn(today: Day): Draft {
    if (this.#draft?.today !== today) this.#draft = new Draft(this.log, today);
    return this.#draft;
  }

  /** Inserts a hypothetical fact behind everything that is there; it rests on itself, and on what it goes on from. */
  add(
    fact: Omit<Fact, 'position' | 'hypothetical' | 'grounds' | 'effective'>,
    grounds: readonly string[] = [],
  ): Fact {
    const hypothetical: Fact = {
      ...fact,
      position: this.base.position + this.#added.length + 1,
      hypothetical: true,
      grounds: [...grounds, fact.id],
      effective: daysOf(fact.effectiveOn),
    };
    this.#added.push(hypothetical);
    this.naming.add(hypothetical);
    this.#named.get(fact.stream)?.add(hypothetical);
    if (isOfParty(fact.stream)) this.#parties = undefined;
    // Before the log below it reads so: what it looks at first there, it has from there.
    this.#draft?.add(hypothetical);
    this.#changed.set(fact.stream, grow(this.facts(fact.stream), hypothetical));
    return hypothetical;
  }

  /** Inserts a fact that an edit on a tranche or a deal comes to; it acts at the question's effective date. */
  act(
    stream: string,
    type: string,
    body: Record<string, unknown>,
    from: Day = this.question.effectiveAt,
    { grounds = [], splitFrom }: { grounds?: readonly string[]; splitFrom?: string } = {},
  ): void {
    const id = `hypothetical-${this.#added.length + 1}`;
    const { knownAt: knownOn } = this.question;
    this.add(
      { id, stream, type, version: 1, effectiveOn: from, knownOn, body, ...(splitFrom && { splitFrom }) },
      grounds,
    );
  }

  /** What edits so far have limited. */
  get limits(): readonly Limit[] {
    return [...this.#limits];
  }

  keepTo(limit: Limit): void {
    this.#limits.push(limit);
  }

  /** What is split off a tranche or a payment goes on with it: an edit on the one acts on the other, too. */
  splitOff(from: string, part: string): void {
    const origin = this.originOf(from);
    this.#origins.set(part, origin);
    this.#splits.set(origin, [...this.partsOf(origin), part]);
    const delay = this.#delays.get(from);
    if (delay) this.#delays.set(part, delay);
  }

  /** What a tranche or payment was split off from, its own name where it was not. */
  originOf(reference: string): string {
    return this.#origins.get(reference) ?? reference;
  }

  /** What was split off a tranche or a payment. */
  partsOf(reference: string): readonly string[] {
    return this.#splits.get(reference) ?? [];
  }

  /** What the facts of a deal name, as the edits so far have left them. */
  named(stream: string): NamedParts {
    const named = this.#named.get(stream) ?? new NamedParts(this.facts(stream));
    this.#named.set(stream, named);
    return named;
  }

  /** The state of a deal as the question sees it, with what edits add later in time, too. */
  deal(stream: string): Deal {
    const { effectiveAt } = this.question;
    const isSeen = (fact: Fact): boolean => fact.hypothetical || fact.effective.last <= effectiveAt;
    return this.#stateOf(this.#deals, stream, { ...cutOf(this.question), horizon: '9999-12-31' }, isSeen);
  }

  /** The same on the day of the question, without what edits add later in time. */
  dealNow(stream: string): Deal {
    return this.#stateOf(this.#dealsNow, stream, cutOf(this.question));
  }

  #stateOf(known: Map<string, CutFold>, stream: string, cut: Cut, isSeen?: (fact: Fact) => boolean): Deal {
    const folding =
      known.get(stream) ?? new CutFold(new FoldCache(stream), cut, this.question.policy, isSeen);
    known.set(stream, folding);
    return folding.state<Deal>(this.#claims.of(stream, this.facts(stream)));
  }

  /** The parties as the edits so far have left them: all that there ever are, or at a cut. */
  parties(cut: Cut = everything): Parties {
    this.#parties ??= this.touched.some(isOfParty) ? new PartiesOfLog(this.log) : partiesOn(this.base);
    return this.#parties.at(cut);
  }

  tranches(stream: string): TrancheTarget[] {
    return this.everyTranche(stream).filter(({ tranche }) => tranche.fate === undefined);
  }

  /** Those that were cancelled or lapsed, too: what of them draws power stays. */
  everyTranche(stream: string): TrancheTarget[] {
    return [...this.deal(stream).tranches].map(([id, tranche]) => ({
      reference: `${stream}/${id}`,
      stream,
      id,
      tranche,
    }));
  }

  /** The one with a name, as deal/tranche; undefined where there is none, or none any more. */
  tranche(reference: string): TrancheTarget | undefined {
    const [stream = '', id = ''] = reference.split('/');
    const tranche = this.deal(stream).tranches.get(id);
    return tranche && tranche.fate === undefined ? { reference, stream, id, tranche } : undefined;
  }

  /** When an edit acts on a tranche: at the effective date, or when an assumed tranche begins. */
  actingOn({ stream, id }: TrancheTarget): Day {
    const { effectiveAt } = this.question;
    const begun = this.named(stream).assumedFrom(id);
    return begun !== undefined && begun > effectiveAt ? begun : effectiveAt;
  }

  change(target: TrancheTarget, type: string, body: Record<string, unknown>): void {
    this.act(target.stream, type, { tranche: target.id, ...body }, this.actingOn(target));
  }

  /** Delays add up as months and are applied once to the due date that stood before the first of them. */
  delayed(
    reference: string,
    dueNow: string,
    months: number,
    move: (due: string, months: number) => string,
  ): string {
    const before = this.#delays.get(reference);
    const goesOn = before !== undefined && before.due === dueNow;
    const original = goesOn ? before.original : dueNow;
    const all = goesOn ? before.months + months : months;
    const due = move(original, all);
    this.#delays.set(reference, { original, months: all, due });
    return due;
  }
}

/** Some of it, or all of it, has been observed to draw power. */
export const isEnergized = ({ tranche }: TrancheTarget): boolean =>
  tranche.energized !== undefined && boundsOf(tranche.energized).low > 0n;
