import { afterEach, beforeEach } from 'vitest';
import type { EventStore, Receipt, StoredEvent } from '../../src/store/store.js';
import { idsOf } from './candidates.js';

/** A store on data of its own. */
export interface Opened {
  store: EventStore;
  /** Closes the store and opens it again on the same data. */
  reopen: () => Promise<EventStore>;
  /** A second store on the same data, as another process has it. */
  another: () => Promise<EventStore>;
  dispose: () => Promise<void>;
}

export type Open = (clock?: () => Date) => Promise<Opened>;

/** The store of the test that is running. */
export interface Held extends Omit<Opened, 'dispose'> {
  open: Open;
}

/** Opens a store before each test and disposes of it afterwards. */
export const holding = (open: Open): Held => {
  let opened: Opened;
  beforeEach(async () => {
    opened = await open();
  });
  afterEach(() => opened.dispose());
  return {
    get store() {
      return opened.store;
    },
    reopen: () => opened.reopen(),
    another: () => opened.another(),
    open,
  };
};

/** More than any test appends. */
export const everything = 10_000;

/** Answers a request under a key with the ids of its events. */
export const receiptFor =
  (key: string, digest = 'a'.repeat(64)) =>
  (events: readonly StoredEvent[]): Receipt => ({ key, digest, status: 201, body: idsOf(events).join() });

export const noReceipt = (): Receipt => {
  throw new Error('no receipt');
};
