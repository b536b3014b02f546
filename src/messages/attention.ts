import { StoreUnavailable } from '../store/store.js';
import { WorkFailed } from '../workers/failures.js';
import type { Attention } from '../workers/processes.js';
import { Busy, TooMuchWork, Unavailable } from './refusals.js';

const attends = Symbol('attends');

/**
 * A message with somebody who may call it off and hears how far it is: no part of what it says, but a member that
 * nobody sees. A WeakMap would keep each request until the next full collection of garbage.
 */
export const attachAttention = <T extends object>(message: T, attention: Attention): T =>
  Object.defineProperty(message, attends, { value: attention, configurable: true });

export const attentionTo: (message: object) => Attention = (message: { [attends]?: Attention }) =>
  message[attends] ?? {};

/** Work that failed, as a refusal; anything else as it is. */
export const refusalOf = (error: unknown): unknown => {
  if (error instanceof StoreUnavailable) return new Unavailable(error.message);
  if (!(error instanceof WorkFailed)) return error;
  const { reason, message } = error;
  return reason === 'crowd' || reason === 'closing' ? new Busy(message) : new TooMuchWork(message);
};

/** What was worked out; work that failed becomes a refusal. */
export const resultOfWork = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    throw refusalOf(error);
  }
};
