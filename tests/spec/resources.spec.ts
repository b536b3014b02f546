import { describe, expect, it } from 'vitest';
import { amd, enough, nvidia, planned, quarters, refusedAt, tranche } from '../scarce.js';
import { whatIf } from '../what-if.js';

const MW = 1_000;
const GW = 1_000_000;
const year = quarters('2027-01-01', '2027-12-31');
const half = quarters('2027-01-01', '2027-06-30');
const power = (supply: unknown, more: object = {}) => ({
  name: 'power',
  kind: 'power',
  of: { layer: 'chips' },
  supply,
  ...more,
});

describe('Three gigawatts due in one quarter', () => {
  const three = planned(...['gw-1', 'gw-2', 'gw-3'].map((name) => tranche(amd, name, 1_000, '2027-Q1')));
  const two = enough(three, year, [power({ perPeriod: 2 * GW })]);

  it('are one more than two', () => {
    expect(two).toMatchObject({
      verdict: 'fits-with-delays',
      feasible: false,
      firstViolated: { period: '2027-Q1', resources: ['power'] },
      conflict: null,
      relaxation: null,
    });
    expect(two.resources[0]!.periods.slice(0, 2)).toEqual([
      { period: '2027-Q1', supply: 2 * GW, available: 2 * GW, use: 3 * GW, slack: -GW },
      { period: '2027-Q2', supply: 2 * GW, available: 2 * GW, use: 0, slack: 2 * GW },
    ]);
  });

  it('fit when the last of them slips a quarter: one GW-quarter, which one gigawatt more would save', () => {
    expect(two.schedule).toMatchObject({
      delayKwPeriods: GW,
      binding: [{ resource: 'power', period: '2027-Q1', shadowPrice: 1 }],
      later: [{ tranche: `${amd}/gw-3`, period: '2027-Q2', kw: GW }],
      inOnePiece: { delayKwPeriods: GW, edits: [{ op: 'delay', target: `${amd}/gw-3`, months: 3 }] },
    });
  });

  it('fit as planned when there are three', () => {
    expect(enough(three, year, [power({ perPeriod: 3 * GW })])).toMatchObject({
      verdict: 'fits',
      feasible: true,
      firstViolated: null,
      schedule: { delayKwPeriods: 0, binding: [], later: [], inOnePiece: { edits: [] } },
    });
  });

  it('come one a quarter from one a quarter: 0 + 1 + 2 GW-quarters late, and a first gigawatt more saves two', () => {
    const { schedule } = enough(three, year, [power({ perPeriod: GW })]);
    expect(schedule!.delayKwPeriods).toBe(3 * GW);
    expect(schedule!.binding).toEqual([
      { resource: 'power', period: '2027-Q1', shadowPrice: 2 },
      { resource: 'power', period: '2027-Q2', shadowPrice: 1 },
    ]);
    expect(schedule!.inOnePiece!.edits).toEqual([
      { op: 'delay', target: `${amd}/gw-2`, months: 3 },
      { op: 'delay', target: `${amd}/gw-3`, months: 6 },
    ]);
  });

  it('have no room in two quarters of one gigawatt: all of them and both quarters conflict, one more would do', () => {
    const none = enough(three, half, [power({ perPeriod: GW })]);
    expect(none).toMatchObject({ verdict: 'does-not-fit', feasible: false, schedule: null });
    expect(none.conflict).toEqual({
      tranches: ['gw-1', 'gw-2', 'gw-3'].map((name) => ({
        tranche: `${amd}/${name}`,
        due: '2027-Q1',
        kw: GW,
      })),
      payments: [],
      supplies: ['2027-Q1', '2027-Q2'].map((period) => ({ resource: 'power', period, available: GW })),
    });
    const { extra, schedule } = none.relaxation!;
    expect(extra.map(({ more }) => more)).toEqual([GW]);
    expect(schedule.inOnePiece!.resources[0]!.periods.every(({ slack }) => Number(slack) >= 0)).toBe(true);
  });

  it('use what the schedule says when its edits are run', () => {
    const { edits, resources } = two.schedule!.inOnePiece!;
    const { views } = whatIf(three, {
      edits,
      views: [{ view: 'compute-capacity', ...year, by: 'layer', layer: 'chips' }],
    });
    const due = views[0]!.scenario.rows.map(({ dueKw }) => Number((dueKw as { point: number }).point));
    const newly = due.map((kw, period) => kw - (due[period - 1] ?? 0));
    expect(newly).toEqual([2 * GW, GW, 0, 0]);
    expect(resources[0]!.periods.map(({ use }) => use)).toEqual(newly);
  });

  it('wait for what a quarter leaves only where that carries over', () => {
    // 1.5 GW a quarter hold one whole tranche each; the second quarter holds two when the first one's half is kept.
    const supply = { periods: { '2027-Q1': 1_500 * MW, '2027-Q2': 1_500 * MW } };
    expect(enough(three, half, [power(supply)]).schedule!.inOnePiece).toBeNull();
    expect(enough(three, half, [power(supply)]).verdict).toBe('fits-in-parts');
    expect(enough(three, half, [power(supply, { carriesOver: true })]).schedule!.inOnePiece).toMatchObject({
      delayKwPeriods: 2 * GW,
      edits: [{ target: `${amd}/gw-2` }, { target: `${amd}/gw-3` }],
    });
  });

  it('fit a supply that is cumulative: 2 GW by the first quarter and 3 by the second', () => {
    const supply = { cumulative: { '2027-Q1': 2 * GW, '2027-Q2': 3 * GW } };
    const answer = enough(three, half, [power(supply)]);
    expect(answer.resources[0]!.periods.map(({ supply: fresh, available }) => [fresh, available])).toEqual([
      [2 * GW, 2 * GW],
      [GW, 0],
    ]);
    expect(
      answer.schedule!.inOnePiece!.resources[0]!.periods.map(({ available, use }) => [available, use]),
    ).toEqual([
      [2 * GW, 2 * GW],
      [GW, GW],
    ]);
  });

  it('need what the edits leave of them', () => {
    const edits = [{ op: 'cancel', target: `${amd}/gw-1` }];
    expect(enough(three, year, [power({ perPeriod: 2 * GW })], { edits }).verdict).toBe('fits');
  });
});

