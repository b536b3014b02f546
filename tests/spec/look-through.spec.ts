import { describe, expect, it } from 'vitest';
import type { Row } from '../../projections/kit/line.js';
import { publicRecord } from '../../src/public-record.js';
import { ledger, show, type Sent } from '../given.js';
import { entry, fact, party, percent } from './facts.js';

const stake = (holder: string, issuer: string, part: string, basis = 'basic'): Sent =>
  fact('2025-01-01', `stake-${holder}-${issuer}`, 'StakeDisclosed', { stake: part, basis });

const at = { effectiveAt: '2026-11-23' };

/** What A, B, C and D hold of each other. */
const holding = (...stakes: Sent[]) =>
  show(ledger([...party('a', 'b', 'c', 'd'), ...stakes]), 'ownership', at);
const through = (rows: readonly Row[], holder: string, issuer: string) =>
  percent(entry(rows, { holder, issuer }).lookThroughBp);

describe('A stake held through another', () => {
  const { rows, notes } = holding(stake('a', 'b', '27%'), stake('b', 'c', '9%'));

  it('is the product: 27 % of 9 % is 2.43 %', () => {
    expect(through(rows, 'a', 'c')).toEqual([2.43, 2.43, 2.43]);
  });

  it('has a row of its own, derived, which rests on both stakes', () => {
    const chain = entry(rows, { holder: 'a', issuer: 'c' });
    const direct = ['b', 'c'].map((issuer, index) => entry(rows, { holder: 'ab'[index]!, issuer }).rests);
    // Nobody stated a direct stake: unknown, and not nothing.
    expect(chain.stakeBp).toBeNull();
    expect(chain.flags).toEqual(['derived']);
    expect(chain.rests).toEqual(direct.flat().sort());
  });

  it('leaves what is held directly as it is', () => {
    const direct = entry(rows, { holder: 'a', issuer: 'b' });
    expect(direct.lookThroughBp).toEqual(direct.stakeBp);
    expect(direct.flags).toEqual([]);
  });

  it('adds to what is held directly', () => {
    const both = holding(stake('a', 'b', '50%'), stake('b', 'c', '20%'), stake('a', 'c', '5%')).rows;
    expect(percent(entry(both, { holder: 'a', issuer: 'c' }).stakeBp)).toEqual([5, 5, 5]);
    expect(through(both, 'a', 'c')).toEqual([15, 15, 15]);
  });

  it('takes its lows from the lows and its highs from the highs', () => {
    const vague = holding(stake('a', 'b', '20-40%'), stake('b', 'c', '50%')).rows;
    expect(through(vague, 'a', 'c')).toEqual([10, 15, 20]);
  });

  it('is at most what leads to an undisclosed stake', () => {
    const hidden = holding(stake('a', 'b', '27%'), stake('b', 'c', 'undisclosed')).rows;
    expect(through(hidden, 'a', 'c')).toEqual([0, null, 27]);
    expect(percent(entry(hidden, { holder: 'b', issuer: 'c' }).stakeBp)).toEqual([0, null, null]);
  });

  it('rounds half to even: 0.01 % of 50 % is nothing, 0.03 % of 50 % is 0.02 %', () => {
    expect(through(holding(stake('a', 'b', '0.01%'), stake('b', 'c', '50%')).rows, 'a', 'c')).toEqual([
      0, 0, 0,
    ]);
    const odd = holding(stake('a', 'b', '0.03%'), stake('b', 'c', '50%')).rows;
    expect(through(odd, 'a', 'c')).toEqual([0.02, 0.02, 0.02]);
  });

  it('is never chained across bases, and says so', () => {
    const mixed = holding(stake('a', 'b', '27%'), stake('b', 'c', '9%', 'as-converted')).rows;
    expect(mixed.map(({ holder, issuer }) => `${holder}${issuer}`)).toEqual(['ab', 'bc']);
    expect(notes.join(' ')).toContain('different bases are never chained');
  });

  it('leads through stakes that the question does not ask to see', () => {
    const log = ledger([...party('a', 'b', 'c'), stake('a', 'b', '27%'), stake('b', 'c', '9%')]);
    const asked = show(log, 'ownership', { ...at, only: { issuer: 'c', holder: 'a' } });
    expect(asked.rows.map(({ lookThroughBp }) => percent(lookThroughBp))).toEqual([[2.43, 2.43, 2.43]]);
  });

  it('is told holder by holder only', () => {
    const log = ledger([...party('a', 'b'), stake('a', 'b', '27%')]);
    expect(show(log, 'ownership', { ...at, by: ['issuer'] }).rows[0]).not.toHaveProperty('lookThroughBp');
  });
});

