import { describe, expect, it } from 'vitest';
import { publicRecord } from '../../src/public-record.js';
import { given, type Sent } from '../given.js';
import { fact, party } from './facts.js';

const view = 'ownership';
const stake = (holder: string, issuer: string, part: string, basis = 'basic'): Sent =>
  fact('2025-01-01', `stake-${holder}-${issuer}`, 'StakeDisclosed', { stake: part, basis });
/** What A, B, C and D hold of each other. */
const holding = (...stakes: Sent[]) => given(...party('a', 'b', 'c', 'd'), ...stakes).at('2026-11-23');
const [ab, bc, ac] = [
  { holder: 'a', issuer: 'b' },
  { holder: 'b', issuer: 'c' },
  { holder: 'a', issuer: 'c' },
];

describe('A stake held through another', () => {
  const chain = holding(stake('a', 'b', '27%'), stake('b', 'c', '9%'));

  it('is the product: 27 % of 9 % is 2.43 %', () => chain.showsRow(view, ac, { lookThroughBp: 2.43 }));

  // Nobody stated a direct stake: unknown, and not nothing.
  it('has a row of its own, derived, which rests on both stakes', () => {
    const rests = [ab, bc].flatMap((keys) => chain.row(view, keys).rests).sort();
    chain.showsRow(view, ac, { stakeBp: null, flags: ['derived'], rests });
  });

  it('leaves what is held directly as it is: 27 %', () =>
    chain.showsRow(view, ab, { stakeBp: 27, lookThroughBp: 27, flags: [] }));

  it('adds to what is held directly: 5 % and 50 % of 20 % are 15 %', () =>
    holding(stake('a', 'b', '50%'), stake('b', 'c', '20%'), stake('a', 'c', '5%')).showsRow(view, ac, {
      stakeBp: 5,
      lookThroughBp: 15,
    }));

  it('takes its lows from the lows and its highs from the highs: 20 to 40 % of 50 %', () =>
    holding(stake('a', 'b', '20-40%'), stake('b', 'c', '50%')).showsRow(view, ac, {
      lookThroughBp: [10, 15, 20],
    }));

  it('is at most what leads to an undisclosed stake: 27 %', () =>
    holding(stake('a', 'b', '27%'), stake('b', 'c', 'undisclosed'))
      .showsRow(view, ac, { lookThroughBp: [0, null, 27] })
      .showsRow(view, bc, { stakeBp: [0, null, null] }));

  it.each([
    ['0.01%', 0],
    ['0.03%', 0.02],
  ])('rounds half to even: %s of 50 %% is %d %%', (part, lookThroughBp) => {
    holding(stake('a', 'b', part), stake('b', 'c', '50%')).showsRow(view, ac, { lookThroughBp });
  });

  it('is never chained across bases, and says so', () =>
    holding(stake('a', 'b', '27%'), stake('b', 'c', '9%', 'as-converted'))
      .lists(view, 'rows', ab, bc)
      .notes(view, 'different bases are never chained'));

  it('leads through stakes that the question does not ask to see', () =>
    chain.asking(ac).lists(view, 'rows', { lookThroughBp: 2.43 }));

  it('is told holder by holder only', () => {
    const [row] = holding(stake('a', 'b', '27%'))
      .by('issuer')
      .answer(view).rows;
    expect(row).not.toHaveProperty('lookThroughBp');
  });
});

describe('A cross-holding', () => {
  const crossed = holding(stake('a', 'b', '50%'), stake('b', 'a', '20%'));

  it('is the 2 × 2 inverse: M = [0 ½; ⅕ 0] has the determinant 9/10, so A has 5/9 of B and B has 2/9 of A', () =>
    crossed.lists(
      view,
      'rows',
      { ...ab, lookThroughBp: 55.56 },
      { holder: 'b', issuer: 'a', lookThroughBp: 22.22 },
    ));

  it('makes more of a stake from outside: C holds 80 % of A, 80 / 0.9 = 88.89 % with what comes round', () =>
    crossed
      .and(stake('c', 'a', '80%'))
      .showsRow(view, { holder: 'c', issuer: 'a' }, { lookThroughBp: 88.89 })
      .showsRow(view, { holder: 'c', issuer: 'b' }, { lookThroughBp: 44.44 }));

  it('of all of each other has no sum: no answer, and a note', () => {
    const whole = holding(stake('a', 'b', '100%'), stake('b', 'a', '100%'), stake('c', 'd', '10%'))
      .showsRow(view, ab, { lookThroughBp: null })
      .showsRow(view, { holder: 'c', issuer: 'd' }, { lookThroughBp: 10 });
    expect(whole.answer(view).notes.at(-1)).toBe(
      'No look-through on the basic basis among a, b: they hold so much of each other that the chains have no sum.',
    );
  });

  it('that has no sum at its highest has no upper bound', () =>
    holding(stake('a', 'b', 'at least 50%'), stake('b', 'a', 'at least 20%'))
      .showsRow(view, ab, { lookThroughBp: [55.56, 55.56, null] })
      .notes(view, 'has no upper bound'));
});

describe('Look-through on the public record', async () => {
  const published = given(...((await publicRecord()) as Sent[])).at('2026-11-23');

  // NVIDIA and SoftBank hold of OpenAI, and OpenAI of CoreWeave, parts of which nobody states the basis. On a stated one
  // there are Microsoft, the foundation, and staff and investors of OpenAI, and NVIDIA of Nebius: no two make a chain.
  it('leads nowhere through OpenAI to CoreWeave: of what is held nobody states the basis', () => {
    const own = { holder: 'nvidia', issuer: 'coreweave' };
    const { rows } = published.showsRow(view, own, { basis: 'unstated', lookThroughBp: null }).answer(view);
    const unstated = rows.filter(({ basis }) => basis === 'unstated');
    expect(unstated.filter(({ lookThroughBp }) => lookThroughBp !== null)).toEqual([]);
    expect(rows.some(({ holder, issuer }) => holder === 'softbank' && issuer === 'coreweave')).toBe(false);
  });

  it('finds of each stake on a stated basis the stake itself, and nobody who holds through another', () => {
    const { rows } = published.answer(view);
    const stated = rows.filter(({ basis }) => basis !== 'unstated');
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
