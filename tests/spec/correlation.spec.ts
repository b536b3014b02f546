import { describe, expect, it } from 'vitest';
import { normalCorrelation, normalQuantile } from '../../src/simulator/chance/normal.js';
import { cholesky, smallestEigenvalue } from '../../src/simulator/chance/matrix.js';
import { readCorrelation } from '../../src/simulator/chance/correlation.js';
import { outcomesOf } from '../../src/simulator/chance/draws.js';
import { run, type ScenarioAnswer } from '../../src/simulator/answer/run.js';
import { given } from '../given.js';
import { whatIf } from '../what-if.js';
import { correlationOf, factor, fair, meanOf, outcomes, paths, ranked, seed } from './correlated.js';
import { cast, deal, payment, tranche } from './facts.js';
import { asked, cancels, four, idOf, names, shared } from './four-gigawatts.js';

describe('The quantiles of the normal distribution', () => {
  it.each([
    [0.5, 0],
    [0.841344746068543, 1],
    [0.977249868051821, 2],
    [0.0013498980316300946, -3],
    [0.05, -1.6448536269514729],
    [0.999, 3.090232306167813],
    [1e-10, -6.361340902404056],
  ])('has %d below %d', (probability, score) => {
    expect(normalQuantile(probability)).toBeCloseTo(score, 9);
  });
  it('rise with the probability, also where one formula follows the other', () => {
    const steps = Array.from({ length: 4_000 }, (_, index) => normalQuantile((index + 1) / 4_001));
    expect(steps.every((score, index) => index === 0 || score > steps[index - 1]!)).toBe(true);
  });
  it('are the same to both sides', () => {
    expect(normalQuantile(0.25)).toBe(-normalQuantile(0.75));
  });
  it('turn rank correlations into those of scores: 2 · sin(π · ρ ÷ 6)', () => {
    expect([-1, 0, 0.5, 1].map(normalCorrelation)).toEqual(
      [-1, 0, 0.5, 1].map((rank) => expect.closeTo(2 * Math.sin((Math.PI * rank) / 6), 14)),
    );
  });
});

describe('A matrix', () => {
  const matrix = [
    [1, 0.5],
    [0.5, 1],
  ];
  it('is the product of its triangle with itself: √(1 − 0.5²) = 0.866', () => {
    expect(cholesky(matrix)).toEqual([[1], [0.5, Math.sqrt(0.75)]]);
  });
  it('of 1 and 0.5 has the eigenvalues 1.5 and 0.5', () => {
    expect(smallestEigenvalue(matrix)).toBeCloseTo(0.5, 12);
  });
  it('in which all of three correlate by −0.6 has the smallest eigenvalue 1 − 2 · 0.6 = −0.2, and no triangle', () => {
    const all = [0, 1, 2].map((row) => [0, 1, 2].map((column) => (row === column ? 1 : -0.6)));
    expect(smallestEigenvalue(all)).toBeCloseTo(-0.2, 12);
    expect(cholesky(all)).toBeUndefined();
  });
});

describe('Two variables with a factor of 0.8 and 0.6', () => {
  const both = [ranked('a'), ranked('b')];
  const [left, right] = outcomes(both, { factors: [factor('grid', { a: 0.8, b: 0.6 })] });

  it('have ranks that correlate by 6 ÷ π · asin(0.48 ÷ 2) = 0.463, within four standard errors', () => {
    const expected = (6 / Math.PI) * Math.asin(0.24);
    expect(Math.abs(correlationOf(left!, right!) - expected)).toBeLessThan(4 / Math.sqrt(paths));
  });
  it('are each spread as before: every value as likely as any other', () => {
    // The mean of 0 to 999 is 499.5, its deviation 1,000 ÷ √12 = 288.7.
    for (const values of [left!, right!])
      expect(Math.abs(meanOf(values) - 499.5)).toBeLessThan((4 * 288.7) / Math.sqrt(paths));
  });
});

describe('A matrix of rank correlations', () => {
  const all = ['a', 'b', 'c'].map(ranked);
  const ranks = [
    [1, 0.7, 0],
    [0.7, 1, -0.4],
    [0, -0.4, 1],
  ];
  const drawn = outcomes(all, { matrix: { variables: ['a', 'b', 'c'], ranks } });

  it('is what the ranks of the draws correlate by, within four standard errors', () => {
    for (const [row, column] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const)
      expect(Math.abs(correlationOf(drawn[row]!, drawn[column]!) - ranks[row]![column]!)).toBeLessThan(
        4 / Math.sqrt(paths),
      );
  });
  it('leaves the draws of those before it bit-identical when a variable is added at its end', () => {
    const pair = { variables: ['a', 'b'], ranks: [ranks[0]!.slice(0, 2), ranks[1]!.slice(0, 2)] };
    expect(outcomes(all, { matrix: pair }).slice(0, 2)).toEqual(drawn.slice(0, 2));
  });
});

