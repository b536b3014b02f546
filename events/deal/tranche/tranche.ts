import { convertedPower } from '../../kit/conversion.js';
import type { Day } from '../../kit/date.js';
import type { Fact, FactOf } from '../../kit/envelope.js';
import type { Basis, Bounds, Quantity } from '../../kit/quantity.js';
import type { Bindingness, CapacityLayer, Stage } from '../deal.words.js';
import { addGrounds, type Grounds, ungrounded } from '../grounds.js';
import type { CapacityCommitted, CapacityEnergized } from './tranche.events.js';

export interface Tranche extends Grounds {
  readonly layer: CapacityLayer;
  readonly provider: string;
  /** Missing where an intent names nobody. */
  readonly consumer?: string;
  readonly supplier?: string;
  readonly basis: Basis;
  readonly power: Quantity;
  readonly accelerators?: Quantity;
  /** When its first part is to run; what counts is when all of it is due. */
  readonly starts?: string;
  readonly due?: string;
  readonly bindingness: Bindingness;
  readonly condition?: string;
  readonly partOf?: string;
  /** Its own stage, once it has reached one; else its deal's. */
  readonly stage?: Stage;
  /** Its own stage before it was shelved, cancelled or superseded, if it had one. */
  readonly stageBefore?: Stage;
  /** The deal that took its place, where the tranche itself is superseded. */
  readonly supersededBy?: string;
  /** When it runs out, where that was stated. */
  readonly ends?: string;
  readonly fate?: 'cancelled' | 'lapsed' | 'ended';
  /** The level drawing power on its own basis; missing where nobody has observed it. */
  readonly energized?: Quantity;
  /** The level, or the power itself, is so many accelerators times the kilowatts that somebody states for one. */
  readonly converted?: boolean;
  /** The last level on each other basis: kept beside, never converted. */
  readonly levelsBeside?: Readonly<Partial<Record<Basis, Quantity>>>;
  /** The accelerators that run; in equivalents of an H100, too. */
  readonly runningAccelerators?: Quantity;
  readonly runningH100Equivalents?: Quantity;
  /** Split off in a scenario: nobody has observed it by itself. */
  readonly isSplitOff?: true;
  /** The dates by which all of it was to run, as they were stated one after another. */
  readonly dues: readonly DatedValue<string>[];
  /** The levels on its own basis, one after another. */
  readonly levels: readonly DatedValue<Quantity>[];
}

/** Something that was said of a tranche, and when it became so. */
export interface DatedValue<Value> extends Grounds {
  readonly value: Value;
  readonly on: string;
  readonly knownOn: Day;
  /** The fact that says it. */
  readonly id: string;
}

/** Another tranche that describes the same physical capacity, and how much of it. */
export interface Overlap extends Grounds {
  readonly tranche: string;
  readonly with: string;
  readonly power?: Bounds;
}

export const statedValue = <Value>(fact: Omit<Fact, 'body'>, value: Value): DatedValue<Value> => ({
  value,
  on: fact.effectiveOn,
  knownOn: fact.knownOn,
  id: fact.id,
  ...addGrounds(ungrounded, fact),
});

const undisclosedQuantity: Quantity = { low: 0, point: null, high: null, qualifier: 'undisclosed' };

/** A tranche as it is committed; what a scenario splits off another one has been told the dates of the whole. */
export const committedTranche = (fact: FactOf<typeof CapacityCommitted>, whole?: Tranche): Tranche => {
  const { tranche: _, power = undisclosedQuantity, basis = power.basis ?? 'unstated', ...body } = fact.body;
  const told = whole?.dues ?? [];
  const first = body.due === undefined ? [] : [statedValue(fact, body.due)];
  const dues = body.due === undefined || told.length === 0 ? first : told;
  const split = whole && { isSplitOff: true as const };
  return { ...body, power, basis, dues, levels: [], ...split, ...addGrounds(ungrounded, fact) };
};

/** The level that a fact states, by its basis: power as stated, or accelerators as it converts them. */
export const levelIn = ({ power, accelerators, kwPerAccelerator }: CapacityEnergized): Quantity | undefined =>
  power ?? (accelerators && kwPerAccelerator ? convertedPower(accelerators, kwPerAccelerator) : undefined);

/** One level is kept per basis; the one on the tranche's own basis is what counts. */
export const withLevel = (tranche: Tranche, fact: FactOf<typeof CapacityEnergized>): Partial<Tranche> => {
  const { body } = fact;
  const level = levelIn(body);
  const basis = body.basis ?? body.power?.basis ?? tranche.basis;
  if (!level) return {};
  if (basis !== tranche.basis) return { levelsBeside: { ...tranche.levelsBeside, [basis]: level } };
  return {
    energized: level,
    converted: body.power === undefined,
    levels: [...tranche.levels, statedValue(fact, level)],
  };
};
