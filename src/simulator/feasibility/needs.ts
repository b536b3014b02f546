import { entryAt, itemAt } from '../../../events/kit/item-at.js';
import type { Problem } from '../../../events/index.js';
import { type Day, daysOf } from '../../../events/kit/date.js';
import { computeCapacity } from '../../../projections/compute-capacity.js';
import { stageOf } from '../../../projections/tranche-status.js';
import { Parties } from '../../../projections/kit/parties.js';
import { cutOf, type Period } from '../../../projections/kit/question.js';
import type { EditedLog, TrancheTarget } from '../edits/edited-log.js';
import { byDue, whyFixed } from '../edits/portions.js';
import { Holdings } from '../edits/holdings.js';
import { standingNow } from '../edits/standing.js';
import { Arrivals, type StandingTranche } from './arrivals.js';
import type { Resource } from './resources.js';

/** Power that becomes due in a period of the horizon; of a whole that holds others, what it says beyond them, which may be nothing. */
export interface Need {
  tranche: string;
  due: string;
  kw: bigint;
  /** The number of the period in which it is surely due. */
  period: number;
  /** This much of it draws power already, or turns on other tranches, so that no schedule moves it. */
  isFixed: boolean;
  /** The number of the period that its own date says, where what holds it says an earlier one; after the horizon how many there are. */
  stated: number;
  /** The whole that holds it, and is due in the horizon: nothing comes later than that. */
  within: string | undefined;
}

export interface SkippedTarget {
  target: string;
  because: string;
}

/** What a resource has to meet, and what nobody can tell. */
export interface Needs {
  needs: Need[];
  /** The wholes that hold these, one in the other, and are not in its scope: a schedule moves them with what is in them. */
  holders: Need[];
  left: SkippedTarget[];
}

type NeedKeys = Readonly<Record<string, string | undefined>>;

interface KeyedTranche extends StandingTranche {
  readonly keys: NeedKeys;
}

/** The tranches of an edited log that become due within a horizon. */
export class DueTranches {
  readonly #targets: KeyedTranche[];
  readonly #arrivals: Arrivals;
  readonly #needs: ReadonlyMap<string, readonly Need[]>;

  constructor(
    readonly log: EditedLog,
    readonly periods: readonly Period[],
  ) {
    const parties = log.parties(cutOf(log.question));
    const holdings = new Holdings(log);
    const standing = holdings.all.flatMap((target): StandingTranche[] => {
      const found = standingNow(log, target);
      return found ? [{ target, standing: found }] : [];
    });
    this.#targets = standing
      .sort((left, right) => byDue(left.target, right.target))
      .map((one) => ({ ...one, keys: this.#keysOf(one.target, parties) }));
    this.#arrivals = new Arrivals(standing, holdings);
    this.#needs = new Map(standing.map(({ target }) => [target.reference, this.#needsOf(target)]));
  }

  /** The needs in a scope, the earliest first, ties in the order of names. */
  within(of: Resource['of']): Needs {
    const found: Omit<Needs, 'holders'> = { needs: [], left: [] };
    for (const one of this.#inScope(of)) {
      const { reference } = one.target;
      const because = this.#whyLeft(one);
      if (because !== undefined) found.left.push({ target: reference, because });
      else found.needs.push(...this.#inHorizon(one));
    }
    return { ...found, holders: this.#holdersOf(found.needs) };
  }

  /** Layers and bases are never added, so that a resource meets the need of one of each. */
  mixtures({ of, place }: Resource): Problem[] {
    const kinds = this.#inScope(of)
      .filter((one) => this.#inHorizon(one).length > 0)
      .map(({ keys }) => computeCapacity.neverAdded.map((name) => keys[name]).join(' '));
    const found = [...new Set(kinds)].sort();
    const detail = `takes together what never adds: name one layer and basis of ${found.join('; ')}`;
    return found.length < 2 ? [] : [{ pointer: `/resources/${place}/of`, detail }];
  }

  #inScope(of: Resource['of']): KeyedTranche[] {
    return this.#targets.filter(({ keys }) =>
      Object.entries(of).every(([name, value]) => keys[name] === value),
    );
  }

  #inHorizon({ target: { reference } }: KeyedTranche): readonly Need[] {
    return entryAt(this.#needs, reference);
  }

  #holdersOf(needs: readonly Need[]): Need[] {
    const all = new Set(needs);
    // What is added while it is gone through has its turn, too.
    for (const { within } of all)
      if (within !== undefined) for (const holder of entryAt(this.#needs, within)) all.add(holder);
    return [...all].slice(needs.length);
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

  #needsOf(target: TrancheTarget): Need[] {
    const { due } = target.tranche;
    return this.#arrivals.of(target).flatMap(({ day, kw, isFixed, within }) => {
      const period = this.#periodOf(day);
      if (due === undefined || !this.#isInHorizon(period)) return [];
      const stated = this.#periodOf(daysOf(due).last);
      return [{ tranche: target.reference, due, kw, period, isFixed, stated, within: this.#holder(within) }];
    });
  }

  /** One that is due after the horizon holds nothing back in it. */
  #holder(within: TrancheTarget | undefined): string | undefined {
    return within && this.#arrivals.of(within).some(({ day }) => this.#isInHorizon(this.#periodOf(day)))
      ? within.reference
      : undefined;
  }

  /** The number of the period that holds a day: −1 before the horizon, after it how many periods there are. */
  #periodOf(day: Day): number {
    if (day < itemAt(this.periods, 0).first) return -1;
    const found = this.periods.findIndex(({ last }) => day <= last);
    return found < 0 ? this.periods.length : found;
  }

  #isInHorizon(period: number): boolean {
    return period >= 0 && period < this.periods.length;
  }

  #whyLeft(one: KeyedTranche): string | undefined {
    const because = this.#arrivals.whyUntold(one);
    const isAhead = this.#isAhead(one);
    const isRunning = !one.standing.isWhole || whyFixed(one.target) === 'energized';
    // What draws power has its period like any other; before the horizon it has been met.
    if (isRunning) return isAhead ? because : undefined;
    return because ?? (isAhead ? undefined : 'due before the horizon');
  }

  #isAhead({ target }: KeyedTranche): boolean {
    const { due } = target.tranche;
    const days = this.#arrivals.of(target).map(({ day }) => day);
    if (days.length === 0 && due !== undefined) days.push(daysOf(due).last);
    return days.some((day) => this.#periodOf(day) >= 0);
  }
}
