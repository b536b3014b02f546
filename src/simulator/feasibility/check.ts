import { wholeOf } from '../../../events/kit/quantity.js';
import { parametersOf } from '../../../projections/asking.js';
import { refuse, Refused } from '../refused.js';
import type { Ground } from '../run.js';
import { type Read, readEdits } from '../scenario.js';
import type { Solve } from '../solver/programme.js';
import type {
  Binding,
  Conflict,
  Extra,
  Feasibility,
  OnePiece,
  Relaxation,
  ResourceAnswer,
  ScheduleAnswer,
} from './answer.js';
import { type Balance, balanceOf, kilowattsIn, slacksOf, sumOf, useOfPower } from './balance.js';
import { smallestConflict } from './conflict.js';
import { type Demand, demandsOf, fundsIn, needsIn, usedIn } from './demand.js';
import type { Need } from './needs.js';
import { type Feasible, readFeasible, type Sought } from './question.js';
import { addedTo, funded, raised } from './relaxation.js';
import { horizonOf, type Used } from './rows.js';
import { hasRoom, type Horizon, inOnePiece, inParts, type Schedule, type Scheduled } from './schedule.js';

const mostColumns = 5_000;
/** Ten terawatts: what the solver's digits hold to the kilowatt. */
const mostKw = 10_000_000_000n;

const sixDigits = (value: number): number => Math.round(value * 1e6) / 1e6;

/** One question about one plan; what is asked again with more supply is asked of the same plan. */
class Check {
  readonly #names: string[];
  readonly #needs: Need[];

