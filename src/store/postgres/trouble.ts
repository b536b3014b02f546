import pg from 'pg';
import { StoreUnavailable } from '../store.js';

/** Trouble that may be over in a moment. */
export class AwayForNow extends StoreUnavailable {}

/**
 * States (PostgreSQL, appendix A) after which the same may succeed on another connection or server: connections (08),
 * resources (53), the operator or a crash (57), the system (58), a race with another writer (40, 55P03, 23505, lease),
 * and a server that became a standby (25006).
 */
const passing = /^(?:08|53|57|58|40|55P03|23505|25006|GL001)/;

const stateOf = (error: unknown): string | undefined =>
  error instanceof pg.DatabaseError ? (error.code ?? 'XX000') : undefined;

/** The server answered that it undid the statement. What ends a session instead (FATAL, PANIC) may come after a commit. */
export const isUndone = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.severity === 'ERROR';

/** No room on the disk of the server, or a fault of that disk. */
export const isOfDisk = (error: unknown): boolean => /^(?:53100|58030)$/.test(stateOf(error) ?? '');

/** What was asked to be kept is refused: a value or a constraint. */
const isRefusal = (state: string): boolean => /^(?:22|23)/.test(state) && state !== '23505';

/** Whether it is worth trying again. Errors of the driver and of the socket have no state. */
export const isPassing = (error: unknown): boolean => {
  if (error instanceof AwayForNow) return true;
  if (!(error instanceof Error) || error instanceof StoreUnavailable) return false;
  const state = stateOf(error);
  return state === undefined ? isOfConnection(error) : passing.test(state);
};

const isOfConnection = (error: Error): boolean =>
  ('code' in error && /^E[A-Z]+$/.test(String(error.code))) ||
  /timeout|terminated|not queryable|Connection|connection|closed|socket|end called/.test(error.message);

/** Trouble as the port names it; what is wrong with the data, or with us, as it is. */
export const wrapTrouble = (error: unknown): unknown => {
  const state = stateOf(error);
  if (error instanceof StoreUnavailable || (state !== undefined && isRefusal(state))) return error;
  if (isPassing(error)) return new StoreUnavailable('the database does not answer', { cause: error });
  if (!(error instanceof pg.DatabaseError)) return error;
  return new StoreUnavailable(`the database refuses: ${error.message}`, { cause: error });
};
