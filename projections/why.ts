import type { Fact, Source } from '../events/index.js';
import type { Day } from '../events/kit/calendar.js';
import type { Count, EventId } from '../events/kit/formats.js';
import { computeCapacity } from './compute-capacity.js';
import { claimSetsOf, policies, type Policy } from './kit/claims.js';
import { everything, visibleFacts } from './kit/cut.js';
import type { Row } from './kit/line.js';
import type { Log } from './kit/log.js';
import { logAround, LogOfStreams } from './kit/log-of-streams.js';
import { isZero, type Measure, measureAt, type MeasureOrNull } from './kit/measure.js';
import type { View } from './kit/view.js';
import { obligations } from './obligations.js';
import { type DealListing, askedBy, boardOn, type DealQuestion, selectionIn } from './selecting.js';

/** A number of a deal, what each policy makes of it, and the events it rests on. */
export interface ExplainedNumber {
  view: string;
  /** The tranche or the payment. */
  of: string;
  measure: string;
  /** Of what is money (ISO 4217). */
  currency?: string;
  value: MeasureOrNull;
  /** The lowest and highest over all selections of rival claims. */
  span?: Pick<Measure, 'low' | 'high'>;
  /** What each policy makes of it, where they differ. */
  byPolicy?: Record<Policy, MeasureOrNull>;
  /** The ids of the events it rests on. */
  rests: readonly EventId[];
  /** How many events it rests on, listed or not. */
  restsCount?: Count;
}

export interface Evidence {
  id: EventId;
  type: string;
  effectiveOn: string;
  knownOn: Day;
  source?: Source;
  quote?: string;
  body: Record<string, unknown>;
}

export interface DealExplanation {
  deal: string;
  /** Events that state one occurrence differently, and the policies that pick each. */
  claims: { root: EventId; claims: (Evidence & { pickedBy: Policy[] })[] }[];
  numbers: ExplainedNumber[];
  /** The numbers that another policy would change, as places in the list. */
  wouldChange: Count[];
  evidence: Evidence[];
}

/** Why the numbers of a deal are what they are, and what was asked. */
export type Why = DealListing & DealExplanation;

const finest: readonly { view: View; by: string }[] = [
  { view: computeCapacity, by: 'tranche' },
  { view: obligations, by: 'payment' },
];

const evidenceOf = ({ id, type, effectiveOn, knownOn, source, quote, body }: Fact): Evidence => ({
  id,
  type,
  effectiveOn,
  knownOn,
  ...(source && { source }),
  ...(quote && { quote }),
  body,
});

const isDisputed = (values: Readonly<Record<string, unknown>>, shown: unknown): boolean =>
  Object.values(values).some((other) => JSON.stringify(other) !== JSON.stringify(shown));

const byPolicy = <Found>(find: (policy: Policy) => Found): Record<Policy, Found> => ({
  primary: find('primary'),
  latest: find('latest'),
  lowest: find('lowest'),
  highest: find('highest'),
});

/** The rows of a deal by its tranches or payments. */
const rowsOf = (
  log: Log,
  stream: string,
  { view, by }: (typeof finest)[number],
  question: DealQuestion,
  policy: Policy,
): readonly Row[] =>
  boardOn(log, askedBy(view, [by], question, { policy, only: { deal: stream } })).answer().rows;

/** A row is the same under another policy where it is of the same thing, and of what adds to it. */
const nameOf = (row: Row, { view, by }: (typeof finest)[number]): string =>
  JSON.stringify([by, ...view.neverAdded].map((key) => row[key]));

const numbersOf = (
  log: Log,
  stream: string,
  kind: (typeof finest)[number],
  question: DealQuestion,
): ExplainedNumber[] => {
  const rowsBy = (policy: Policy): ReadonlyMap<string, Row> =>
    new Map(rowsOf(log, stream, kind, question, policy).map((row) => [nameOf(row, kind), row]));
  const all = byPolicy(rowsBy);
  return [...all[question.policy]].flatMap(([name, row]) =>
    kind.view.measures
      .filter((measure) => !isZero(measureAt(row, measure)))
      .map((measure) => {
        const span = row.span?.[measure];
        const values = byPolicy((policy) => measureAt(all[policy].get(name) ?? {}, measure));
        const value = values[question.policy];
        return {
          view: kind.view.name,
          of: String(row[kind.by]),
          measure,
          ...(typeof row.currency === 'string' && { currency: row.currency }),
          value,
          rests: row.rests,
          ...(span && { span }),
          ...(isDisputed(values, value) && { byPolicy: values }),
        };
      }),
  );
};

/** Which policies pick which claim, of every claim set of a deal. */
const claimsOf = (log: Log, stream: string, question: DealQuestion): DealExplanation['claims'] => {
  const sets = claimSetsOf(visibleFacts(log.facts(stream), question));
  const picks = policies.map((policy) => ({
    policy,
    selection: selectionIn(log, stream, sets, question, policy),
  }));
  return sets.map((set) => ({
    root: set.root,
    claims: set.claims.map((claim) => ({
      ...evidenceOf(claim),
      pickedBy: picks
        .filter(({ selection }) => selection.get(set.root) === claim.id)
        .map(({ policy }) => policy),
    })),
  }));
};

/** Why the numbers of a deal are what they are: claims, policies, and the evidence behind each. */
export const whyOf = (log: Log, stream: string, question: DealQuestion): DealExplanation => {
  const around = logAround(log, stream);
  const numbers = finest.flatMap((kind) => numbersOf(around, stream, kind, question));
  const rests = new Set(numbers.flatMap((number) => number.rests));
  const facts = visibleFacts(log.facts(stream), everything).filter(({ id }) => rests.has(id));
  const told = new Set(facts.map(({ id }) => id));
  // Corrections, and what other deals say of its parts and of what contains it.
  const beside = [...rests]
    .filter((id) => !told.has(id))
    .flatMap((id) => log.fact(id) ?? [])
    .sort((left, right) => left.position - right.position);
  return {
    deal: stream,
    claims: claimsOf(new LogOfStreams(log, [stream]), stream, question),
    numbers,
    wouldChange: numbers.flatMap(({ byPolicy }, index) => (byPolicy ? [index] : [])),
    evidence: [...facts, ...beside].map(evidenceOf),
  };
};
