import type { Day } from '../kit/date.js';
import type { Fact } from '../kit/envelope.js';
import type { DealParty } from './agreement/agreement.events.js';
import type { Observation } from './condition/condition.js';
import type { DealKind, Stage } from './deal.words.js';
import type { Grounds } from './grounds.js';
import type { PaymentTerms } from './payment/terms.js';
import type { Overlap, Tranche } from './tranche/tranche.js';
import type { Warrant } from './warrant/warrant.js';

export interface Payment extends PaymentTerms, Grounds {}

export interface Deal extends Grounds {
  readonly stream: string;
  readonly announced: boolean;
  readonly title: string;
  readonly kind: DealKind;
  readonly stage: Stage;
  /** The stage before it was shelved, cancelled or superseded, if it had one. */
  readonly stageBefore?: Stage;
  /** The first day on which it was ended, while it is: nothing more falls due from then on. */
  readonly endedOn?: Day;
  /** Whether a fact of its own ever ended it, so that what it says rests on how far it came. */
  readonly everEnded?: true;
  readonly supersededBy?: string;
  readonly parties: readonly DealParty[];
  readonly tranches: ReadonlyMap<string, Tranche>;
  readonly payments: ReadonlyMap<string, Payment>;
  readonly warrants: ReadonlyMap<string, Warrant>;
  readonly conditions: ReadonlyMap<string, readonly Observation[]>;
  readonly overlaps: readonly Overlap[];
  readonly terms: readonly string[];
  /** Facts whose vague dates begin before what they are about: by its kind and name, for which they wait. */
  readonly early: ReadonlyMap<string, readonly Fact[]>;
}

export const initialDeal = (stream: string): Deal => ({
  stream,
  announced: false,
  title: '',
  kind: 'partnership',
  stage: 'announced',
  parties: [],
  tranches: new Map(),
  payments: new Map(),
  warrants: new Map(),
  conditions: new Map(),
  overlaps: [],
  terms: [],
  early: new Map(),
  rests: [],
  hypothetical: false,
});
