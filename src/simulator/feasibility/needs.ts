import { itemAt } from '../../../events/kit/item-at.js';
import type { Problem } from '../../../events/index.js';
import { daysOf } from '../../../events/kit/date.js';
import { boundsOf } from '../../../events/kit/quantity.js';
import { computeCapacity } from '../../../projections/compute-capacity.js';
import { isHeadline, stageOf } from '../../../projections/tranche-status.js';
import { Parties } from '../../../projections/kit/parties.js';
import { cutOf, type Period } from '../../../projections/kit/question.js';
import { type EditedLog, isEnergized, type TrancheTarget } from '../edits/edited-log.js';
import { byDue, sizeOf, whyFixed } from '../edits/portions.js';
import type { Resource } from './resources.js';

/** Power that becomes due in a period of the horizon. */
export interface Need {
  tranche: string;
  due: string;
  kw: bigint;
  /** The number of the period in which it is surely due. */
  period: number;
  /** It draws power already, so that no schedule moves it. */
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

/** The tranches of an edited log that become due within a horizon. */
export class DueTranches {
  readonly #targets: { target: TrancheTarget; keys: NeedKeys }[];

  constructor(
    readonly log: EditedLog,
    readonly periods: readonly Period[],
  ) {
    const parties = new Parties(log.log, cutOf(log.question));
    this.#targets = [...log.log.streams('deal')]
      .flatMap((stream) =>
        log.tranches(stream).filter(({ tranche }) => isHeadline(log.deal(stream), tranche)),
      )
      .sort(byDue)
      .map((target) => ({ target, keys: this.#keysOf(target, parties) }));
  }

  /** The needs in a scope, the earliest first, ties in the order of names. */
  within(of: Resource['of']): Needs {
    const scope = this.#inScope(of).map(({ target }) => target);
    const containers = new Set(scope.map(({ tranche }) => tranche.partOf));
    const found: Needs = { needs: [], left: [] };
    for (const target of scope) {
      const because = containers.has(target.reference) ? 'container' : this.#whyLeft(target);
      const period = because === undefined ? this.#periodOf(target) : -1;
      if (because !== undefined) found.left.push({ target: target.reference, because });
      else if (period >= 0 && sizeOf(target) > 0n) found.needs.push(needOf(target, period));
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

  #inScope(of: Resource['of']): { target: TrancheTarget; keys: NeedKeys }[] {
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

  #whyLeft(target: TrancheTarget): string | undefined {
    const because = whyFixed(target);
    const isAhead = this.#isFromHorizonOn(target);
    // What draws power has its period like any other; before the horizon it has been met.
    if (because === 'energized')
      return isAhead && boundsOf(target.tranche.power).point === null ? 'unknown' : undefined;
    if (because !== undefined) return because;
    return isAhead ? undefined : 'due before the horizon';
  }
}

const needOf = (target: TrancheTarget, period: number): Need => ({
  tranche: target.reference,
  due: target.tranche.due!,
  kw: sizeOf(target),
  period,
  isFixed: isEnergized(target),
});
