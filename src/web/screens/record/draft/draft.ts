import type { EventType } from '../../../worker/protocol.js';
import type { RecordedEvent } from '../../../../../events/kit/envelope.js';
import { type KnownThings, typedIn } from './typed.js';

/** Why an event is told: anew, or since another one was wrong, never happened, or was true until now. */
export type DraftPurpose = 'new' | 'wrong' | 'never' | 'changed';

/** What stands in the form, as typed; each by its place: "parties.0.role", "over.from". */
export interface EventDraft {
  type: string;
  /** What it is about, by the name of its kind: the deal, the party, the market; of a stake its holder and issuer. */
  about: Readonly<Record<string, string>>;
  envelope: Readonly<Record<string, string>>;
  body: Readonly<Record<string, string>>;
  purpose: DraftPurpose;
  /** The event that is corrected, or that was true until now. */
  earlier?: RecordedEvent;
}

export const emptyDraft: EventDraft = { type: '', about: {}, envelope: {}, body: {}, purpose: 'new' };

const aboutOf = ({ stream }: RecordedEvent): Record<string, string> => {
  const [category = ''] = stream.split('-', 1);
  return { [category]: category === 'deal' ? stream : stream.slice(category.length + 1) };
};

/** What a type says that its event is about: a later one about the same says it, too. */
const subjectIn = ({ subject, fields }: EventType, body: RecordedEvent['body']): Record<string, string> =>
  fields.some(({ name }) => name === subject) ? { [subject]: String(body[subject]) } : {};

/** A draft to begin with when an event was wrong, or is not true any more. */
export const draftFrom = (
  event: RecordedEvent,
  declared: EventType,
  purpose: DraftPurpose,
  known: KnownThings,
): EventDraft =>
  purpose === 'changed'
    ? {
        ...emptyDraft,
        purpose,
        about: aboutOf(event),
        body: subjectIn(declared, event.body),
        earlier: event,
      }
    : {
        type: event.type,
        purpose,
        about: aboutOf(event),
        envelope: { effectiveOn: event.effectiveOn },
        body: typedIn(event.body, declared.fields, known),
        earlier: event,
      };

/** Rows of a list, by their number in its places. */
export const rowsAt = (body: EventDraft['body'], place: string): number[] =>
  [
    ...new Set(
      Object.keys(body).flatMap((key) => {
        const [, index] = key.startsWith(`${place}.`)
          ? (/^(\d+)(?:\.|$)/.exec(key.slice(place.length + 1)) ?? [])
          : [];
        return index === undefined ? [] : [Number(index)];
      }),
    ),
  ].sort((one, other) => one - other);

/** Without a row of a list. */
export const withoutRow = (body: EventDraft['body'], place: string, row: number): EventDraft['body'] =>
  Object.fromEntries(
    Object.entries(body).filter(([key]) => key !== `${place}.${row}` && !key.startsWith(`${place}.${row}.`)),
  );
