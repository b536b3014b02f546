import { openStore } from '../../../src/open-store.js';
import type { EventStore } from '../../../src/store/store.js';
import { one, submitted } from '../../contract/candidates.js';
import type { Submitted } from '../log-of-deals.js';
import type { AppendCall, AppendingStore } from './appending.js';

/** Ours, through the port: each event gets the next position of one order, and its place in the hash chain. */
export class OwnStore implements AppendingStore {
  private constructor(private readonly store: EventStore) {}

  static async open(url: string): Promise<OwnStore> {
    return new OwnStore(await openStore(url));
  }

  callsFor(deals: readonly Submitted[][]): AppendCall[][] {
    return deals.map((deal) =>
      deal.map((event, revision) => {
        const write = one(submitted({ ...event }), revision);
        return () => this.store.append([write]);
      }),
    );
  }

  async count(): Promise<number> {
    return (await this.store.head()).position;
  }

  close(): Promise<void> {
    return this.store.close();
  }
}
