import { eventType, isCorrection } from '../../../events/index.js';
import {
  type EventAbout,
  fieldsSetBy,
  partNamedIn,
  type PartReference,
} from '../../../events/kit/declaration.js';
import { isPlainObject } from '../../../events/kit/decode.js';
import type { Footprint } from './edit.js';
import type { EditedLog } from './edited-log.js';
import { footprintOfEvent } from './events.js';
import type { EventBody } from '../../../events/kit/envelope.js';

/** An event as it is recorded, or as somebody wrote it into an edit. */
interface EventStatement {
  readonly stream: string;
  readonly type: string;
  readonly body: object;
  readonly rivalOf?: string;
}

const readSaying = (event: object): { said: EventStatement; about: EventAbout } | undefined => {
  const { stream, type, body } = event as Partial<EventBody>;
  const about = typeof type === 'string' ? eventType(type)?.about : undefined;
  return about && typeof stream === 'string' && isPlainObject(body)
    ? { said: event as EventStatement, about }
    : undefined;
};

export const nameOfPart = (stream: string, part: PartReference | undefined): string =>
  part === undefined ? stream : `${stream}/${part.name}`;

/** What an event is about, as edits call it: a stream, or a part of a deal. */
const subjectOf = ({ stream, type, body }: EventStatement): string => {
  const about = eventType(type)?.about;
  return nameOfPart(stream, about && partNamedIn(about, body));
};

/** What an event acts on, as a target of edits: a tranche, a payment, or else its stream. */
export const targetOf = (said: EventStatement): string =>
  ['tranche', 'payment'].includes(eventType(said.type)?.about.subject ?? '') ? subjectOf(said) : said.stream;

/** What has to be there for an event to act on it: of one that brings a part, its stream; of a correction, nothing. */
export const targetNeededBy = (event: object): string | undefined => {
  const { said, about } = readSaying(event) ?? {};
  if (!said || !about || isCorrection(said.type)) return undefined;
  return about.introduces ? said.stream : targetOf(said);
};

const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

/** The fields that an event sets, as footprints call them, so that what else writes them is found to conflict. */
export const fieldsWritten = (event: object): string[] => {
  const { said, about } = readSaying(event) ?? {};
  if (!said || !about) return [];
  const subject = subjectOf(said);
  if (about.introduces) return [`${said.stream}.tranches`];
  return fieldsSetBy(about, said.body).map((field) => `${subject}.${field}`);
};

/** Of what an event writes that to which it only adds: a deal has its parts, whichever came first. */
const fieldsAddedTo = (event: object): string[] => {
  const { said, about } = readSaying(event) ?? {};
  return said && about?.introduces && subjectOf(said) !== said.stream ? fieldsWritten(event) : [];
};

/** What a container holds of others it can't be split from; what overlaps others is split with them; whoever is registered can be named. */
const fieldsWrittenElsewhere = ({ stream, body }: EventStatement, { subject }: EventAbout): string[] => [
  ...textsIn((body as EventBody).partOf).map((container) => `${container}.parts[]`),
  ...textsIn((body as EventBody).with).map((other) => `${other}.overlaps[]`),
  ...(subject === 'party' ? [`parties.${stream.slice('party-'.length)}`] : []),
];

const namesOfDeals = (body: object): string[] =>
  textsIn(body).flatMap((text) => /^deal-[a-z0-9-]+/.exec(text)?.[0] ?? []);

const namesOfParties = (body: object): string[] =>
  textsIn(body)
    .filter((text) => /^[a-z0-9-]+$/.test(text))
    .map((slug) => `parties.${slug}`);

/** What an event that is to have happened depends on, and what it changes. */
export const footprintOfFact = (event: object, log: EditedLog): Footprint => {
  const { said, about } = readSaying(event) ?? {};
  if (!said || !about) return { reads: [], writes: [] };
  if (isCorrection(said.type)) return footprintOfEvent((said.body as { event: string }).event, log);
  const subject = subjectOf(said);
  return {
    reads: [
      ...(about.reads ?? []).map((field) => `${subject}.${field}`),
      // It is refused where what it is about is not there.
      ...(about.introduces || about.waits === false ? [] : [`${subject}.itself`]),
      ...(said.rivalOf === undefined ? [] : [`event:${said.rivalOf}`]),
      ...namesOfParties(said.body),
      ...(about.subject === 'stake' ? ['parties.*'] : []),
      ...namesOfDeals(said.body).map((deal) => `${deal}.itself`),
    ],
    writes: [
      ...fieldsWritten(event),
      ...(about.introduces ? [`${subject}.*`] : []),
      ...fieldsWrittenElsewhere(said, about),
    ],
    adds: fieldsAddedTo(event),
  };
};
