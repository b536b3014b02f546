import type { Deal, Warrant } from '../events/deal/deal.js';
import type { Fact } from '../events/index.js';
import { type Day, daysOf } from '../events/kit/date.js';
import { boundsOf } from '../events/kit/quantity.js';
import { observedPower, plannedPower, seenPower } from './tranche-measures.js';
import { dilutionBy, type WholeShares } from './dilution.js';
import type { Board } from './kit/board.js';
import {
  type ClaimSet,
  claimSetsOf,
  pickClaims,
  selectClaims,
  type Selection,
  selectionsOf,
} from './kit/claims.js';
import { sharesLost, withoutWhatIsGone } from './kit/counterfactual.js';
import { type Cut, visibleFacts } from './kit/cut.js';
import { withDerivedSpans, withoutOthers } from './kit/derived-spans.js';
import { fold, type Log } from './kit/log.js';
import { type Measure, type MeasureOrNull, measureOf } from './kit/measure.js';
import type { Parties } from './kit/parties.js';
import { cutOf, isAmong, type Question } from './kit/question.js';
import { groundsOfRelease } from './kit/release.js';
import { raiseToRecorded, type DealOn, sharesVested, type TrancheVesting, vestingOf } from './kit/vesting.js';
import type { Entry } from './kit/line.js';
type Wholes = ReadonlyMap<string, WholeShares>;
/** What a deal is read at, and which of rival claims count. */
type AskedCut = Cut & Pick<Question, 'policy'>;

/** A deal with warrants, as it stood on each day on which it changed and as it is planned to stand. */
class Issue {
  readonly now: Deal;

  constructor(
    readonly stream: string,
    private readonly all: readonly Fact[],
    private readonly question: AskedCut,
    /** The same deal before a scenario changed it; what is gone since counts as not having come about. */
    private readonly before?: Issue,
  ) {
    this.now = this.#stateAt(this.#cut);
  }

  get past(): DealOn[] {
    const { effectiveAt } = this.question;
    const days = this.#days(this.now, this.#cut).filter((day) => day <= effectiveAt);
    return sortDays([...days, effectiveAt]).map((day) => {
      const deal = { ...this.#stateAt({ ...this.#cut, effectiveAt: day }), conditions: this.now.conditions };
      return { day, deal, powerOf: observedPower(deal, day), seenPowerOf: seenPower(deal, day) };
    });
  }

  /** As it stands when all that is known has come. */
  get ahead(): Deal {
    return this.#stateAt(this.#end);
  }

  /** From the as-of date on, when everything that is due comes on the day it is due. */
  get plan(): DealOn[] {
    const { effectiveAt } = this.question;
    const { ahead } = this;
    const due = [...ahead.tranches.values()].flatMap((tranche) => tranche.due ?? []);
    const days = [...this.#days(ahead, this.#end), ...due.map((date) => daysOf(date).last)];
    return sortDays([...days.filter((day) => day > effectiveAt), effectiveAt]).map((day) => {
      const deal = this.#stateAt({ ...this.#cut, horizon: day });
      return { day, deal, powerOf: plannedPower(deal, day, effectiveAt) };
    });
  }

  isHypothetical(rests: readonly string[]): boolean {
    return this.all.some((fact) => fact.hypothetical && rests.includes(fact.id));
  }

  /** How many other claims there are of what a number rests on: of its terms, its conditions, and the power they count. */
  rivalsOf(rests: readonly string[]): number {
    return this.#setsBehind(rests).reduce((sum, { claims }) => sum + claims.length - 1, 0);
  }

  /** It under each selection of these claims; none where there are too many to try out. */
  underClaims(rests: readonly string[]): Issue[] {
    const sets = this.#setsBehind(rests);
    if (sets.length === 0) return [];
    const { selections, complete } = selectionsOf(sets, pickClaims(sets, this.question.policy));
    const under = (selection: Selection) => withoutOthers(this.all, sets, selection);
    return complete
      ? selections.map((one) => new Issue(this.stream, under(one), this.question, this.before))
      : [];
  }

  #setsBehind(rests: readonly string[]): ClaimSet[] {
    const known = new Set(rests);
    return claimSetsOf(visibleFacts(this.all, this.#end)).filter(({ claims }) =>
      claims.some(({ id }) => known.has(id)),
    );
  }

  get #cut(): Cut {
    return cutOf(this.question);
  }

  get #end(): Cut {
    return { ...this.#cut, horizon: '9999-12-31' };
  }

  /** `lowest` and `highest` compare stakes, so that among rival claims on a deal they take the primary one. */
  #stateAt(cut: Cut): Deal {
    const facts = visibleFacts(this.all, cut);
    const sets = claimSetsOf(facts);
    const deal = fold<Deal>(this.stream, selectClaims(facts, sets, pickClaims(sets, this.question.policy)));
    return this.before ? withoutWhatIsGone(deal, this.before.#stateAt(cut)) : deal;
  }

  /** The days on which something took effect or was seen. */
  #days(deal: Deal, cut: Cut): Day[] {
    const seen = [...deal.conditions.values()].flat().map(({ on }) => on.last);
    return [...visibleFacts(this.all, cut).map(({ effective }) => effective.last), ...seen];
  }
}

