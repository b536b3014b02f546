import type { EventType, Field } from '../../../worker/protocol.js';
import type { RecordedEvent } from '../../../../../events/kit/envelope.js';

/** What stands in the form: the envelope and the body, as typed. */
export interface EventDraft {
  stream: string;
  type: string;
  envelope: Readonly<Record<string, string>>;
  body: Readonly<Record<string, string>>;
}

export const emptyDraft: EventDraft = { stream: '', type: 'DealAnnounced', envelope: {}, body: {} };

const typedText = (value: unknown): string => {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'object') return String(value);
  const { text } = value as { text?: unknown };
  return typeof text === 'string' ? text : JSON.stringify(value);
};

export const typedBody = (body: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(body).map(([name, value]) => [name, typedText(value)]));

/** An event to begin with when another one is to be corrected, or the world has changed since. */
export const draftFrom = (event: RecordedEvent, howWrong: 'correct' | 'change'): EventDraft =>
  howWrong === 'change'
    ? { stream: event.stream, type: event.type, envelope: {}, body: typedBody(event.body) }
    : {
        stream: event.stream,
        type: 'EventCorrected',
        envelope: {},
        body: { event: event.id, body: JSON.stringify(event.body), reason: '' },
      };

const parseOrText = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** What the field sends; words stay words, for the ledger to read. */
const valueOf = (text: string, { kind }: Field): unknown => {
  if (kind === 'json' || kind === 'whole') return parseOrText(text);
  return kind === 'yes-or-no' ? text === 'true' : text;
};

const sourceFields = ['title', 'url', 'publisher', 'publishedOn', 'kind'] as const;

const dropUndefined = (entries: readonly (readonly [string, unknown])[]): Record<string, unknown> =>
  Object.fromEntries(entries.filter(([, value]) => value !== undefined && value !== ''));

/** The event as it is sent. */
export const submissionOf = (
  { stream, type, envelope, body }: EventDraft,
  declared: EventType,
): Record<string, unknown> => {
  const source = dropUndefined(sourceFields.map((name) => [name, envelope[`source.${name}`]]));
  return {
    stream,
    type,
    ...dropUndefined(['effectiveOn', 'knownOn', 'quote'].map((name) => [name, envelope[name]])),
    ...(source.title !== undefined && { source: { kind: 'own', ...source } }),
    body: dropUndefined(
      declared.fields.map((field) => {
        const text = body[field.name] ?? '';
        return [field.name, text === '' ? undefined : valueOf(text, field)];
      }),
    ),
  };
};
