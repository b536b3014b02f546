import type { Problem } from '../../../events/index.js';
import { editLog } from '../edits/editing.js';
import type { EditedLog } from '../edits/edited-log.js';
import type { Ground } from '../scenario/ground.js';
import type { Result } from '../../../events/kit/decode.js';
import type { Edit } from '../edits/edit.js';
import { kilowattsIn, useOfMoney, useOfPower } from './balance.js';
import { type SkippedTarget, type Need, DueTranches } from './needs.js';
import { type DueAmount, Payments } from './payments.js';
import type { FeasibilityStudy } from './question.js';
import type { Resource } from './resources.js';
import type { ResourceUse } from './rows.js';

/** What one resource has to meet. */
export interface Demand {
  resource: Resource;
  needs: Need[];
  /** Wholes that hold some of these, and do not draw on it. */
  holders: Need[];
  dues: DueAmount[];
  left: SkippedTarget[];
  /** Units in each period. */
  use: bigint[];
}

const isFund = ({ measures }: Resource): boolean => measures !== undefined;

/** Reads off an edited log what the resources have to meet. */
class DemandReader {
  readonly #plan: DueTranches;
  readonly #payments: Payments;
  readonly #names: string[];

  constructor(
    readonly sought: FeasibilityStudy,
    edited: { capacity: EditedLog; obligations: EditedLog },
  ) {
    this.#plan = new DueTranches(edited.capacity, sought.periods);
    this.#payments = new Payments(sought.obligations, edited.obligations.log);
    this.#names = sought.periods.map(({ name }) => name);
  }

  get problems(): Problem[] {
    return this.sought.resources.flatMap((resource) =>
      isFund(resource) ? this.#payments.mixtures(resource) : this.#plan.mixtures(resource),
    );
  }

  get demands(): Demand[] {
    return this.sought.resources.map((resource) => {
      if (isFund(resource)) {
        const { dues, left } = this.#payments.within(resource);
        return { resource, needs: [], holders: [], dues, left, use: useOfMoney(dues, this.#names) };
      }
      const { needs, holders, left } = this.#plan.within(resource.of);
      const kw = kilowattsIn(needs, this.#names.length);
      return { resource, needs, holders, dues: [], left, use: useOfPower(resource, kw) };
    });
  }
}

/** Replays the edits and reads what each resource has to meet. */
export const demandsOf = (
  sought: FeasibilityStudy,
  edits: readonly Edit[],
  ground: Ground,
): Result<Demand[]> => {
  const { capacity, obligations } = sought;
  const edited = editLog(edits, ground.history, capacity, ground.today);
  if (edited.problems) return edited;
  const owed = editLog(edits, ground.history, obligations, ground.today);
  if (owed.problems) return owed;
  const reader = new DemandReader(sought, { capacity: edited.value.log, obligations: owed.value.log });
  const { problems } = reader;
  return problems.length > 0 ? { problems } : { value: reader.demands };
};

/** The resources that tranches use. */
export const resourcesUsed = (demands: readonly Demand[]): ResourceUse[] =>
  demands
    .filter(({ resource }) => !isFund(resource))
    .map(({ resource, needs }) => ({ resource, tranches: new Set(needs.map(({ tranche }) => tranche)) }));

export const fundsIn = (demands: readonly Demand[]): Demand[] =>
  demands.filter(({ resource }) => isFund(resource));

/** Every need once, and what holds it, the earliest first, ties in the order of names. */
export const needsOf = (demands: readonly Demand[]): Need[] => {
  const all = new Set(demands.flatMap(({ needs, holders }) => [...needs, ...holders]));
  const nameOf = ({ tranche, isFixed }: Need): string => `${tranche} ${isFixed ? 0 : 1}`;
  return [...all].sort(
    (left, right) => left.period - right.period || (nameOf(left) < nameOf(right) ? -1 : 1),
  );
};
