import { describe, expect, it } from 'vitest';
import { normalise } from '../../projections/asking.js';
import { given, type Sent } from '../given.js';
import { assume } from '../what-if.js';
import { cast, deal, energized, fact, tranche } from './facts.js';

const capacity = 'compute-capacity';
/** One deal, asked at the end of 2025, quarter by quarter. */
const told = (from: string, to: string, facts: Sent[]) =>
  given(...cast, deal('deal-a'), ...facts)
    .at('2025-12-31')
    .asking({ timeline: 'quarter', from, to });
const behind = (...facts: Sent[]) => told('2025-01-01', '2025-12-31', facts);
const ahead = (...facts: Sent[]) => told('2025-10-01', '2026-12-31', facts);

const t = tranche('deal-a', 't', '1 GW', { due: '2026-Q2' });
const resized = (on: string, power: string, knownOn = on): Sent => ({
  ...fact(on, 'deal-a', 'CapacityResized', { tranche: 't', power }),
  knownOn,
});
const level = (on: string, power: string): Sent => energized(on, 'deal-a', 't', power);

describe('A period that ended by the as-of date', () => {
  it('shows the cut at its end: 2 GW from May on', () => {
    behind(t, resized('2025-05-01', '2 GW')).shows(capacity, {
      headlineKw: { '2025-Q1': 1, '2025-Q2': 2, '2025-Q3': 2, '2025-Q4': 2 },
    });
  });
  it('shows the level that was energized at its end: 400 MW in May, 700 in August', () => {
    behind(t, level('2025-05-01', '400 MW'), level('2025-08-01', '700 MW')).shows(capacity, {
      energizedKw: { '2025-Q1': [0, null, 1], '2025-Q2': 0.4, '2025-Q3': 0.7, '2025-Q4': 0.7 },
    });
  });
  it('shows what was true then although it was known later: 2 GW in May, known in November', () => {
    const late = behind(t, resized('2025-05-01', '2 GW', '2025-11-01'));
    late.shows(capacity, { headlineKw: { '2025-Q1': 1, '2025-Q2': 2, '2025-Q3': 2, '2025-Q4': 2 } });
    late
      .asking({ knownAt: '2025-10-31' })
      .shows(capacity, { headlineKw: { '2025-Q1': 1, '2025-Q2': 1, '2025-Q3': 1, '2025-Q4': 1 } });
  });
  it('has no row before anything was', () => {
    behind({ ...t, effectiveOn: '2025-08-01' }).shows(capacity, {
      headlineKw: { '2025-Q3': 1, '2025-Q4': 1 },
    });
  });
});

describe('A period after the as-of date', () => {
  // 1 GW due in 2026-Q2, of which 400 MW run; 2 GW due in the second half; 4 GW without a date.
  const facts = [
    t,
    tranche('deal-a', 'u', '2 GW', { due: '2026-H2' }),
    tranche('deal-a', 'v', '4 GW'),
    level('2025-05-01', '400 MW'),
  ];

  it('has no energized level, because nobody can have observed it', () => {
    ahead(...facts)
      .asking({ to: '2026-06-30' })
      .shows(capacity, {
        energizedKw: { '2025-Q4': [0.4, null, 6.4], '2026-Q1': null, '2026-Q2': null },
        outstandingKw: { '2025-Q4': [0.6, null, 6.6], '2026-Q1': null, '2026-Q2': null },
        overdueKw: { '2025-Q4': 0, '2026-Q1': null, '2026-Q2': null },
      });
  });
  it('plans the larger of the level and what is due by then; what is unknown counts as nothing', () => {
    const before2025Q4 = { '2025-Q1': 0, '2025-Q2': 0.4, '2025-Q3': 0.4, '2025-Q4': 0.4 };
    behind(...facts)
      .asking({ to: '2026-12-31' })
      .shows(capacity, {
        plannedKw: { ...before2025Q4, '2026-Q1': 0.4, '2026-Q2': 1, '2026-Q3': [1, 1, 3], '2026-Q4': 3 },
      });
  });
  it('keeps a level above what is due: 1.2 of 1 GW', () => {
    ahead(t, level('2025-05-01', '1.2 GW')).shows(capacity, {
      plannedKw: { '2025-Q4': 1.2, '2026-Q1': 1.2, '2026-Q2': 1.2, '2026-Q3': 1.2, '2026-Q4': 1.2 },
    });
  });
  it('plans what is overdue at the as-of date', () => {
    ahead(tranche('deal-a', 't', '1 GW', { due: '2025-Q3' }))
      .asking({ to: '2026-03-31' })
      .shows(capacity, { plannedKw: { '2025-Q4': 0, '2026-Q1': 1 } });
  });
  it('plans a tranche by its new date once it is rescheduled: 2026-Q4 instead of Q2', () => {
    ahead(t, fact('2025-11-01', 'deal-a', 'CapacityRescheduled', { tranche: 't', due: '2026-Q4' })).shows(
      capacity,
      { plannedKw: { '2025-Q4': 0, '2026-Q1': 0, '2026-Q2': 0, '2026-Q3': 0, '2026-Q4': 1 } },
    );
  });
  it('adds up what is due: 1 GW, then 2 more by the end of the second half', () => {
    ahead(...facts).shows(capacity, {
      dueKw: { '2025-Q4': 0, '2026-Q1': 0, '2026-Q2': 1, '2026-Q3': [1, 1, 3], '2026-Q4': 3 },
    });
  });

  const from = (third: number, rest: number) => ({
    headlineKw: { '2025-Q4': 1, '2026-Q1': third, '2026-Q2': rest, '2026-Q3': rest, '2026-Q4': rest },
  });

  it('folds in what is effective and known by its end: 3 GW from February 2026 on', () => {
    ahead(t, resized('2026-02-01', '3 GW', '2025-11-01')).shows(capacity, from(3, 3));
  });
  it('folds in only from its own end what becomes known after it was true: in May 2026', () => {
    ahead(t, resized('2026-02-01', '3 GW', '2026-05-01')).shows(capacity, from(1, 3));
  });
  it('folds in nothing that is known after the question', () => {
    ahead(t, resized('2026-02-01', '3 GW', '2026-05-01'))
      .asking({ knownAt: '2025-12-31' })
      .shows(capacity, from(1, 1));
  });
  it('carries what is undated beside the axis: 4 GW', () => {
    ahead(...facts)
      .lists(capacity, 'undated', 'deal-a/v')
      .showsRow(capacity, { period: '2026-Q4' }, { undatedKw: 4 });
  });
});

