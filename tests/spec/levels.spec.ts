import { describe, expect, it } from 'vitest';
import { dealAt } from '../../projections/deals.js';
import { ledger, type Sent, show } from '../given.js';
import { cast, deal, entry, exactly, fact, gw, tranche, verdict } from './facts.js';

const at = { effectiveAt: '2026-06-30' };
const cut = { ...at, knownAt: '9999-12-31', atPosition: 1000, policy: 'primary' as const };
const facility = [deal('deal-a'), tranche('deal-a', 't', '1 GW', { basis: 'facility' })];
const level = (on: string, body: Record<string, unknown>): Sent =>
  fact(on, 'deal-a', 'CapacityEnergized', { tranche: 't', ...body });
const capacity = (facts: Sent[], options = {}) =>
  show(ledger([...cast, ...facts]), 'compute-capacity', { ...at, by: ['tranche'], options });
const page = (facts: Sent[]): Record<string, unknown> =>
  (dealAt(ledger([...cast, ...facts]), 'deal-a', cut)!.tranches as Record<string, unknown>[])[0]!;

describe('Levels that draw power, kept per basis', () => {
  const two = [
    ...facility,
    level('2026-01-01', { power: '590 MW facility' }),
    level('2026-02-01', { power: '421 MW', basis: 'it' }),
  ];

  it('count on the basis of their tranche: 590 MW of the facility stay 590 beside 421 MW of IT', () => {
    const row = entry(capacity(two).rows, { tranche: 'deal-a/t' });
    expect(gw(row.energizedKw)).toEqual(exactly(0.59));
    expect(gw(row.outstandingKw)).toEqual(exactly(0.41));
    expect(row.flags).toEqual(['level-beside']);
  });
  it('are shown beside it with the table and on the page of the deal', () => {
    const { levelsBeside } = capacity(two) as { levelsBeside?: Record<string, unknown>[] };
    expect(
      levelsBeside?.map(({ tranche: name, basis, energizedKw }) => [name, basis, gw(energizedKw)]),
    ).toEqual([['deal-a/t', 'it', exactly(0.421)]]);
    expect(page(two)).toMatchObject({ flags: ['level-beside'], levelsBeside: [{ basis: 'it' }] });
    expect(gw(page(two).energizedKw)).toEqual(exactly(0.59));
  });
  it('leave the level unknown where only another basis was observed', () => {
    const row = entry(capacity([...facility, level('2026-01-01', { power: '421 MW IT' })]).rows, {});
    expect(gw(row.energizedKw)).toEqual([0, null, 1]);
  });
  it('replace each other on one basis, in the order in which they became true', () => {
    const levels = [
      ...two,
      level('2026-03-01', { power: '500 MW', basis: 'it' }),
      level('2026-04-01', { power: '0.7 GW' }),
    ];
    expect(gw(page(levels).energizedKw)).toEqual(exactly(0.7));
    expect(
      (page(levels).levelsBeside as Record<string, unknown>[]).map((one) => gw(one.energizedKw)),
    ).toEqual([exactly(0.5)]);
  });
  it('warn of a level on another basis, which counts for nothing', () => {
    const verdictOf = (body: Record<string, unknown>, more = {}) =>
      verdict(ledger([...cast, ...facility]), { ...level('2026-01-01', body), ...more });
    expect(verdictOf({ power: '421 MW IT' })).toBe('warned: level-on-the-basis-of-its-tranche');
    expect(verdictOf({ power: '421 MW' })).toBe('recorded');
    expect(verdictOf({ power: '421 MW IT', basis: 'grid' })).toBe('unreadable at /body/basis');
    expect(verdictOf({ accelerators: '400,000', basis: 'it' })).toBe('unreadable at /body/basis');
    expect(verdictOf({})).toBe('unreadable at /body/power');
  });
});

