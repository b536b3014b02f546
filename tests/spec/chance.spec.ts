import { describe, expect, it } from 'vitest';
import { thresholdsOf, drawBits, keyOf, outcomesOf } from '../../src/simulator/chance/draws.js';
import { decimal, fraction, root, roundHalfToEven } from '../../src/simulator/chance/fraction.js';
import { tableOf } from '../../src/simulator/chance/distribution.js';
import { normalQuantile } from '../../src/simulator/chance/normal.js';
import { referenceClasses } from '../../src/simulator/chance/reference-classes.js';
import { errorOf, meanOf, percentile, spreadOf, worstMean } from '../../src/simulator/chance/spread.js';
import { threefry } from '../../src/simulator/chance/threefry.js';
import { coin, tableValue } from '../../src/simulator/chance/variable.js';
import type { ScenarioAnswer } from '../../src/simulator/answer/run.js';
import { amd, nvidia, scheduled } from '../scheduled.js';
import { problemsOf, whatIf } from '../what-if.js';

const { history } = scheduled;
const at = { effectiveAt: '2025-11-30', knownAt: '2025-11-30' };
const years = { timeline: 'quarter', from: '2026-10-01', to: '2030-12-31' };
const chips = { view: 'compute-capacity', ...at, ...years, layer: 'chips' };
const table = { view: 'compute-capacity', ...at, layer: 'chips' };
const money = { view: 'obligations', ...at, ...years, cumulative: 'true', deal: nvidia };
const GW = 1_000_000;
const billion = 100_000_000_000;

describe('Threefry-2x32-20', () => {
  const hex = (pair: readonly number[]): string =>
    pair.map((half) => half.toString(16).padStart(8, '0')).join(' ');
  const ones = 0xffffffff;

  it.each([
    ['nothing', [0, 0], [0, 0], '6b200159 99ba4efe'],
    ['ones', [ones, ones], [ones, ones], '1cb996fc bb002be7'],
    ['digits of pi', [0x243f6a88, 0x85a308d3], [0x13198a2e, 0x03707344], 'c4923a9c 483df7a0'],
  ] as const)('gives its known answer for %s', (_, counter, key, answer) => {
    expect(hex(threefry(counter, key))).toBe(answer);
  });
});

describe('Draws', () => {
  it('are keyed by seed and variable, and by nothing else', () => {
    expect(keyOf(1, 'a')).toEqual(keyOf(1, 'a'));
    expect(keyOf(1, 'a')).not.toEqual(keyOf(2, 'a'));
    expect(keyOf(1, 'a')).not.toEqual(keyOf(1, 'b'));
  });

  it('make a coin of p land where x < floor(p · 2^32)', () => {
    const quarter = coin({ id: 'c', edit: 0 }, decimal(0.25));
    expect([...thresholdsOf(quarter)]).toEqual([2 ** 30, 2 ** 32]);
    const key = keyOf(7, 'c');
    const landed = [...outcomesOf(quarter, 7, 100)].map((outcome) => outcome === 0);
    expect(landed).toEqual(Array.from({ length: 100 }, (_, path) => drawBits(key, path) < 2 ** 30));
  });
});

describe('Fractions', () => {
  it('read decimals as they are written: 0.1 is a tenth', () => {
    expect(decimal(0.1)).toEqual({ over: 1n, under: 10n });
    expect(decimal(1e-7)).toEqual({ over: 1n, under: 10_000_000n });
    expect(decimal(1)).toEqual({ over: 1n, under: 1n });
  });
  it('round halves to even', () => {
    expect([1n, 3n, 5n, -1n, -3n].map((over) => roundHalfToEven(fraction(over, 2n)))).toEqual([
      0n,
      2n,
      2n,
      0n,
      -2n,
    ]);
  });
  it('have whole square roots', () => {
    expect([0n, 1n, 15n, 16n, 17n, 10n ** 40n].map(root)).toEqual([0n, 1n, 3n, 4n, 4n, 10n ** 20n]);
  });
});