describe('A timeline of which neither end is given', () => {
  const { history } = given(...cast);
  const now = { today: '2025-12-31', position: history.position };
  const asks = (effectiveAt: string, timeline: string, from: string, to: string) =>
    expect(normalise(capacity, { effectiveAt, timeline }, now, history)).toMatchObject({
      value: { question: { from, to } },
    });
  const quarters = [
    ['01-01', '03-31'],
    ['04-01', '06-30'],
    ['07-01', '09-30'],
    ['10-01', '12-31'],
  ] as const;

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])(
    'runs from the start of the period with the 17th of month %i to the end of the one five years on',
    (number) => {
      const month = String(number).padStart(2, '0');
      const [day, last] = [`2025-${month}-17`, new Date(Date.UTC(2030, number, 0)).getUTCDate()];
      const [first, end] = quarters[Math.ceil(number / 3) - 1]!;
      asks(day, 'month', `2025-${month}-01`, `2030-${month}-${last}`);
      asks(day, 'quarter', `2025-${first}`, `2030-${end}`);
      if (number <= 6) asks(day, 'half', '2025-01-01', '2030-06-30');
      else asks(day, 'half', '2025-07-01', '2030-12-31');
      asks(day, 'year', '2025-01-01', '2030-12-31');
    },
  );
});

describe('An overlap on a timeline', () => {
  it('narrows what is distinct from the period in which it is stated: 1 to 2 GW are 1', () => {
    const overlap = fact('2025-06-01', 'deal-a', 'OverlapStated', { tranche: 'u', with: 'deal-a/t' });
    behind(t, tranche('deal-a', 'u', '1 GW', { layer: 'hosting' }), overlap).lists(
      capacity,
      'distinctKw',
      { period: '2025-Q1', distinctKw: [1, null, 2] },
      { period: '2025-Q2', distinctKw: 1 },
      { period: '2025-Q3', distinctKw: 1 },
      { period: '2025-Q4', distinctKw: 1 },
    );
  });
});

describe('A hypothetical level', () => {
  const promised = ahead(tranche('deal-a', 't', '1 GW', { due: '2027' }));
  const half = assume(level('2026-05-01', '400 MW'));

  it('enters the plan from the period in which it is reached', () => {
    promised.assuming(half).shows(capacity, {
      plannedKw: { '2025-Q4': 0, '2026-Q1': 0, '2026-Q2': 0.4, '2026-Q3': 0.4, '2026-Q4': 0.4 },
    });
  });
  it('may fall: from 400 to 100 MW', () => {
    promised.assuming(half, assume(level('2026-08-01', '100 MW'))).shows(capacity, {
      plannedKw: { '2025-Q4': 0, '2026-Q1': 0, '2026-Q2': 0.4, '2026-Q3': 0.1, '2026-Q4': 0.1 },
    });
  });
  it('is not energized in a period to come', () => {
    promised.assuming(half).showsRow(capacity, { period: '2026-Q2' }, { energizedKw: null });
  });
});

describe('The periods of a timeline', () => {
  it.each([
    ['month', '2025-11-15', '2026-01-01', ['2025-11', '2025-12', '2026-01']],
    ['quarter', '2025-11-15', '2026-04-01', ['2025-Q4', '2026-Q1', '2026-Q2']],
    ['half', '2025-11-15', '2026-07-01', ['2025-H2', '2026-H1', '2026-H2']],
    ['year', '2025-11-15', '2026-01-01', ['2025', '2026']],
  ])('are by %s all that its days touch', (timeline, first, last, periods) => {
    const headlineKw = Object.fromEntries(periods.map((period) => [period, 1]));
    told(first, last, [t]).asking({ timeline }).shows(capacity, { headlineKw });
  });

  it('have totals of their own, stocks at their ends', () => {
    told('2026-01-01', '2026-06-30', [t, tranche('deal-a', 'u', '2 GW', { layer: 'hosting' })]).lists(
      capacity,
      'totals',
      { layer: 'chips', period: '2026-Q1', headlineKw: 1 },
      { layer: 'chips', period: '2026-Q2', headlineKw: 1 },
      { layer: 'hosting', period: '2026-Q1', headlineKw: 2 },
      { layer: 'hosting', period: '2026-Q2', headlineKw: 2 },
    );
  });
});
