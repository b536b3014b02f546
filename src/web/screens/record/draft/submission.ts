import type { EventType, Field } from '../../../worker/protocol.js';
import { type EventDraft, rowsAt } from './draft.js';
import { isMembers, type KnownThings, typedIn } from './typed.js';

export type SubmittedEvent = Readonly<Record<string, unknown>>;

/** "Lab One, Inc." as the ledger writes names: lab-one-inc. */
export const slugFor = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');

const same = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();

/** The id of what is typed by name or by id; undefined where the ledger has no such thing. */
export const idOf = (things: readonly { id: string; name: string }[], typed: string): string | undefined =>
  things.find(({ id, name }) => same(id, typed) || same(name, typed))?.id;

const partyOf = (typed: string, { parties }: KnownThings): string => idOf(parties, typed) ?? slugFor(typed);

type Typed = EventDraft['body'];

const wholeOr = (text: string): number | string => (/^\d{1,15}$/.test(text) ? Number(text) : text);

const plainValue = (text: string, { kind }: Field, known: KnownThings): unknown => {
  if (kind === 'party') return partyOf(text, known);
  if (kind === 'deal') return idOf(known.deals, text) ?? text;
  if (kind === 'whole') return wholeOr(text);
  return kind === 'yes-or-no' ? text === 'true' : text;
};

const isSaid = (value: unknown): boolean => value !== undefined && value !== '';

const membersAt = (typed: Typed, place: string, fields: readonly Field[], known: KnownThings): unknown => {
  const members = Object.fromEntries(
    fields
      .map((field) => [
        field.name,
        valueAt(typed, place === '' ? field.name : `${place}.${field.name}`, field, known),
      ])
      .filter(([, value]) => isSaid(value)),
  ) as Record<string, unknown>;
  return Object.keys(members).length === 0 && place !== '' ? undefined : members;
};

const oneAt = (typed: Typed, place: string, field: Field, known: KnownThings): unknown => {
  if (field.kind === 'group') return membersAt(typed, place, field.fields, known);
  const text = (typed[place] ?? '').trim();
  return text === '' ? undefined : plainValue(text, field, known);
};

const valueAt = (typed: Typed, place: string, field: Field, known: KnownThings): unknown => {
  if (!field.isList) return oneAt(typed, place, field, known);
  const all =
    field.kind === 'choice'
      ? field.choices.filter((choice) => typed[`${place}.${choice}`] === 'true')
      : rowsAt(typed, place)
          .map((row) => oneAt(typed, `${place}.${row}`, field, known))
          .filter(isSaid);
  return all.length === 0 ? undefined : all;
};

/** What nobody touched stays as it was recorded, whatever its words leave out. */
const untouched = (
  { body: typed, earlier, purpose }: EventDraft,
  field: Field,
  known: KnownThings,
): unknown => {
  if (!earlier || purpose !== 'wrong') return undefined;
  const before = typedIn(earlier.body, [field], known);
  const now = Object.entries(typed).filter(([place, text]) => text !== '' && isWithin(place, field.name));
  const isSame =
    now.length === Object.keys(before).length && now.every(([place, text]) => before[place] === text);
  return isSame ? earlier.body[field.name] : undefined;
};

const isWithin = (place: string, name: string): boolean => place === name || place.startsWith(`${name}.`);

export const bodyOf = (
  draft: EventDraft,
  { fields }: EventType,
  known: KnownThings,
): Record<string, unknown> =>
  Object.fromEntries(
    fields
      .map((field): [string, unknown] => [
        field.name,
        untouched(draft, field, known) ?? valueAt(draft.body, field.name, field, known),
      ])
      .filter(([, value]) => isSaid(value)),
  );

const partiesIn = (body: Record<string, unknown>): string[] =>
  Array.isArray(body.parties)
    ? body.parties.flatMap((one: unknown) =>
        isMembers(one) && typeof one.party === 'string' ? [one.party] : [],
      )
    : [];

/** A new deal is named after its parties and its year; a number stands behind the name of one that is there. */
const newDeal = (
  body: Record<string, unknown>,
  { envelope }: EventDraft,
  { deals, today }: KnownThings,
): string => {
  const year = (/\d{4}/.exec(envelope.effectiveOn || envelope.knownOn || '') ?? [today.slice(0, 4)])[0];
  const stem = ['deal', ...partiesIn(body).slice(0, 3), year].join('-');
  const taken = deals.filter(({ id }) => id === stem || id.startsWith(`${stem}-`)).length;
  return taken === 0 ? stem : `${stem}-${taken + 1}`;
};

