import { describe, expect, it } from 'vitest';
import type { Total } from '../../projections/kit/line.js';
import { run } from '../../src/simulator/answer/run.js';
import { ledger, type Sent } from '../given.js';
import { gigawatts, whatIf } from '../what-if.js';
import { cast, deal, energized, fact, gw, payment, tranche } from './facts.js';

const at = { effectiveAt: '2026-04-01', knownAt: '2026-11-20' };
const view = { view: 'compute-capacity', by: 'tranche', ...at };
const quarters = { ...view, timeline: 'quarter', from: '2026-04-01', to: '2028-12-31' };

/** 1,000 MW due at the end of 2026 of which 200 run, and an option of 600 of which 50 run. */
const facts: Sent[] = [
  ...cast,
  deal('deal-one'),
  tranche('deal-one', 'a', '1 GW', { due: '2026-Q4' }),
  energized('2026-01-10', 'deal-one', 'a', '200 MW'),
  tranche('deal-one', 'b', '600 MW', { due: '2027-Q2', bindingness: 'optional' }),
  energized('2026-01-10', 'deal-one', 'b', '50 MW'),
];
const history = ledger(facts);
const ask = (edits: unknown[], asked: object = view, log = history) => whatIf(log, { edits, views: [asked] });
const total = (edits: unknown[], measure = 'headlineKw', log = history): unknown =>
  gw(ask(edits, view, log).views[0]!.scenario.totals[0]![measure]);
const dueBy = (edits: unknown[], log = history): Map<string, number> =>
  new Map(
    ask(edits, quarters, log).views[0]!.scenario.totals.map((one: Total) => [
      String(one.period),
      gigawatts(one.dueKw),
    ]),
  );

describe('Of 1,000 MW of which 200 run', () => {
  it('800 slip: 200 stay due at the end of 2026, all 1,000 are by the middle of 2027', () => {
    const due = dueBy([{ op: 'delay', target: 'deal-one/a', months: 6 }]);
    expect(['2026-Q3', '2026-Q4', '2027-Q1', '2027-Q2'].map((name) => due.get(name))).toEqual([
      0, 0.2, 0.2, 1.6,
    ]);
    expect(total([{ op: 'delay', target: 'deal-one/a', months: 6 }])).toEqual([1.6, 1.6, 1.6]);
    expect(total([{ op: 'delay', target: 'deal-one/a', months: 6 }], 'energizedKw')).toEqual([
      0.25, 0.25, 0.25,
    ]);
  });

  it('800 shrink to half: 600 are left, and of both tranches 200 + 400 + 50 + 275', () => {
    expect(total([{ op: 'scale', target: 'deal-one/a', toBp: 5_000 }])).toEqual([1.2, 1.2, 1.2]);
    expect(total([{ op: 'scale', target: 'deal-one', toBp: 5_000 }])).toEqual([0.925, 0.925, 0.925]);
  });

  it('800 change hands', () => {
    const { rows } = ask([{ op: 'reassign', target: 'deal-one/a', provider: 'cloud' }], {
      ...view,
      by: 'provider',
    }).views[0]!.scenario;
    expect(rows.map((row) => [row.provider, gw(row.headlineKw), gw(row.energizedKw)])).toEqual([
      ['cloud', [0.8, 0.8, 0.8], [0, 0, 0]],
      ['vendor', [0.8, 0.8, 0.8], [0.25, 0.25, 0.25]],
    ]);
  });

  it('800 fall away when cancelled, from a date or at once, and 550 of the option when it lapses', () => {
    const cancelled = { op: 'cancel', target: 'deal-one/a' };
    expect(total([cancelled])).toEqual([0.8, 0.8, 0.8]);
    expect(total([{ ...cancelled, from: '2026-Q4' }])).toEqual([0.8, 0.8, 0.8]);
    expect(total([{ ...cancelled, from: '2027' }])).toEqual([1.6, 1.6, 1.6]);
    expect(total([{ op: 'lapse', tranche: 'deal-one/b' }])).toEqual([1.05, 1.05, 1.05]);
  });

  it('800 are deferred by a cap: beside the 200 come 100 in 2026-Q4, then 300 a quarter', () => {
    const due = dueBy([{ op: 'cap', scope: { deal: 'deal-one' }, perQuarterKw: 300_000, overflow: 'defer' }]);
    const stocks = [...due.values()].slice(2);
    // 2027-Q2 has 50 MW of the option that run already.
    expect(stocks.slice(0, 6)).toEqual([0.3, 0.6, 0.9, 1.2, 1.5, 1.6]);
    expect(total([{ op: 'cap', perQuarterKw: 300_000, overflow: 'defer' }])).toEqual([1.6, 1.6, 1.6]);
  });

  it('800 and 550 are reordered: 200 and 50 keep their dates', () => {
    const edits = [{ op: 'reorder', targets: ['deal-one/b', 'deal-one/a'] }];
    expect([...dueBy(edits)]).toEqual([...dueBy([])]);
    const rows = ask(edits, quarters).views[0]!.scenario.rows.filter(({ period }) => period === '2026-Q4');
    const due = rows.map((row) => [row.tranche, gigawatts(row.dueKw ?? { point: 0 })]);
    expect(due.filter(([, power]) => power !== 0).sort()).toEqual([
      ['deal-one/a', 0.45],
      ['deal-one/b-part-2', 0.55],
    ]);
  });

  it('the edits say what they did by the name of the tranche', () => {
    expect(ask([{ op: 'delay', target: 'deal-one/a', months: 6 }]).effects[0]).toMatchObject({
      status: 'applied',
      touched: ['deal-one/a'],
    });
  });
});