const sortDays = (days: readonly Day[]): Day[] => [...new Set(days)].sort();

/** The warrant, what its conditions were seen to be, and the power that they count: now, and on the plan. */
const restsOf = ({ now, ahead }: Issue, warrant: Warrant): string[] => {
  const conditions = warrant.tranches.flatMap((tranche) => tranche.conditions);
  const counted = [now, ahead].flatMap((deal) => groundsOfRelease(deal, { release: { conditions } }).rests);
  return [...new Set([...warrant.rests, ...counted])].sort();
};

interface Marks {
  isPlanned: boolean;
  isCounterfactual: boolean;
}

const flagsOf = (
  issue: Issue,
  rests: readonly string[],
  { isPlanned: differs, isCounterfactual }: Marks,
): string[] => {
  const rivals = issue.rivalsOf(rests);
  return [
    'derived',
    ...(issue.isHypothetical(rests) ? ['hypothetical'] : []),
    ...(isCounterfactual ? ['counterfactual'] : []),
    ...(differs ? ['planned'] : []),
    ...(rivals > 0 ? [`rivals:${rivals}`] : []),
  ];
};

const plannedShares = (tranches: readonly TrancheVesting[]): ReturnType<typeof sharesVested> =>
  sharesVested(tranches.map(({ shares, planned: { status } }) => ({ shares, status })));

const exactMeasure = (shares: number): Measure => ({ low: shares, point: shares, high: shares });

/** `counted` of what was recorded as vested still counts. */
const sharesOf = (
  warrant: Warrant,
  { tranches, counted }: Pick<Vesting, 'tranches' | 'counted'>,
): Record<string, Measure> => ({
  issuedShares: exactMeasure(warrant.shares),
  recordedShares: exactMeasure(warrant.vested),
  vestedShares: measureOf(raiseToRecorded(sharesVested(tranches), counted)),
  plannedShares: measureOf(raiseToRecorded(plannedShares(tranches), counted)),
});

interface Vesting {
  tranches: readonly TrancheVesting[];
  /** How many of the shares recorded as vested still count. */
  counted: number;
  isCounterfactual: boolean;
}

/** The deal on a log that a scenario changed, and as it was before. */
interface IssueChange {
  before: Issue;
  /** As the scenario has it, without what it took out. */
  now: Issue;
}

/** What was recorded as vested wins, unless a scenario changed why: then it is reckoned anew. */
const vestingIn = (
  issue: Issue,
  id: string,
  { vested }: Warrant,
  changed: IssueChange | undefined,
): Vesting => {
  const tranches = vestingOf(id, issue.past, issue.plan);
  const recorded = changed?.before.now.warrants.get(id)?.vested ?? 0;
  if (!changed || recorded === 0) return { tranches, counted: vested, isCounterfactual: false };
  const anew = vestingOf(id, changed.now.past, changed.now.plan);
  const lost = sharesLost(vestingOf(id, changed.before.past, changed.before.plan), anew);
  if (lost === 0) return { tranches, counted: vested, isCounterfactual: false };
  return { tranches: anew, counted: Math.max(0, vested - lost), isCounterfactual: true };
};

const isPlanned = ({ vestedShares, plannedShares: ahead }: Record<string, Measure>): boolean =>
  JSON.stringify(vestedShares) !== JSON.stringify(ahead);