describe('Coins', () => {
  it('with a whole factor in common fall alike', () => {
    const [left, right] = outcomes([fair('a'), fair('b')], { factors: [factor('grid', { a: 1, b: 1 })] });
    expect(left).toEqual(right);
  });
  it('with a whole factor and its opposite fall the other way', () => {
    const [left, right] = outcomes([fair('a'), fair('b')], { factors: [factor('grid', { a: 1, b: -1 })] });
    expect(left).toEqual(right!.map((outcome) => 1 - outcome));
  });
  it.each([0.05, 0.3, 0.9])('of %d keep it, whatever they share', (p) => {
    const coins = ['a', 'b'].map((id) => fair(id, p));
    for (const drawn of outcomes(coins, { factors: [factor('grid', { a: 0.7, b: 0.9 })] })) {
      const landed = drawn.filter((outcome) => outcome === 0).length / paths;
      expect(Math.abs(landed - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / paths));
    }
  });
  it('with a loading of √½ each land together with ¼ + asin(½) ÷ 2π = a third', () => {
    const half = Math.SQRT1_2;
    const [left, right] = outcomes([fair('a'), fair('b')], {
      factors: [factor('grid', { a: half, b: half })],
    });
    const together = left!.filter((outcome, path) => outcome === 0 && right![path] === 0).length / paths;
    expect(Math.abs(together - 1 / 3)).toBeLessThan(4 * Math.sqrt(2 / 9 / paths));
  });
});

describe('The draws of a variable', () => {
  const all = ['a', 'b', 'c'].map((id) => ranked(id));
  const own = all.map((variable) => [...outcomesOf(variable, seed, paths)]);

  it('are its own, bit for bit, where its loading is nothing or no factor names it', () => {
    const drawn = outcomes(all, { factors: [factor('grid', { a: 0, b: 0.5 })] });
    expect([drawn[0], drawn[2]]).toEqual([own[0], own[2]]);
    expect(drawn[1]).not.toEqual(own[1]);
  });
  it('are its own, bit for bit, where a matrix correlates it with nothing', () => {
    const ranks = [
      [1, 0, 0],
      [0, 1, 0.5],
      [0, 0.5, 1],
    ];
    expect(outcomes(all, { matrix: { variables: ['a', 'b', 'c'], ranks } }).slice(0, 2)).toEqual(
      own.slice(0, 2),
    );
  });
  it('stay bit-identical when another factor or another variable is added, in any order of the factors', () => {
    const grid = factor('grid', { a: 0.6, b: 0.5 });
    const alone = outcomes(all, { factors: [grid] });
    expect(outcomes(all, { factors: [factor('chips', { c: 0.9 }), grid] }).slice(0, 2)).toEqual(
      alone.slice(0, 2),
    );
    const more = { factors: [factor('grid', { a: 0.6, b: 0.5, c: 0.4 })] };
    expect(outcomes(all, more).slice(0, 2)).toEqual(alone.slice(0, 2));
    const [first, second] = [factor('chips', { a: 0.3 }), factor('grid', { a: 0.6 })];
    expect(outcomes(all, { factors: [first, second] })).toEqual(outcomes(all, { factors: [second, first] }));
  });
  it('are added up in the order of the names of their factors, however these are sent', () => {
    const factors = ['grid', 'chips', 'money'].map((name) => factor(name, { a: 0.5 }));
    const streams = readCorrelation({ factors } as never, all)
      .value!.mixes.get('a')!
      .map(({ stream }) => stream);
    expect(streams).toEqual(['factor chips', 'factor grid', 'factor money', 'a']);
  });
});

describe('Four gigawatts that are each lost by half', () => {
  const GW = 1_000_000;
  const squares = (answer: ScenarioAnswer): number =>
    (Number(answer.monteCarlo!.targets[0]!.fan.periods[0]!.standardError) ** 2 * paths) / GW ** 2;

  it('leave two on average with a variance of 4 · ¼ = 1, each by itself', () => {
    const edits = [...cancels, { op: 'set', assumption: 'idle', distribution: { least: 0, most: 999 } }];
    const answer = whatIf(four.history, { ...asked(), edits });
    expect(answer.monteCarlo!.method).toBe('sampled');
    const { mean, standardError } = answer.monteCarlo!.targets[0]!.fan.periods[0]!;
    expect(Math.abs(Number(mean) - 2 * GW)).toBeLessThan(4 * Number(standardError));
    expect(squares(answer)).toBeCloseTo(1, 1);
  });
  it('are all there or all gone where one factor decides: two on average with a variance of 16 · ¼ = 4', () => {
    const answer = whatIf(four.history, asked(shared));
    expect(answer.monteCarlo!.targets[0]!.outcomes!.map(({ value }) => value)).toEqual([0, 4 * GW]);
    expect(squares(answer)).toBeCloseTo(4, 1);
  });
  it('are sampled then and not reckoned through; the answer says so, and what they share', () => {
    const { monteCarlo } = whatIf(four.history, asked(shared));
    expect(monteCarlo).toMatchObject({ method: 'sampled', combinations: 16, correlation: shared });
    expect(monteCarlo!.notes.some((note) => note.startsWith('Correlated'))).toBe(true);
    expect(whatIf(four.history, asked()).monteCarlo).toMatchObject({ method: 'exact' });
  });
  it('have another hash with another correlation', () => {
    const none = { factors: [factor('grid', { [idOf('t-1')]: 0.1 })] };
    const hashes = [undefined, shared, none].map((one) => whatIf(four.history, asked(one)).resultHash);
    expect(new Set(hashes).size).toBe(3);
  });
});

