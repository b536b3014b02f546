import type { WrittenEvent } from '../store/store.js';

/** What of a canonical form comes again and again, and the text without it. */
export interface SplitText {
  /** The digits of the id. */
  hex: string;
  version: number;
  effectiveOn: string;
  knownOn: string;
  /** In milliseconds since 1970. */
  recordedAt: number;
  /** What else is said, as JSON. */
  rest: string;
}

const plainId = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;
const wholeNumber = /^[1-9]\d{0,5}$/;
const beforeEffective = ',"effectiveOn":"';
const beforeRecorded = ',"recordedAt":"';

/** The digits of an id that is kept as such. */
const hexOf = (id: string): string | undefined => (plainId.test(id) ? id.replaceAll('-', '') : undefined);

const dashes: ReadonlySet<number> = new Set([8, 13, 18, 23]);
const dash = 45;

/** The value of a hexadecimal digit in lower case, by its character; -1 of any other. */
const digitOf = (character: number): number => {
  if (character >= 48 && character <= 57) return character - 48;
  return character >= 97 && character <= 102 ? character - 87 : -1;
};

/**
 * The digits of an id as they stand in bytes, in four words of them, written over what is given, so that whoever looks
 * for one makes nothing. False where an id is not kept as such.
 */
export const readWords = (id: string, words: Uint32Array): boolean => {
  if (id.length !== 36) return false;
  words.fill(0);
  let place = 0;
  for (let index = 0; index < 36; index++) {
    const character = id.charCodeAt(index);
    if (dashes.has(index)) {
      if (character !== dash) return false;
      continue;
    }
    const digit = digitOf(character);
    if (digit < 0) return false;
    // The first digit of a byte is its higher one; the first byte of a word is its lowest.
    const shift = 8 * ((place >> 1) & 3) + (place % 2 === 0 ? 4 : 0);
    words[place >> 3] = (words[place >> 3] ?? 0) | (digit << shift);
    place++;
  }
  return true;
};

export const idOf = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;

interface Found {
  said: string;
  start: number;
  end: number;
}

/** A text up to the next quotation mark; undefined where it is not as plain as that. */
const plainText = (canonical: string, start: number): Found | undefined => {
  const end = canonical.indexOf('"', start);
  const said = canonical.slice(start, end);
  return end < 0 || said.includes('\\') ? undefined : { said, start, end };
};

/** From the date before the id to the position: the last such place, since nothing behind it holds a date of that name. */
const findDates = ({ id, position, canonical }: WrittenEvent): (Found & { knownOn: string }) | undefined => {
  const start = canonical.lastIndexOf(beforeEffective);
  const effective = start < 0 ? undefined : plainText(canonical, start + beforeEffective.length);
  const named = `","id":"${id}","knownOn":"`;
  if (!effective || !canonical.startsWith(named, effective.end)) return undefined;
  const known = plainText(canonical, effective.end + named.length);
  const numbered = `","position":${position}`;
  if (!known || !canonical.startsWith(`${numbered},`, known.end)) return undefined;
  return { said: effective.said, knownOn: known.said, start, end: known.end + numbered.length };
};

/** From the instant to the revision. Only a quote stands in front of it, within which no name of a member stands so. */
const findRecorded = (canonical: string, from: number): Found | undefined => {
  const start = canonical.indexOf(beforeRecorded, from);
  const instant = start < 0 ? undefined : plainText(canonical, start + beforeRecorded.length);
  const revision = instant && /^","revision":\d+(?=,)/.exec(canonical.slice(instant.end, instant.end + 40));
  return revision ? { said: instant.said, start, end: instant.end + revision[0].length } : undefined;
};

/** From the stream to the end: the last one so named, since only its type and version stand behind it. */
const findStream = ({ stream, type, canonical }: WrittenEvent): Found | undefined => {
  const start = canonical.lastIndexOf(',"stream":"');
  const named = `,"stream":"${stream}","type":"${type}","version":`;
  if (start < 0 || !canonical.startsWith(named, start) || !canonical.endsWith('}')) return undefined;
  const said = canonical.slice(start + named.length, -1);
  return wholeNumber.test(said) ? { said, start, end: canonical.length } : undefined;
};

let lastInstant: { said: string; ms: number } | undefined;

/** Many events are recorded at the same instant. */
const msOf = (said: string): number | undefined => {
  if (lastInstant?.said === said) return lastInstant.ms;
  const ms = Date.parse(said);
  if (Number.isNaN(ms) || new Date(ms).toISOString() !== said) return undefined;
  lastInstant = { said, ms };
  return ms;
};

/** Cuts out what is known otherwise; undefined where the form is not exactly the usual one, which is then kept whole. */
export const splitText = (event: WrittenEvent): SplitText | undefined => {
  const { canonical } = event;
  const hex = hexOf(event.id);
  const dates = findDates(event);
  const recorded = dates && findRecorded(canonical, dates.end);
  const stream = findStream(event);
  if (hex === undefined || !recorded || !stream || stream.start < recorded.end) return undefined;
  const recordedAt = msOf(recorded.said);
  if (recordedAt === undefined) return undefined;
  const parts = [
    canonical.slice(0, dates.start),
    canonical.slice(dates.end, recorded.start),
    canonical.slice(recorded.end, stream.start),
  ];
  return {
    hex,
    version: Number(stream.said),
    effectiveOn: dates.said,
    knownOn: dates.knownOn,
    recordedAt,
    rest: `${parts.join('')}}`,
  };
};