describe('Accelerators that run', () => {
  const racks = [
    deal('deal-a'),
    tranche('deal-a', 't', undefined, { power: undefined, accelerators: '400,000', basis: 'it' }),
    level('2026-01-01', { accelerators: '100,000', h100Equivalents: '250,000' }),
  ];

  it('are kept as they were counted, and are no power', () => {
    const told = page(racks);
    expect(gw(told.powerKw)).toEqual([0, null, null]);
    expect(gw(told.energizedKw)).toEqual([0, null, null]);
    expect(told.runningAcceleratorsCount).toEqual({ low: 100_000, point: 100_000, high: 100_000 });
    expect(told.runningH100EquivalentsCount).toEqual({ low: 250_000, point: 250_000, high: 250_000 });
    expect(told.flags).toEqual(['undisclosed']);
  });
  it('turn into power where the source says how much each draws: 100,000 × 1.4 kW = 140 MW', () => {
    const converted = [...racks, level('2026-02-01', { accelerators: '100,000', kwPerAccelerator: 1.4 })];
    const row = entry(capacity(converted).rows, {});
    expect(gw(row.energizedKw)).toEqual(exactly(0.14));
    expect(row.flags).toContain('converted');
    expect(page(converted).flags).toEqual(['converted', 'undisclosed']);
    const measured = [...converted, level('2026-03-01', { power: '150 MW' })];
    expect(page(measured).flags).toEqual(['undisclosed']);
  });
  it('round outwards to whole kilowatts: 3 and 4 at 0.333 kW are 0.999 and 1.332, of 0 to 2', () => {
    const few = [...racks, level('2026-02-01', { accelerators: '3-4', kwPerAccelerator: '0.333' })];
    expect(page(few).energizedKw).toMatchObject({ low: 0, high: 2 });
  });
  it('turn into power by an assumption of the question: 560 MW promised, 140 MW running', () => {
    const answer = capacity(racks, { kwPerAccelerator: '1.4' });
    const row = entry(answer.rows, {});
    expect([gw(row.headlineKw), gw(row.energizedKw)]).toEqual([exactly(0.56), exactly(0.14)]);
    expect(row.flags).toEqual(['converted']);
    expect(answer.notes.join()).toContain('1.4 kW each: an assumption of this question');
    expect(gw(entry(capacity(racks).rows, {}).headlineKw)).toEqual([0, null, null]);
  });
  it('leave power that was observed as it is under that assumption', () => {
    const observed = [...racks, level('2026-02-01', { power: '150 MW' })];
    expect(gw(entry(capacity(observed, { kwPerAccelerator: '1.4' }).rows, {}).energizedKw)).toEqual(
      exactly(0.15),
    );
  });
  it('are converted with a source, or with a warning, and by a number', () => {
    const verdictOf = (body: Record<string, unknown>, more = {}) =>
      verdict(ledger([...cast, ...racks]), { ...level('2026-05-01', body), ...more });
    const stated = { accelerators: '100,000', kwPerAccelerator: '1.4' };
    expect(verdictOf(stated)).toBe('warned: conversion-has-a-source');
    expect(verdictOf(stated, { source: { title: 'Datasheet', kind: 'company' } })).toBe('recorded');
    for (const wrong of ['0', '-1', '1.4 kW each', '1.23456', 0, {}])
      expect(verdictOf({ ...stated, kwPerAccelerator: wrong })).toBe('unreadable at /body/kwPerAccelerator');
    expect(verdictOf({ power: '1 MW', kwPerAccelerator: '1.4' })).toBe(
      'unreadable at /body/kwPerAccelerator',
    );
  });
});

describe('A container that is stated after its part', () => {
  const said = (tranche: string, partOf: string, more = {}): Sent =>
    fact('2025-06-01', 'deal-a', 'PartOfStated', { tranche, partOf }, more);
  const apart = [
    deal('deal-a'),
    deal('deal-b'),
    tranche('deal-a', 't', '1 GW'),
    tranche('deal-b', 'all', '5 GW'),
  ];
  const headline = (...facts: Sent[]): unknown => gw(capacity([...apart, ...facts]).totals[0]!.headlineKw);

  it('includes it from then on: 1 + 5 become 5', () => {
    expect(headline()).toEqual(exactly(6));
    expect(headline(said('t', 'deal-b/all'))).toEqual(exactly(5));
    const before = show(ledger([...cast, ...apart, said('t', 'deal-b/all')]), 'compute-capacity', {
      effectiveAt: '2025-05-31',
    });
    expect(gw(before.totals[0]!.headlineKw)).toEqual(exactly(6));
  });
  it('may have a rival: inside or not, as the policy picks, with the span of both', () => {
    const first = said('t', 'deal-b/all', { id: '00000000-0000-7000-8000-000000000001' });
    const other = said('t', 'deal-b/part', {
      rivalOf: '00000000-0000-7000-8000-000000000001',
      source: { title: 'A wire', kind: 'wire' },
    });
    const answer = (policy: 'lowest' | 'primary') =>
      show(
        ledger([...cast, ...apart, tranche('deal-b', 'part', '400 MW'), first, other]),
        'compute-capacity',
        {
          ...at,
          policy,
        },
      );
    // Within all: 5 and 0.4; within the part, which then is as large as it: 5 and 1.
    expect(gw(answer('primary').totals[0]!.headlineKw)).toEqual(exactly(6));
    expect(answer('primary').totals[0]!.span).toMatchObject({
      headlineKw: { low: 5_400_000, high: 6_000_000 },
    });
  });
  it('of a circle contains nothing', () =>
    expect(
      headline(said('t', 'deal-b/all'), {
        ...said('all', 'deal-a/t'),
        stream: 'deal-b',
      }),
    ).toEqual(exactly(6)));
  it('is another tranche, which may still be unknown', () => {
    const log = ledger([...cast, ...apart]);
    expect(verdict(log, said('t', 'deal-a/t'))).toBe('refused: container-is-another');
    expect(verdict(log, said('x', 'deal-b/all'))).toBe('refused: tranche-is-committed');
    expect(verdict(log, said('t', 'deal-c/all'))).toBe('warned: reference-is-known');
    expect(verdict(log, said('t', 'deal-b/all'))).toBe('recorded');
  });
});