describe('A rule with a staircase', () => {
  it('gives $65B, not $70B, for 9.5 or 4.5 GW by half at $10B per whole gigawatt: 90 and 40', () => {
    const { history } = given(
      ...cast,
      deal('deal-one'),
      tranche('deal-one', 'sure', '4.5 GW', { due: '2026-Q4' }),
      tranche('deal-one', 'more', '5 GW', { due: '2026-Q4' }),
      payment('deal-one', 'p', 'up to 100B USD', {
        from: 'vendor',
        to: 'lab',
        kind: 'equity',
        bindingness: 'intent',
        release: { per: '1 GW', amount: '10B USD' },
      }),
    );
    const view = { view: 'obligations', effectiveAt: '2025-11-30', cumulative: 'true', timeline: 'quarter' };
    const answer = whatIf(history, {
      edits: [{ op: 'cancel', target: 'deal-one/more', probability: 0.5 }],
      views: [{ ...view, from: '2027-01-01', to: '2027-03-31' }],
      monteCarlo: { draws: 1_000, seed, targets: [{ measure: 'releasedUsCents' }] },
    });
    const [target] = answer.monteCarlo!.targets;
    expect(target!.outcomes!.map(({ value }) => Number(value) / 1e11)).toEqual([40, 90]);
    expect(Number(target!.fan.periods[0]!.mean) / 1e11).toBe(65);
  });
});

describe('A correlation is refused at', () => {
  const pointers = (correlation: unknown): string[] => {
    const ground = {
      history: four.history,
      position: four.history.position,
      today: '2026-11-23',
      logHash: '0'.repeat(64),
    };
    const answer = run(asked(correlation as object), ground);
    return (answer.problems ?? []).map(({ pointer }) => pointer.replace('/monteCarlo/correlation', ''));
  };
  const [one, two] = [idOf('t-1'), idOf('t-2')];
  const matrix = (ranks: unknown, variables: unknown = [one, two]): object => ({
    matrix: { variables, ranks },
  });

  it.each<[string, unknown, string]>([
    ['neither factors nor matrix', {}, '/factors'],
    ['a factor without a name', { factors: [{ loadings: {} }] }, '/factors/0/name'],
    ['a factor without loadings', { factors: [{ name: 'grid' }] }, '/factors/0/loadings'],
    ['a field it has not', { factors: [factor('grid', {})], more: 1 }, '/more'],
    ['an unknown variable', { factors: [factor('grid', { what: 0.5 })] }, '/factors/0/loadings/what'],
    [
      'a loading above 1',
      { factors: [factor('grid', { [one]: 1.5 })] },
      '/factors/0/loadings/cancel deal-one~1t-1',
    ],
    [
      'loadings whose squares add to 1.28',
      { factors: [factor('grid', { [one]: 0.8 }), factor('chips', { [one]: 0.8 })] },
      '/factors/1/loadings/cancel deal-one~1t-1',
    ],
    ['a name that stands twice', { factors: [factor('grid', {}), factor('grid', {})] }, '/factors/1/name'],
    ['a matrix of one', matrix([[1]], [one]), '/matrix/variables'],
    ['a matrix of a variable that is none', matrix([[1]], [one, 'what']), '/matrix/variables/1'],
    ['a matrix of one variable twice', matrix([[1]], [one, one]), '/matrix/variables/1'],
    ['a matrix that is not square', matrix([[1, 0]]), '/matrix/ranks'],
    [
      'an entry above 1',
      matrix([
        [1, 2],
        [2, 1],
      ]),
      '/matrix/ranks/0/1',
    ],
    [
      'an entry that is a text',
      matrix([
        [1, '0'],
        ['0', 1],
      ]),
      '/matrix/ranks/0/1',
    ],
    [
      'a diagonal of a half',
      matrix([
        [0.5, 0],
        [0, 1],
      ]),
      '/matrix/ranks/0/0',
    ],
    [
      'sides that differ',
      matrix([
        [1, 0.2],
        [0.3, 1],
      ]),
      '/matrix/ranks/0/1',
    ],
    ['a field that a matrix has not', { matrix: { variables: [one, two], rank: [] } }, '/matrix/rank'],
  ])('%s', (_, correlation, pointer) => {
    expect(pointers(correlation)).toContain(pointer);
  });

  it('a matrix that is not positive definite, with its smallest eigenvalue', () => {
    const variables = names.slice(0, 3).map(idOf);
    const ranks = [0, 1, 2].map((row) => [0, 1, 2].map((column) => (row === column ? 1 : -0.6)));
    const { problems } = readCorrelation(
      { matrix: { variables, ranks } },
      variables.map((id) => fair(id)),
    );
    expect(problems).toEqual([
      {
        pointer: '/monteCarlo/correlation/matrix/ranks',
        detail: 'it is not positive definite: the smallest eigenvalue is -0.2',
      },
    ]);
  });
});
