import type { Count, Integer } from '../../../events/kit/formats.js';
import { type Whole } from '../../../events/kit/quantity.js';
import type { Balance } from './balance.js';
import type { SkippedTarget } from './needs.js';

export interface ResourceAnswer {
  name: string;
  kind: string;
  of: Readonly<Record<string, string>>;
  periods: Balance[];
  /** The first period in which it is short. */
  firstViolated: string | null;
  /** What it may have to meet, and nobody can tell how much of or when. */
  left: SkippedTarget[];
}

/** A supply that holds a schedule back. */
export interface Binding {
  resource: string;
  period: string;
  /** The kilowatt-periods of delay that one unit more by then would save. */
  shadowPrice: number;
}

interface LaterPower {
  tranche: string;
  period: string;
  kw: Whole;
}

/** Each tranche in one piece, as edits that can be run; `resources` is read off their replay. */
export interface OnePiece {
  delayKwPeriods: Whole;
  edits: { op: 'delay'; target: string; months: Count }[];
  resources: { name: string; periods: Balance[] }[];
}

export interface ScheduleAnswer {
  /** Kilowatts times periods, where tranches may come in parts. */
  delayKwPeriods: Whole;
  /** The supplies that hold it back, with the kilowatt-periods that one unit more by then would save. */
  binding: Binding[];
  /** What comes later than due in that schedule. */
  later: LaterPower[];
  /** The same with every tranche in one piece, as edits that can be run; null where only parts fit, or none was found within the limit of the solver. */
  inOnePiece: OnePiece | null;
}

/** What can't all hold, and none of which could be left out. */
export interface Conflict {
  tranches: { tranche: string; due: string; kw: Whole }[];
  payments: { payment: string; period: string; amountUsCents: Whole }[];
  supplies: { resource: string; period: string; available: Whole }[];
}

export interface ExtraSupply {
  resource: string;
  period: string;
  more: Whole;
}

export interface Relaxation {
  /** The least more that lets everything come within the horizon, in whole units. */
  extra: ExtraSupply[];
  /** The schedule that it makes room for. */
  schedule: ScheduleAnswer;
}

/** Whether there is enough of everything, when not, and what would do. */
export interface Feasibility {
  base: { position: Count };
  question: Record<string, string | Integer>;
  /** `fits` as planned, `fits-with-delays`, `fits-in-parts` of tranches where no whole ones are found to, or `does-not-fit` the horizon. */
  verdict: 'fits' | 'fits-with-delays' | 'fits-in-parts' | 'does-not-fit';
  /** There is enough of everything as planned. */
  feasible: boolean;
  firstViolated: { period: string; resources: string[] } | null;
  /** In the order of their names. */
  resources: ResourceAnswer[];
  /** The one with the least delay; null where the horizon has no room. */
  schedule: ScheduleAnswer | null;
  /** What cannot all hold, none of which could be left out. */
  conflict: Conflict | null;
  /** The least more that would do, and the schedule that it makes room for. */
  relaxation: Relaxation | null;
}
