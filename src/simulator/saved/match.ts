import { eventType, type Fact } from '../../../events/index.js';
import { daysOf } from '../../../events/kit/date.js';
import {
  type EventAbout,
  type EventClass,
  type FieldDeclaration,
  fieldsOf,
  fieldsSetBy,
  namingOf,
} from '../../../events/kit/declaration.js';
import { isPlainObject } from '../../../events/kit/decode.js';
import { boundsOf, type Quantity } from '../../../events/kit/quantity.js';
import type { EventBody } from '../../../events/kit/envelope.js';

/** What an assumed event and the one that happened may differ by. */
const mostDays = 92;
const mostPercent = 10n;
export const tolerance = `type and parties are the same, dates within ${mostDays} days and sizes within ${mostPercent} %`;

const dayLengthMs = 86_400_000;

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / dayLengthMs;

/** Two dates of any precision lie as far apart as the ends that face each other. */
const areNear = (one: string, other: string): boolean => {
  const [a, b] = [daysOf(one), daysOf(other)];
  const gap = a.last < b.first ? daysBetween(a.last, b.first) : daysBetween(b.last, a.first);
  return gap <= mostDays;
};

const isClose = (one: bigint | null, other: bigint | null): boolean => {
  if (one === null || other === null) return one === other;
  const [more, less] = one > other ? [one, other] : [other, one];
  return (more - less) * 100n <= one * mostPercent;
};

/** By their points; by both ends where one of them has none. */
const areAlike = (one: Quantity, other: Quantity): boolean => {
  if (one.currency !== other.currency || one.qualifier === 'undisclosed' || other.qualifier === 'undisclosed')
    return one.currency === other.currency && one.qualifier === other.qualifier;
  const [a, b] = [boundsOf(one), boundsOf(other)];
  return a.point !== null && b.point !== null
    ? isClose(a.point, b.point)
    : isClose(a.low, b.low) && isClose(a.high, b.high);
};

const isQuantity = (value: unknown): value is Quantity => isPlainObject(value) && 'qualifier' in value;

/** Terms of a whole agreement that are put in many ways; where an event sets one of them, that is what it says. */
const terms = new Set(['bindingness', 'basis', 'over', 'release']);

/** Whether a member may differ altogether: the name of what is new, and what can be put otherwise. */
const isWording = ({ name, is }: FieldDeclaration, about: EventAbout, assumed: EventBody): boolean =>
  (about.introduces === true && about.subject === name) ||
  is === 'words' ||
  (terms.has(name) && !fieldsSetBy(about, assumed).includes(name));

const fits = (
  { name, is }: FieldDeclaration,
  about: EventAbout,
  assumed: unknown,
  happened: unknown,
): boolean => {
  if (is === 'date' && !namingOf(about).includes(name))
    return happened === undefined || areNear(assumed as string, happened as string);
  if (isQuantity(assumed)) return isQuantity(happened) && areAlike(assumed, happened);
  if (typeof assumed === 'number')
    return typeof happened === 'number' && isClose(BigInt(assumed), BigInt(happened));
  return name === 'parties' ? partiesOf(assumed) === partiesOf(happened) : sameText(assumed, happened);
};

const sameText = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const partiesOf = (parties: unknown): string =>
  (parties as ({ party: string } | string)[])
    .map((one) => (typeof one === 'string' ? one : one.party))
    .sort()
    .join();

/** An event about a whole deal is none about a part of it, nor one about all parties one about some. */
const areAboutAlike = (about: EventAbout, assumed: EventBody, happened: EventBody): boolean =>
  namingOf(about).every((name) => (assumed[name] === undefined) === (happened[name] === undefined));

/** However it is put: an event that says nothing of what was assumed did not bring it about. */
const setAlike = (about: EventAbout, assumed: EventBody, happened: EventBody): boolean => {
  const [expected, set] = [fieldsSetBy(about, assumed), fieldsSetBy(about, happened)];
  return expected.length === 0 || expected.some((name) => set.includes(name));
};

const bodiesMatch = (type: EventClass, assumed: EventBody, happened: EventBody): boolean =>
  areAboutAlike(type.about, assumed, happened) &&
  setAlike(type.about, assumed, happened) &&
  fieldsOf(type)
    .filter(({ name }) => assumed[name] !== undefined)
    .every(
      (field) =>
        isWording(field, type.about, assumed) ||
        fits(field, type.about, assumed[field.name], happened[field.name]),
    );

export interface AssumedFact {
  /** As it would be recorded. */
  fact: Fact;
  /** Its date, where the edit states one; else it acts whenever the question is asked. */
  effectiveOn?: string;
  /** Nobody recorded anything under the name of its stream, so that it may have got another. */
  isUnnamed: boolean;
}

/** An event that names no party says nothing of which deal it is about, but by the name of its stream. */
const namesParties = (declared: object, body: EventBody): boolean =>
  fieldsOf(declared).some(
    ({ name, is, nested }) =>
      body[name] !== undefined &&
      (is === 'party' || (nested && fieldsOf(nested()).some((inner) => inner.is === 'party'))),
  );

/** Whether what was recorded is what was assumed, within the tolerance. */
export const isMatch = ({ fact, effectiveOn, isUnnamed }: AssumedFact, happened: Fact): boolean => {
  const type = eventType(fact.type);
  const body = fact.body;
  return (
    type !== undefined &&
    fact.type === happened.type &&
    (fact.stream === happened.stream ||
      (isUnnamed && namesParties(type, body) && happened.stream.startsWith('deal-'))) &&
    (effectiveOn === undefined || areNear(effectiveOn, happened.effectiveOn)) &&
    bodiesMatch(type, body, happened.body)
  );
};
