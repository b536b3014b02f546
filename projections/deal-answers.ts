import type { Day } from '../events/kit/calendar.js';
import type { Count, EventId } from '../events/kit/formats.js';
import type { Measure } from './kit/measure.js';

// More is told than is promised. Aliases where an answer is read as a record: interfaces are none to the compiler.
export type OpenRecord = { [more: string]: unknown };

interface RestedAnswer {
  /** The ids of the events it rests on; through a scenario those of hypothetical ones, too. */
  rests: readonly string[];
  /** How many events it rests on, listed or not. */
  restsCount?: Count;
}

export interface FlaggedAnswer extends RestedAnswer {
  flags: readonly string[];
}

export interface Headline {
  layer: string;
  basis: string;
  headlineKw: Measure | null;
  flags?: string[];
}

interface PaymentInBrief {
  payment: string;
  kind: string;
  currency: string;
  bindingness: string;
  /** All of it, as it was stated: what was due before it ended, paid or released of it is told by obligations. */
  amountUsCents: Measure;
  /** Nothing more falls due of it: it, its option or its deal has ended. */
  ended?: true;
}

export type Price = {
  payment: string;
  kind: string;
  currency: string;
  layer: string;
  basis: string;
  perGwYearUsCents: Measure;
};

export interface PartyInRole {
  party: string;
  role: string;
  name: string;
}

type DealHead = {
  /** The stream of the deal. */
  deal: string;
  title: string | null;
  kind: string | null;
  stage: string | null;
  announcedOn: string | null;
  parties: PartyInRole[];
  /** The headline of each layer and basis, as compute-capacity has it by deal; layers are never added. Flagged remainder where parts of it that other deals tell are left out. */
  capacity: Headline[];
  /** What each firm payment with a term commits for a gigawatt and a year, where both are disclosed: to compare, never to add. */
  prices: Price[];
  /** How many events count within the cut. */
  events: Count;
};

export type DealInBrief = DealHead & { payments: PaymentInBrief[] };

export type LevelBeside = { basis: string; energizedKw: Measure };

export interface TrancheAnswer extends FlaggedAnswer, OpenRecord {
  tranche: string;
  layer: string;
  stage: string;
  headline: boolean;
  powerKw: Measure;
  /** The level on the basis of the tranche. */
  energizedKw: Measure;
  /** Who uses it; missing where an intent names nobody. */
  consumer?: string;
  /** When its first part is to run; nothing is due by it. */
  starts?: string;
  /** The last level on each other basis: kept beside, never converted. */
  levelsBeside?: LevelBeside[];
  /** The accelerators that are promised. */
  acceleratorsCount?: Measure;
  /** The accelerators that run. */
  runningAcceleratorsCount?: Measure;
  /** The same in equivalents of an H100. */
  runningH100EquivalentsCount?: Measure;
}

export interface PaymentAnswer extends FlaggedAnswer, OpenRecord {
  payment: string;
  kind: string;
  amountUsCents: Measure;
  paidUsCents: Measure | null;
}

export interface WarrantAnswer extends OpenRecord {
  warrant: string;
  issuedShares?: Measure;
  /** Those of which it was recorded that they vested. */
  recordedShares?: Measure;
  /** Those of which all conditions held on one day, and those that are recorded; between bounds while nobody knows. */
  vestedShares?: Measure;
  /** The same once everything that is due has come. */
  plannedShares?: Measure;
  flags: string[];
}

interface ObservationAnswer extends RestedAnswer {
  holds: boolean;
  on: string;
}

interface OverlapAnswer extends RestedAnswer {
  tranche: string;
  with: string;
  powerKw: Measure | null;
}

interface Claim {
  id: EventId;
  type: string;
  knownOn: Day;
  effectiveOn: string;
  source?: unknown;
  quote?: string;
  body: OpenRecord;
}

export interface ClaimSetAnswer {
  root: EventId;
  chosen: EventId;
  claims: Claim[];
}

export interface DealAnswer extends DealHead, RestedAnswer, OpenRecord {
  supersededBy?: string;
  terms: readonly string[];
  tranches: TrancheAnswer[];
  payments: PaymentAnswer[];
  warrants: WarrantAnswer[];
  conditions: { condition: string; observations: ObservationAnswer[] }[];
  overlaps: OverlapAnswer[];
  /** Events that state one occurrence differently, and which of them counts. */
  claims: ClaimSetAnswer[];
}
