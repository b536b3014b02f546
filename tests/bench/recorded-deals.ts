import { openStore } from '../../src/open-store.js';
import { submitted } from '../contract/candidates.js';
import { logOfDeals } from './log-of-deals.js';

const perCall = 5_000;

/** Records a log of so many deals in the store of an address, as a server does with large batches; how many events that are. */
export const recordDeals = async (url: string, deals: number): Promise<number> => {
  const store = await openStore(url);
  const events = logOfDeals(deals);
  for (let from = 0; from < events.length; from += perCall) {
    const added = events.slice(from, from + perCall).map((event) => submitted({ ...event }));
    const byStream = [...Map.groupBy(added, ({ event }) => event.stream)];
    await store.append(byStream.map(([stream, own]) => ({ stream, events: own })));
  }
  await store.close();
  return events.length;
};
