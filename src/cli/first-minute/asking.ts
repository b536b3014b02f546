import type { Query } from '@nestjs/cqrs';

/** Asks the ledger a question. */
export type AskQuery = <T>(query: Query<T>) => Promise<T>;
