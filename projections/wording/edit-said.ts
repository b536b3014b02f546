import { isPlainObject } from '../../events/kit/json.js';
import { capitalize } from './capitalize.js';
import { grouped } from './grouped.js';
import { layerName } from './layer-name.js';
import { measureText } from './measure.js';
import { percentSaid } from './percent-said.js';
import { periodSaid } from './period-said.js';
import { slugWords } from './slug-words.js';

/** An edit of a scenario as it is written, whether or not it can be read. */
export type WrittenEdit = Readonly<Record<string, unknown>>;

/** What things are called that edits name by their ids. */
export interface EditNames {
  party(slug: string): string;
  /** A deal, a tranche or a payment by its reference: "AMD's first gigawatt". */
  target(reference: string): string;
  /** What is to have happened, not to have happened, or to have been told otherwise, of an edit about an event. */
  happening(edit: WrittenEdit): string;
}

interface EditScene {
  readonly names: EditNames;
  /** The edits before it: what an assumption is drawn from stands in them. */
  readonly before: readonly WrittenEdit[];
}

type EditTeller = (edit: WrittenEdit, scene: EditScene) => string;

const textOf = (value: unknown): string => (value === undefined ? '…' : String(value));

const listedSaid = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

const fieldsOf = (value: unknown): WrittenEdit | undefined => (isPlainObject(value) ? value : undefined);

const membersOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const quantitiesSaid: Readonly<Record<string, string>> = {
  months: 'the delay of',
  toBp: 'the size of',
};

/** A number of an edit, as something that may be turned or drawn: "the delay of AMD's first gigawatt". */
export const numberSaid = (field: string, { target }: WrittenEdit, { target: called }: EditNames): string => {
  if (field === 'perQuarterKw') return 'the most that becomes due in a quarter';
  if (field === 'cumulativeKw') return 'the most that is due in all';
  return `${quantitiesSaid[field] ?? `“${slugWords(field)}” of`} ${called(textOf(target))}`;
};

/** The workbench names what is drawn for a field by the field and its target. */
const drawnPattern = /^(months|toBp) of (deal-\S+)$/;

const assumptionSaid = (name: string, { names }: EditScene): string => {
  const [, field = '', target] = drawnPattern.exec(name) ?? [];
  return target === undefined ? `“${name}”` : numberSaid(field, { target }, names);
};

const count = (many: number, one: string): string =>
  `${grouped(many)} ${Math.abs(many) === 1 ? one : `${one}s`}`;

type SayNumber = (value: number) => string;

const classesSaid: Readonly<Record<string, string>> = {
  'grid-connection-slippage': 'what connections to the grid come late by',
  'large-project-slippage': 'what large building projects come late by',
};

/** The classes that have words here. */
export const classesTold: readonly string[] = Object.keys(classesSaid);

/** The least and the most that a distribution draws; a class has its own words. */
const endsOf = ({ values, least, most }: WrittenEdit): readonly [first: number, last: number] => {
  const given = Array.isArray(values) ? values.map(Number) : [Number(least), Number(most)];
  return [Math.min(...given), Math.max(...given)];
};

const howMany = ({ values, least, most }: WrittenEdit): string =>
  `${grouped(Array.isArray(values) ? values.length : Number(most) - Number(least) + 1)} values, each as likely`;

const classSaid = (reference: unknown): string =>
  classesSaid[textOf(reference)] ?? `what is known as ${slugWords(textOf(reference))}`;

const drawnSaid = (distribution: WrittenEdit, say: SayNumber): string => {
  if (distribution.reference !== undefined) return classSaid(distribution.reference);
  const [first, last] = endsOf(distribution);
  return `${say(first)} to ${say(last)} (${howMany(distribution)})`;
};

const sourceOf = (name: unknown, { before }: EditScene): WrittenEdit | undefined =>
  before.findLast(({ op, assumption }) => op === 'set' && assumption === name);

/** A number of an edit: as it stands, as it is drawn, or as an assumption says. */
interface NumberFound {
  value?: number;
  drawn?: WrittenEdit;
  /** The assumption, in words. */
  called?: string;
}

const numberIn = (given: unknown, scene: EditScene): NumberFound => {
  if (typeof given === 'number') return { value: given };
  const name = fieldsOf(given)?.assumption;
  if (name === undefined) return { called: textOf(given) };
  const source = sourceOf(name, scene);
  const drawn = fieldsOf(source?.distribution);
  if (drawn) return { drawn };
  const called = assumptionSaid(textOf(name), scene);
  return typeof source?.value === 'number' ? { value: source.value, called } : { called };
};

