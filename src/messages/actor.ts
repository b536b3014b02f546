import { AsyncLocalStorage } from 'node:async_hooks';

const acting = new AsyncLocalStorage<string>();

/** Does something in the name of whoever asked for it: every event that comes of it carries the name. */
export const actAs = (name: string, work: () => void): void => acting.run(name, work);

/** Whose doing it is; undefined on a ledger that is open to whoever reaches it. */
export const currentActor = (): string | undefined => acting.getStore();

/** A key that marks retries, apart from the same word of another caller. */
export const ownRetryKey = (key: string): string => {
  const actor = currentActor();
  return actor === undefined ? key : `${actor}: ${key}`;
};
