import { describe, expect, it } from 'vitest';
import { ledger, type Sent, show } from '../given.js';
import { whatIf } from '../what-if.js';
import { cast, deal, energized, exactly, fact, gw, tranche } from './facts.js';

const axis = { timeline: 'quarter', from: '2025-01-01', to: '2026-12-31', by: [] as string[] } as const;
const timeline = (facts: Sent[], more: object = {}) =>
  show(ledger([...cast, deal('deal-a'), ...facts]), 'compute-capacity', {
    effectiveAt: '2025-12-31',
    ...axis,
    ...more,
  });
const series = (facts: Sent[], measure: string, more: object = {}): Record<string, unknown> =>
  Object.fromEntries(timeline(facts, more).rows.map((row) => [row.period, gw(row[measure])]));

const t = tranche('deal-a', 't', '1 GW', { due: '2026-Q2' });
const resized = (on: string, power: string, knownOn = on): Sent => ({
  ...fact(on, 'deal-a', 'CapacityResized', { tranche: 't', power }),
  knownOn,
});

describe('A period that ended by the as-of date', () => {
  it('shows the cut at its end', () => {
    expect(series([t, resized('2025-05-01', '2 GW')], 'headlineKw')).toMatchObject({
      '2025-Q1': exactly(1),
      '2025-Q2': exactly(2),
      '2025-Q4': exactly(2),
    });
  });
  it('shows the level that was energized at its end', () => {
    const facts = [
      t,
      energized('2025-05-01', 'deal-a', 't', '400 MW'),
      energized('2025-08-01', 'deal-a', 't', '700 MW'),
    ];
    expect(series(facts, 'energizedKw')).toMatchObject({
      '2025-Q1': [0, null, 1],
      '2025-Q2': exactly(0.4),
      '2025-Q3': exactly(0.7),
      '2025-Q4': exactly(0.7),
    });
  });
  it('shows what was true then although it was known later', () => {
    const facts = [t, resized('2025-05-01', '2 GW', '2025-11-01')];
    expect(series(facts, 'headlineKw')).toMatchObject({ '2025-Q1': exactly(1), '2025-Q2': exactly(2) });
    expect(series(facts, 'headlineKw', { knownAt: '2025-10-31' })).toMatchObject({
      '2025-Q2': exactly(1),
      '2025-Q4': exactly(1),
    });
  });
  it('has no row before anything was', () =>
    expect(Object.keys(series([{ ...t, effectiveOn: '2025-08-01' }], 'headlineKw'))[0]).toBe('2025-Q3'));
});

describe('A period after the as-of date', () => {
  const facts = [
    t,
    tranche('deal-a', 'u', '2 GW', { due: '2026-H2' }),
    tranche('deal-a', 'v', '4 GW'),
    energized('2025-05-01', 'deal-a', 't', '400 MW'),
  ];

  it('has no energized level, because nobody can have observed it', () => {
    expect(series(facts, 'energizedKw')).toMatchObject({
      '2025-Q4': [0.4, null, 6.4],
      '2026-Q1': null,
      '2026-Q4': null,
    });
    expect(series(facts, 'outstandingKw')).toMatchObject({ '2026-Q1': null });
    expect(series(facts, 'overdueKw')).toMatchObject({ '2026-Q4': null });
  });
  it('plans the larger of the level and what is due by then; what is unknown counts as nothing', () => {
    expect(series(facts, 'plannedKw')).toMatchObject({
      '2025-Q1': exactly(0),
      '2025-Q4': exactly(0.4),
      '2026-Q1': exactly(0.4),
      '2026-Q2': exactly(1),
      '2026-Q3': [1, 1, 3],
      '2026-Q4': exactly(3),
    });
  });
  it('keeps a level above what is due', () => {
    const above = [t, energized('2025-05-01', 'deal-a', 't', '1.2 GW')];
    expect(series(above, 'plannedKw')).toMatchObject({ '2026-Q1': exactly(1.2), '2026-Q4': exactly(1.2) });
  });
  it('plans what is overdue at the as-of date', () => {
    const overdue = [tranche('deal-a', 't', '1 GW', { due: '2025-Q3' })];
    expect(series(overdue, 'plannedKw')).toMatchObject({ '2025-Q4': exactly(0), '2026-Q1': exactly(1) });
  });
  it('plans a tranche by its new date once it is rescheduled', () => {
    const moved = fact('2025-11-01', 'deal-a', 'CapacityRescheduled', { tranche: 't', due: '2026-Q4' });
    expect(series([t, moved], 'plannedKw')).toMatchObject({
      '2026-Q2': exactly(0),
      '2026-Q3': exactly(0),
      '2026-Q4': exactly(1),
    });
  });
  it('adds up what is due', () =>
    expect(series(facts, 'dueKw')).toMatchObject({
      '2026-Q1': exactly(0),
      '2026-Q2': exactly(1),
      '2026-Q3': [1, 1, 3],
      '2026-Q4': exactly(3),
    }));
  it('folds in what is effective and known by its end', () => {
    const later = [t, resized('2026-02-01', '3 GW', '2025-11-01')];
    expect(series(later, 'headlineKw')).toMatchObject({ '2025-Q4': exactly(1), '2026-Q1': exactly(3) });
  });
  it('folds in only from its own end what becomes known after it was true', () => {
    const late = [t, resized('2026-02-01', '3 GW', '2026-05-01')];
    expect(series(late, 'headlineKw')).toMatchObject({
      '2025-Q4': exactly(1),
      '2026-Q1': exactly(1),
      '2026-Q2': exactly(3),
    });
  });
  it('folds in nothing that is known after the question', () => {
    const late = [t, resized('2026-02-01', '3 GW', '2026-05-01')];
    expect(series(late, 'headlineKw', { knownAt: '2025-12-31' })).toMatchObject({
      '2026-Q1': exactly(1),
      '2026-Q2': exactly(1),
      '2026-Q4': exactly(1),
    });
  });
  it('carries what is undated beside the axis', () => {
    expect(timeline(facts).undated).toEqual(['deal-a/v']);
    expect(series(facts, 'undatedKw')).toMatchObject({ '2026-Q4': exactly(4) });
  });
});