describe('Chips', () => {
  const history = planned(
    tranche(amd, 'gw-1', 1_000, '2027-Q1'),
    tranche(amd, 'gw-2', 1_000, '2027-Q1'),
    tranche(nvidia, 'n-1', 1_000, '2027-Q1'),
  );
  const chips = (name: string, provider: string, perPeriod: number) => ({
    name,
    kind: 'chips',
    of: { provider },
    usePerGw: 500_000,
    supply: { perPeriod },
  });

  it('are counted by vendor: 500,000 a gigawatt, of which each vendor has as many a quarter', () => {
    const answer = enough(history, year, [chips('amd', 'amd', 500_000), chips('nvidia', 'nvidia', 500_000)]);
    expect(answer.resources.map(({ name, periods }) => [name, periods[0]!.use])).toEqual([
      ['amd', 1_000_000],
      ['nvidia', 500_000],
    ]);
    // One chip more brings 1/500,000 GW = 2 kW a quarter forward.
    expect(answer.schedule).toMatchObject({
      delayKwPeriods: GW,
      binding: [{ resource: 'amd', period: '2027-Q1', shadowPrice: 2 }],
      inOnePiece: { edits: [{ target: `${amd}/gw-2`, months: 3 }] },
    });
  });

  it('are rounded up: one kilowatt takes a whole one', () => {
    const small = planned(tranche(amd, 'gw-1', 1, '2027-Q1'));
    const one = { ...chips('amd', 'amd', 0), usePerGw: 1_001 };
    // 1 MW × 1,001 per GW = 1.001 chips.
    const none = enough(small, half, [one]);
    expect(none.resources[0]!.periods[0]!.use).toBe(2);
    expect(none.relaxation!.extra).toMatchObject([{ resource: 'amd', more: 2 }]);
  });

  it('and power both bind: the answer does not depend on which is named first', () => {
    const both = [chips('chips', 'amd', 500_000), power({ perPeriod: GW })];
    expect(enough(history, year, [...both].reverse())).toEqual(enough(history, year, both));
    expect(enough(history, year, both)).toEqual(enough(history, year, both));
  });
});

