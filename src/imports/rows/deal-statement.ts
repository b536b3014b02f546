import type { DealKind, MoneyKind, Stage } from '../../../events/deal/deal.words.js';
import type { QuantityWords } from './amounts.js';
import type { RowSource } from './proposal.js';
import type { TermedAmount } from './row-reader.js';
import type { Told } from './readings.js';

export interface StatedPayment {
  from: string;
  to?: string;
  kind: MoneyKind;
  amount: Told<TermedAmount>;
  /** The first period of its term. */
  start?: Told;
  months?: Told<number>;
  bindingness: string;
}

export interface StatedTranche {
  name: string;
  layer: string;
  provider: string;
  consumer?: string;
  supplier?: string;
  power?: Told<QuantityWords>;
  accelerators?: Told<QuantityWords>;
  basis?: Told;
  starts?: Told;
  due?: Told;
  ends?: Told;
  bindingness: string;
  /** Somebody said how firm it is; else it follows from the stage. */
  toldBindingness?: Told;
}

/** What a row says of a deal, whatever the ledger knows of it. */
export interface DealStatement {
  row: string;
  source: RowSource;
  /** Its stream, where the row names it. */
  stream?: string;
  /** What its stream is called where it is new. */
  newName: string;
  title: string;
  toldTitle?: Told;
  on?: Told;
  kind: DealKind;
  stage: Stage;
  toldStage?: Told;
  parties: readonly { party: string; role: string; address: string }[];
  payment?: StatedPayment;
  tranche?: StatedTranche;
  /** Levels drawing power, by date. */
  levels: readonly (Told<QuantityWords> & { period: string; isNow?: true })[];
  /** Stages that were reached on a date of their own. */
  reached: readonly (Told & { stage: Stage })[];
  /** It is the same one only where it has the same title: a site. */
  isNamed: boolean;
}
