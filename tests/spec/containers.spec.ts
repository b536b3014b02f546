import { describe, expect, it } from 'vitest';
import { given, type Sent } from '../given.js';
import { cast, deal, energized, fact, tranche } from './facts.js';

const capacity = 'compute-capacity';
const world = (...facts: Sent[]) =>
  given(...cast, deal('deal-a'), deal('deal-b'), deal('deal-c'), ...facts)
    .at('2026-06-30')
    .by('tranche');
const partOf = (container: string) => ({ partOf: container });

describe('A container', () => {
  const two = world(
    tranche('deal-a', 'all', '10 GW'),
    tranche('deal-b', 'secured', '7 GW', partOf('deal-a/all')),
  );
  const nested = two.and(tranche('deal-c', 'july', '4.5 GW', partOf('deal-b/secured')));

  it('counts for itself where its parts are smaller: 10 holds 7 holds 4.5', () =>
    nested.shows(capacity, { headlineKw: 10 }));
  it('shows what it says beyond its parts, so that rows add up', () =>
    nested.shows(capacity, {
      headlineKw: { 'deal-a/all': 3, 'deal-b/secured': 2.5, 'deal-c/july': 4.5 },
    }));
  it('nests within one stream, too, and before its parts or after them', () =>
    world(
      tranche('deal-a', 'july', '4.5 GW', partOf('deal-a/secured')),
      tranche('deal-a', 'all', '10 GW'),
      tranche('deal-a', 'secured', '7 GW', partOf('deal-a/all')),
    )
      .shows(capacity, { headlineKw: 10 })
      .shows(capacity, { headlineKw: { 'deal-a/all': 3, 'deal-a/secured': 2.5, 'deal-a/july': 4.5 } }));

  it('counts for the sum of its parts where they are larger', () =>
    world(
      tranche('deal-a', 'all', '4 GW'),
      ...['x', 'y'].map((name) => tranche('deal-b', name, '3 GW', partOf('deal-a/all'))),
    )
      .shows(capacity, { headlineKw: 6 })
      .showsRow(capacity, { tranche: 'deal-a/all' }, { headlineKw: 0 }));
  it('counts for the larger at every depth: 10 holds 2 holds 5', () =>
    world(
      tranche('deal-a', 'all', '10 GW'),
      tranche('deal-b', 'middle', '2 GW', partOf('deal-a/all')),
      tranche('deal-c', 'inner', '5 GW', partOf('deal-b/middle')),
    )
      .shows(capacity, { headlineKw: 10 })
      .shows(capacity, { headlineKw: { 'deal-a/all': 5, 'deal-b/middle': 0, 'deal-c/inner': 5 } }));
  it('is compared bound by bound', () =>
    world(
      tranche('deal-a', 'all', '3-8 GW'),
      tranche('deal-b', 'part', '4-6 GW', partOf('deal-a/all')),
    ).shows(capacity, { headlineKw: [4, 5.5, 8] }));
  it('in a circle holds nothing: each counts where it stands', () =>
    world(
      tranche('deal-a', 'x', '2 GW', partOf('deal-b/y')),
      tranche('deal-b', 'y', '2 GW', partOf('deal-a/x')),
    ).shows(capacity, { headlineKw: 4 }));

  it('holds nothing of another layer', () =>
    world(
      tranche('deal-a', 'all', '10 GW'),
      tranche('deal-b', 'x', '4 GW', { layer: 'hosting', ...partOf('deal-a/all') }),
    )
      .shows(capacity, { headlineKw: 10 }, { layer: 'chips' })
      .shows(capacity, { headlineKw: 4 }, { layer: 'hosting' }));
  it('holds nothing of another basis', () =>
    world(
      tranche('deal-a', 'all', '10 GW'),
      tranche('deal-b', 'x', '4 GW', { basis: 'it', ...partOf('deal-a/all') }),
    )
      .showsRow(capacity, { tranche: 'deal-a/all' }, { headlineKw: 10 })
      .showsRow(capacity, { tranche: 'deal-b/x' }, { headlineKw: 4 }));
  it('leaves its parts standing when it is cancelled', () =>
    two
      .and(fact('2026-01-01', 'deal-a', 'CapacityCancelled', { tranche: 'all' }))
      .shows(capacity, { headlineKw: 7 }));
  it('counts whole again when its part is cancelled', () =>
    two
      .and(fact('2026-01-01', 'deal-b', 'CapacityCancelled', { tranche: 'secured' }))
      .shows(capacity, { headlineKw: { 'deal-a/all': 10 } }));
  it('that the ledger does not hold leaves its parts standing', () =>
    world(tranche('deal-b', 'x', '4 GW', partOf('deal-z/all'))).shows(capacity, { headlineKw: 4 }));
  it('has no ceiling with an undisclosed part, which is listed', () =>
    world(
      tranche('deal-a', 'all', '10 GW'),
      tranche('deal-b', 'x', 'undisclosed', partOf('deal-a/all')),
    ).shows(capacity, { headlineKw: [10, 10, null], undisclosed: ['deal-b/x'] }));
  it('is compared measure by measure: a signed part of an intended whole', () =>
    world(
      deal('deal-d', 'letter-of-intent'),
      tranche('deal-d', 'all', '10 GW'),
      tranche('deal-b', 'x', '4 GW', partOf('deal-d/all')),
    ).shows(capacity, { headlineKw: 10, signedKw: 4, firmKw: 4 }));
  it('has at least what its parts have energized', () =>
    two
      .and(energized('2026-01-01', 'deal-b', 'secured', '2 GW'))
      .shows(capacity, { energizedKw: [2, null, 10] }));
});

