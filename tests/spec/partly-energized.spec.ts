import { describe, expect, it } from 'vitest';
import { type Assuming, given, type Sent } from '../given.js';
import { assume, cancel, delay, gigawatts, scale } from '../what-if.js';
import { cast, deal, energized, fact, payment, tranche } from './facts.js';

const capacity = 'compute-capacity';
const [a, b] = ['deal-one/a', 'deal-one/b'];
const world = (...facts: Sent[]) =>
  given(...cast, deal('deal-one'), ...facts).asking({
    by: 'tranche',
    effectiveAt: '2026-04-01',
    knownAt: '2026-11-20',
  });
const quarters = { timeline: 'quarter', from: '2026-04-01', to: '2028-12-31' };

describe('Of 1,000 MW of which 200 run, and an option of 600 of which 50 run,', () => {
  it('800 slip: 200 stay due at the end of 2026, all 1,000 are by the middle of 2027', () => {
    const slipped = running().assuming(delay(a, 6));
    const due = dueBy(slipped);
    expect(['2026-Q3', '2026-Q4', '2027-Q1', '2027-Q2'].map((name) => due.get(name))).toEqual([
      0, 0.2, 0.2, 1.6,
    ]);
    slipped.shows(capacity, { headlineKw: 1.6, energizedKw: 0.25 });
  });

  it('800 shrink to half: 600 are left, and of both tranches 200 + 400 + 50 + 275', () => {
    running().assuming(scale(a, 5_000)).shows(capacity, { headlineKw: 1.2 });
    running().assuming(scale('deal-one', 5_000)).shows(capacity, { headlineKw: 0.925 });
  });

  it('800 change hands', () =>
    running()
      .by('provider')
      .assuming({ op: 'reassign', target: a, provider: 'cloud' })
      .shows(capacity, {
        headlineKw: { cloud: 0.8, vendor: 0.8 },
        energizedKw: { cloud: 0, vendor: 0.25 },
      }));

  it('800 fall away when cancelled, from a date or at once, and 550 of the option when it lapses', () => {
    running().assuming(cancel(a)).shows(capacity, { headlineKw: 0.8 });
    running().assuming(cancel(a, '2026-Q4')).shows(capacity, { headlineKw: 0.8 });
    running().assuming(cancel(a, '2027')).shows(capacity, { headlineKw: 1.6 });
    running().assuming({ op: 'lapse', tranche: b }).shows(capacity, { headlineKw: 1.05 });
  });

  it('800 are deferred by a cap: beside the 200 come 100 in 2026-Q4, then 300 a quarter', () => {
    const cap = { op: 'cap', perQuarterKw: 300_000, overflow: 'defer' };
    const stocks = [...dueBy(running().assuming({ ...cap, scope: { deal: 'deal-one' } })).values()];
    // 2027-Q2 has 50 MW of the option that run already.
    expect(stocks.slice(2, 8)).toEqual([0.3, 0.6, 0.9, 1.2, 1.5, 1.6]);
    running().assuming(cap).shows(capacity, { headlineKw: 1.6 });
  });

  it('800 and 550 are reordered: 200 and 50 keep their dates', () => {
    const reordered = running().assuming({ op: 'reorder', targets: [b, a] });
    expect([...dueBy(reordered)]).toEqual([...dueBy(running().assuming())]);
    const rows = reordered.answer(capacity, quarters).rows.filter(({ period }) => period === '2026-Q4');
    const due = rows.map((row) => [row.tranche, gigawatts(row.dueKw ?? { point: 0 })]);
    expect(due.filter(([, power]) => power !== 0).sort()).toEqual([
      [a, 0.45],
      [`${b}-part-2`, 0.55],
    ]);
  });

  it('800 slip, and the edit says so by the name of the tranche', () =>
    running()
      .assuming(delay(a, 6))
      .does({ status: 'applied', touched: [a] }));
});

