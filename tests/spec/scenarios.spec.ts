import { describe, expect, it } from 'vitest';
import type { Row } from '../../projections/kit/line.js';
import { articleFacts } from '../article.js';
import { ledger, type Sent } from '../given.js';
import { amdSchedule, billions, gigawatts, nvidiaSchedule, whatIf } from '../what-if.js';

const isWhole = (fact: Sent): boolean => fact.type !== 'CapacityCommitted' || fact.stream.includes('aws');

/** The article without its two unscheduled totals of chips: the schedules take their place. */
const scheduled = ledger([...articleFacts.filter(isWhole), ...nvidiaSchedule, ...amdSchedule]);

const nvidia = 'deal-openai-nvidia-2025';
const amd = 'deal-openai-amd-2025';
const at = { effectiveAt: '2025-11-30', knownAt: '2025-11-30' };
const capacity = {
  view: 'compute-capacity',
  ...at,
  timeline: 'quarter',
  from: '2026-10-01',
  to: '2029-09-30',
  by: 'provider',
  layer: 'chips',
};
const money = {
  view: 'obligations',
  ...at,
  timeline: 'quarter',
  from: '2026-10-01',
  to: '2029-09-30',
  cumulative: 'true',
  deal: nvidia,
};

const cell = (rows: readonly Row[], keys: Record<string, string>): Row =>
  rows.find((row) => Object.entries(keys).every(([key, value]) => row[key] === value))!;
const series = (rows: readonly Row[], keys: Record<string, string>, of: (row: Row) => number): number[] =>
  rows.filter((row) => Object.entries(keys).every(([key, value]) => row[key] === value)).map(of);

describe('Delaying NVIDIA by six months', () => {
  const answer = whatIf(scheduled, {
    edits: [{ op: 'delay', target: nvidia, months: 6 }],
    views: [capacity, money],
  });
  const [chips, released] = answer.views;

  it('moves the planned stock at the end of 2027 from 5 to 3 GW, 40 % less', () => {
    const keys = { provider: 'nvidia', period: '2027-Q4' };
    expect(gigawatts(cell(chips!.baseline.rows, keys).plannedKw)).toBe(5);
    expect(gigawatts(cell(chips!.scenario.rows, keys).plannedKw)).toBe(3);
    const change = cell(chips!.difference.rows as Row[], keys).plannedKw;
    expect(change).toMatchObject({ point: -2_000_000, relativeBp: -4_000 });
  });

  it('moves what is released by then from $50B to $30B', () => {
    const keys = { period: '2027-Q4' };
    expect(billions(cell(released!.baseline.rows, keys).releasedUsCents)).toBe(50);
    expect(billions(cell(released!.scenario.rows, keys).releasedUsCents)).toBe(30);
    expect(cell(released!.difference.rows as Row[], keys).releasedUsCents).toMatchObject({
      point: -2_000_000_000_000,
    });
  });

  it('reaches all $100B in 2029-Q3 instead of 2029-Q1', () => {
    const lag = released!.difference.lags!.find(({ measure }) => measure === 'releasedUsCents');
    expect(lag).toMatchObject({
      level: 10_000_000_000_000,
      baseline: '2029-Q1',
      scenario: '2029-Q3',
      lagPeriods: 2,
    });
  });

  it('costs 20 GW-quarters: ten gigawatts, two quarters each', () => {
    const lag = chips!.difference.lags!.find(({ measure }) => measure === 'plannedKw');
    expect(lag).toMatchObject({ area: -20_000_000, baseline: '2029-Q2', scenario: '2029-Q3' });
  });
});

