import type { Deal, Warrant } from '../events/deal/deal.js';
import type { Fact } from '../events/index.js';
import { type Day, daysOf } from '../events/kit/date.js';
import { type Bounds, boundsOf, type Quantity } from '../events/kit/quantity.js';
import { observedPower, plannedPower } from './compute-capacity.js';
import { dilutionBy, type WholeShares } from './dilution.js';
import type { Board } from './kit/board.js';
import { claimSetsOf, pick, selected } from './kit/claims.js';
import { type Cut, visible } from './kit/cut.js';
import { fold } from './kit/log.js';
import { type Measure, type MeasureOrNull, measureOf } from './kit/measure.js';
import type { Parties } from './kit/parties.js';
import { cutOf, isAmong, type Question } from './kit/question.js';
import { groundsOfRelease } from './kit/release.js';
import { atLeast, type DealOn, sharesVested, type TrancheVesting, vestingOf } from './kit/vesting.js';

type Entry = Record<string, unknown>;
type Wholes = ReadonlyMap<string, WholeShares>;

/** A deal with warrants, as it stood on each day on which it changed and as it is planned to stand. */
class Issue {
  readonly now: Deal;

  constructor(
    readonly stream: string,
    private readonly all: readonly Fact[],
    private readonly question: Question,
  ) {
    this.now = this.#stateAt(this.#cut);
  }

  get past(): DealOn[] {
    const { effectiveAt } = this.question;
    const days = this.#days(this.now, this.#cut).filter((day) => day <= effectiveAt);
    return sorted([...days, effectiveAt]).map((day) => {
      const deal = this.#stateAt({ ...this.#cut, effectiveAt: day });
      return { day, deal, powerOf: observedPower(deal, day) };
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
    return sorted([...days.filter((day) => day > effectiveAt), effectiveAt]).map((day) => {
      const deal = this.#stateAt({ ...this.#cut, horizon: day });
      return { day, deal, powerOf: plannedPower(deal, day) };
    });
  }

  isHypothetical(rests: readonly string[]): boolean {
    return this.all.some((fact) => fact.hypothetical && rests.includes(fact.id));
  }

  get #cut(): Cut {
    return cutOf(this.question);
  }

  get #end(): Cut {
    return { ...this.#cut, horizon: '9999-12-31' };
  }

  /** `lowest` and `highest` compare stakes, so that among rival claims on a deal they take the primary one. */
  #stateAt(cut: Cut): Deal {
    const facts = visible(this.all, cut);
    const sets = claimSetsOf(facts);
    return fold(this.stream, selected(facts, sets, pick(sets, this.question.policy)));
  }

  /** The days on which something took effect or was seen. */
  #days(deal: Deal, cut: Cut): Day[] {
    const seen = [...deal.conditions.values()].flat().map(({ on }) => on.last);
    return [...visible(this.all, cut).map(({ effective }) => effective.last), ...seen];
  }
}

const sorted = (days: readonly Day[]): Day[] => [...new Set(days)].sort();

/** The warrant, what its conditions were seen to be, and the power that they count: now, and on the plan. */
const restsOf = ({ now, ahead }: Issue, warrant: Warrant): string[] => {
  const conditions = warrant.tranches.flatMap((tranche) => tranche.conditions);
  const counted = [now, ahead].flatMap((deal) => groundsOfRelease(deal, { release: { conditions } }).rests);
  return [...new Set([...warrant.rests, ...counted])].sort();
};

const flagsOf = (issue: Issue, warrant: Warrant, rests: readonly string[], differs: boolean): string[] => [
  'derived',
  ...(issue.isHypothetical(rests) ? ['hypothetical'] : []),
  ...(differs ? ['planned'] : []),
  ...(warrant.rivals ? [`rivals:${warrant.rivals}`] : []),
];

const plannedShares = (tranches: readonly TrancheVesting[]): ReturnType<typeof sharesVested> =>
  sharesVested(tranches.map(({ shares, planned: { status } }) => ({ shares, status })));

const exactly = (shares: number): Measure => ({ low: shares, point: shares, high: shares });

const sharesOf = (warrant: Warrant, tranches: readonly TrancheVesting[]) => ({
  issuedShares: exactly(warrant.shares),
  recordedShares: exactly(warrant.vested),
  vestedShares: measureOf(atLeast(sharesVested(tranches), warrant.vested)),
  plannedShares: measureOf(atLeast(plannedShares(tranches), warrant.vested)),
});

const isPlanned = ({ vestedShares, plannedShares: ahead }: ReturnType<typeof sharesOf>): boolean =>
  JSON.stringify(vestedShares) !== JSON.stringify(ahead);

const ofMeasure = (measure: Measure): Bounds => boundsOf(measure as Quantity);

/** What the warrant takes from all other holders, once issued in whole, vested and planned; unknown without all shares. */
const dilution = (
  shares: Record<'issuedShares' | 'vestedShares' | 'plannedShares', Measure>,
  all: WholeShares | undefined,
): Record<string, MeasureOrNull> => {
  const of = (measure: Measure): MeasureOrNull => (all ? dilutionBy(ofMeasure(measure), all) : null);
  return {
    dilutionBp: of(shares.issuedShares),
    vestedDilutionBp: of(shares.vestedShares),
    plannedDilutionBp: of(shares.plannedShares),
  };
};

const entryOf = (issue: Issue, id: string, warrant: Warrant, parties: Parties, wholes: Wholes): Entry => {
  const tranches = vestingOf(id, issue.past, issue.plan);
  const shares = sharesOf(warrant, tranches);
  const all = wholes.get(parties.slugOf(warrant.issuer));
  const rests = [...new Set([...restsOf(issue, warrant), ...(all?.rests ?? [])])].sort();
  const { strike, expiresOn } = warrant;
  return {
    deal: issue.stream,
    warrant: id,
    holder: parties.slugOf(warrant.holder),
    issuer: parties.slugOf(warrant.issuer),
    currency: strike.currency ?? 'USD',
    strikeUsCents: measureOf(boundsOf(strike)),
    expiresOn: expiresOn ?? null,
    ...shares,
    ...dilution(shares, all),
    tranches,
    rests,
    flags: flagsOf(issue, warrant, rests, isPlanned(shares)),
  };
};

const isAsked = ({ only }: Question, entry: Entry): boolean =>
  (['holder', 'issuer'] as const).every((key) => isAmong(entry[key], only[key]));

/** Every warrant within the cut: what was recorded as vested, what its conditions say, and what the plan makes of it. */
export const warrantsOf = ({ log, question, context }: Board, wholes: Wholes): Entry[] =>
  [...log.streams('deal')]
    .sort()
    .filter((stream) => log.facts(stream).some(({ type }) => type === 'WarrantIssued'))
    .map((stream) => new Issue(stream, log.facts(stream), question))
    .flatMap((issue) =>
      [...issue.now.warrants].map(([id, warrant]) => entryOf(issue, id, warrant, context.parties, wholes)),
    )
    .filter((entry) => isAsked(question, entry));