/** What the warrant takes from all other holders, once issued in whole, vested and planned; unknown without all shares. */
const dilution = (
  shares: Record<'issuedShares' | 'vestedShares' | 'plannedShares', Measure>,
  all: WholeShares | undefined,
): Record<string, MeasureOrNull> => {
  const of = (measure: Measure): MeasureOrNull => (all ? dilutionBy(boundsOf(measure), all) : null);
  return {
    dilutionBp: of(shares.issuedShares),
    vestedDilutionBp: of(shares.vestedShares),
    plannedDilutionBp: of(shares.plannedShares),
  };
};

const entryOf = (
  { issue, changed }: { issue: Issue; changed?: IssueChange },
  id: string,
  warrant: Warrant,
  parties: Parties,
  wholes: Wholes,
): Entry => {
  const { tranches, counted, isCounterfactual } = vestingIn(issue, id, warrant, changed);
  const shares = sharesOf(warrant, { tranches, counted });
  const all = wholes.get(parties.identityOf(warrant.issuer));
  const rests = [...new Set([...restsOf(issue, warrant), ...(all?.rests ?? [])])].sort();
  const { strike, expiresOn } = warrant;
  const entry = {
    deal: issue.stream,
    warrant: id,
    holder: parties.slugOf(warrant.holder),
    issuer: parties.identityOf(warrant.issuer),
    currency: strike.currency ?? 'USD',
    strikeUsCents: measureOf(boundsOf(strike)),
    expiresOn: expiresOn ?? null,
    ...shares,
    ...dilution(shares, all),
    tranches,
    rests,
    flags: flagsOf(issue, rests, { isPlanned: isPlanned(shares), isCounterfactual }),
  };
  // What a scenario changed the cause of is reckoned beside what was before: no claim is tried out there.
  if (isCounterfactual) return entry;
  const others = issue.underClaims(rests).map((one) => sharesIn(one, id, all));
  return withDerivedSpans(entry, spanned, others);
};

const spanned = [
  'issuedShares',
  'recordedShares',
  'vestedShares',
  'plannedShares',
  'dilutionBp',
  'vestedDilutionBp',
  'plannedDilutionBp',
];

/** The shares of a warrant on a deal of which some claims count, and what they take of all; nothing where it is not issued there. */
const sharesIn = (issue: Issue, id: string, all: WholeShares | undefined): Entry => {
  const warrant = issue.now.warrants.get(id);
  if (!warrant) return {};
  const shares = sharesOf(warrant, vestingIn(issue, id, warrant, undefined));
  return { ...shares, ...dilution(shares, all) };
};

const isAsked = ({ only }: Question, entry: Entry): boolean =>
  (['holder', 'issuer'] as const).every((key) => isAmong(entry[key], only[key]));

/** A deal on this log and, where a scenario changed it, on the log below. */
const issueOn = (stream: string, log: Log, question: AskedCut): { issue: Issue; changed?: IssueChange } => {
  const facts = log.facts(stream);
  const issue = new Issue(stream, facts, question);
  const recorded = log.below?.facts(stream);
  if (!recorded || recorded === facts) return { issue };
  const before = new Issue(stream, recorded, question);
  return { issue, changed: { before, now: new Issue(stream, facts, question, before) } };
};

/** The shares of each warrant of a deal: issued, recorded as vested, vested by what is known, and by the plan. */
export const sharesOfWarrants = (
  stream: string,
  log: Log,
  question: AskedCut,
): ReadonlyMap<string, Record<string, Measure>> => {
  const { issue, changed } = issueOn(stream, log, question);
  return new Map(
    [...issue.now.warrants].map(([id, warrant]) => [
      id,
      sharesOf(warrant, vestingIn(issue, id, warrant, changed)),
    ]),
  );
};

/** Every warrant within the cut: what was recorded as vested, what its conditions say, and what the plan makes of it. */
export const warrantsOf = (board: Board, wholes: Wholes): Entry[] =>
  [...board.log.streams('deal')]
    .sort()
    .filter((stream) => board.log.facts(stream).some(({ type }) => type === 'WarrantIssued'))
    .map((stream) => issueOn(stream, board.log, board.question))
    .flatMap((found) =>
      [...found.issue.now.warrants].map(([id, warrant]) =>
        entryOf(found, id, warrant, board.context.parties, wholes),
      ),
    )
    .filter((entry) => isAsked(board.question, entry));
