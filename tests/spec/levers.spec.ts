import { describe, expect, it } from 'vitest';
import { goalRefusedAt, takes } from '../scarce.js';
import { amd, nvidia, scheduled } from '../scheduled.js';

const { history } = scheduled;
const GW = 1_000_000;
const billion = 100_000_000_000;

const at = { effectiveAt: '2025-11-30', knownAt: '2025-11-30' };
const years = { timeline: 'quarter', from: '2026-10-01', to: '2029-12-31' };
const capacity = { view: 'compute-capacity', ...at, ...years };
const money = { view: 'obligations', ...at, ...years, cumulative: 'true', deal: nvidia };
const part = (target: string, assumption: string) => ({ op: 'scale', target, toBp: { assumption } });

describe('Twelve gigawatts of two makers', () => {
  const scenario = { edits: [part(nvidia, 'n'), part(amd, 'a')], views: [capacity] };
  // NVIDIA by steps of 1 GW for 3 each, AMD by steps of 3 GW for 8 each.
  const n = { lever: 'n', least: 0, most: 10_000, step: 1_000, costPerStep: 3 };
  const a = { lever: 'a', least: 0, most: 10_000, step: 5_000, costPerStep: 8 };
  const target = { measure: 'plannedKw', only: { layer: 'chips' }, level: 12 * GW };
  const goal = { levers: [n, a], targets: [target] };
  const found = takes(history, scenario, goal);

  it('take 6 of NVIDIA and 6 of AMD: 18 + 16 = 34, where 9 and 3 are 27 + 8 = 35', () => {
    expect(found).toMatchObject({
      method: 'programme',
      found: {
        cost: 34,
        levers: [
          { lever: 'n', x: 6_000, steps: 6, cost: 18 },
          { lever: 'a', x: 10_000, steps: 2, cost: 16 },
        ],
        targets: [{ target: 0, value: 12 * GW, level: 12 * GW, sense: 'atLeast', reaches: true }],
      },
      optimality: 'proven',
      meet: false,
      best: null,
      conflict: null,
    });
  });

  it('have a witness for each lever: a step less leaves 11 GW, or 9', () => {
    expect(found.beyond.map(({ lever, passes, targets }) => [lever, passes, targets[0]!.value])).toEqual([
      ['n', false, 11 * GW],
      ['a', false, 9 * GW],
    ]);
  });

  it('are replayed: 11 settings of one lever and 3 of the other, the untouched plan only once, and three more', () => {
    // 11 + 3 − 1 to tabulate; the mix, and one step less of each.
    expect(found.tried).toBe(13 + 3);
  });

  it('are the same whichever lever is named first', () => {
    const turned = takes(history, scenario, { ...goal, levers: [a, n] });
    expect(turned.found!.levers).toEqual([...found.found!.levers].reverse());
    expect({ ...turned, found: null, beyond: [] }).toEqual({ ...found, found: null, beyond: [] });
  });

  it('are 16 at most: the nearest is all of both, and the target can not be had', () => {
    const most = takes(history, scenario, { ...goal, targets: [{ ...target, level: 17 * GW }] });
    expect(most).toMatchObject({
      found: null,
      best: { cost: 46, targets: [{ value: 16 * GW, reaches: false }] },
      conflict: [0],
      optimality: 'proven',
    });
  });

  it('and at most four of AMD are 9 + 3: a target may be a ceiling', () => {
    const ceiling = { ...target, only: { layer: 'chips', provider: 'amd' }, level: 4 * GW, sense: 'atMost' };
    const view = { ...capacity, by: 'provider' };
    const capped = takes(history, { ...scenario, views: [view] }, { ...goal, targets: [target, ceiling] });
    expect(capped.found).toMatchObject({ cost: 35, targets: [{ value: 12 * GW }, { value: 3 * GW }] });
  });

  it('and no more than eleven in all conflict with each other, and not with a third target', () => {
    const ceiling = { ...target, level: 11 * GW, sense: 'atMost' };
    const easy = { ...target, level: GW };
    const none = takes(history, scenario, { ...goal, targets: [easy, target, ceiling] });
    expect(none).toMatchObject({ found: null, conflict: [1, 2] });
  });

  it('cost nothing when they are there already', () => {
    const down = [
      { ...n, find: 'largest' },
      { ...a, find: 'largest' },
    ];
    expect(takes(history, scenario, { ...goal, levers: down })).toMatchObject({
      found: { cost: 0, levers: [{ x: 10_000 }, { x: 10_000 }] },
      beyond: [],
    });
  });
});

describe('A staircase', () => {
  // $10B are released for each whole gigawatt. By halves of a gigawatt, 7.5 GW would be $75B in a straight line.
  const scenario = { edits: [part(nvidia, 'n'), part(amd, 'a')], views: [money] };
  const goal = {
    levers: [
      { lever: 'n', least: 0, most: 10_000, step: 500 },
      { lever: 'a', least: 0, most: 10_000, step: 5_000 },
    ],
    targets: [{ measure: 'releasedUsCents', only: { kind: 'equity' }, level: 75 * billion }],
  };

  it('of releases takes the whole step: $75B take 8 GW, which release $80B; 7.5 GW release only $70B', () => {
    const { found, beyond } = takes(history, scenario, goal);
    expect(found).toMatchObject({
      levers: [{ x: 8_000 }, { x: 0 }],
      targets: [{ value: 80 * billion }],
    });
    expect(beyond).toMatchObject([{ lever: 'n', passes: false, targets: [{ value: 70 * billion }] }]);
  });
});

