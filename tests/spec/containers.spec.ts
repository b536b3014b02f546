import { describe, expect, it } from 'vitest';
import { ledger, type Sent, show } from '../given.js';
import { cast, deal, energized, entry, exactly, fact, gw, tranche } from './facts.js';

const at = { effectiveAt: '2026-06-30' };
const capacity = (facts: Sent[], more = {}) =>
  show(ledger([...cast, deal('deal-a'), deal('deal-b'), deal('deal-c'), ...facts]), 'compute-capacity', {
    ...at,
    by: ['tranche'],
    ...more,
  });
const rowsOf = (facts: Sent[]): Record<string, unknown> =>
  Object.fromEntries(capacity(facts).rows.map((row) => [row.tranche, gw(row.headlineKw)]));
const totalOf = (facts: Sent[]): unknown => gw(capacity(facts).totals[0]!.headlineKw);

const partOf = (container: string) => ({ partOf: container });

describe('A container', () => {
  const nested = [
    tranche('deal-a', 'all', '10 GW'),
    tranche('deal-b', 'secured', '7 GW', partOf('deal-a/all')),
    tranche('deal-c', 'july', '4.5 GW', partOf('deal-b/secured')),
  ];

  it('counts for itself where its parts are smaller: 10 holds 7 holds 4.5', () =>
    expect(totalOf(nested)).toEqual(exactly(10)));
  it('shows what it says beyond its parts, so that rows add up', () => {
    expect(rowsOf(nested)).toEqual({
      'deal-a/all': exactly(3),
      'deal-b/secured': exactly(2.5),
      'deal-c/july': exactly(4.5),
    });
  });
  it('nests within one stream, too, and before its parts or after them', () => {
    const one = [
      tranche('deal-a', 'july', '4.5 GW', partOf('deal-a/secured')),
      tranche('deal-a', 'all', '10 GW'),
      tranche('deal-a', 'secured', '7 GW', partOf('deal-a/all')),
    ];
    expect(totalOf(one)).toEqual(exactly(10));
    expect(rowsOf(one)).toEqual({
      'deal-a/all': exactly(3),
      'deal-a/secured': exactly(2.5),
      'deal-a/july': exactly(4.5),
    });
  });

  it('counts for the sum of its parts where they are larger', () => {
    const facts = [
      tranche('deal-a', 'all', '4 GW'),
      ...['x', 'y'].map((name) => tranche('deal-b', name, '3 GW', partOf('deal-a/all'))),
    ];
    expect(totalOf(facts)).toEqual(exactly(6));
    expect(rowsOf(facts)).toMatchObject({ 'deal-a/all': exactly(0) });
  });
  it('counts for the larger at every depth: 10 holds 2 holds 5', () => {
    const facts = [
      tranche('deal-a', 'all', '10 GW'),
      tranche('deal-b', 'middle', '2 GW', partOf('deal-a/all')),
      tranche('deal-c', 'inner', '5 GW', partOf('deal-b/middle')),
    ];
    expect(totalOf(facts)).toEqual(exactly(10));
    expect(rowsOf(facts)).toEqual({
      'deal-a/all': exactly(5),
      'deal-b/middle': exactly(0),
      'deal-c/inner': exactly(5),
    });
  });
  it('is compared bound by bound', () => {
    const facts = [
      tranche('deal-a', 'all', '3-8 GW'),
      tranche('deal-b', 'part', '4-6 GW', partOf('deal-a/all')),
    ];
    expect(totalOf(facts)).toEqual([4, 5.5, 8]);
  });
  it('in a circle holds nothing: each counts where it stands', () => {
    const facts = [
      tranche('deal-a', 'x', '2 GW', partOf('deal-b/y')),
      tranche('deal-b', 'y', '2 GW', partOf('deal-a/x')),
    ];
    expect(totalOf(facts)).toEqual(exactly(4));
  });

  it('holds nothing of another layer', () => {
    const { totals } = capacity([
      tranche('deal-a', 'all', '10 GW'),
      tranche('deal-b', 'x', '4 GW', { layer: 'hosting', ...partOf('deal-a/all') }),
    ]);
    expect(gw(entry(totals, { layer: 'chips' }).headlineKw)).toEqual(exactly(10));
    expect(gw(entry(totals, { layer: 'hosting' }).headlineKw)).toEqual(exactly(4));
  });
  it('holds nothing of another basis', () => {
    const { rows } = capacity([
      tranche('deal-a', 'all', '10 GW'),
      tranche('deal-b', 'x', '4 GW', { basis: 'it', ...partOf('deal-a/all') }),
    ]);
    expect(gw(entry(rows, { tranche: 'deal-a/all' }).headlineKw)).toEqual(exactly(10));
    expect(gw(entry(rows, { tranche: 'deal-b/x' }).headlineKw)).toEqual(exactly(4));
  });
  it('leaves its parts standing when it is cancelled', () => {
    expect(
      totalOf([...nested.slice(0, 2), fact('2026-01-01', 'deal-a', 'CapacityCancelled', { tranche: 'all' })]),
    ).toEqual(exactly(7));
  });
  it('counts whole again when its part is cancelled', () => {
    expect(
      rowsOf([
        ...nested.slice(0, 2),
        fact('2026-01-01', 'deal-b', 'CapacityCancelled', { tranche: 'secured' }),
      ]),
    ).toEqual({ 'deal-a/all': exactly(10) });
  });
  it('that the ledger does not hold leaves its parts standing', () =>
    expect(totalOf([tranche('deal-b', 'x', '4 GW', partOf('deal-z/all'))])).toEqual(exactly(4)));
  it('has no ceiling with an undisclosed part, which is listed', () => {
    const answer = capacity([
      tranche('deal-a', 'all', '10 GW'),
      tranche('deal-b', 'x', 'undisclosed', partOf('deal-a/all')),
    ]);
    expect(gw(answer.totals[0]!.headlineKw)).toEqual([10, 10, null]);
    expect(answer.totals[0]!.undisclosed).toEqual(['deal-b/x']);
  });
  it('is compared measure by measure: a signed part of an intended whole', () => {
    const facts = [
      deal('deal-d', 'letter-of-intent'),
      tranche('deal-d', 'all', '10 GW'),
      tranche('deal-b', 'x', '4 GW', partOf('deal-d/all')),
    ];
    const total = capacity(facts).totals[0]!;
    expect([total.headlineKw, total.signedKw, total.firmKw].map(gw)).toEqual([
      exactly(10),
      exactly(4),
      exactly(4),
    ]);
  });
  it('has at least what its parts have energized', () => {
    const total = capacity([...nested.slice(0, 2), energized('2026-01-01', 'deal-b', 'secured', '2 GW')])
      .totals[0]!;
    expect(gw(total.energizedKw)).toEqual([2, null, 10]);
  });
});

