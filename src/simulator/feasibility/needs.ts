import { itemAt } from '../../../events/kit/item-at.js';
import type { Problem } from '../../../events/index.js';
import { daysOf } from '../../../events/kit/date.js';
import { computeCapacity } from '../../../projections/compute-capacity.js';
import { stageOf, type TrancheStatus } from '../../../projections/tranche-status.js';
import { Parties } from '../../../projections/kit/parties.js';
import { cutOf, type Period } from '../../../projections/kit/question.js';
import { type EditedLog, isEnergized, type TrancheTarget } from '../edits/edited-log.js';
import { byDue, fixedOf, movableOf, whyFixed } from '../edits/portions.js';
import { Holdings } from '../edits/holdings.js';
import { standingNow } from '../edits/standing.js';
import type { Resource } from './resources.js';

/** Power that becomes due in a period of the horizon. */
export interface Need {
  tranche: string;
  due: string;
  kw: bigint;
  /** The number of the period in which it is surely due. */
  period: number;
  /** This much of it draws power already, so that no schedule moves it. */
  isFixed: boolean;
}

export interface SkippedTarget {
  target: string;
  because: string;
}

/** What a resource has to meet, and what nobody can tell. */
export interface Needs {
  needs: Need[];
  left: SkippedTarget[];
}

type NeedKeys = Readonly<Record<string, string | undefined>>;

/** A tranche that stands on the day of the question, with what stands of it. */
interface StandingTranche {
  readonly target: TrancheTarget;
  readonly standing: TrancheStatus;
  readonly keys: NeedKeys;
  /** Of a container what it says beyond its parts, whoever provides these. */
  readonly rest?: TrancheTarget;
}

/** The tranches of an edited log that become due within a horizon. */
export class DueTranches {
  readonly #targets: StandingTranche[];

  constructor(
    readonly log: EditedLog,
    readonly periods: readonly Period[],
  ) {
    const parties = log.parties(cutOf(log.question));
    const holdings = new Holdings(log);
    this.#targets = [...log.log.streams('deal')]
      .flatMap((stream) => this.#standingIn(stream, holdings))
      .sort((left, right) => byDue(left.target, right.target))
      .map((one) => ({ ...one, keys: this.#keysOf(one.target, parties) }));
  }

  #standingIn(stream: string, holdings: Holdings): Omit<StandingTranche, 'keys'>[] {
    return this.log.everyTranche(stream).flatMap((target) => {
      const standing = standingNow(this.log, target);
      if (!standing) return [];
      const opened = holdings.open(target);
      return [{ target, standing, ...(opened && { rest: opened.rest }) }];
    });
  }

  /** The needs in a scope, the earliest first, ties in the order of names. */
  within(of: Resource['of']): Needs {
    const found: Needs = { needs: [], left: [] };
    for (const one of this.#inScope(of)) {
      const { reference } = one.target;
      const because = this.#whyLeft(one) ?? (one.rest && whyFixed(one.rest));
      const period = because === undefined ? this.#periodOf(one.target) : -1;
      if (because !== undefined) found.left.push({ target: reference, because });
      else if (period >= 0) found.needs.push(...needsOf(one, period));
    }
    return found;
  }

  /** Layers and bases are never added, so that a resource meets the need of one of each. */
  mixtures({ of, place }: Resource): Problem[] {
    const kinds = this.#inScope(of)
      .filter(({ target }) => this.#periodOf(target) >= 0)
      .map(({ keys }) => computeCapacity.neverAdded.map((name) => keys[name]).join(' '));
    const found = [...new Set(kinds)].sort();
    const detail = `takes together what never adds: name one layer and basis of ${found.join('; ')}`;
    return found.length < 2 ? [] : [{ pointer: `/resources/${place}/of`, detail }];
  }

  #inScope(of: Resource['of']): StandingTranche[] {
    return this.#targets.filter(({ keys }) =>
      Object.entries(of).every(([name, value]) => keys[name] === value),
    );
  }

  #keysOf({ reference, stream, tranche }: TrancheTarget, parties: Parties): NeedKeys {
    const { provider, consumer, supplier, layer, bindingness, basis } = tranche;
    return {
      provider: parties.slugOf(provider),
      consumer: consumer && parties.slugOf(consumer),
      supplier: supplier && parties.slugOf(supplier),
      deal: stream,
      tranche: reference,
      layer,
      bindingness,
      stage: stageOf(this.log.deal(stream), tranche),
      basis,
    };
  }

  /** The period that holds the last day on which it may be due; −1 outside the horizon. */
  #periodOf({ tranche: { due } }: TrancheTarget): number {
    if (due === undefined) return -1;
    const { last } = daysOf(due);
    return this.periods.findIndex((period) => period.first <= last && last <= period.last);
  }

  #isFromHorizonOn({ tranche: { due } }: TrancheTarget): boolean {
    return due !== undefined && daysOf(due).last >= itemAt(this.periods, 0).first;
  }

  #whyLeft({ target, standing }: StandingTranche): string | undefined {
    const because = standing.isWhole ? whyFixed(target) : 'energized';
    const isAhead = this.#isFromHorizonOn(target);
    // What draws power has its period like any other; before the horizon it has been met.
    if (because === 'energized') return isAhead && standing.power.point === null ? 'unknown' : undefined;
    if (because !== undefined) return because;
    return isAhead ? undefined : 'due before the horizon';
  }
}

type FixedAndMovable = readonly [bigint, bigint];

const powerNeeded = ({ target, standing }: StandingTranche): FixedAndMovable =>
  standing.isWhole ? [fixedOf(target), movableOf(target)] : [standing.power.point ?? standing.power.low, 0n];

/** A container that draws power is not split, so that none of it comes later. */
const restNeeded = (container: TrancheTarget, rest: TrancheTarget): FixedAndMovable =>
  isEnergized(container) ? [movableOf(rest), 0n] : [0n, movableOf(rest)];

/** What draws power stays in its period, and what of it does not may come later; of what ended only the first is left. */
const needsOf = (one: StandingTranche, period: number): Need[] => {
  const {
    reference: tranche,
    tranche: { due },
  } = one.target;
  const [fixed, movable] = one.rest ? restNeeded(one.target, one.rest) : powerNeeded(one);
  return [
    { tranche, due: due!, kw: fixed, period, isFixed: true },
    { tranche, due: due!, kw: movable, period, isFixed: false },
  ].filter(({ kw }) => kw > 0n);
};
