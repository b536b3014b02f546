import type { ProposedEvent } from '../rows/proposal.js';

/** How a change is answered: we were wrong, the world changed, or the ledger stays as it is. */
export const changeAnswers = ['wrong', 'world', 'skip'] as const;
export type ChangeAnswer = (typeof changeAnswers)[number];

/** Something that the ledger says otherwise than the sheet, and what each answer would record. */
export interface SheetChange {
  /** The cell that says it, which is also how an answer names it. */
  address: string;
  stream: string;
  /** "amount of payment services". */
  of: string;
  ledger: string;
  sheet: string;
  wrong: ProposedEvent;
  /** What the event that would be corrected says now. */
  original: Readonly<Record<string, unknown>>;
  world: ProposedEvent;
}

/** A row that is about what the ledger, or another row, is about. */
export interface DuplicateRow {
  address: string;
  /** The stream that it is about. */
  stream: string;
  because: string;
}

/** A number ten times away from another statement of the same. */
export interface Outlier {
  address: string;
  /** As the sheet has it. */
  says: string;
  /** What others say. */
  others: string;
  detail: string;
}

/** What a row comes to. */
export interface Settlement {
  events: readonly ProposedEvent[];
  changes: readonly SheetChange[];
  outliers: readonly Outlier[];
  duplicates: readonly DuplicateRow[];
}

export const settlementOf = (parts: Partial<Settlement>): Settlement => ({
  events: [],
  changes: [],
  outliers: [],
  duplicates: [],
  ...parts,
});

export const mergeSettlements = (all: readonly Settlement[]): Settlement => ({
  events: all.flatMap(({ events }) => events),
  changes: all.flatMap(({ changes }) => changes),
  outliers: all.flatMap(({ outliers }) => outliers),
  duplicates: all.flatMap(({ duplicates }) => duplicates),
});
