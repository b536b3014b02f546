import { everything } from '../../../projections/kit/cut.js';
import { Parties } from '../../../projections/kit/parties.js';
import { eventSentence } from '../../../projections/wording/event-sentence.js';
import type { PageLedger } from './ledger.js';

/** What events say, by their ids. */
export const sentencesOf = (ids: readonly string[], { history }: PageLedger): Record<string, string> => {
  const parties = new Parties(history, everything);
  const nameOf = (slug: string): string => parties.get(slug)?.name ?? slug;
  return Object.fromEntries(
    ids.flatMap((id) => {
      const fact = history.fact(id);
      return fact ? [[id, eventSentence(fact, history, nameOf)]] : [];
    }),
  );
};
