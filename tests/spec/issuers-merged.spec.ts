import { describe, expect, it } from 'vitest';
import { fact } from './facts.js';
import { identified, merged, world } from './merging.js';

const view = 'ownership';
const listed = (answer: Readonly<Record<string, unknown>>, list: string, key = 'issuer'): unknown[] =>
  (answer[list] as readonly Record<string, unknown>[]).map((entry) => entry[key]);

describe.each([
  ['became part of another keeps', merged, 'vendor'],
  ['turned out to be another hands on', identified, 'cloud'],
])('A party that %s', (_, goesOn, name) => {
  const then = world.and(goesOn);

  it('the stakes in it', () => {
    const { rows } = then.answer(view, { by: 'holder,issuer,basis' });
    expect(rows.map(({ holder, issuer, basis }) => [holder, issuer, basis].join(' ')).sort()).toEqual(
      [`bank ${name} as-converted`, 'lab cloud diluted', `lab ${name} basic`].sort(),
    );
  });
  it.each(['values', 'rounds', 'warrants', 'dilutions'])('its %s', (list) => {
    const [...issuers] = listed(then.answer(view), list);
    expect(new Set(issuers)).toEqual(new Set(list === 'values' ? ['cloud', name] : [name]));
  });
  it('the money of its rounds, 48 with 12 and 36 without: paid to it by either name', () =>
    then.lists(view, 'rounds', { issuer: name, beforeUsCents: 36, raisedUsCents: 12, afterUsCents: 48 }));
  it('what holds for all its shares, 100 of 400 that count them', () =>
    then.lists(view, 'warrants', { issuer: name, holder: 'lab', dilutionBp: 25 }));
  it('equity that is given to it, and by it', () => {
    const { rows } = then.answer('flows', { edge: 'equity', by: 'giver,receiver,kind' });
    const told = rows.map(({ giver, receiver, kind }) => [giver, kind, receiver].join(' ')).sort();
    expect(told).toEqual(
      [
        'bank equity cloud',
        `bank stake ${name}`,
        'lab stake cloud',
        `lab stake ${name}`,
        `${name} warrant lab`,
      ].sort(),
    );
  });
  it('whose stake in it is at risk', () => {
    const { rows } = then.answer('exposure', { side: 'holds', by: 'party,counterparty' });
    expect(new Set(rows.map(({ counterparty }) => counterparty))).toEqual(new Set(['cloud', name]));
  });
});

describe('What the whole of a party is worth', () => {
  it('is not what another was worth that became part of it: 20 / 1 % and 2,100, 20 / 40 % and 48', () =>
    world
      .and(merged)
      .asking({ by: 'issuer,basis' })
      .showsRow(
        view,
        { issuer: 'cloud', basis: 'diluted' },
        { impliedWholeUsCents: 2000, statedWholeUsCents: 2100 },
      )
      .showsRow(
        view,
        { issuer: 'vendor', basis: 'basic' },
        { impliedWholeUsCents: 50, statedWholeUsCents: 48 },
      ));
});

describe('A party that became part of another is asked for', () => {
  const then = world.and(merged);

  it.each([
    [view, { issuer: 'vendor' }, 2],
    [view, { issuer: 'cloud' }, 1],
    [view, { issuer: 'cloud,vendor' }, 3],
    ['flows', { receiver: 'vendor', kind: 'stake' }, 3],
    ['flows', { giver: 'vendor', kind: 'warrant' }, 1],
    ['flows', { receiver: 'vendor', kind: 'equity' }, 1],
    ['exposure', { counterparty: 'vendor', side: 'holds' }, 3],
  ])('in %s by %j: %d rows', (asked, parameters, count) => {
    expect(then.answer(asked, parameters).rows).toHaveLength(count);
  });
  it('as a holder by the name of the other', () => {
    const held = fact('2025-06-01', 'stake-vendor-bank', 'StakeDisclosed', { stake: '5%', basis: 'basic' });
    then.and(held).asking({ holder: 'vendor' }).lists(view, 'rows', { holder: 'cloud', issuer: 'bank' });
  });
  it('and is noted, where a stake in it is shown', () => then.notes(view, 'vendor became part of cloud'));
  it('through another name that turned out to be it', () => {
    const unnamed = [
      fact('2025-01-01', 'party-x', 'PartyRegistered', { name: 'x', kind: 'unnamed' }),
      fact('2025-06-01', 'stake-bank-x', 'StakeDisclosed', { stake: '3%', basis: 'basic' }),
      fact('2026-02-01', 'party-x', 'PartyIdentified', { as: 'vendor' }),
    ];
    then
      .and(...unnamed)
      .asking({ issuer: 'x', basis: 'basic' })
      .lists(
        view,
        'rows',
        { holder: 'bank', issuer: 'vendor', stakeBp: 3 },
        { holder: 'lab', issuer: 'vendor', stakeBp: 35 },
      );
  });
});
