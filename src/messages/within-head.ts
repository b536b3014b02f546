import { type EventStore, type Head, StoreUnavailable } from '../store/store.js';
import { Refusal, Unavailable } from './refusals.js';

/** A reader has seen more than there is: this log is not the one that it knew. */
export class BeyondHead extends Refusal {
  readonly kind = 'beyond-the-head';
  constructor(name: string, asked: number, { position, hash }: Head) {
    super(
      `${name} is ${asked}, and the log ends at position ${position} with the hash ${hash}: it is not the log in which that position was seen, or an older copy of it`,
      [],
      { position, hash },
    );
  }
}

/** Throws BeyondHead when the log has no such position. */
export const checkWithinHead = async (name: string, asked: number, store: EventStore): Promise<void> => {
  const head = await store.head().catch((error: unknown) => {
    throw error instanceof StoreUnavailable ? new Unavailable(error.message) : error;
  });
  if (asked > head.position) throw new BeyondHead(name, asked, head);
};

/** The same of a parameter as it comes from outside; what is no position is somebody else's to refuse. */
export const checkParameter = async (
  name: string,
  value: unknown,
  { reached, store }: { reached: number; store: EventStore },
): Promise<void> => {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text === 'string' && /^\d{1,15}$/.test(text) && Number(text) > reached)
    await checkWithinHead(name, Number(text), store);
};