describe('What slipped away from what runs', () => {
  const delay = (months: number) => ({ op: 'delay', target: 'deal-one/a', months });

  it('goes on with its tranche: 6 months and 3 are 9, and 6 there and back are nothing', () => {
    const hash = (edits: unknown[]): string => ask(edits, quarters).views[0]!.scenario.viewHash;
    expect(hash([delay(6), delay(3)])).toBe(hash([delay(9)]));
    expect(hash([delay(6), delay(-6)])).toBe(hash([]));
    expect(hash([delay(6), { op: 'cancel', target: 'deal-one/a' }])).toBe(
      hash([{ op: 'cancel', target: 'deal-one/a' }]),
    );
  });

  it('rests on what its tranche rests on, and on the edit', () => {
    const rows = ask([delay(6)]).views[0]!.scenario.rows;
    const rests = (name: string): string[] => rows.find((row) => row.tranche === name)!.rests as string[];
    const recorded = rests('deal-one/a').filter((one) => !one.startsWith('hypothetical'));
    expect(rests('deal-one/a-part-2')).toEqual(expect.arrayContaining(recorded));
  });

  it('draws nothing, as far as its tranche has been observed: a release per gigawatt knows its level', () => {
    const log = ledger([
      ...facts,
      payment('deal-one', 'p', 'up to 10B USD', {
        bindingness: 'intent',
        kind: 'equity',
        release: { per: '100 MW', amount: '1B USD', of: ['a'] },
      }),
    ]);
    const released = ask([delay(6)], { view: 'obligations', ...at }, log).views[0]!.scenario.totals[0]!;
    expect(released.releasedUsCents).toMatchObject({ low: 2e11, point: 2e11, high: 2e11 });
  });

  it('comes to run after its tranche, whatever is known or assumed of the whole: 700 of 1,000 MW are 200 and 500', () => {
    const later = energized('2026-08-01', 'deal-one', 'a', '700 MW');
    const asked = { ...quarters, effectiveAt: '2026-04-01' };
    const planned = (edits: unknown[], log = history): Map<string, number> =>
      new Map(
        ask(edits, asked, log)
          .views[0]!.scenario.rows.filter((row) => String(row.tranche).startsWith('deal-one/a'))
          .reduce(
            (sums, row) =>
              sums.set(String(row.period), (sums.get(String(row.period)) ?? 0) + gigawatts(row.plannedKw)),
            new Map<string, number>(),
          ),
      );
    const known = planned([delay(12)], ledger([...facts, later]));
    const { stream, type, body } = later;
    const assumed = planned([
      delay(12),
      { op: 'assume', event: { stream, type, body, effectiveOn: '2026-08-01' } },
    ]);
    for (const levels of [known, assumed])
      expect(
        ['2026-Q2', '2026-Q3', '2027-Q3', '2027-Q4'].map((name) => levels.get(name)!.toFixed(3)),
      ).toEqual(['0.200', '0.700', '0.700', '1.000']);
  });

  it('is left as it is where all of it runs, and where the tranche contains others', () => {
    const whole = ledger([
      ...cast,
      deal('deal-one'),
      tranche('deal-one', 'a', '200 MW', { due: '2026-Q4' }),
      energized('2026-01-10', 'deal-one', 'a', '200 MW'),
    ]);
    expect(ask([delay(6)], view, whole).effects[0]).toMatchObject({
      status: 'no-effect',
      left: [{ target: 'deal-one/a', because: 'energized' }],
    });
    const container = ledger([...facts, tranche('deal-one', 'c', '300 MW', { partOf: 'deal-one/a' })]);
    expect(ask([delay(6)], view, container).effects[0]!.left).toContainEqual({
      target: 'deal-one/a',
      because: 'container',
    });
  });
});

