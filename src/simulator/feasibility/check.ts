import { itemAt, entryAt } from '../../../events/kit/item-at.js';
import { wholeOf } from '../../../events/kit/quantity.js';
import { parametersOf } from '../../../projections/asking.js';
import { refuse, ScenarioRefusal } from '../scenario/refusal.js';
import type { Ground } from '../scenario/ground.js';
import type { Result } from '../../../events/kit/decode.js';
import type { Solve } from '../solver/programme.js';
import type { ExtraSupply, Feasibility, Relaxation, ResourceAnswer, ScheduleAnswer } from './answer.js';
import { balanceOf, slacksOf, sumOf } from './balance.js';
import { conflictOf } from './conflict.js';
import { type Demand, demandsOf, fundsIn, needsOf, resourcesUsed } from './demand.js';
import type { Need } from './needs.js';
import { Proposal } from './proposal.js';
import { type FeasibilityRequest, readFeasible, type FeasibilityStudy } from './question.js';
import { supplyAdded, raiseFund, raiseSupplies } from './relaxation.js';
import type { Resource } from './resources.js';
import { horizonOf, type ResourceUse } from './rows.js';
import { hasRoom, type Horizon } from './schedule.js';

const mostColumns = 2_000;
/** Ten terawatts: what the solver's digits hold to the kilowatt. */
const mostKw = 10_000_000_000n;

/** One question about one plan; what is asked again with more supply is asked of the same plan. */
class FeasibilityCheck {
  readonly #names: string[];
  readonly #needs: Need[];
  readonly #proposal: Proposal;

  constructor(
    asked: FeasibilityRequest,
    readonly sought: FeasibilityStudy,
    readonly demands: readonly Demand[],
    ground: Ground,
    readonly solve: Solve,
  ) {
    this.#names = sought.periods.map(({ name }) => name);
    this.#needs = needsOf(demands);
    this.#proposal = new Proposal(asked, sought, this.#needs, ground, solve);
    if (this.#needs.length * this.#names.length > mostColumns)
      refuse('/question/to', `makes more than ${mostColumns} pairs of a tranche and a period: ask for fewer`);
    if (sumOf(this.#needs.map(({ kw }) => kw)) > mostKw)
      refuse('/resources', 'the tranches add up to more than 10,000 GW, beyond what the solver keeps exact');
  }

  answer(): Feasibility {
    const { sought, demands } = this;
    const resources = demands.map((demand) => this.#resource(demand));
    const firstViolated = this.#firstViolated();
    const isFunded = this.#isFunded();
    const funds = fundsIn(demands).map(({ resource }) => resource);
    const schedule = isFunded ? this.#proposal.schedule(resourcesUsed(demands), funds) : undefined;
    if (isFunded && !schedule && hasRoom(this.#horizon(resourcesUsed(demands)), this.solve))
      refuse('/resources', 'have room, but the solver found no schedule in whole kilowatts');
    return {
      base: { position: sought.position },
      question: parametersOf(sought.capacity.question),
      verdict: verdictOf(firstViolated === null, schedule),
      feasible: firstViolated === null,
      firstViolated,
      resources,
      schedule: schedule ?? null,
      conflict: schedule
        ? null
        : conflictOf(demands, this.#horizon(resourcesUsed(demands)), this.#names, this.solve),
      relaxation: schedule ? null : this.#relaxation(),
    };
  }

  #resource({ resource, use, left }: Demand): ResourceAnswer {
    const { name, kind, of } = resource;
    const short = slacksOf(resource, use).findIndex((slack) => slack < 0n);
    return {
      name,
      kind,
      of,
      periods: balanceOf(resource, use, this.#names),
      firstViolated: this.#names[short] ?? null,
      left,
    };
  }

  #firstViolated(): Feasibility['firstViolated'] {
    const slacks = this.demands.map(({ resource, use }) => ({
      name: resource.name,
      left: slacksOf(resource, use),
    }));
    for (const [at, period] of this.#names.entries()) {
      const short = slacks.filter(({ left }) => itemAt(left, at) < 0n);
      if (short.length > 0) return { period, resources: short.map(({ name }) => name) };
    }
    return null;
  }

  #isFunded(): boolean {
    return fundsIn(this.demands).every(({ resource, use }) =>
      slacksOf(resource, use).every((slack) => slack >= 0n),
    );
  }

  #horizon(used: readonly ResourceUse[]): Horizon {
    return horizonOf(this.#needs, used, this.#names.length);
  }

  /** What would do: the least more of what tranches use, and what the funds are short of. */
  #relaxation(): Relaxation | null {
    const used = resourcesUsed(this.demands);
    const horizon = this.#horizon(used);
    const more = hasRoom(horizon, this.solve) ? used : raiseSupplies(used, horizon, this.solve);
    const funds = fundsIn(this.demands).map(({ resource, use }) => raiseFund(resource, use));
    const schedule = more && this.#proposal.schedule(more, funds);
    if (!schedule) return null;
    const after = new Map([...more.map(({ resource }) => resource), ...funds].map((one) => [one.name, one]));
    const extra = this.sought.resources.flatMap((resource) =>
      this.#extra(resource, entryAt(after, resource.name)),
    );
    return { extra, schedule };
  }

  #extra(resource: Resource, raisedOne: Resource): ExtraSupply[] {
    return supplyAdded(resource, raisedOne).flatMap((more, period) =>
      more === 0n
        ? []
        : [{ resource: resource.name, period: itemAt(this.#names, period), more: wholeOf(more) }],
    );
  }
}

const verdictOf = (fits: boolean, schedule: ScheduleAnswer | undefined): Feasibility['verdict'] => {
  if (fits) return 'fits';
  if (!schedule) return 'does-not-fit';
  return schedule.inOnePiece ? 'fits-with-delays' : 'fits-in-parts';
};

/**
 * Whether there are enough chips, power and money for an edited plan: supply, use and slack in each period; a schedule
 * with the least delay where it does not fit as planned; what conflicts, and the least more that would do, where it does
 * not fit the horizon at all.
 */
export const checkFeasibility = (
  asked: FeasibilityRequest,
  ground: Ground,
  solve: Solve,
): Result<Feasibility> => {
  const { value: sought, problems } = readFeasible(asked, ground);
  if (problems) return { problems };
  const demands = demandsOf(sought, sought.edits, ground);
  if (demands.problems) return demands;
  try {
    return { value: new FeasibilityCheck(asked, sought, demands.value, ground, solve).answer() };
  } catch (error) {
    if (error instanceof ScenarioRefusal) return { problems: error.problems };
    throw error;
  }
};
