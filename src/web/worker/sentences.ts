import { correctionIn } from '../../../events/correction/correction.js';
import { eventType, type Fact } from '../../../events/index.js';
import type { RecordedEvent } from '../../../events/kit/envelope.js';
import type { Deal } from '../../../events/deal/deal.js';
import { everything } from '../../../projections/kit/cut.js';
import { stateAt } from '../../../projections/kit/log.js';
import { Parties } from '../../../projections/kit/parties.js';
import { publishersNamed } from '../../../projections/publishers-named.js';
import { type BodyNames, bodySaid } from '../../../projections/wording/body-said.js';
import { happeningSaid, type NamedTarget, targetsNamed } from '../../../projections/wording/edit-names.js';
import type { WrittenEdit } from '../../../projections/wording/edit-said.js';
import { eventSaid } from '../../../projections/wording/event-said.js';
import { publisherWords } from '../../../projections/wording/slug-words.js';
import { eventSentence } from '../../../projections/wording/event-sentence.js';
import type { PageLedger } from './ledger.js';
import type { EventTold } from './protocol.js';

const namesIn = ({ history }: PageLedger): BodyNames => {
  const parties = new Parties(history, everything);
  const published = publishersNamed(
    [...history.streams('market')].flatMap((stream) => history.facts(stream)),
  );
  const party = (slug: string): string | undefined => parties.get(slug)?.name;
  return {
    party: (slug) => party(slug) ?? publisherWords(slug),
    publisher: (id) => party(id) ?? published.get(id) ?? publisherWords(id),
    deal: (stream) => stateAt<Deal>(history, stream).title || stream,
  };
};

const toldOf = (fact: Fact, { history }: PageLedger, names: BodyNames): EventTold => {
  const correction = correctionIn(fact);
  const mended = correction && history.fact(correction.event);
  if (!correction || !mended)
    return { says: eventSentence(fact, history, names), body: bodySaid(fact.type, fact.body, names) };
  const counts =
    correction.body === undefined ? '' : `, now: ${bodySaid(mended.type, correction.body, names)}`;
  return {
    says: `${fact.type === 'EventRetracted' ? 'Taken back' : 'Corrected'}: ${eventSentence(mended, history, names)}`,
    body: bodySaid(fact.type, { ...fact.body, body: undefined }, names) + counts,
  };
};

/** What events say, by their ids. */
export const toldOfAll = (ids: readonly string[], ledger: PageLedger): Record<string, EventTold> => {
  const names = namesIn(ledger);
  return Object.fromEntries(
    ids.flatMap((id) => {
      const fact = ledger.history.fact(id);
      return fact ? [[id, toldOf(fact, ledger, names)]] : [];
    }),
  );
};

/** What events say that are in no log yet: of each what happened, and all of its members. */
export const toldOfNew = (
  events: readonly Pick<RecordedEvent, 'type' | 'body'>[],
  ledger: PageLedger,
): EventTold[] => {
  const names = namesIn(ledger);
  return events.map(({ type, body }) => ({
    says: eventSaid({ type, summary: eventType(type)?.about.summary ?? '' }),
    body: bodySaid(type, body, names),
  }));
};

/** What a scenario's edits may name, and what it is called in a sentence. */
export const targetsIn = (ledger: PageLedger): NamedTarget[] => targetsNamed(ledger.history, namesIn(ledger));

/** What edits about events would have happened, by the edits as they are written. */
export const happeningsOf = (edits: readonly WrittenEdit[], ledger: PageLedger): Record<string, string> => {
  const names = namesIn(ledger);
  return Object.fromEntries(
    edits.map((edit) => [JSON.stringify(edit), happeningSaid(edit, ledger.history, names)]),
  );
};
