import { daysLater, lastDayOf, monthsLater } from '../deal/term.js';
import { type Day, daysOf } from '../kit/date.js';
import type { Fact, FactOf } from '../kit/envelope.js';
import type { Quantity } from '../kit/quantity.js';
import type * as events from './party.events.js';

/** What every statement about a party carries beside what it says. */
interface PartyStatement {
  readonly knownOn: string;
  /** When it became known or, where it is a rival of another statement, that one. */
  readonly saidOn: string;
  readonly rests: readonly string[];
  readonly hypothetical: boolean;
  readonly rivals?: number;
}

export interface Disclosure extends PartyStatement {
  readonly measure: events.DisclosedMeasure;
  readonly amount: Quantity;
  readonly at: string;
  /** The one party towards which it is. */
  readonly towards?: string;
  /** The days in which what it counts falls due; the last is missing where the term has no end. */
  readonly due?: { readonly first: Day; readonly last?: Day };
  /** In so many months after the date that it is about, where it says so. */
  readonly within?: number;
}

/** What all of a party is worth. */
export interface StatedValue extends PartyStatement {
  readonly amount: Quantity;
  readonly counted: 'before' | 'after';
  readonly round?: string;
  /** The date of which it was stated. */
  readonly on: string;
}

/** When what a total counts falls due. */
const dueOf = ({ at, over, within }: events.TotalDisclosed): Disclosure['due'] => {
  if (over) {
    const last = lastDayOf(over);
    return { first: daysOf(over.from).first, ...(last !== undefined && { last }) };
  }
  if (within === undefined) return undefined;
  const { last } = daysOf(at);
  return { first: daysLater(last, 1), last: monthsLater(last, within) };
};

const statementOf = ({
  knownOn,
  saidFirstOn,
  grounds,
  hypothetical,
  rivals,
}: Omit<Fact, 'body'>): PartyStatement => ({
  knownOn,
  saidOn: saidFirstOn ?? knownOn,
  rests: grounds,
  hypothetical,
  ...(rivals && { rivals }),
});

export const disclosureOf = (fact: Fact<string, events.TotalDisclosed>): Disclosure => {
  const { over: _, ...stated } = fact.body;
  const due = dueOf(fact.body);
  return { ...stated, ...(due && { due }), ...statementOf(fact) };
};

/** A term in days, as an interval; open where it has no end. */
export const termText = ({ first, last }: NonNullable<Disclosure['due']>): string =>
  `${first}/${last ?? '..'}`;

/** In which currency a total is, or on which basis of power: what is stated in one says nothing of another. */
export const statedIn = ({ amount: { currency, basis } }: Pick<Disclosure, 'amount'>): string =>
  currency ?? basis ?? 'unstated';

/** What a total is of: its measure, towards whom, when due, and in what. Totals of one thing replace each other. */
export const subjectOf = (one: Disclosure): string => {
  const { measure, towards, due, within } = one;
  return [measure, towards ?? '', within ?? (due && termText(due)) ?? '', statedIn(one)].join('|');
};

const isSameValue = (one: StatedValue, other: StatedValue): boolean =>
  one.counted === other.counted && one.round === other.round && statedIn(one) === statedIn(other);

export const valueOf = (fact: FactOf<typeof events.ValueStated>): StatedValue => ({
  ...fact.body,
  on: fact.effectiveOn,
  ...statementOf(fact),
});

/** Whether one statement stands though the other is folded after it: a rival of what was restated restates nothing. */
const standsBeside = (one: PartyStatement, other: PartyStatement): boolean =>
  one.saidOn > other.saidOn && !other.hypothetical;

/** The latest value of each round, before and after, in each currency. */
export const withValue = (values: readonly StatedValue[], value: StatedValue): readonly StatedValue[] => {
  const stays = (one: StatedValue): boolean =>
    isSameValue(one, value) && one.on === value.on && standsBeside(one, value);
  return values.some(stays) ? values : [...values.filter((one) => !isSameValue(one, value)), value];
};

/** The later of two totals: by the date that they are about and then by when they became known. */
const laterOf = (one: Disclosure, other: Disclosure): Disclosure => {
  const [last, next] = [daysOf(one.at).last, daysOf(other.at).last];
  return last > next || (last === next && standsBeside(one, other)) ? one : other;
};

/** The latest by a name that totals of one thing share. */
const latestBy = (all: readonly Disclosure[], nameOf: (one: Disclosure) => string): Disclosure[] => {
  const latest = new Map<string, Disclosure>();
  for (const one of all) {
    const before = latest.get(nameOf(one));
    latest.set(nameOf(one), before ? laterOf(before, one) : one);
  }
  return [...latest.values()];
};

/** The latest statement of each measure towards each party and in each term. */
export const latestDisclosures = (disclosures: readonly Disclosure[]): Disclosure[] =>
  latestBy(disclosures, subjectOf);

/** The same of each date that they are about. */
export const disclosuresByDate = (disclosures: readonly Disclosure[]): Disclosure[] =>
  latestBy(disclosures, (one) => `${subjectOf(one)}|${one.at}`);