describe('Levers that meet', () => {
  // NVIDIA's tranches may be later and smaller: how much later, with how much less, for 4 GW by the end of 2028?
  const scenario = {
    edits: [{ op: 'delay', target: nvidia, months: { assumption: 'slip' } }, part(nvidia, 'n')],
    views: [capacity],
  };
  const by = { measure: 'plannedKw', only: { layer: 'chips' }, by: '2028-Q4', level: 4 * GW };
  // AMD has five tranches by 2028-Q4: 5 GW stand without NVIDIA, so that 9 GW need 4 of it.
  const goal = (step: number) => ({
    levers: [
      { lever: 'slip', least: 0, most: 24, step: 3, find: 'largest', costPerStep: 1 },
      { lever: 'n', least: 0, most: 10_000, step, costPerStep: 1 },
    ],
    targets: [{ ...by, level: 9 * GW }],
  });

  it('are tabulated together while there are few settings, so that the answer is proven', () => {
    const found = takes(history, scenario, goal(1_000));
    // Nine tranches are due by 2028-Q4, one less for each three months. Brought forward by s steps from two years late,
    // 1 + s of them are there, each with n tenths of a gigawatt: (1 + s) × n ≥ 40. With s + n = 11 it is 36 at most
    // (s = 5, n = 6); with 12 there are s = 4 to 7, and the fewest steps of n, the first by name, are 5 with s = 7.
    expect(found).toMatchObject({
      optimality: 'proven',
      found: {
        cost: 12,
        levers: [
          { lever: 'slip', x: 3 },
          { lever: 'n', x: 5_000 },
        ],
      },
    });
    expect(found.beyond.every(({ passes }) => !passes)).toBe(true);
  });

  it('are told to meet where there are too many, and what is found is replayed all the same', () => {
    // 9 × 501 settings are more than 1,000: the levers are tabulated one by one, which adds up to nothing here.
    const found = takes(history, scenario, goal(20));
    expect(found).toMatchObject({ optimality: 'unproven', meet: true });
    // All of nine tranches at 44.6 %: 8 + 223 steps for 9 × 446 MW = 4.014 GW; 222 are 9 × 444 MW = 3.996 GW.
    expect(found.found).toMatchObject({ cost: 231, targets: [{ value: 9_014_000, reaches: true }] });
    expect(found.beyond.every(({ passes }) => !passes)).toBe(true);
  });
});

describe('A goal of several levers', () => {
  const scenario = { edits: [part(nvidia, 'n'), part(amd, 'a')], views: [capacity] };
  const lever = { lever: 'n', least: 0, most: 10_000, step: 1_000 };
  const target = { measure: 'plannedKw', only: { layer: 'chips' }, level: GW };
  const both = { levers: [lever, { ...lever, lever: 'a' }], targets: [target] };
  const one = { ...both.levers[1]! };

  it.each([
    [
      'a lever that no edit reads',
      { ...both, levers: [...both.levers, { ...lever, lever: 'x' }] },
      '/goal/levers/2/lever',
    ],
    ['a lever twice', { ...both, levers: [lever, lever, one] }, '/goal/levers/1/lever'],
    ['a range upside down', { ...both, levers: [{ ...lever, most: -1 }, one] }, '/goal/levers/0/most'],
    ['a step of nothing', { ...both, levers: [{ ...lever, step: 0 }, one] }, '/goal/levers/0/step'],
    [
      'a cost of nothing',
      { ...both, levers: [{ ...lever, costPerStep: 0 }, one] },
      '/goal/levers/0/costPerStep',
    ],
    ['too many steps', { ...both, levers: [{ ...lever, step: 1 }, one] }, '/goal/levers'],
    [
      'costs beyond the solver',
      { ...both, levers: [{ ...lever, costPerStep: 1_000_000_000 }, one] },
      '/goal/levers',
    ],
    [
      'too many levers',
      { ...both, levers: Array.from({ length: 9 }, (_, name) => ({ ...lever, lever: `l${name}` })) },
      '/goal/levers',
    ],
    ['too many targets', { ...both, targets: Array.from({ length: 9 }, () => target) }, '/goal/targets'],
    ['no target', { ...both, targets: [] }, '/goal/targets'],
    ['a target without a level', { ...both, targets: [{ measure: 'plannedKw' }] }, '/goal/targets/0/level'],
    [
      'a measure that is unknown',
      { ...both, targets: [{ ...target, measure: 'x' }] },
      '/goal/targets/0/measure',
    ],
    [
      'a sense that there is not',
      { ...both, targets: [{ ...target, sense: 'about' }] },
      '/goal/targets/0/sense',
    ],
    ['layers that never add', { ...both, targets: [{ ...target, only: {} }] }, '/goal/targets/0/only'],
    [
      'a value that its edit refuses',
      { ...both, levers: [{ ...lever, least: -1_000 }, one] },
      '/edits/0/toBp',
    ],
  ])('is refused with %s', (_, goal, pointer) => {
    expect(goalRefusedAt(history, scenario, goal)).toContain(pointer);
  });
});