const monthsLate = (value: number): string =>
  value === 0 ? 'on time' : `${count(Math.abs(value), 'month')} ${value > 0 ? 'later' : 'earlier'}`;

const lateDrawn = (drawn: WrittenEdit): string => {
  if (drawn.reference !== undefined) return `later by ${classSaid(drawn.reference)}`;
  const [first, last] = endsOf(drawn);
  if (first < 0) return `${monthsLate(first)} to ${monthsLate(last)} (${howMany(drawn)})`;
  return `${grouped(first)} to ${monthsLate(last)} (${howMany(drawn)})`;
};

const lateSaid = (months: unknown, scene: EditScene): string => {
  const { value, drawn, called } = numberIn(months, scene);
  if (drawn) return lateDrawn(drawn);
  if (value === undefined) return `later by as many months as ${called ?? '…'} says`;
  return monthsLate(value) + (called === undefined ? '' : `, as ${called} says`);
};

const sizeSaid: SayNumber = (toBp) => `${toBp / 100}%`;

const partSaid = (toBp: unknown, scene: EditScene): string => {
  const { value, drawn, called } = numberIn(toBp, scene);
  if (drawn) return drawnSaid(drawn, sizeSaid);
  if (value === undefined) return `as much as ${called ?? '…'} says`;
  return sizeSaid(value) + (called === undefined ? '' : `, as ${called} says,`);
};

/** "AMD's first gigawatt"; "what is due of it from 2027 on" where only that is meant. */
const whatSaid = (what: string, from: unknown): string =>
  from === undefined ? what : `what is due of ${what} from ${periodSaid(textOf(from))} on`;

const targetSaid = ({ target, from }: WrittenEdit, { names }: EditScene): string =>
  whatSaid(names.target(textOf(target)), from);

const powerSaid = (given: unknown, scene: EditScene): string => {
  if (typeof given === 'string') return given;
  const say: SayNumber = (kw) => measureText('plannedKw', { low: kw, point: kw, high: kw });
  const { value, drawn, called } = numberIn(given, scene);
  if (drawn) return drawnSaid(drawn, say);
  return value === undefined ? `as much as ${called ?? '…'} says` : say(value);
};

const rolesSaid = { provider: 'provided by', consumer: 'used by', supplier: 'supplied by' } as const;

const scopeSaid = (scope: WrittenEdit, { names }: EditScene): string => {
  const parts = [
    ...(scope.deal === undefined ? [] : [`in ${names.target(textOf(scope.deal))}`]),
    ...Object.entries(rolesSaid).flatMap(([role, by]) =>
      scope[role] === undefined ? [] : [`${by} ${names.party(textOf(scope[role]))}`],
    ),
  ];
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
};

const overSaid: Readonly<Record<string, string>> = {
  defer: '; what is over comes later',
  drop: '; what is over falls away',
};

const capSaid: EditTeller = ({ perQuarterKw, cumulativeKw, scope, overflow }, scene) => {
  const within = fieldsOf(scope) ?? {};
  const what = within.layer === undefined ? 'capacity' : layerName(textOf(within.layer));
  const most = [
    ...(perQuarterKw === undefined
      ? []
      : [`${powerSaid(perQuarterKw, scene)} of ${what} becomes due in a quarter`]),
    ...(cumulativeKw === undefined ? [] : [`${powerSaid(cumulativeKw, scene)} of ${what} is due in all`]),
  ];
  return `no more than ${listedSaid(most)}${scopeSaid(within, scene)}${overSaid[textOf(overflow)] ?? ''}`;
};

const reassignSaid: EditTeller = ({ target, tranches, from, provider, consumer }, { names }) => {
  const parts = membersOf(tranches).map((part) => names.target(`${textOf(target)}/${textOf(part)}`));
  const what = parts.length > 0 ? listedSaid(parts) : names.target(textOf(target));
  const be = parts.length > 1 ? 'are' : 'is';
  const hands = [
    ...(provider === undefined ? [] : [`provided by ${names.party(textOf(provider))}`]),
    ...(consumer === undefined ? [] : [`used by ${names.party(textOf(consumer))}`]),
  ];
  return `${whatSaid(what, from)} ${be} ${listedSaid(hands)} instead`;
};

const setSaid: EditTeller = ({ assumption, value, distribution }, scene) => {
  const drawn = fieldsOf(distribution);
  const what = assumptionSaid(textOf(assumption), scene);
  const say: SayNumber = textOf(assumption).startsWith('toBp of ')
    ? sizeSaid
    : textOf(assumption).startsWith('months of ')
      ? (months) => count(months, 'month')
      : grouped;
  return drawn ? `${what} is drawn from ${drawnSaid(drawn, say)}` : `${what} is ${textOf(value)}`;
};

