import { describe, expect, it } from 'vitest';
import { editsSaid, editsTold, classesTold, namedIn } from '../../projections/wording/edit-said.js';
import { targetsNamed } from '../../projections/wording/edit-names.js';
import { referenceNames } from '../../src/simulator/chance/reference-classes.js';
import { editKinds } from '../../src/simulator/scenario/read-edits.js';
import { record } from '../given.js';
import {
  amd,
  bodyNames,
  gw2,
  history,
  membersOf,
  names,
  whole,
  withoutEach,
  written,
} from './edits-written.js';
import { deal, promise, promised } from './sentences-given.js';

describe('An edit in a sentence', () => {
  it.each(written)('%s', (says, ...edits) => {
    expect(editsSaid(edits, names)).toBe(says);
  });

  it('is there for every kind of edit, and every class of what is drawn', () => {
    expect([...editsTold].sort()).toEqual(editKinds.map(({ op }) => op).sort());
    expect([...classesTold].sort()).toEqual([...referenceNames].sort());
  });

  const examples = written.flatMap(([, ...edits]) => edits);

  it.each(editKinds.map(({ op, declared }) => [op, declared] as const))(
    'has an example here with every member that it may have: %s',
    (op, declared) => {
      const told = examples.filter((edit) => edit.op === op).flatMap(withoutEach);
      expect([...new Set(told.map(([path]) => path))]).toEqual(expect.arrayContaining(membersOf(declared)));
    },
  );

  it('says another thing without any of its members', () => {
    const silent = written.flatMap(([says, ...edits]) =>
      edits.flatMap((edit, index) =>
        withoutEach(edit)
          .filter(([, left]) => editsSaid(edits.with(index, left), names) === says)
          .map(([path]) => `${path}: ${says}`),
      ),
    );
    expect(silent).toEqual([]);
  });

  it.each([
    ['; what is over comes later', { overflow: 'defer' }],
    ['; what is over falls away', { overflow: 'drop' }],
    ['', {}],
    ['', { overflow: 'neither' }],
  ])('ends with what becomes of what is over a cap, once that is written: "%s" of %j', (end, more) => {
    const said = 'No more than 500 MW of capacity becomes due in a quarter';
    expect(editsSaid([{ op: 'cap', perQuarterKw: 500_000, ...more }], names)).toBe(`${said}${end}`);
  });

  it.each([
    [[{ op: 'set', assumption: 'late', value: 6 }], 'comes 6 months later, as '],
    [[{ op: 'set', assumption: 'late', value: 1 }], 'comes 1 month later, as '],
    [[{ op: 'set', assumption: 'late', value: '…' }], 'later by as many months as '],
    [[], 'later by as many months as '],
  ])('names the assumption that it reads, and what that is: after %j "%s"', (before, words) => {
    const told = editsSaid(
      [...before, { op: 'delay', target: whole, months: { assumption: 'late' } }],
      names,
    );
    expect(told).toContain(words);
    expect(told).toMatch(/late”? says/);
  });

  it('has no id in it, and no name of a member', () => {
    const all = written.map(([, ...edits]) => editsSaid(edits, names)).join('\n');
    expect(all).not.toMatch(/deal-|gw-|[a-z][A-Z]\w*(?<!OpenAI|GW|MW|kW)\b|undefined|NaN/);
  });

  it('tells whom it is for where two of its parts are called alike, and its deal where that is not enough', () => {
    for (const [year, consumer] of [
      ['2026', 'microsoft'],
      ['2027', 'openai'],
    ] as const) {
      const stream = `deal-microsoft-amd-${year}`;
      record(history, { ...deal, stream, body: { ...deal.body, title: `Another of ${year}` } });
      record(history, { ...promised, stream, body: { ...promise, consumer } });
    }
    const said = targetsNamed(history, bodyNames).map((one) => one.said);
    expect(said).toContain("AMD's second gigawatt for Microsoft");
    expect(said).toContain("AMD's second gigawatt for OpenAI (“Another of 2027”)");
    expect(said).toContain("AMD's second gigawatt for OpenAI (“OpenAI buys 6 GW of AMD processors”)");
    expect(new Set(said).size).toBe(said.length);
  });

  it('that is refused is refused by name, too', () => {
    expect(namedIn(`must be optional: ${gw2} is firm, as is ${amd}`, names)).toBe(
      `must be optional: AMD's second gigawatt is firm, as is ${whole}`,
    );
  });

  it('that nobody can read, or that names nothing, is still said', () => {
    expect(editsSaid([{ op: 'fold' }], names)).toBe('An edit that nobody knows here');
    expect(editsSaid([{ op: 'cancel' }], names)).toBe('“…” is cancelled');
    expect(editsSaid([{ op: 'suppress', event: 'none' }], names)).toBe(
      'As if it had not happened: an event that is not in the log',
    );
    expect(editsSaid([{ op: 'assume', event: { type: 'Nothing' } }], names)).toBe(
      'As if it had happened: an event',
    );
  });
});
