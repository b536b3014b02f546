import { forget, keep, readKept } from '../keeping.js';

const kept = 'gigaledger-keys';

/** What single keys do, by key. */
export type Actions = Readonly<Record<string, { says: string; act: () => void }>>;

/** Single keys get in the way of some who speak to their machine: they can be switched off for good. */
export const areKeysOff = (): boolean => readKept(kept) !== null;

export const switchKeys = (isOff: boolean): void => (isOff ? keep(kept, 'off') : forget(kept));