describe('A cross-holding', () => {
  it('is the 2 × 2 inverse: M = [0 ½; ⅕ 0] has the determinant 9/10, so A has 5/9 of B and B has 2/9 of A', () => {
    const { rows } = holding(stake('a', 'b', '50%'), stake('b', 'a', '20%'));
    expect(through(rows, 'a', 'b')).toEqual([55.56, 55.56, 55.56]);
    expect(through(rows, 'b', 'a')).toEqual([22.22, 22.22, 22.22]);
    expect(rows).toHaveLength(2);
  });

  it('makes more of a stake from outside: C holds 80 % of A, 80 / 0.9 = 88.89 % with what comes round', () => {
    const { rows } = holding(stake('a', 'b', '50%'), stake('b', 'a', '20%'), stake('c', 'a', '80%'));
    expect(through(rows, 'c', 'a')).toEqual([88.89, 88.89, 88.89]);
    expect(through(rows, 'c', 'b')).toEqual([44.44, 44.44, 44.44]);
  });

  it('of all of each other has no sum: no answer, and a note', () => {
    const { rows, notes } = holding(stake('a', 'b', '100%'), stake('b', 'a', '100%'), stake('c', 'd', '10%'));
    expect(entry(rows, { holder: 'a', issuer: 'b' }).lookThroughBp).toBeNull();
    expect(through(rows, 'c', 'd')).toEqual([10, 10, 10]);
    expect(notes.at(-1)).toBe(
      'No look-through on the basic basis among a, b: they hold so much of each other that the chains have no sum.',
    );
  });

  it('that has no sum at its highest has no upper bound', () => {
    const { rows, notes } = holding(stake('a', 'b', 'at least 50%'), stake('b', 'a', 'at least 20%'));
    expect(through(rows, 'a', 'b')).toEqual([55.56, 55.56, null]);
    expect(notes.at(-1)).toContain('has no upper bound');
  });
});

describe('Look-through on the public record', () => {
  const shown = async () => show(ledger((await publicRecord()) as Sent[]), 'ownership', at);

  // NVIDIA and SoftBank hold of OpenAI, and OpenAI of CoreWeave, parts of which nobody states the basis. On a stated one
  // there are Microsoft, the foundation, and staff and investors of OpenAI, and NVIDIA of Nebius: no two make a chain.
  it('leads nowhere through OpenAI to CoreWeave: of what is held nobody states the basis', async () => {
    const { rows } = await shown();
    const own = entry(rows, { holder: 'nvidia', issuer: 'coreweave' });
    expect(own).toMatchObject({ basis: 'unstated', lookThroughBp: null });
    const unstated = rows.filter(({ basis }) => basis === 'unstated');
    expect(unstated.filter(({ lookThroughBp }) => lookThroughBp !== null)).toEqual([]);
    expect(rows.some(({ holder, issuer }) => holder === 'softbank' && issuer === 'coreweave')).toBe(false);
  });

  it('finds of each stake on a stated basis the stake itself, and nobody who holds through another', async () => {
    const stated = (await shown()).rows.filter(({ basis }) => basis !== 'unstated');
    expect(stated.map(({ holder, issuer, basis }) => [holder, issuer, basis])).toEqual([
      ['microsoft', 'openai', 'as-converted'],
      ['nvidia', 'nebius', 'diluted'],
      ['openai-foundation', 'openai', 'as-converted'],
      ['staff-and-investors', 'openai', 'as-converted'],
    ]);
    for (const { stakeBp, lookThroughBp, flags } of stated) {
      expect(lookThroughBp).toEqual(stakeBp);
      expect(flags).not.toContain('derived');
    }
  });
});