describe('Of 3 GW that moved by 90 days, of which 1 GW runs,', () => {
  const due = '2026-10-01';
  const moving = world(
    tranche('deal-one', 'a', '3 GW', { due }),
    fact('2026-02-01', 'deal-one', 'CapacityRescheduled', { tranche: 'a', due: '2026-12-30' }),
    energized('2026-03-10', 'deal-one', 'a', '1 GW'),
  );

  it('2 GW change hands with all their dates: the slip stays 90 days over 3 GW', () =>
    moving
      .assuming({ op: 'reassign', target: a, provider: 'cloud' })
      .shows('slippage', { slippedDays: 90, weighedKw: 3 }));

  it('2 GW slip to 30 March, 180 days behind their first date: (1 × 90 + 2 × 180) ÷ 3 = 150', () =>
    moving.assuming(delay(a, 3)).shows('slippage', { slippedDays: 150, weighedKw: 3, moveCount: 3 }));

  // Between the first days, 1 January and 1 April 2027, and the last, 31 March and 30 June.
  it('2 GW are capped to 2027-Q1 and Q2, a GW each: (90 + 181 + 272) ÷ 3 = 181, at least (90 + 92 + 182) ÷ 3', () =>
    moving
      .assuming({ op: 'cap', scope: { deal: 'deal-one' }, perQuarterKw: 1_000_000, overflow: 'defer' })
      .shows('slippage', { slippedDays: [121, 181, 181], weighedKw: 3 }));
});

describe('Of 1 GW of which hundreds of MW run, 200 to 999,', () => {
  const vague = { low: 200_000, point: null, high: 999_999, qualifier: 'order-of', text: 'hundreds of MW' };
  const running = world(
    tranche('deal-one', 'a', '1 GW', { due: '2026-Q4' }),
    fact('2026-01-10', 'deal-one', 'CapacityEnergized', { tranche: 'a', power: vague }),
  );
  const totals = { headlineKw: 1, energizedKw: [0.2, null, 0.999999], outstandingKw: [0.000001, null, 0.8] };

  it('200 surely stay; the 800 that slip or change hands may run as to 799: what is outstanding is no surer', () => {
    running.assuming().shows(capacity, totals);
    running.assuming(delay(a, 6)).shows(capacity, totals);
    running.assuming({ op: 'reassign', target: a, provider: 'cloud' }).shows(capacity, totals);
    running
      .by('provider')
      .assuming({ op: 'reassign', target: a, provider: 'cloud' })
      .shows(capacity, {
        energizedKw: { cloud: [0, null, 0.799999], vendor: 0.2 },
        outstandingKw: { cloud: [0.000001, null, 0.8], vendor: 0 },
      });
  });
});

describe('A level of which only the most is known', () => {
  const some = { low: 0, point: null, high: 300_000, qualifier: 'order-of', text: 'at most 300 MW, if any' };
  it('is an observation: with 200 MW beside it 200 to 500 run, and the point is what is known', () => {
    world(
      tranche('deal-one', 'a', '1 GW'),
      fact('2026-01-10', 'deal-one', 'CapacityEnergized', { tranche: 'a', power: some }),
      tranche('deal-one', 'b', '200 MW'),
      energized('2026-01-10', 'deal-one', 'b', '200 MW'),
    ).shows(capacity, { energizedKw: [0.2, 0.2, 0.5] });
  });
});

describe('What slipped away from what runs', () => {
  it('goes on with its tranche: 6 months and 3 are 9, and 6 there and back are nothing', () => {
    const hash = (...edits: Edits): string =>
      running()
        .assuming(...edits)
        .compared(capacity, quarters).scenario.viewHash;
    expect(hash(delay(a, 6), delay(a, 3))).toBe(hash(delay(a, 9)));
    expect(hash(delay(a, 6), delay(a, -6))).toBe(hash());
    expect(hash(delay(a, 6), cancel(a))).toBe(hash(cancel(a)));
  });

  it('rests on what its tranche rests on, and on the edit', () => {
    const slipped = running().assuming(delay(a, 6));
    const rests = (name: string): readonly string[] => slipped.row(capacity, { tranche: name }).rests;
    const recorded = rests(a).filter((one) => !one.startsWith('hypothetical'));
    expect(rests(`${a}-part-2`)).toEqual(expect.arrayContaining(recorded));
  });

  // Two whole steps of 100 MW each.
  it('draws nothing, as far as its tranche has been observed: a release per gigawatt knows its level', () => {
    const release = { per: '100 MW', amount: '1B USD', of: ['a'] };
    running()
      .and(payment('deal-one', 'p', 'up to 10B USD', { bindingness: 'intent', kind: 'equity', release }))
      .by('payer')
      .assuming(delay(a, 6))
      .shows('obligations', { releasedUsCents: 2 });
  });

  it('comes to run after its tranche, whatever is known or assumed of the whole: 700 of 1,000 MW are 200 and 500', () => {
    const later = energized('2026-08-01', 'deal-one', 'a', '700 MW');
    const known = running().and(later).assuming(delay(a, 12));
    const assumed = running().assuming(delay(a, 12), assume(later));
    for (const slipped of [known, assumed]) {
      const levels = plannedOf(slipped, a);
      expect(
        ['2026-Q2', '2026-Q3', '2027-Q3', '2027-Q4'].map((name) => levels.get(name)!.toFixed(3)),
      ).toEqual(['0.200', '0.700', '0.700', '1.000']);
    }
  });

  it('is left as it is where all of it runs, and where the tranche contains others', () => {
    world(
      tranche('deal-one', 'a', '200 MW', { due: '2026-Q4' }),
      energized('2026-01-10', 'deal-one', 'a', '200 MW'),
    )
      .assuming(delay(a, 6))
      .does({ status: 'no-effect', left: [{ target: a, because: 'energized' }] });
    running()
      .and(tranche('deal-one', 'c', '300 MW', { partOf: a }))
      .assuming(delay(a, 6))
      .does({ left: expect.arrayContaining([{ target: a, because: 'container' }]) });
  });
});

