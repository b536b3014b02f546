import type { Query } from '@nestjs/cqrs';
import type { ReadAnswer } from '../../simulator/answer/written-answer.js';

/** Asks the ledger a question. */
export type AskQuery = <T>(query: Query<T>) => Promise<ReadAnswer<T>>;
