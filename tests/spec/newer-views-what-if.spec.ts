import { describe, expect, it } from 'vitest';
import { ledger, type Sent } from '../given.js';
import { whatIf } from '../what-if.js';
import { cast, deal, energized, entry, exactly, fact, gw, tranche } from './facts.js';

const at = { effectiveAt: '2026-06-30', knownAt: '2026-06-30' };
const lab: Sent = fact('2025-01-01', 'party-lab', 'PartyAmended', { layers: ['models'] });
const hosting = tranche('deal-a', 't', '4.5 GW', { layer: 'hosting', provider: 'cloud', due: '2026-12-31' });
const site = tranche('deal-b', 's', '1.2 GW', { layer: 'site', provider: 'vendor', consumer: 'cloud' });
const tied = { stream: 'deal-b', type: 'OverlapStated', body: { tranche: 's', with: 'deal-a/t' } };
const world = ledger([
  ...cast,
  lab,
  deal('deal-a'),
  deal('deal-b'),
  hosting,
  site,
  energized('2026-01-01', 'deal-b', 's', '590 MW'),
]);
const run = (edits: unknown[], view: Record<string, unknown>, more = {}) =>
  whatIf(world, { edits, views: [{ ...at, ...view }], ...more } as never);
const changed = (answer: ReturnType<typeof run>) =>
  answer.views[0]!.difference.rows as Record<string, unknown>[];

describe('A scenario read off the newer views', () => {
  it('slips what it delays: by 12 months, which are 365 days', () => {
    const delay = { op: 'delay', target: 'deal-a', months: 12 };
    const [row, ...more] = changed(run([delay], { view: 'slippage' }));
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      tranche: 'deal-a/t',
      slippedDays: { low: 365, point: 365, high: 365 },
      moveCount: { point: 1 },
    });
  });
  it('slips by chance: half of the draws by 365 days', () => {
    const edits = [{ op: 'delay', target: 'deal-a', months: 12, probability: 0.5 }];
    const answer = run(edits, { view: 'slippage' }, { samples: 400, seed: 1 });
    expect(JSON.stringify(answer)).toContain('slippedDays');
  });
  it('tells once more what it assumes to be the same', () => {
    const answer = run([{ op: 'assume', event: tied }], { view: 'overlaps' });
    const [row] = answer.views[0]!.scenario.rows;
    expect([row!.tranche, row!.with, gw(row!.overlapKw)]).toEqual(['deal-a/t', 'deal-b/s', exactly(1.2)]);
    expect(row!.flags).toContain('hypothetical');
  });
  it('lets a lab have what runs at a site that it assumes to be in its tranche', () => {
    const { views } = run([{ op: 'assume', event: tied }], { view: 'labs' });
    const [before, after] = [views[0]!.baseline, views[0]!.scenario].map(({ rows }) =>
      gw(entry(rows, { lab: 'lab' }).energizedKw),
    );
    expect([before, after]).toEqual([
      [0, null, 4.5],
      [0.59, null, 3.89],
    ]);
  });
  it('puts a part into a container that it assumes', () => {
    const event = {
      stream: 'deal-b',
      type: 'PartOfStated',
      body: { tranche: 's', partOf: 'deal-a/t' },
    };
    const [row] = run([{ op: 'assume', event }], { view: 'overlaps' }).views[0]!.scenario.rows;
    expect([row!.kind, row!.tranche, row!.with]).toEqual(['contains', 'deal-b/s', 'deal-a/t']);
  });
  it('turns pieces into power that it assumes to draw so much: 100,000 at 1.4 kW', () => {
    const event = {
      stream: 'deal-a',
      type: 'CapacityEnergized',
      body: { tranche: 't', accelerators: '100,000', kwPerAccelerator: '1.4' },
    };
    const { views } = run([{ op: 'assume', event }], { view: 'compute-capacity', by: 'tranche' });
    const row = entry(views[0]!.scenario.rows, { tranche: 'deal-a/t' });
    expect(gw(row.energizedKw)).toEqual(exactly(0.14));
    expect(row.flags).toEqual(['converted', 'hypothetical']);
  });
  it('asks with an assumption of its own', () => {
    const pieces = fact('2026-02-01', 'deal-a', 'CapacityEnergized', {
      tranche: 't',
      accelerators: '50,000',
    });
    const event = { stream: pieces.stream, type: pieces.type, body: pieces.body };
    const view = { view: 'compute-capacity', by: 'tranche', kwPerAccelerator: '2' };
    const row = entry(run([{ op: 'assume', event }], view).views[0]!.scenario.rows, { tranche: 'deal-a/t' });
    expect(gw(row.energizedKw)).toEqual(exactly(0.1));
  });
});