  constructor(
    readonly asked: Feasible,
    readonly sought: Sought,
    readonly demands: readonly Demand[],
    readonly ground: Ground,
    readonly solve: Solve,
  ) {
    this.#names = sought.periods.map(({ name }) => name);
    this.#needs = needsIn(demands);
    if (this.#needs.length * this.#names.length > mostColumns)
      refuse('/question/to', `makes more than ${mostColumns} pairs of a tranche and a period: ask for fewer`);
    if (sumOf(this.#needs.map(({ kw }) => kw)) > mostKw)
      refuse('/resources', 'the tranches add up to more than 10,000 GW, beyond what the solver keeps exact');
  }

  answer(): Feasibility {
    const { sought, demands } = this;
    const resources = demands.map((demand) => this.#resource(demand));
    const firstViolated = this.#firstViolated();
    const schedule = this.#isFunded() ? this.#scheduled(usedIn(demands)) : undefined;
    return {
      base: { position: sought.position },
      question: parametersOf(sought.capacity.question),
      verdict: verdictOf(firstViolated === null, schedule),
      feasible: firstViolated === null,
      firstViolated,
      resources,
      schedule: schedule ?? null,
      conflict: schedule ? null : this.#conflict(),
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
      periods: this.#balances(resource, use),
      firstViolated: this.#names[short] ?? null,
      left,
    };
  }

  #balances(resource: Demand['resource'], use: readonly bigint[]): Balance[] {
    return balanceOf(resource, use, this.#names);
  }

  #firstViolated(): Feasibility['firstViolated'] {
    const slacks = this.demands.map(({ resource, use }) => slacksOf(resource, use));
    const period = this.#names.findIndex((_, at) => slacks.some((own) => own[at]! < 0n));
    if (period < 0) return null;
    const short = this.demands.filter((_, index) => slacks[index]![period]! < 0n);
    return { period: this.#names[period]!, resources: short.map(({ resource }) => resource.name) };
  }

  #isFunded(): boolean {
    return fundsIn(this.demands).every(({ resource, use }) =>
      slacksOf(resource, use).every((slack) => slack >= 0n),
    );
  }

  #horizon(used: readonly Used[]): Horizon {
    return horizonOf(this.#needs, used, this.#names.length);
  }

  /** Undefined where the horizon has no room. */
  #scheduled(used: readonly Used[]): ScheduleAnswer | undefined {
    const horizon = this.#horizon(used);
    const parts = inParts(horizon, this.solve);
    if (!parts) return undefined;
    const pieces = inOnePiece(horizon, this.solve);
    return {
      delayKwPeriods: parts.delay,
      binding: this.#binding(used, horizon, parts),
      later: this.#later(parts.schedule),
      inOnePiece: pieces ? this.#inOnePiece(pieces, used) : null,
    };
  }

  #binding(used: readonly Used[], { rows }: Horizon, { prices }: Scheduled): Binding[] {
    return rows.flatMap(({ resource: number, period }, row) => {
      const { resource } = used[number]!;
      const shadowPrice = sixDigits((prices[row]! * 1_000_000) / Number(resource.usePerGw!));
      return shadowPrice === 0
        ? []
        : [{ resource: resource.name, period: this.#names[period]!, shadowPrice }];
    });
  }

  #later(schedule: Schedule): ScheduleAnswer['later'] {
    return schedule.flatMap((periods, need) =>
      periods.flatMap((kw, at) =>
        kw > 0 && at > this.#needs[need]!.period
          ? [{ tranche: this.#needs[need]!.tranche, period: this.#names[at]!, kw }]
          : [],
      ),
    );
  }

  /** The schedule as edits, and what these come to when they are replayed after those of the scenario. */
  #inOnePiece({ schedule, delay }: Scheduled, used: readonly Used[]): OnePiece {
    const edits = this.#needs.flatMap(({ tranche, period }, need) => {
      const later = schedule[need]!.findIndex((kw) => kw > 0) - period;
      return later === 0
        ? []
        : [{ op: 'delay' as const, target: tranche, months: later * this.sought.months }];
    });
    const demands = this.#replayed(edits);
    const claimed = used.map(({ resource, tranches }) => this.#claimed(resource, tranches, schedule));
    const replayed = demands.filter(({ resource }) =>
      used.some((one) => one.resource.name === resource.name),
    );
    const isSame = replayed.every(({ use }, index) =>
      use.every((units, at) => units === claimed[index]![at]),
    );
    if (!isSame) refuse('/edits', 'move tranches in a way on which no schedule can be laid');
    const raisedOnes = new Map(used.map(({ resource }) => [resource.name, resource]));
    const resources = demands.map(({ resource, use }) => ({
      name: resource.name,
      periods: this.#balances(raisedOnes.get(resource.name) ?? resource, use),
    }));
    return { delayKwPeriods: delay, edits, resources };
  }

  #claimed(resource: Demand['resource'], tranches: ReadonlySet<string>, schedule: Schedule): bigint[] {
    const moved = this.#needs.map((need, number) => ({
      ...need,
      period: schedule[number]!.findIndex((kw) => kw > 0),
    }));
    const own = moved.filter(({ tranche }) => tranches.has(tranche));
    return useOfPower(resource, kilowattsIn(own, this.#names.length));
  }

  #replayed(edits: OnePiece['edits']): Demand[] {
    const all = [...this.asked.edits, ...edits];
    const read = readEdits(all, { assumptions: this.asked.assumptions ?? {} });
    const demands = read.problems ? read : demandsOf(this.sought, read.value, this.ground);
    if (demands.problems) throw new Refused(demands.problems);
    return demands.value;
  }

  #conflict(): Conflict {
    const used = usedIn(this.demands);
    return hasRoom(this.#horizon(used), this.solve) ? this.#unpaid() : this.#crowded(used);
  }

  /** Tranches that have to come within the horizon, and supplies that have no room for all of them. */
  #crowded(used: readonly Used[]): Conflict {
    const horizon = this.#horizon(used);
    const rows = [...horizon.rows].sort(
      (left, right) => left.period - right.period || left.resource - right.resource,
    );
    const conflicting = smallestConflict<object>([...horizon.needs, ...rows], (some) => {
      const stays = new Set(some);
      const needs = horizon.needs.map((need) => (stays.has(need) ? need : { ...need, kw: 0n }));
      const kept = horizon.rows.filter((row) => stays.has(row));
      return !hasRoom({ ...horizon, needs, rows: kept }, this.solve);
    });
    const stays = new Set(conflicting);
    return {
      tranches: horizon.needs
        .filter((need) => stays.has(need))
        .map(({ tranche, due, kw }) => ({ tranche, due, kw: wholeOf(kw) })),
      payments: [],
      supplies: rows
        .filter((row) => stays.has(row))
        .map(({ resource: number, period }) => ({
          resource: used[number]!.resource.name,
          period: this.#names[period]!,
          available: wholeOf(availableIn(used[number]!.resource, period)),
        })),
    };
  }

  /** Payments that are due by a period, and a fund that does not reach. */
  #unpaid(): Conflict {
    const [first] = fundsIn(this.demands)
      .map(({ resource, use, dues }) => ({
        resource,
        dues,
        period: slacksOf(resource, use).findIndex((slack) => slack < 0n),
      }))
      .filter(({ period }) => period >= 0)
      .sort((left, right) => left.period - right.period);
    const { resource, dues, period } = first!;
    const available = availableIn(resource, period);
    const names = this.#names.slice(resource.carriesOver ? 0 : period, period + 1);
    const due = dues.filter((one) => names.includes(one.period));
    const conflicting = smallestConflict(due, (some) => sumOf(some.map(({ amount }) => amount)) > available);
    return {
      tranches: [],
      payments: conflicting.map(({ payment, period: at, amount }) => ({
        payment,
        period: at,
        amountUsCents: wholeOf(amount),
      })),
      supplies: [{ resource: resource.name, period: this.#names[period]!, available: wholeOf(available) }],
    };
  }

  /** What would do: the least more of what tranches use, and what the funds are short of. */
  #relaxation(): Relaxation | null {
    const used = usedIn(this.demands);
    const horizon = this.#horizon(used);
    const more = hasRoom(horizon, this.solve) ? used : raised(used, horizon, this.solve);
    const schedule = more && this.#scheduled(more);
    if (!schedule) return null;
    const funds = fundsIn(this.demands).map(({ resource, use }) => funded(resource, use));
    const after = new Map([...more.map(({ resource }) => resource), ...funds].map((one) => [one.name, one]));
    const extra = this.sought.resources.flatMap((resource) =>
      this.#extra(resource, after.get(resource.name)!),
    );
    return { extra, schedule };
  }

  #extra(resource: Demand['resource'], raisedOne: Demand['resource']): Extra[] {
    return addedTo(resource, raisedOne).flatMap((more, period) =>
      more === 0n ? [] : [{ resource: resource.name, period: this.#names[period]!, more: wholeOf(more) }],
    );
  }
}

/** What there is by the end of a period, in all where supply carries over. */
const availableIn = ({ supply, carriesOver }: Demand['resource'], period: number): bigint =>
  carriesOver ? sumOf(supply.slice(0, period + 1)) : supply[period]!;

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
export const checkFeasibility = (asked: Feasible, ground: Ground, solve: Solve): Read<Feasibility> => {
  const { value: sought, problems } = readFeasible(asked, ground);
  if (problems) return { problems };
  const demands = demandsOf(sought, sought.edits, ground);
  if (demands.problems) return demands;
  try {
    return { value: new Check(asked, sought, demands.value, ground, solve).answer() };
  } catch (error) {
    if (error instanceof Refused) return { problems: error.problems };
    throw error;
  }
};