describe('When a tranche starts', () => {
  const verdictOf = (terms: Record<string, unknown>) =>
    verdict(ledger([...cast, deal('deal-a')]), tranche('deal-a', 't', '1 GW', terms));

  it('is shown, and only what is due counts', () => {
    const facts = [deal('deal-a'), tranche('deal-a', 't', '1 GW', { starts: '2025', due: '2027' })];
    expect(page(facts)).toMatchObject({ starts: '2025', due: '2027' });
    expect(gw(entry(capacity(facts).rows, {}).dueKw)).toEqual(exactly(0));
  });
  it('is not after all of it is due', () => {
    expect(verdictOf({ starts: '2026-H2', due: '2026' })).toBe('recorded');
    expect(verdictOf({ starts: '2027' })).toBe('recorded');
    expect(verdictOf({ starts: '2027', due: '2026' })).toBe('unreadable at /body/starts');
  });
  it('is warned of when what is due comes to lie before it', () => {
    const log = ledger([
      ...cast,
      deal('deal-a'),
      tranche('deal-a', 't', '1 GW', { starts: '2027', due: '2028' }),
    ]);
    const moved = (due: string) => fact('2026-01-01', 'deal-a', 'CapacityRescheduled', { tranche: 't', due });
    expect(verdict(log, moved('2026'))).toBe('warned: starts-before-due');
    expect(verdict(log, moved('2027'))).toBe('recorded');
  });
});

describe('An intent without a consumer', () => {
  const intent = tranche('deal-a', 't', '2 GW', { consumer: undefined, bindingness: 'intent' });
  const facts = [deal('deal-a'), intent, tranche('deal-a', 'u', '1 GW')];
  const shown = (view: string) => show(ledger([...cast, ...facts]), view, at);

  it('needs one as soon as it is more than an intent', () => {
    const log = ledger([...cast, deal('deal-a'), intent]);
    const firm = tranche('deal-a', 'v', '2 GW', { consumer: undefined });
    expect(verdict(log, firm)).toBe('unreadable at /body/consumer');
    const changed = (bindingness: string) =>
      fact('2026-01-01', 'deal-a', 'BindingnessChanged', { tranche: 't', bindingness });
    expect(verdict(log, changed('firm'))).toBe('warned: consumer-is-known');
    const taken = fact('2026-01-01', 'deal-a', 'OptionExercised', { tranche: 't' });
    expect(verdict(log, taken)).toBe('warned: consumer-is-known');
  });
  it('is in the headline, for nobody', () => {
    const answer = show(ledger([...cast, ...facts]), 'compute-capacity', { ...at, by: ['consumer'] });
    expect(gw(entry(answer.rows, { consumer: null }).headlineKw)).toEqual(exactly(2));
    expect(gw(answer.totals[0]!.headlineKw)).toEqual(exactly(3));
  });
  it.each(['flows', 'exposure'])('is left out of %s, which says so', (view) => {
    const { rows, notes } = shown(view);
    expect(rows.filter((row) => row.headlineKw !== null).map((row) => gw(row.headlineKw))).toSatisfy(
      (all: unknown[]) => all.length > 0 && all.every((one) => JSON.stringify(one) === '[1,1,1]'),
    );
    expect(notes.join()).toContain('nobody is named as the one who uses it: deal-a/t');
  });
});
