import { describe, expect, it } from 'vitest';
import { given } from '../given.js';
import { assume, delay, whatIf } from '../what-if.js';
import { cast, deal, energized, fact, tranche } from './facts.js';

/** A lab's tranche in a data centre, and a site of which 590 of 1,200 MW run. */
const world = given(
  ...cast,
  fact('2025-01-01', 'party-lab', 'PartyAmended', { layers: ['models'] }),
  deal('deal-a'),
  deal('deal-b'),
  tranche('deal-a', 't', '4.5 GW', { layer: 'hosting', provider: 'cloud', due: '2026-12-31' }),
  tranche('deal-b', 's', '1.2 GW', { layer: 'site', provider: 'vendor', consumer: 'cloud' }),
  energized('2026-01-01', 'deal-b', 's', '590 MW'),
).asking({ effectiveAt: '2026-06-30', knownAt: '2026-06-30' });
const stated = (stream: string, type: string, body: Record<string, unknown>) =>
  assume({ stream, type, body });
const overlap = stated('deal-b', 'OverlapStated', { tranche: 's', with: 'deal-a/t' });

describe('A scenario read off the newer views', () => {
  it('slips what it delays: by 12 months, which are 365 days', () => {
    const { difference } = world.assuming(delay('deal-a', 12)).compared('slippage');
    expect(difference.rows).toHaveLength(1);
    expect(difference.rows[0]).toMatchObject({
      tranche: 'deal-a/t',
      slippedDays: { low: 365, point: 365, high: 365 },
      moveCount: { point: 1 },
    });
  });
  it('slips by chance: half of the draws by 365 days', () => {
    const edits = [delay('deal-a', 12, { probability: 0.5 })];
    const views = [{ view: 'slippage', ...world.question }];
    const answer = whatIf(world.history, { edits, views, samples: 400, seed: 1 } as never);
    expect(JSON.stringify(answer)).toContain('slippedDays');
  });
  it('tells once more what it assumes to be the same', () => {
    const told = world.assuming(overlap);
    const row = { tranche: 'deal-a/t', with: 'deal-b/s' };
    told.showsRow('overlaps', row, { overlapKw: 1.2 });
    expect(told.answer('overlaps').rows[0]).toEqual(told.row('overlaps', row));
    expect(told.row('overlaps', row).flags).toContain('hypothetical');
  });
  it('lets a lab have what runs at a site that it assumes to be in its tranche', () => {
    world.showsRow('labs', { lab: 'lab' }, { energizedKw: [0, null, 4.5] });
    world.assuming(overlap).showsRow('labs', { lab: 'lab' }, { energizedKw: [0.59, null, 3.89] });
  });
  it('puts a part into a container that it assumes', () => {
    const [row] = world
      .assuming(stated('deal-b', 'PartOfStated', { tranche: 's', partOf: 'deal-a/t' }))
      .answer('overlaps').rows;
    expect([row!.kind, row!.tranche, row!.with]).toEqual(['contains', 'deal-b/s', 'deal-a/t']);
  });
  it('turns pieces into power that it assumes to draw so much: 100,000 at 1.4 kW', () => {
    const pieces = { tranche: 't', accelerators: '100,000', kwPerAccelerator: '1.4' };
    world
      .by('tranche')
      .assuming(stated('deal-a', 'CapacityEnergized', pieces))
      .showsRow(
        'compute-capacity',
        { tranche: 'deal-a/t' },
        { energizedKw: 0.14, flags: ['converted', 'hypothetical'] },
      );
  });
  it('asks with an assumption of its own: 50,000 at 2 kW', () =>
    world
      .asking({ by: 'tranche', kwPerAccelerator: '2' })
      .assuming(stated('deal-a', 'CapacityEnergized', { tranche: 't', accelerators: '50,000' }))
      .showsRow('compute-capacity', { tranche: 'deal-a/t' }, { energizedKw: 0.1 }));
});