describe('Cancelling AMD', () => {
  const shares = { view: 'market-share', ...at, of: 'headline', by: 'provider', layer: 'chips' };
  const answer = whatIf(scheduled, {
    edits: [{ op: 'cancel', target: amd }],
    views: [{ view: 'compute-capacity', ...at, by: 'provider', layer: 'chips' }, shares, money],
  });
  const [chips, share, released] = answer.views;

  it('takes the headline from 16 to 10 GW, 37.5 % less', () => {
    expect(gigawatts(chips!.baseline.totals[0]!.headlineKw)).toBe(16);
    expect(gigawatts(chips!.scenario.totals[0]!.headlineKw)).toBe(10);
    expect(chips!.difference.totals[0]!.headlineKw).toMatchObject({ point: -6_000_000, relativeBp: -3_750 });
  });

  it('makes NVIDIA all of what is left: 62.5 to 100 %, HHI 5,312.5 to 10,000', () => {
    expect(cell(share!.baseline.rows, { provider: 'nvidia' }).shareBp).toMatchObject({ point: 6_250 });
    expect(share!.scenario.rows).toHaveLength(1);
    expect(cell(share!.scenario.rows, { provider: 'nvidia' }).shareBp).toMatchObject({ point: 10_000 });
    expect(share!.baseline.totals[0]!.hhi).toMatchObject({ point: 5_312.5 });
    expect(share!.scenario.totals[0]!.hhi).toMatchObject({ point: 10_000 });
  });

  it('leaves releases as they were', () => {
    expect(released!.difference.rows).toEqual([]);
    expect(released!.scenario.viewHash).toBe(released!.baseline.viewHash);
  });
});

describe('Scaling NVIDIA to 85 %', () => {
  const answer = whatIf(scheduled, {
    edits: [{ op: 'scale', target: nvidia, toBp: 8_500 }],
    views: [capacity, money],
  });
  const [chips, released] = answer.views;
  const untilFull = { provider: 'nvidia' };

  it('gives stocks of 850, 1,700, … 8,500 MW', () => {
    const stocks = series(chips!.scenario.rows, untilFull, (row) => gigawatts(row.plannedKw) * 1_000).slice(
      0,
      10,
    );
    expect(stocks).toEqual([850, 1_700, 2_550, 3_400, 4_250, 5_100, 5_950, 6_800, 7_650, 8_500]);
  });

  it('releases whole steps only: 0, 10, 20, 30, 40, 50, 50, 60, 70, 80 billion dollars', () => {
    const steps = new Map(released!.scenario.rows.map((row) => [row.period, billions(row.releasedUsCents)]));
    const periods = chips!.scenario.rows
      .filter((row) => row.provider === 'nvidia')
      .map((row) => row.period)
      .slice(0, 10);
    expect(periods.map((period) => steps.get(period) ?? 0)).toEqual([0, 10, 20, 30, 40, 50, 50, 60, 70, 80]);
  });
});

describe('A release of $10B per energized gigawatt, capped at $100B', () => {
  const energized = (megawatts: number): Sent[] =>
    nvidiaSchedule.map(({ stream, body }) => ({
      stream,
      type: 'CapacityEnergized',
      effectiveOn: '2025-11-30',
      knownOn: '2025-11-30',
      body: { tranche: body.tranche, power: `${megawatts} MW` },
    }));
  const releasedAt = (megawatts: number): number => {
    const events = energized(megawatts).map((event) => ({ op: 'assume', event }));
    const answer = whatIf(scheduled, {
      edits: events,
      views: [{ view: 'obligations', ...at, deal: nvidia, by: 'deal' }],
    });
    return billions(answer.views[0]!.scenario.rows[0]!.releasedUsCents);
  };

  it('sets $10B free when ten tranches are energized at 100 MW each', () => expect(releasedAt(100)).toBe(10));
  it('sets nothing free at 999 MW in all', () => {
    const nine = energized(111)
      .slice(0, 9)
      .map((event) => ({ op: 'assume', event }));
    const rest = { op: 'assume', event: { ...energized(0)[9]!, body: { tranche: 'n-10', power: '0 MW' } } };
    const answer = whatIf(scheduled, {
      edits: [...nine, rest],
      views: [{ view: 'obligations', ...at, deal: nvidia, by: 'deal' }],
    });
    expect(answer.views[0]!.scenario.rows[0]!.releasedUsCents).toEqual({ low: 0, point: 0, high: 0 });
  });
  it('stops at $100B when 12 GW are energized', () => expect(releasedAt(1_200)).toBe(100));
});