describe('Exercise and lapse', () => {
  it.each(['exercise', 'lapse'])('%s is refused on what is intended or contingent', (op) => {
    for (const bindingness of ['intent', 'contingent'])
      world(tranche('deal-one', 'a', '1 GW', { bindingness }))
        .assuming({ op, tranche: a })
        .refuses(['/edits/0/tranche', `must be optional: ${a} is ${bindingness}`]);
  });

  it('have no effect on what is firm', () =>
    running()
      .assuming({ op: 'exercise', tranche: a })
      .does({ status: 'no-effect', because: 'firm already' }));
});

describe('The two sides of a tranche', () => {
  it('are never one party: no edit makes them so, and nobody records it', () => {
    running()
      .assuming({ op: 'reassign', target: 'deal-one', consumer: 'vendor' })
      .refuses(['/edits/0/consumer']);
    const own = tranche('deal-one', 'own', '1 GW', { consumer: 'vendor' });
    running().when(own).refuses('sides-are-two-parties');
    const moved = fact('2026-02-01', 'deal-one', 'CapacityReassigned', { tranche: 'a', provider: 'lab' });
    running().when(moved).refuses('sides-are-two-parties');
  });
});

describe('A cap', () => {
  it('never fills a quarter that is over: 1 GW overdue comes 400, 400, 200 from 2026-Q3 on, then what was due', () => {
    const { scenario, baseline } = world(
      tranche('deal-one', 'late', '1 GW', { due: '2025-Q4' }),
      tranche('deal-one', 'next', '500 MW', { due: '2026-Q3' }),
    )
      .at('2026-06-30')
      .assuming({ op: 'cap', perQuarterKw: 400_000, overflow: 'defer' })
      .compared(capacity, { timeline: 'quarter', from: '2026-07-01', to: '2027-12-31' });
    const planned = (side: typeof scenario): number[] => side.totals.map((one) => gigawatts(one.plannedKw));
    expect(planned(baseline)).toEqual([1.5, 1.5, 1.5, 1.5, 1.5, 1.5]);
    expect(planned(scenario)).toEqual([0.4, 0.8, 1.2, 1.5, 1.5, 1.5]);
  });
});

type Edits = readonly Readonly<Record<string, unknown>>[];

/** 1,000 MW due at the end of 2026 of which 200 run, and an option of 600 of which 50 run. */
function running() {
  return world(
    tranche('deal-one', 'a', '1 GW', { due: '2026-Q4' }),
    energized('2026-01-10', 'deal-one', 'a', '200 MW'),
    tranche('deal-one', 'b', '600 MW', { due: '2027-Q2', bindingness: 'optional' }),
    energized('2026-01-10', 'deal-one', 'b', '50 MW'),
  );
}

/** What is due by the end of each quarter, in gigawatts. */
function dueBy(assumed: Assuming): Map<string, number> {
  const { totals } = assumed.answer(capacity, quarters);
  return new Map(totals.map((one) => [String(one.period), gigawatts(one.dueKw)]));
}

/** What is planned of a tranche and its parts at the end of each quarter, in gigawatts. */
function plannedOf(assumed: Assuming, name: string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const row of assumed.answer(capacity, quarters).rows)
    if (String(row.tranche).startsWith(name))
      sums.set(String(row.period), (sums.get(String(row.period)) ?? 0) + gigawatts(row.plannedKw));
  return sums;
}