describe('A spread of 1 to 10', () => {
  const spread = spreadOf(Float64Array.from([10, 1, 9, 2, 8, 3, 7, 4, 6, 5]));
  const part = (percent: bigint) => percentile(spread, fraction(percent, 100n));

  it('has its percentiles at the ⌈pN⌉th: P10 is 1, P11 is 2, P50 is 5, P90 is 9', () => {
    expect([10n, 11n, 50n, 90n, 100n].map(part)).toEqual([1n, 2n, 5n, 9n, 10n]);
  });
  it('has the mean 5.5 with a standard error of √(82.5 ÷ 9 ÷ 10) = 0.957', () => {
    expect(meanOf(spread)).toEqual({ over: 11n, under: 2n });
    expect(Number(errorOf(spread).over) / 1e9).toBeCloseTo(Math.sqrt(82.5 / 9 / 10), 8);
  });
  it('has 2 as the mean of its worst three tenths, and of its worst quarter 1.8', () => {
    expect(worstMean(spread, fraction(3n, 10n))).toEqual({ over: 2n, under: 1n });
    // (1 + 2 + half of 3) ÷ 2.5
    expect(worstMean(spread, fraction(1n, 4n))).toEqual({ over: 9n, under: 5n });
  });
});

describe('AMD delivering 6 GW with 0.7 or nothing, NVIDIA 10 GW with 0.6 or 5', () => {
  const edits = [
    { op: 'cancel', target: amd, probability: 0.3 },
    { op: 'scale', target: nvidia, toBp: 5_000, probability: 0.4 },
  ];
  const level = (gigawatts: number) => ({ measure: 'headlineKw', level: gigawatts * GW });
  const chance = chanceOf(edits, [table], { targets: [level(12), level(11)] });
  const [twelve, eleven] = chance.targets;

  it('is reckoned through, not sampled: two coins have four outcomes', () => {
    expect([chance.method, chance.combinations]).toEqual(['exact', 4]);
    expect(chance).toMatchObject({ draws: 2_000, seed: 1 });
  });
  it('comes to 5, 10, 11 and 16 GW with 0.12, 0.18, 0.28 and 0.42', () => {
    expect(twelve!.outcomes).toEqual([
      { value: 5 * GW, probability: 0.12 },
      { value: 10 * GW, probability: 0.18 },
      { value: 11 * GW, probability: 0.28 },
      { value: 16 * GW, probability: 0.42 },
    ]);
  });
  it('has the mean 12.2 GW and P10, P50, P90 of 5, 11, 16 GW', () => {
    expect(twelve!.fan.periods).toMatchObject([
      { mean: 12.2 * GW, p10: 5 * GW, p50: 11 * GW, p90: 16 * GW, standardError: 0 },
    ]);
  });
  it('reaches 11 GW with 0.70', () => {
    expect(eleven!.reaching).toEqual({ level: 11 * GW, probability: 0.7, standardError: 0 });
  });
  it('falls short of 12 GW by 1.48: 7 · 0.12 + 2 · 0.18 + 1 · 0.28', () => {
    expect(twelve!.shortfall).toEqual({ level: 12 * GW, expected: 1.48 * GW, standardError: 0 });
  });
  it('has 5 GW as the mean of its worst tenth', () => {
    expect(twelve!.worst).toMatchObject({ partBp: 1_000, mean: 5 * GW });
  });
  it('names its coins by what they are about', () => {
    expect(chance.variables).toMatchObject([
      {
        id: `cancel ${amd}`,
        edit: 0,
        kind: 'coin',
        outcomes: [
          { value: 1, probability: 0.3 },
          { value: 0, probability: 0.7 },
        ],
      },
      { id: `scale ${nvidia}`, edit: 1, kind: 'coin' },
    ]);
  });
});

describe('9.5 or 4.5 GW, half each, at $10B per whole gigawatt', () => {
  const half = (toBp: number) => ({ op: 'scale', target: nvidia, toBp, probability: 0.5 });
  const edits = [{ op: 'oneOf', edits: [half(9_500), half(4_500)] }];

  it('is $65B on average, not $70B: a rule is not linear', () => {
    const [released] = chanceOf(edits, [money]).targets;
    expect(released!.fan.periods.at(-1)).toMatchObject({ mean: 65 * billion, p10: 40 * billion });
    const [capacity] = chanceOf(edits, [{ ...chips, by: 'provider' }], {
      targets: [{ measure: 'plannedKw', only: { provider: 'nvidia' } }],
    }).targets;
    expect(capacity!.fan.periods.at(-1)).toMatchObject({ mean: 7 * GW });
  });
});

