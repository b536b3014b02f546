import type { Command, Query } from '@nestjs/cqrs';
import type { ZodRawShape } from 'zod';
import type { ReadAnswer } from '../simulator/answer/written-answer.js';

/** The ledger as an assistant sees it: something to ask and something to tell. */
export interface AskedLedger {
  ask<T>(query: Query<T>): Promise<ReadAnswer<T>>;
  tell<T>(command: Command<T>): Promise<T>;
}

/** What an assistant gave, checked against what the tool takes. */
export type Given = Readonly<Record<string, unknown>>;

/** A question of the kind that people ask every week, named like it. */
export interface Tool {
  name: string;
  title: string;
  /** What it answers, when to use it, and what its words mean. */
  says: string;
  takes: ZodRawShape;
  answer(given: Given, ledger: AskedLedger): Promise<Record<string, unknown>>;
}