describe('Delaying and reassigning NVIDIA', () => {
  const delay = { op: 'delay', target: nvidia, months: 6 };
  const reassign = { op: 'reassign', target: nvidia, from: '2028-Q3', provider: 'amd' };
  const byProvider = (edits: unknown[]): number[] => {
    const answer = whatIf(scheduled, {
      edits,
      views: [{ view: 'compute-capacity', ...at, by: 'provider', layer: 'chips' }],
    });
    expect(gigawatts(answer.views[0]!.scenario.totals[0]!.headlineKw)).toBe(16);
    return ['nvidia', 'amd'].map((provider) =>
      gigawatts(cell(answer.views[0]!.scenario.rows, { provider }).headlineKw),
    );
  };

  it('leaves NVIDIA 7 and AMD 9 GW when the reassignment comes first', () =>
    expect(byProvider([reassign, delay])).toEqual([7, 9]));
  it('leaves NVIDIA 5 and AMD 11 GW when the delay comes first', () =>
    expect(byProvider([delay, reassign])).toEqual([5, 11]));
  it('is reported as order-dependent', () => {
    expect(whatIf(scheduled, { edits: [reassign, delay], views: [capacity] }).orderDependent).toEqual([
      [0, 1],
    ]);
  });
});

describe('Assuming that AWS had promised eight years for the same value', () => {
  const aws = 'deal-openai-aws-2025';
  const event = {
    stream: aws,
    type: 'PaymentAmended',
    effectiveOn: '2025-11',
    body: { payment: 'services', over: { from: '2025-Q4', months: 96 } },
  };
  const question = {
    view: 'obligations',
    ...at,
    timeline: 'quarter',
    from: '2025-10-01',
    to: '2033-12-31',
    deal: aws,
  };
  const answer = whatIf(scheduled, { edits: [{ op: 'assume', event }], views: [question] });
  const [view] = answer.views;

  it('spreads $38B over 32 quarters of exactly $1,187,500,000.00', () => {
    const amounts = view!.scenario.rows.map((row) => (row.committedUsCents as { point: number }).point);
    expect(amounts).toEqual(Array.from({ length: 32 }, () => 118_750_000_000));
  });

  it('has differences that add to zero', () => {
    const changes = view!.difference.rows.map((row) =>
      BigInt((row.committedUsCents as { point: number }).point),
    );
    expect(changes.length).toBe(32);
    expect(changes.reduce((sum, change) => sum + change, 0n)).toBe(0n);
  });

  it('leaves what was known without it as it was: 8 quarters of $1,357,142,857.15 and 20 of $1,357,142,857.14', () => {
    const amounts = view!.baseline.rows.map((row) => (row.committedUsCents as { point: number }).point);
    expect(amounts).toEqual([
      ...Array.from({ length: 8 }, () => 135_714_285_715),
      ...Array.from({ length: 20 }, () => 135_714_285_714),
    ]);
  });
});

describe('A scenario', () => {
  it('without edits is the baseline', () => {
    const answer = whatIf(scheduled, { edits: [], views: [capacity, money] });
    for (const view of answer.views) {
      expect(view.scenario.viewHash).toBe(view.baseline.viewHash);
      expect(view.difference).toMatchObject({ rows: [], totals: [] });
    }
  });

  it('has the same hash every time it is run', () => {
    const scenario = { edits: [{ op: 'delay', target: amd, months: 12 }], views: [capacity] };
    expect(whatIf(scheduled, scenario).resultHash).toBe(whatIf(scheduled, scenario).resultHash);
  });

  it('leaves the log as it was', () => {
    const { position } = scheduled;
    whatIf(scheduled, { edits: [{ op: 'cancel', target: nvidia }], views: [capacity] });
    expect(scheduled.position).toBe(position);
    expect(whatIf(scheduled, { edits: [], views: [capacity] }).views[0]!.baseline.viewHash).toBe(
      whatIf(scheduled, { edits: [], views: [capacity] }).views[0]!.scenario.viewHash,
    );
  });
});