/** The stream that an event stands on. */
export const streamOf = (draft: EventDraft, declared: EventType, known: KnownThings): string => {
  const { about } = draft;
  if (draft.earlier) return draft.earlier.stream;
  const body = bodyOf(draft, declared, known);
  const name = typeof body.name === 'string' ? slugFor(body.name) : '';
  switch (declared.category) {
    case 'deal':
      return declared.introduces && declared.subject === 'deal'
        ? newDeal(body, draft, known)
        : (idOf(known.deals, about.deal ?? '') ?? about.deal ?? '');
    case 'stake':
      return `stake-${partyOf(about.holder ?? '', known)}-${partyOf(about.issuer ?? '', known)}`;
    case 'market':
      return `market-${declared.introduces ? name : (idOf(known.markets, about.market ?? '') ?? about.market ?? '')}`;
    default:
      return `party-${declared.introduces ? name : partyOf(about.party ?? '', known)}`;
  }
};

const sourceFields = ['title', 'url', 'publisher', 'publishedOn', 'kind'] as const;

const hostOf = (url: string): string | undefined => URL.parse(url)?.hostname.replace(/^www\./, '');

/** What was published has a title; who gives none is named by whoever published it. */
const sourceOf = ({ envelope }: EventDraft): Record<string, string> | undefined => {
  const given = Object.fromEntries(
    sourceFields.flatMap((name) => {
      const text = (envelope[`source.${name}`] ?? '').trim();
      return text === '' ? [] : [[name, text]];
    }),
  ) as Record<string, string>;
  const { kind: _, ...said } = given;
  if (Object.keys(said).length === 0) return undefined;
  const title = given.title ?? given.publisher ?? hostOf(given.url ?? '') ?? 'untitled';
  return { kind: 'own', ...given, title };
};

/** Whether somebody is named who says so. */
export const hasSource = (draft: EventDraft): boolean => sourceOf(draft) !== undefined;

const envelopeOf = (draft: EventDraft, names: readonly string[]): Record<string, unknown> => {
  const source = sourceOf(draft);
  const said = names.flatMap((name) => {
    const text = (draft.envelope[name] ?? '').trim();
    return text === '' ? [] : [[name, text]];
  });
  return { ...Object.fromEntries(said), ...(source && { source }) };
};

const correctionOf = (draft: EventDraft, declared: EventType, known: KnownThings): SubmittedEvent => {
  const { earlier, envelope, purpose } = draft;
  const reason = (envelope.reason ?? '').trim();
  const effectiveOn = (envelope.effectiveOn ?? '').trim();
  const isMoved = effectiveOn !== '' && effectiveOn !== earlier?.effectiveOn;
  const more =
    purpose === 'never' ? {} : { body: bodyOf(draft, declared, known), ...(isMoved && { effectiveOn }) };
  return {
    stream: earlier?.stream,
    type: purpose === 'never' ? 'EventRetracted' : 'EventCorrected',
    ...envelopeOf(draft, ['knownOn', 'quote']),
    body: { event: earlier?.id, ...more, ...(reason !== '' && { reason }) },
  };
};

/** The event as it is sent. */
export const submissionOf = (draft: EventDraft, declared: EventType, known: KnownThings): SubmittedEvent =>
  draft.purpose === 'wrong' || draft.purpose === 'never'
    ? correctionOf(draft, declared, known)
    : {
        stream: streamOf(draft, declared, known),
        type: draft.type,
        ...envelopeOf(draft, ['effectiveOn', 'knownOn', 'quote']),
        body: bodyOf(draft, declared, known),
      };

const namesIn = (typed: Typed, place: string, field: Field): string[] => {
  if (field.isList)
    return rowsAt(typed, place).flatMap((row) =>
      namesIn(typed, `${place}.${row}`, { ...field, isList: false }),
    );
  if (field.kind === 'group')
    return field.fields.flatMap((one) => namesIn(typed, `${place}.${one.name}`, one));
  const text = (typed[place] ?? '').trim();
  return field.kind === 'party' && text !== '' ? [text] : [];
};

/** The parties that are named and that the ledger does not know: each is registered with the event that names it. */
export const newPartiesIn = (
  { about, body, purpose }: EventDraft,
  { fields, category }: EventType,
  { parties }: KnownThings,
): string[] => {
  if (purpose === 'never') return [];
  const holders = category === 'stake' ? [about.holder ?? '', about.issuer ?? ''] : [];
  const named = [...holders, ...fields.flatMap((field) => namesIn(body, field.name, field))];
  return [...new Set(named)].filter((name) => slugFor(name) !== '' && idOf(parties, name) === undefined);
};

export const registrationOf = (name: string): SubmittedEvent => ({
  stream: `party-${slugFor(name)}`,
  type: 'PartyRegistered',
  body: { name, kind: 'company' },
});
