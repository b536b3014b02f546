import { describe, expect, it } from 'vitest';
import type { Row } from '../../projections/kit/line.js';
import type { Sent } from '../given.js';
import { amd, nvidia, scheduled } from '../scheduled.js';
import { assume, billions, cancel, delay, gigawatts, nvidiaSchedule, scale, whatIf } from '../what-if.js';

const quarters = { ...scheduled.question, timeline: 'quarter', from: '2026-10-01', to: '2029-09-30' };
const capacity = { view: 'compute-capacity', ...quarters, by: 'provider', layer: 'chips' };
const money = { view: 'obligations', ...quarters, cumulative: 'true', deal: nvidia };
const ask = (edits: Edits, ...views: Asked[]) => whatIf(scheduled.history, { edits, views });

describe('Delaying NVIDIA by six months', () => {
  const answer = ask([delay(nvidia, 6)], capacity, money);
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
  const byProvider = { ...scheduled.question, by: 'provider', layer: 'chips' };
  const answer = ask(
    [cancel(amd)],
    { view: 'compute-capacity', ...byProvider },
    { view: 'market-share', of: 'headline', ...byProvider },
    money,
  );
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
  const answer = ask([scale(nvidia, 8_500)], capacity, money);
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
  const energized = ({ stream, body }: Sent, megawatts: number) =>
    assume({
      stream,
      type: 'CapacityEnergized',
      effectiveOn: '2025-11-30',
      body: { tranche: body.tranche, power: `${megawatts} MW` },
    });
  const releases = (megawatts: (index: number) => number, releasedUsCents: number): void => {
    scheduled
      .asking({ deal: nvidia, by: 'deal' })
      .assuming(...nvidiaSchedule.map((tranche, index) => energized(tranche, megawatts(index))))
      .shows('obligations', { releasedUsCents: { [nvidia]: releasedUsCents } });
  };

  it('sets $10B free when ten tranches are energized at 100 MW each', () => releases(() => 100, 10));
  it('sets nothing free at 999 MW in all', () => releases((index) => (index < 9 ? 111 : 0), 0));
  it('stops at $100B when 12 GW are energized', () => releases(() => 1_200, 100));
});

describe('Delaying and reassigning NVIDIA', () => {
  const reassign = { op: 'reassign', target: nvidia, from: '2028-Q3', provider: 'amd' };
  const byProvider = scheduled.asking({ by: 'provider', layer: 'chips' });

  it('leaves NVIDIA 7 and AMD 9 GW when the reassignment comes first', () =>
    byProvider
      .assuming(reassign, delay(nvidia, 6))
      .shows('compute-capacity', { headlineKw: { nvidia: 7, amd: 9 } })
      .shows('compute-capacity', { headlineKw: 16 }));
  it('leaves NVIDIA 5 and AMD 11 GW when the delay comes first', () =>
    byProvider
      .assuming(delay(nvidia, 6), reassign)
      .shows('compute-capacity', { headlineKw: { nvidia: 5, amd: 11 } })
      .shows('compute-capacity', { headlineKw: 16 }));
  it('is reported as order-dependent', () => {
    expect(ask([reassign, delay(nvidia, 6)], capacity).orderDependent).toEqual([[0, 1]]);
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
    ...scheduled.question,
    timeline: 'quarter',
    from: '2025-10-01',
    to: '2033-12-31',
    deal: aws,
  };
  const answer = ask([assume(event)], question);
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
    for (const view of ask([], capacity, money).views) {
      expect(view.scenario.viewHash).toBe(view.baseline.viewHash);
      expect(view.difference).toMatchObject({ rows: [], totals: [] });
    }
  });

  it('has the same hash every time it is run', () => {
    const ran = () => ask([delay(amd, 12)], capacity).resultHash;
    expect(ran()).toBe(ran());
  });

  it('leaves the log as it was', () => {
    const { history } = scheduled;
    const { position } = history;
    const before = ask([], capacity).views[0]!.baseline.viewHash;
    ask([cancel(nvidia)], capacity);
    expect(history.position).toBe(position);
    expect(ask([], capacity).views[0]!.scenario.viewHash).toBe(before);
  });
});

type Asked = Readonly<Record<string, string>> & { view: string };
type Edits = readonly Readonly<Record<string, unknown>>[];

const hasKeys = (row: Row, keys: Record<string, string>): boolean =>
  Object.entries(keys).every(([key, value]) => row[key] === value);

function cell(rows: readonly Row[], keys: Record<string, string>): Row {
  return rows.find((row) => hasKeys(row, keys))!;
}

function series(rows: readonly Row[], keys: Record<string, string>, of: (row: Row) => number): number[] {
  return rows.filter((row) => hasKeys(row, keys)).map(of);
}