describe('Exercise and lapse', () => {
  it.each(['exercise', 'lapse'])('%s is refused on what is intended or contingent', (op) => {
    for (const bindingness of ['intent', 'contingent']) {
      const log = ledger([...cast, deal('deal-one'), tranche('deal-one', 'a', '1 GW', { bindingness })]);
      const edits = [{ op, tranche: 'deal-one/a' }];
      const answer = run(
        { edits, views: [view] },
        { history: log, position: log.position, today: '2026-11-23', logHash: '0'.repeat(64) },
      );
      expect('problems' in answer && answer.problems).toEqual([
        { pointer: '/edits/0/tranche', detail: `must be optional: deal-one/a is ${bindingness}` },
      ]);
    }
  });

  it('have no effect on what is firm', () => {
    expect(ask([{ op: 'exercise', tranche: 'deal-one/a' }]).effects[0]).toMatchObject({
      status: 'no-effect',
      because: 'firm already',
    });
  });
});

describe('The two sides of a tranche', () => {
  it('are never one party: no edit makes them so, and nobody records it', () => {
    const edits = [{ op: 'reassign', target: 'deal-one', consumer: 'vendor' }];
    const ground = { history, position: history.position, today: '2026-11-23', logHash: '0'.repeat(64) };
    const answer = run({ edits, views: [view] }, ground);
    expect('problems' in answer && answer.problems[0]!.pointer).toBe('/edits/0/consumer');
    const own = tranche('deal-one', 'own', '1 GW', { consumer: 'vendor' });
    expect(() => ledger([...facts, own])).toThrow('sides-are-two-parties');
    const moved = fact('2026-02-01', 'deal-one', 'CapacityReassigned', { tranche: 'a', provider: 'lab' });
    expect(() => ledger([...facts, moved])).toThrow('sides-are-two-parties');
  });
});

describe('A cap', () => {
  it('never fills a quarter that is over: 1 GW overdue comes 400, 400, 200 from 2026-Q3 on, then what was due', () => {
    const log = ledger([
      ...cast,
      deal('deal-one'),
      tranche('deal-one', 'late', '1 GW', { due: '2025-Q4' }),
      tranche('deal-one', 'next', '500 MW', { due: '2026-Q3' }),
    ]);
    const asked = { ...quarters, effectiveAt: '2026-06-30', from: '2026-07-01', to: '2027-12-31' };
    const { scenario, baseline } = ask([{ op: 'cap', perQuarterKw: 400_000, overflow: 'defer' }], asked, log)
      .views[0]!;
    const planned = (side: typeof scenario): number[] => side.totals.map((one) => gigawatts(one.plannedKw));
    expect(planned(baseline)).toEqual([1.5, 1.5, 1.5, 1.5, 1.5, 1.5]);
    expect(planned(scenario)).toEqual([0.4, 0.8, 1.2, 1.5, 1.5, 1.5]);
  });
});
