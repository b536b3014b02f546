import { itemAt, entryAt } from '../../../events/kit/item-at.js';
import { refuse, ScenarioRefusal } from '../scenario/refusal.js';
import type { Ground } from '../scenario/ground.js';
import { readEdits } from '../scenario/read-edits.js';
import type { Solve } from '../solver/programme.js';
import type { Binding, OnePiece, ScheduleAnswer } from './answer.js';
import { balanceOf, kilowattsIn, useOfPower } from './balance.js';
import { type Demand, demandsOf } from './demand.js';
import type { Need } from './needs.js';
import type { FeasibilityRequest, FeasibilityStudy } from './question.js';
import type { Resource } from './resources.js';
import { horizonOf, type ResourceUse } from './rows.js';
import {
  type Horizon,
  periodsInOnePiece,
  scheduleInOnePiece,
  scheduleInParts,
  type Schedule,
  type ScheduleSolution,
} from './schedule.js';

/** A price is a floating-point number of the solver: its last digits mean nothing. */
const sixDigits = (value: number): number => Number(value.toPrecision(6));
const leastPrice = 1e-6;

/** Finds schedules and tells them in the words of the plan: as tranches, periods and edits that can be run. */
export class Proposal {
  readonly #names: string[];

  constructor(
    readonly asked: FeasibilityRequest,
    readonly sought: FeasibilityStudy,
    readonly needs: readonly Need[],
    readonly ground: Ground,
    readonly solve: Solve,
  ) {
    this.#names = sought.periods.map(({ name }) => name);
  }

  /** The schedule with the least delay; undefined where the horizon has no room. Funds only show in its balances. */
  schedule(used: readonly ResourceUse[], funds: readonly Resource[]): ScheduleAnswer | undefined {
    const horizon = horizonOf(this.needs, used, this.#names.length);
    const parts = scheduleInParts(horizon, this.solve);
    if (!parts) return undefined;
    const pieces = scheduleInOnePiece(horizon, this.solve);
    return {
      delayKwPeriods: parts.delay,
      binding: this.#binding(used, horizon, parts),
      later: this.#later(parts.schedule),
      inOnePiece: pieces ? this.#inOnePiece(horizon, pieces, used, funds) : null,
    };
  }

  #binding(used: readonly ResourceUse[], { rows }: Horizon, { prices }: ScheduleSolution): Binding[] {
    return rows.flatMap(({ resource: number, period }, row) => {
      const { resource } = itemAt(used, number);
      const price = itemAt(prices, row);
      const shadowPrice = sixDigits((price * 1_000_000) / Number(resource.usePerGw));
      return price < leastPrice
        ? []
        : [{ resource: resource.name, period: itemAt(this.#names, period), shadowPrice }];
    });
  }

  #later(schedule: Schedule): ScheduleAnswer['later'] {
    return this.needs.flatMap(({ tranche, period }, need) =>
      itemAt(schedule, need).flatMap((kw, at) =>
        kw > 0 && at > period ? [{ tranche, period: itemAt(this.#names, at), kw }] : [],
      ),
    );
  }

  /** The schedule as edits, and what these come to when they are replayed after those of the scenario. */
  #inOnePiece(
    horizon: Horizon,
    { schedule, delay }: ScheduleSolution,
    used: readonly ResourceUse[],
    funds: readonly Resource[],
  ): OnePiece {
    const periods = periodsInOnePiece(horizon, schedule);
    const edits = this.needs.flatMap(({ tranche, stated }, need) => {
      const later = itemAt(periods, need) - stated;
      return later > 0 ? [{ op: 'delay' as const, target: tranche, months: later * this.sought.months }] : [];
    });
    const demands = this.#replayed(edits);
    const claimed = used.map(({ resource, tranches }) => this.#claimed(resource, tranches, periods));
    const replayed = demands.filter(({ resource }) =>
      used.some((one) => one.resource.name === resource.name),
    );
    const isSame = replayed.every(({ use }, index) =>
      use.every((units, at) => units === claimed[index]?.[at]),
    );
    if (!isSame) refuse('/edits', 'move tranches in a way on which no schedule can be laid');
    const supplied = [...used.map(({ resource }) => resource), ...funds];
    const byName = new Map(supplied.map((resource) => [resource.name, resource]));
    const resources = demands.map(({ resource, use }) => ({
      name: resource.name,
      periods: balanceOf(entryAt(byName, resource.name), use, this.#names),
    }));
    return { delayKwPeriods: delay, edits, resources };
  }

  #claimed(resource: Resource, tranches: ReadonlySet<string>, periods: readonly number[]): bigint[] {
    const moved = this.needs.map((need, number) => ({ ...need, period: itemAt(periods, number) }));
    const own = moved.filter(({ tranche }) => tranches.has(tranche));
    return useOfPower(resource, kilowattsIn(own, this.#names.length));
  }

  #replayed(edits: OnePiece['edits']): Demand[] {
    const all = [...this.asked.edits, ...edits];
    const read = readEdits(all, this.ground.history, { assumptions: this.asked.assumptions ?? {} });
    const demands = read.problems ? read : demandsOf(this.sought, read.value, this.ground);
    if (demands.problems) throw new ScenarioRefusal(demands.problems);
    return demands.value;
  }
}