describe('An overlap on a timeline', () => {
  it('narrows what is distinct from the period in which it is stated', () => {
    const overlap = fact('2025-06-01', 'deal-a', 'OverlapStated', { tranche: 'u', with: 'deal-a/t' });
    const { distinctKw } = timeline([t, tranche('deal-a', 'u', '1 GW', { layer: 'hosting' }), overlap], {
      to: '2025-12-31',
    });
    expect(
      (distinctKw as Record<string, unknown>[]).map(({ period, distinctKw: measure }) => [
        period,
        gw(measure),
      ]),
    ).toEqual([
      ['2025-Q1', [1, null, 2]],
      ['2025-Q2', exactly(1)],
      ['2025-Q3', exactly(1)],
      ['2025-Q4', exactly(1)],
    ]);
  });
});

describe('A hypothetical level', () => {
  const assumed = (on: string, power: string) => ({
    op: 'assume',
    event: energized(on, 'deal-a', 't', power),
  });
  const planned = (edits: unknown[], measure = 'plannedKw'): Record<string, unknown> => {
    const views = [
      {
        view: 'compute-capacity',
        effectiveAt: '2025-12-31',
        timeline: 'quarter',
        from: '2025-10-01',
        to: '2026-12-31',
        by: '',
      },
    ];
    const answer = whatIf(
      ledger([...cast, deal('deal-a'), tranche('deal-a', 't', '1 GW', { due: '2027' })]),
      { edits, views },
    );
    return Object.fromEntries(answer.views[0]!.scenario.totals.map((row) => [row.period, gw(row[measure])]));
  };

  it('enters the plan from the period in which it is reached', () => {
    expect(planned([assumed('2026-05-01', '400 MW')])).toMatchObject({
      '2025-Q4': exactly(0),
      '2026-Q1': exactly(0),
      '2026-Q2': exactly(0.4),
      '2026-Q4': exactly(0.4),
    });
  });
  it('may fall', () =>
    expect(planned([assumed('2026-05-01', '400 MW'), assumed('2026-08-01', '100 MW')])).toMatchObject({
      '2026-Q2': exactly(0.4),
      '2026-Q3': exactly(0.1),
    }));
  it('is not energized in a period to come', () =>
    expect(planned([assumed('2026-05-01', '400 MW')], 'energizedKw')).toMatchObject({ '2026-Q2': null }));
});

describe('The periods of a timeline', () => {
  const names = (granularity: string, from: string, to: string): unknown[] =>
    timeline([t], { timeline: granularity, from, to }).rows.map(({ period }) => period);

  it.each([
    ['month', '2025-11-15', '2026-01-01', ['2025-11', '2025-12', '2026-01']],
    ['quarter', '2025-11-15', '2026-04-01', ['2025-Q4', '2026-Q1', '2026-Q2']],
    ['half', '2025-11-15', '2026-07-01', ['2025-H2', '2026-H1', '2026-H2']],
    ['year', '2025-11-15', '2026-01-01', ['2025', '2026']],
  ])('are by %s all that its days touch', (granularity, from, to, expected) =>
    expect(names(granularity, from, to)).toEqual(expected),
  );

  it('have totals of their own, stocks at their ends', () => {
    const { totals } = timeline([t, tranche('deal-a', 'u', '2 GW', { layer: 'hosting' })], {
      from: '2026-01-01',
      to: '2026-06-30',
    });
    expect(totals.map(({ layer, period, headlineKw }) => [layer, period, gw(headlineKw)])).toEqual([
      ['chips', '2026-Q1', exactly(1)],
      ['chips', '2026-Q2', exactly(1)],
      ['hosting', '2026-Q1', exactly(2)],
      ['hosting', '2026-Q2', exactly(2)],
    ]);
  });
});