describe('The own row of a container', () => {
  const all = tranche('deal-a', 'all', '10 GW', { bindingness: 'intent' });
  const part = tranche('deal-b', 'part', 'about 7 GW', partOf('deal-a/all'));
  const dark = tranche('deal-c', 'dark', 'undisclosed', partOf('deal-a/all'));
  const own = (facts: Sent[], more = {}) => entry(capacity(facts, more).rows, { tranche: 'deal-a/all' });

  // About 7 GW are 6.5 to 7.5: 10 − 7.5, 10 − 7, 10 − 6.5.
  it('is what its parts leave, bounds crossed, and says so', () => {
    const { headlineKw, flags, rests } = own([all, { ...part, id: '00000000-0000-7000-8000-0000000000aa' }]);
    expect(gw(headlineKw)).toEqual([2.5, 3, 3.5]);
    expect(flags).toContain('remainder');
    expect(rests).toContain('00000000-0000-7000-8000-0000000000aa');
  });
  it('may be nothing beside a part that nobody disclosed, and has a ceiling', () =>
    expect(gw(own([all, part, dark]).headlineKw)).toEqual([0, 3, 3.5]));
  it('of up to 5 GW with nearly 1 GW inside is 0 to 5, less what is inside', () => {
    const facts = [
      tranche('deal-a', 'all', 'up to 5 GW'),
      tranche('deal-b', 'x', '0.9-1 GW', partOf('deal-a/all')),
    ];
    expect(gw(own(facts).headlineKw)).toEqual([0, 4.05, 4.1]);
  });
  it('has no measure above its headline', () => {
    const facts = [
      tranche('deal-a', 'all', '10 GW', { due: '2026-01' }),
      tranche('deal-b', 'part', '7 GW', { due: '2030', bindingness: 'intent', ...partOf('deal-a/all') }),
      energized('2026-01-01', 'deal-a', 'all', '6 GW'),
      energized('2026-01-01', 'deal-b', 'part', '0 MW'),
    ];
    const { headlineKw, firmKw, dueKw, energizedKw, outstandingKw, overdueKw, undatedKw } = own(facts);
    expect([headlineKw, firmKw, dueKw, energizedKw].map(gw)).toEqual([3, 3, 3, 3].map(exactly));
    expect([outstandingKw, overdueKw, undatedKw].map(gw)).toEqual([0, 0, 0].map(exactly));
    const [total] = capacity(facts).totals;
    // 10 due, 6 of them energized.
    expect([total!.outstandingKw, total!.dueKw, total!.overdueKw].map(gw)).toEqual([4, 10, 4].map(exactly));
  });
  it('is undated as far as its dated parts leave it', () => {
    const facts = [
      tranche('deal-a', 'all', '10 GW'),
      tranche('deal-b', 'x', '8 GW', { due: '2026-01', ...partOf('deal-a/all') }),
    ];
    const [total] = capacity(facts).totals;
    expect([total!.headlineKw, total!.dueKw, total!.undatedKw].map(gw)).toEqual([10, 8, 2].map(exactly));
  });
  it('is the same whatever is asked for', () => {
    for (const only of [{ deal: 'deal-a' }, { bindingness: 'intent' }]) {
      expect(gw(own([all, part], { only }).headlineKw)).toEqual([2.5, 3, 3.5]);
      expect(gw(capacity([all, part], { only }).totals[0]!.headlineKw)).toEqual([2.5, 3, 3.5]);
    }
  });
  it('and its parts in one row are what the whole is', () => {
    const facts = [all, { ...part, stream: 'deal-a' }];
    expect(gw(entry(capacity(facts, { by: ['deal'] }).rows, { deal: 'deal-a' }).headlineKw)).toEqual(
      exactly(10),
    );
  });
});