const isCertainly = (probabilities: readonly unknown[]): boolean =>
  probabilities.every((one) => typeof one === 'number') &&
  Math.abs(probabilities.reduce((sum, one) => sum + Number(one), 0) - 1) < 1e-9;

const oneOfSaid: EditTeller = ({ edits }, scene) => {
  const all = membersOf(edits).map((one) => fieldsOf(one) ?? {});
  const said = all.map((edit) => sentenceOf(edit, scene));
  const rest = isCertainly(all.map(({ probability }) => probability)) ? [] : ['none of it'];
  return [...said, ...rest].join('; or ');
};

/** What each edit does, in a sentence without its full stop. */
const tellers: Readonly<Record<string, EditTeller>> = {
  delay: (edit, scene) => `${targetSaid(edit, scene)} comes ${lateSaid(edit.months, scene)}`,
  scale: (edit, scene) => `${targetSaid(edit, scene)} comes to ${partSaid(edit.toBp, scene)} of its size`,
  cap: capSaid,
  reassign: reassignSaid,
  cancel: (edit, scene) => `${targetSaid(edit, scene)} is cancelled`,
  exercise: ({ tranche }, { names }) => `the option on ${names.target(textOf(tranche))} is taken up`,
  lapse: ({ tranche }, { names }) => `the option on ${names.target(textOf(tranche))} is let go`,
  reorder: ({ targets }, { names }) =>
    `the dates are filled in this order: ${membersOf(targets)
      .map((one) => names.target(textOf(one)))
      .join(', then ')}`,
  assume: (edit, { names }) => `as if it had happened: ${names.happening(edit)}`,
  suppress: (edit, { names }) =>
    `as if it had not happened: ${names.happening(edit)}${edit.strict === true ? ' (refused where something else rests on it)' : ''}`,
  amend: (edit, { names }) => `as if it had been told otherwise: ${names.happening(edit)}`,
  set: setSaid,
  oneOf: oneOfSaid,
};

/** The edits that have words here. */
export const editsTold: readonly string[] = Object.keys(tellers);

const likelySaid = ({ probability, variable }: WrittenEdit, scene: EditScene): string => {
  const by = variable === undefined ? '' : `, as “${textOf(variable)}” is drawn`;
  if (probability === undefined) return by;
  const { value, called } = numberIn(probability, scene);
  const likely =
    value === undefined ? `as likely as ${called ?? '…'} says` : `with ${percentSaid(value)} probability`;
  return `, ${likely}${by}`;
};

const sentenceOf = (edit: WrittenEdit, scene: EditScene): string =>
  (tellers[textOf(edit.op)]?.(edit, scene) ?? 'an edit that nobody knows here') + likelySaid(edit, scene);

/**
 * What an edit does, in a sentence without its full stop: "AMD's first gigawatt comes 12 months later, with 60%
 * probability". What it reads off an assumption is told from the edits before it.
 */
export const editSaid = (edit: WrittenEdit, names: EditNames, before: readonly WrittenEdit[] = []): string =>
  capitalize(sentenceOf(edit, { names, before }));

const reads = (value: unknown, assumption: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  if (fieldsOf(value)?.assumption === assumption && fieldsOf(value)?.op === undefined) return true;
  return Object.values(value).some((one) => reads(one, assumption));
};

/** Edits that belong together, in one sentence: what is only drawn for a later one is told with that. */
export const editsSaid = (
  edits: readonly WrittenEdit[],
  names: EditNames,
  before: readonly WrittenEdit[] = [],
): string => {
  const isToldLater = ({ op, assumption }: WrittenEdit, index: number): boolean =>
    op === 'set' && edits.slice(index + 1).some((later) => later.op !== 'set' && reads(later, assumption));
  return edits
    .flatMap((edit, index) =>
      isToldLater(edit, index) ? [] : [editSaid(edit, names, [...before, ...edits.slice(0, index)])],
    )
    .join('; then ');
};

const referencePattern = /"?\bdeal-[a-z0-9-]+(?:\/[a-z0-9-]+)?"?/g;

/** What is refused names things by their ids, as files do: the same with everything by its name. */
export const namedIn = (text: string, { target }: Pick<EditNames, 'target'>): string =>
  text.replaceAll(referencePattern, (reference) => target(reference.replaceAll('"', '')));