describe('What no schedule moves', () => {
  it('is left out and named: undated, undisclosed, and due before the horizon', () => {
    const history = planned(
      tranche(amd, 'gw-1', 1_000),
      tranche(amd, 'gw-2', 1_000, '2026-Q4'),
      {
        ...tranche(amd, 'gw-3', 1, '2027-Q1'),
        body: { ...tranche(amd, 'gw-3', 1, '2027-Q1').body, power: 'undisclosed' },
      },
      tranche(amd, 'gw-4', 1_000, '2028-Q1'),
    );
    const [resource] = enough(history, year, [power({ perPeriod: 0 })]).resources;
    expect(resource!.left).toEqual([
      { target: `${amd}/gw-2`, because: 'due before the horizon' },
      { target: `${amd}/gw-3`, because: 'undisclosed' },
      { target: `${amd}/gw-1`, because: 'undated' },
    ]);
  });

  it('draws power already, and takes its supply first', () => {
    const energized = {
      stream: amd,
      type: 'CapacityEnergized',
      effectiveOn: '2025-11-30',
      knownOn: '2025-11-30',
      body: { tranche: 'gw-2', power: '1000 MW' },
    };
    const history = planned(
      tranche(amd, 'gw-1', 1_000, '2027-Q1'),
      tranche(amd, 'gw-2', 1_000, '2027-Q1'),
      energized,
    );
    const { schedule } = enough(history, year, [power({ perPeriod: GW })]);
    expect(schedule!.inOnePiece!.edits).toEqual([{ op: 'delay', target: `${amd}/gw-1`, months: 3 }]);
  });
});

describe('A tranche larger than any supply', () => {
  it('fits in parts: 3 GW at 1 GW a quarter are 1 + 2 GW-quarters late, and no delay of the whole does it', () => {
    const history = planned(tranche(amd, 'gw-1', 3_000, '2027-Q1'));
    const answer = enough(history, year, [power({ perPeriod: GW })]);
    expect(answer).toMatchObject({
      verdict: 'fits-in-parts',
      schedule: {
        delayKwPeriods: 3 * GW,
        later: [
          { period: '2027-Q2', kw: GW },
          { period: '2027-Q3', kw: GW },
        ],
        inOnePiece: null,
      },
    });
  });
});

describe('Funding', () => {
  const aws = { payer: 'openai', payee: 'aws' };
  const fund = (supply: unknown, more: object = {}) => ({
    name: 'cash',
    kind: 'funding',
    of: aws,
    supply,
    ...more,
  });
  const plain = planned();
  // $38B over 28 quarters from 2025-Q4: $1,357,142,857.14 a quarter, to the cent; the four of 2027.
  const owed = enough(plain, year, [fund({ perPeriod: 0 })]);
  const use = owed.resources[0]!.periods.map((one) => BigInt(one.use));

  it('is short of what is committed: each quarter of $38B over seven years', () => {
    expect(use.map((cents) => cents / 100n)).toEqual([
      1_357_142_857n,
      1_357_142_857n,
      1_357_142_857n,
      1_357_142_857n,
    ]);
    expect(owed).toMatchObject({ verdict: 'does-not-fit', firstViolated: { period: '2027-Q1' } });
    expect(owed.conflict).toMatchObject({
      tranches: [],
      payments: [{ period: '2027-Q1' }],
      supplies: [{ resource: 'cash', period: '2027-Q1', available: 0 }],
    });
    expect(owed.relaxation!.extra.map(({ more }) => BigInt(more))).toEqual(use);
    expect(owed.relaxation!.schedule.inOnePiece!.resources[0]!.periods.map(({ slack }) => slack)).toEqual([
      0, 0, 0, 0,
    ]);
  });

  it('that carries over is enough to the cent, and short by one cent less', () => {
    const four = use.reduce((sum, cents) => sum + cents, 0n);
    const from = (cents: bigint) =>
      enough(plain, year, [fund({ cumulative: cents.toString() }, { carriesOver: true })]);
    expect(from(four).verdict).toBe('fits');
    expect(from(four - 1n)).toMatchObject({
      firstViolated: { period: '2027-Q4' },
      relaxation: { extra: [{ period: '2027-Q4', more: 1 }] },
    });
  });

  it('is exact beyond 2^53 cents: a supply of 10^20 + 1 leaves what it leaves', () => {
    const supply = 10n ** 20n + 1n;
    const { periods } = enough(plain, half, [fund({ perPeriod: supply.toString() })]).resources[0]!;
    expect(BigInt(periods[0]!.slack)).toBe(supply - use[0]!);
  });

  it('may go with the gigawatts instead: $10B each, of which a quarter has $15B that carry over', () => {
    const history = planned(tranche(amd, 'gw-1', 1_000, '2027-Q1'), tranche(amd, 'gw-2', 1_000, '2027-Q1'));
    const perGw = { name: 'cash', kind: 'funding', of: { provider: 'amd' }, usePerGw: 1e12 };
    const answer = enough(history, year, [{ ...perGw, supply: { perPeriod: 15e11 }, carriesOver: true }]);
    expect(answer.resources[0]!.periods[0]).toMatchObject({ use: 2e12, slack: -5e11 });
    // Half of the second gigawatt waits; in one piece all of it does.
    // $10B are 10^12 cents for 10^6 kW, so that a cent more saves a millionth of a kilowatt-quarter.
    expect(answer.schedule).toMatchObject({
      delayKwPeriods: GW / 2,
      binding: [{ resource: 'cash', period: '2027-Q1', shadowPrice: 1e-6 }],
      inOnePiece: { delayKwPeriods: GW },
    });
  });
});

