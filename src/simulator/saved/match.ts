import { eventType, type Fact } from '../../../events/index.js';
import { daysOf } from '../../../events/kit/date.js';
import { isPlainObject } from '../../../events/kit/decode.js';
import { boundsOf, type Quantity } from '../../../events/kit/quantity.js';

/** What an assumed event and the one that happened may differ by. */
const mostDays = 92;
const mostPercent = 10n;
export const tolerance = `type and parties are the same, dates within ${mostDays} days and sizes within ${mostPercent} %`;

type Body = Readonly<Record<string, unknown>>;

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

/** What an event introduces may have been called otherwise. */
const isNewName = (name: string, type: string): boolean => {
  const about = eventType(type)?.about;
  return about?.introduces === true && about.subject === name;
};

/** Words that put the same thing differently. */
const wording = new Set([
  'title',
  'terms',
  'name',
  'note',
  'reason',
  'bindingness',
  'basis',
  'over',
  'release',
]);
const isWording = (name: string, type: string): boolean =>
  wording.has(name) || (name === 'condition' && type !== 'ConditionObserved');
const dates = new Set(['starts', 'due', 'on', 'expiresOn']);

const fits = (name: string, assumed: unknown, happened: unknown): boolean => {
  if (dates.has(name)) return happened === undefined || areNear(assumed as string, happened as string);
  if (isQuantity(assumed)) return isQuantity(happened) && areAlike(assumed, happened);
  if (typeof assumed === 'number')
    return typeof happened === 'number' && isClose(BigInt(assumed), BigInt(happened));
  return name === 'parties' ? partiesOf(assumed) === partiesOf(happened) : sameText(assumed, happened);
};

const sameText = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const partiesOf = (parties: unknown): string =>
  (parties as { party: string }[])
    .map(({ party }) => party)
    .sort()
    .join();

const bodiesMatch = (type: string, assumed: Body, happened: Body): boolean =>
  Object.entries(assumed).every(
    ([name, value]) => isNewName(name, type) || isWording(name, type) || fits(name, value, happened[name]),
  );

export interface Assumed {
  /** As it would be recorded. */
  fact: Fact;
  /** Its date, where the edit states one; else it acts whenever the question is asked. */
  effectiveOn?: string;
  /** Nobody recorded anything under the name of its stream, so that it may have got another. */
  isUnnamed: boolean;
}

const partyFields = ['parties', 'provider', 'consumer', 'supplier', 'from', 'to', 'holder', 'issuer'];

/** An event that names no party says nothing of which deal it is about, but by the name of its stream. */
const namesParties = (body: Body): boolean =>
  partyFields.some((name) => typeof body[name] === 'string' || Array.isArray(body[name]));

/** Whether what was recorded is what was assumed, within the tolerance. */
export const isMatch = ({ fact, effectiveOn, isUnnamed }: Assumed, happened: Fact): boolean =>
  fact.type === happened.type &&
  (fact.stream === happened.stream ||
    (isUnnamed && namesParties(fact.body as Body) && happened.stream.startsWith('deal-'))) &&
  (effectiveOn === undefined || areNear(effectiveOn, happened.effectiveOn)) &&
  bodiesMatch(fact.type, fact.body as Body, happened.body as Body);
