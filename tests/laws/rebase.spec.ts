import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Deal } from '../../events/deal/deal.js';
import { eventTypes } from '../../events/index.js';
import { isAddedTo } from '../../events/kit/declaration.js';
import { type History, fold } from '../../projections/kit/log.js';
import { fieldsWritten } from '../../src/simulator/edits/said.js';
import { record, type Sent } from '../given.js';
import { save, verdictsIn } from '../saved.js';
import { askedOf, editedLog } from './asked.js';
import { assumedOf, editsOnIt, furnished } from './pairs.js';

const stream = 'deal-one';
const today = '2026-11-23';

type Members = Readonly<Record<string, unknown>>;

/** What rests on the facts, and lists to which each adds, are changed by whatever is said. */
const beside = [
  'rests',
  'hypothetical',
  'rivals',
  'dues',
  'levels',
  'made',
  'endsOn',
  'endedOn',
  'everEnded',
];

const text = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner)) ?? '';

const differing = (one: Members, other: Members): string[] =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
    (name) => !beside.includes(name) && text(one[name]) !== text(other[name]),
  );

/** The members of tranches and payments in which two states differ, of those that are in both. */
const changedIn = (one: Deal, other: Deal): string[] =>
  (['tranches', 'payments'] as const).flatMap((kind) =>
    [...one[kind]].flatMap(([id, before]) => {
      const after = other[kind].get(id);
      return after ? differing({ ...before }, { ...after }).map((name) => `${kind}/${id}.${name}`) : [];
    }),
  );

const dealOf = (history: History): Deal => fold<Deal>(stream, history.facts(stream));

const changedByEdit = (history: History, edit: object): string[] | undefined => {
  const log = editedLog(
    history,
    [edit],
    askedOf(history, { view: 'compute-capacity', effectiveAt: today } as never),
  );
  return log && changedIn(dealOf(history), fold<Deal>(stream, log.facts(stream)));
};

/** Records an event after the scenario was saved; undefined where a rule refuses it. */
const recorded = (history: History, said: Sent): string[] | undefined => {
  const before = dealOf(history);
  try {
    record(history, { ...said, effectiveOn: '2026-10-01', knownOn: '2026-10-01' });
  } catch {
    return undefined;
  }
  return changedIn(before, dealOf(history));
};

const eventOn = (...subjects: string[]) =>
  fc.constantFrom(...eventTypes.filter(({ about }) => subjects.includes(about.subject))).chain(assumedOf);
const onPart = eventOn('tranche', 'payment');
const anyEvent = eventOn('tranche', 'payment', 'deal');
const eventIn = ({ event }: Members): Sent => event as Sent;

/** What is gone by itself is left alone, whatever would have been made of it. */
const isEnd = (fields: readonly string[]): boolean =>
  fields.some((field) => /\.(?:fate|stage|lapsed|cancelled)$/.test(field));

/** These are laid out anew from what they read. */
const laysOutAnew = (op: unknown): boolean => op === 'cap' || op === 'reorder';

describe('An edit that was saved before an event was recorded', () => {
  it('does not stand unasked where both change the same', { timeout: 300_000 }, () => {
    let common = 0;
    fc.assert(
      fc.property(furnished, fc.oneof(onPart, editsOnIt), onPart, (history, edit, other) => {
        const own = laysOutAnew(edit.op) ? undefined : changedByEdit(history, edit);
        // What adds to an amount stands beside whatever else is said of it.
        if (!own || fieldsWritten(eventIn(other)).some(isAddedTo)) return;
        save(history, 'scenario-z', { edits: [edit] });
        const others = recorded(history, eventIn(other));
        if (!others || isEnd(others) || !own.some((field) => others.includes(field))) return;
        common++;
        expect(['conflict', 'realised', 'obsolete']).toContain(verdictsIn(history, 'scenario-z')[0]!.verdict);
      }),
      { numRuns: 700 },
    );
    expect(common).toBeGreaterThan(5);
  });

  it('stands where what it assumes and the event set nothing in common', { timeout: 300_000 }, () => {
    let apart = 0;
    fc.assert(
      fc.property(furnished, anyEvent, anyEvent, (history, edit, other) => {
        const own = changedByEdit(history, edit) && fieldsWritten(eventIn(edit));
        if (!own || own.some((field) => fieldsWritten(eventIn(other)).includes(field))) return;
        save(history, 'scenario-z', { edits: [edit] });
        if (!recorded(history, eventIn(other))) return;
        const { verdict, isRefused } = verdictsIn(history, 'scenario-z')[0]!;
        if (isRefused || verdict === 'obsolete') return;
        apart++;
        expect(['clean', 'adjusted']).toContain(verdict);
      }),
      { numRuns: 500 },
    );
    expect(apart).toBeGreaterThan(100);
  });
});