describe('A fan', () => {
  // Three delays of one in three: 0, 3 or 6 months.
  const edits = [
    { op: 'set', assumption: 'slip', distribution: { values: [0, 3, 6] } },
    { op: 'delay', target: nvidia, months: { assumption: 'slip' } },
  ];
  const chance = chanceOf(edits, [chips]);

  it('is labelled as what it is not', () => {
    expect(chance.targets[0]!.fan.label).toBe('not one path');
  });
  it('has a row per quarter: N3 is due in 2027-Q2, Q3 or Q4, so that its end sees 5, 4 or 3 GW', () => {
    // AMD adds 2 GW by then: 2026-Q4 and 2027-Q2.
    const quarter = chance.targets[0]!.fan.periods.find(({ period }) => period === '2027-Q2');
    expect(quarter).toMatchObject({ p10: 3 * GW, p50: 4 * GW, p90: 5 * GW, mean: 4 * GW });
  });
  it('says what the value is drawn from', () => {
    expect(chance.variables).toMatchObject([
      {
        id: 'assumption slip',
        kind: 'value',
        p10: 0,
        p50: 3,
        p90: 6,
        origin: expect.stringContaining('given'),
      },
    ]);
  });
});

describe('A reference class', () => {
  it.each(Object.entries(referenceClasses))(
    '%s has a hundred values and names its origin',
    (_, { runs, origin }) => {
      expect(runs.reduce((sum, [, times]) => sum + times, 0)).toBe(100);
      expect(origin).toMatch(/\(.*20\d\d\)/);
    },
  );
  it.each([
    ['grid-connection-slippage', 12, 36, 0],
    ['large-project-slippage', 6, 24, 8],
  ])(
    '%s is log-normal with the median %d and the ninth decile %d, the first %d on time',
    (name, median, decile, onTime) => {
      const spread = Math.log(decile / median) / normalQuantile(0.9);
      const expected = Array.from({ length: 100 }, (_, place) =>
        place < onTime ? 0 : Math.round(median * Math.exp(spread * normalQuantile((place + 0.5) / 100))),
      );
      expect(tableOf({ reference: name })).toEqual(expected);
      // The numbers stand in the origin, in this order; of what slips by itself they would be others.
      expect(referenceClasses[name]!.origin).toMatch(
        onTime === 0
          ? /^Assumed log-normal, median 12 /
          : /^Assumed log-normal over all of them, median 6 .* 24 months, with the 8 in 100 .* on time/,
      );
    },
  );
  it('is shown with what is drawn from it: a median of 12 months for the grid', () => {
    const edits = [
      { op: 'set', assumption: 'grid', distribution: { reference: 'grid-connection-slippage' } },
      { op: 'delay', target: nvidia, months: { assumption: 'grid' } },
    ];
    expect(chanceOf(edits, [chips]).variables).toMatchObject([
      { p50: 12, origin: expect.stringContaining('Lawrence Berkeley') },
    ]);
  });
});

describe('Thirteen coins on thirteen tranches', () => {
  const edits = Array.from({ length: 13 }, (_, index) =>
    index < 10
      ? { op: 'cancel', target: `${nvidia}/n-${index + 1}`, probability: 0.5 }
      : { op: 'cancel', target: `${amd}/gw-${index - 9}`, probability: 0.5 },
  );
  const target = { measure: 'headlineKw', level: 10 * GW };
  const chance = chanceOf(edits, [table], { targets: [target] });

  it('are sampled, with standard errors', () => {
    expect([chance.method, chance.combinations]).toEqual(['sampled', 8_192]);
    expect(chance.targets[0]!.reaching!.standardError).toBeGreaterThan(0);
  });
  it('come to 9.5 GW on average, within four standard errors: 16 less half of 13', () => {
    const { mean, standardError } = chance.targets[0]!.fan.periods[0]!;
    expect(Math.abs(Number(mean) - 9.5 * GW)).toBeLessThan(4 * Number(standardError));
  });
  it('have the same answer and hash every time, and others with another seed', () => {
    const hash = (seed: number): string =>
      whatIf(history, { edits, views: [table], monteCarlo: { draws: 500, seed } }).resultHash;
    expect(hash(1)).toBe(hash(1));
    expect(hash(1)).not.toBe(hash(2));
  });
});