describe('A question of resources', () => {
  const history = planned(tranche(amd, 'gw-1', 1_000, '2027-Q1'));
  const sound = { edits: [], question: half, resources: [power({ perPeriod: 1 })] };
  const withResource = (more: object) => ({ ...sound, resources: [{ ...power({ perPeriod: 1 }), ...more }] });

  it.each([
    ['a supply below nothing', withResource({ supply: { perPeriod: -1 } }), '/resources/0/supply/perPeriod'],
    ['half a kilowatt', withResource({ supply: { perPeriod: 0.5 } }), '/resources/0/supply/perPeriod'],
    [
      'a number that JSON does not keep',
      withResource({ supply: { perPeriod: 2 ** 53 } }),
      '/resources/0/supply/perPeriod',
    ],
    ['two supplies', withResource({ supply: { perPeriod: 1, cumulative: 1 } }), '/resources/0/supply'],
    [
      'a period that is missing',
      withResource({ supply: { periods: { '2027-Q1': 1 } } }),
      '/resources/0/supply/periods',
    ],
    [
      'a period that there is not',
      withResource({ supply: { periods: { '2027-Q1': 1, '2027-Q2': 1, '2027-Q3': 1 } } }),
      '/resources/0/supply/periods/2027-Q3',
    ],
    [
      'a cumulative supply that falls',
      withResource({ supply: { cumulative: { '2027-Q1': 2, '2027-Q2': 1 } } }),
      '/resources/0/supply/cumulative/2027-Q2',
    ],
    ['chips without how many', withResource({ kind: 'chips' }), '/resources/0/usePerGw'],
    ['power that counts obligations', withResource({ counts: 'both' }), '/resources/0/counts'],
    ['a dimension that there is not', withResource({ of: { colour: 'red' } }), '/resources/0/of/colour'],
    [
      'a party that nobody registered',
      withResource({ of: { provider: 'nobody' } }),
      '/resources/0/of/provider',
    ],
    ['a deal that there is not', withResource({ of: { deal: 'deal-nowhere' } }), '/resources/0/of/deal'],
    [
      'a name twice',
      { ...sound, resources: [power({ perPeriod: 1 }), power({ perPeriod: 1 })] },
      '/resources/1/name',
    ],
    ['an edit that is unknown', { ...sound, edits: [{ op: 'x' }] }, '/edits/0/op'],
    [
      'a cap among the edits',
      { ...sound, edits: [{ op: 'cap', perQuarterKw: 1, overflow: 'drop' }] },
      '/edits/0/op',
    ],
    ['a dimension of the question', { ...sound, question: { ...half, by: 'deal' } }, '/question/by'],
    ['a date that is none', { ...sound, question: { ...half, from: 'soon' } }, '/question/from'],
    ['a base beyond the head', { ...sound, base: 10_000 }, '/base'],
  ])('is refused for %s', (_, asked, pointer) => {
    expect(refusedAt(history, asked)).toContain(pointer);
  });

  it('is refused for layers that never add', () => {
    const site = tranche(amd, 'site', 1_000, '2027-Q1');
    const mixed = planned(tranche(amd, 'gw-1', 1_000, '2027-Q1'), {
      ...site,
      body: { ...site.body, layer: 'site' },
    });
    expect(refusedAt(mixed, withResource({ of: {} }))).toEqual(['/resources/0/of']);
  });
});