describe('The own row of a container', () => {
  const own = { tranche: 'deal-a/all' };
  const all = tranche('deal-a', 'all', '10 GW', { bindingness: 'intent' });
  const part = tranche('deal-b', 'part', 'about 7 GW', partOf('deal-a/all'));
  const dark = tranche('deal-c', 'dark', 'undisclosed', partOf('deal-a/all'));

  // About 7 GW are 6.5 to 7.5: 10 − 7.5, 10 − 7, 10 − 6.5.
  it('is what its parts leave, bounds crossed, and says so', () => {
    const id = '00000000-0000-7000-8000-0000000000aa';
    const told = world(all, { ...part, id });
    told.showsRow(capacity, own, { headlineKw: [2.5, 3, 3.5] });
    expect(told.row(capacity, own).flags).toContain('remainder');
    expect(told.row(capacity, own).rests).toContain(id);
  });
  it('may be nothing beside a part that nobody disclosed, and has a ceiling', () =>
    world(all, part, dark).showsRow(capacity, own, { headlineKw: [0, 3, 3.5] }));
  it('of up to 5 GW with nearly 1 GW inside is 0 to 5, less what is inside', () =>
    world(
      tranche('deal-a', 'all', 'up to 5 GW'),
      tranche('deal-b', 'x', '0.9-1 GW', partOf('deal-a/all')),
    ).showsRow(capacity, own, { headlineKw: [0, 4.05, 4.1] }));
  it('has no measure above its headline', () =>
    world(
      tranche('deal-a', 'all', '10 GW', { due: '2026-01' }),
      tranche('deal-b', 'part', '7 GW', { due: '2030', bindingness: 'intent', ...partOf('deal-a/all') }),
      energized('2026-01-01', 'deal-a', 'all', '6 GW'),
      energized('2026-01-01', 'deal-b', 'part', '0 MW'),
    )
      .showsRow(capacity, own, { headlineKw: 3, firmKw: 3, dueKw: 3, energizedKw: 3 })
      .showsRow(capacity, own, { outstandingKw: 0, overdueKw: 0, undatedKw: 0 })
      // 10 due, 6 of them energized.
      .shows(capacity, { outstandingKw: 4, dueKw: 10, overdueKw: 4 }));
  it('is undated as far as its dated parts leave it', () =>
    world(
      tranche('deal-a', 'all', '10 GW'),
      tranche('deal-b', 'x', '8 GW', { due: '2026-01', ...partOf('deal-a/all') }),
    ).shows(capacity, { headlineKw: 10, dueKw: 8, undatedKw: 2 }));
  it.each<Record<string, string>>([{ deal: 'deal-a' }, { bindingness: 'intent' }])(
    'is the same where only %j is asked for',
    (only) => {
      world(all, part)
        .asking(only)
        .showsRow(capacity, own, { headlineKw: [2.5, 3, 3.5] })
        .shows(capacity, { headlineKw: [2.5, 3, 3.5] });
    },
  );
  it('and its parts in one row are what the whole is', () =>
    world(all, { ...part, stream: 'deal-a' })
      .by('deal')
      .showsRow(capacity, { deal: 'deal-a' }, { headlineKw: 10 }));
});