describe('Ten tranches of one deal that slip each by itself', () => {
  // Each comes in its own quarter or one later, half each.
  const edits = Array.from({ length: 10 }, (_, index) => `n-${index + 1}`).flatMap((name) => [
    { op: 'set', assumption: name, distribution: { values: [0, 3] } },
    { op: 'delay', target: `${nvidia}/${name}`, months: { assumption: name } },
  ]);
  const target = { measure: 'plannedKw', by: '2027-Q4', only: { provider: 'nvidia' } };
  const chance = chanceOf(edits, [chips], { targets: [target] });

  it('leave 4.5 GW at the end of 2027-Q4: N1 to N4 surely, N5 half of the time', () => {
    expect(chance.combinations).toBe(1_024);
    expect(chance.targets[0]!.outcomes).toEqual([
      { value: 4 * GW, probability: 0.5 },
      { value: 5 * GW, probability: 0.5 },
    ]);
  });
  it('can come from a table of forty-four values each: 44^10 combinations, 440 answers', () => {
    const wide = edits.map((edit) =>
      'distribution' in edit ? { ...edit, distribution: { reference: 'grid-connection-slippage' } } : edit,
    );
    const { method, combinations } = chanceOf(wide, [chips], { targets: [target], draws: 500 });
    expect([method, combinations]).toEqual(['sampled', String(44n ** 10n)]);
  });
});

describe('A table of equally likely values', () => {
  it('counts a value that stands twice twice', () => {
    expect(tableValue({ id: 'v', edit: 0 }, [5, 0, 5])).toMatchObject({
      values: [0, 5],
      weights: [1n, 2n],
      of: 3n,
    });
  });
});

describe('A question about chance is refused at', () => {
  const edit = { op: 'cancel', target: amd, probability: 0.5 };
  const pointers = (monteCarlo: unknown, views: unknown[] = [table]): string[] => {
    const problems = problemsOf(history, { edits: [edit], views, monteCarlo });
    return problems.map(({ pointer }) => pointer);
  };

  it.each([
    ['a billion draws', { draws: 1e9, seed: 1 }, '/monteCarlo/draws'],
    ['no draws', { draws: 0, seed: 1 }, '/monteCarlo/draws'],
    ['half a draw', { draws: 0.5, seed: 1 }, '/monteCarlo/draws'],
    ['a missing seed', { draws: 10 }, '/monteCarlo/seed'],
    ['a field it has not', { draws: 10, seed: 1, paths: 2 }, '/monteCarlo/paths'],
    [
      'an unknown measure',
      { draws: 10, seed: 1, targets: [{ measure: 'x' }] },
      '/monteCarlo/targets/0/measure',
    ],
    [
      'a view it has not',
      { draws: 10, seed: 1, targets: [{ measure: 'headlineKw', view: 3 }] },
      '/monteCarlo/targets/0/view',
    ],
    [
      'a period of a table',
      { draws: 10, seed: 1, targets: [{ measure: 'headlineKw', by: '2027-Q1' }] },
      '/monteCarlo/targets/0/by',
    ],
    [
      'a dimension that is no row',
      { draws: 10, seed: 1, targets: [{ measure: 'headlineKw', only: { payer: 'x' } }] },
      '/monteCarlo/targets/0/only/payer',
    ],
  ])('%s', (_, monteCarlo, pointer) => {
    expect(pointers(monteCarlo)).toContain(pointer);
  });

  it('a target that takes layers together', () => {
    const targets = [{ measure: 'headlineKw' }];
    expect(pointers({ draws: 10, seed: 1, targets }, [{ view: 'compute-capacity', ...at }])).toEqual([
      '/monteCarlo/targets/0/only',
    ]);
  });
});

describe('Sixteen coins that act on the releases of one deal', () => {
  it('are too much work, and the refusal says what to do', () => {
    const coins = Array.from({ length: 16 }, (_, index) => ({
      op: 'scale',
      target: `${nvidia}/n-${(index % 10) + 1}`,
      toBp: 5_000 + index,
      probability: 0.5,
    }));
    const problems = problemsOf(history, {
      edits: coins,
      views: [{ ...money, timeline: 'month' }],
      monteCarlo: { draws: 100_000, seed: 1 },
    });
    expect(problems).toMatchObject([
      { pointer: '/monteCarlo', detail: expect.stringContaining('fewer uncertain edits') },
    ]);
  });
});

type Chance = NonNullable<ScenarioAnswer['monteCarlo']>;
const chanceOf = (edits: unknown[], views: unknown[], monteCarlo: object = {}): Chance =>
  whatIf(history, { edits, views, monteCarlo: { draws: 2_000, seed: 1, ...monteCarlo } }).monteCarlo!;
