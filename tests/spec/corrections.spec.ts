import { describe, expect, it } from 'vitest';
import { given, type Sent } from '../given.js';
import { cast, deal, fact, id, payment, tranche } from './facts.js';

const capacity = 'compute-capacity';
/** A tranche of 1 GW, event 1, known in January 2025, and what was said of it since. */
const told = (...more: Sent[]) =>
  given(...cast, deal('deal-a'), tranche('deal-a', 't', '1 GW', {}, { id: id(1) }), ...more).at('2026-06-30');
const power = (gigawatts: number) => tranche('deal-a', 't', `${gigawatts} GW`).body;
const said = (on: string, number: number, type: string, body: Record<string, unknown>, event = 1): Sent =>
  fact(on, 'deal-a', type, { event: id(event), reason: 'misread', ...body }, { id: id(number) });
const correct = (on: string, number: number, gigawatts: number): Sent =>
  said(on, number, 'EventCorrected', { body: power(gigawatts) });
const move = (on: string, number: number, effectiveOn: string): Sent =>
  said(on, number, 'EventCorrected', { effectiveOn });
const retract = (on: string, number: number, event = 1): Sent =>
  said(on, number, 'EventRetracted', {}, event);
type Told = ReturnType<typeof told>;
/** Expects the headline in gigawatts, as it was known on a day. */
const headline = (of: Told, knownAt: string, headlineKw: number, effectiveAt = '2026-06-30'): Told =>
  of.asking({ knownAt, effectiveAt }).shows(capacity, { headlineKw });

describe('A body corrected from 1 to 2 GW in March', () => {
  const corrected = told(correct('2025-03-01', 2, 2));

  it('counts from the day on which the correction is known', () => headline(corrected, '2025-03-01', 2));
  it('leaves the answer of a day before as it was', () => headline(corrected, '2025-02-28', 1));
  it('counts for days before the correction, too', () => headline(corrected, '2025-03-01', 2, '2025-01-01'));
  it('rests on the event and on its correction', () =>
    corrected.lists(capacity, 'rows', { rests: expect.arrayContaining([id(1), id(2)]) }));
});

describe('A date corrected in March from January to June', () => {
  const moved = told(move('2025-03-01', 2, '2025-06-01'));

  it('counts from the day on which the correction is known', () => {
    headline(moved, '2025-03-01', 0, '2025-05-31');
    headline(moved, '2025-03-01', 1, '2025-06-01');
  });
  it('leaves the answer of a day before as it was', () => headline(moved, '2025-02-28', 1, '2025-02-28'));
});

describe('A retraction in March', () => {
  const retracted = told(retract('2025-03-01', 2));

  it('takes the event away from the day on which it is known', () => headline(retracted, '2025-03-01', 0));
  it('leaves the answer of a day before as it was', () => headline(retracted, '2025-02-28', 1));
  it('brings what it took back when it is retracted itself, in April', () => {
    const restored = told(retract('2025-03-01', 2), retract('2025-04-01', 3, 2));
    headline(restored, '2025-03-31', 0);
    headline(restored, '2025-04-01', 1);
  });
  it('leaves what depends on the event without effect: a new size of 3 GW', () => {
    const resized = told(fact('2025-02-01', 'deal-a', 'CapacityResized', { tranche: 't', power: '3 GW' }));
    headline(resized, '2025-02-28', 3);
    headline(resized.and(retract('2025-03-01', 2)), '2025-03-01', 0);
  });
});

describe('Of several corrections', () => {
  it('the latest known counts, in whatever order they were recorded: 2 GW in March, 3 in April', () => {
    headline(told(correct('2025-03-01', 2, 2), correct('2025-04-01', 3, 3)), '2026-01-01', 3);
    headline(told(correct('2025-04-01', 3, 3), correct('2025-03-01', 2, 2)), '2026-01-01', 3);
  });
  it('the last recorded counts of two that were known on one day: 2 GW, then 3', () =>
    headline(told(correct('2025-03-01', 2, 2), correct('2025-03-01', 3, 3)), '2026-01-01', 3));
  it('the latest known counts, of the date as of the body: June, then September', () => {
    const twice = told(move('2025-03-01', 2, '2025-06-01'), move('2025-04-01', 3, '2025-09-01'));
    headline(twice, '2026-01-01', 0, '2025-08-31');
    headline(twice, '2026-01-01', 1, '2025-09-01');
  });
  it('one of the body and one of the date both count: 2 GW, from June', () => {
    const both = told(correct('2025-03-01', 2, 2), move('2025-04-01', 3, '2025-06-01'));
    headline(both, '2026-01-01', 0, '2025-05-31');
    headline(both, '2026-01-01', 2, '2025-06-01');
  });
  it('a retraction known later takes the event away, a correction known later brings it back', () => {
    headline(told(correct('2025-03-01', 2, 2), retract('2025-04-01', 3)), '2026-01-01', 0);
    headline(told(retract('2025-03-01', 2), correct('2025-04-01', 3, 3)), '2026-01-01', 3);
  });
});

describe('Retracting a correction', () => {
  it('restores what it replaced: 2 GW until March, 1 from April', () => {
    const restored = told(correct('2025-03-01', 2, 2), retract('2025-04-01', 3, 2));
    headline(restored, '2025-03-31', 2);
    headline(restored, '2025-04-01', 1);
  });
  it('restores the correction before it: 2 GW, 3, then 2 again', () =>
    headline(
      told(correct('2025-03-01', 2, 2), correct('2025-04-01', 3, 3), retract('2025-05-01', 4, 3)),
      '2025-05-01',
      2,
    ));
});

describe('Correcting a correction from 2 to 5 GW', () => {
  const corrected = told(correct('2025-03-01', 2, 2));
  const body = { event: id(1), body: power(5), reason: 'misread twice' };
  const again = (more: object): Sent =>
    said('2025-04-01', 3, 'EventCorrected', { body: { ...body, ...more } }, 2);

  it('counts from the day on which it is known', () => {
    headline(corrected.and(again({})), '2025-03-31', 2);
    headline(corrected.and(again({})), '2025-04-01', 5);
  });
  it('keeps the event that the first one is about', () =>
    corrected.when(again({ event: id(9) })).refuses('correction-keeps-its-event'));
  it('has the words of the innermost body refused with their place', () =>
    corrected
      .when(again({ body: { ...power(5), power: 'plenty' } }))
      .isUnreadableAt('/body/body/body/power'));
});

describe('A correction', () => {
  it('is exempt from the effective cut: it counts for every date once it is known', () =>
    headline(
      told({ ...correct('2025-03-01', 2, 2), effectiveOn: '2030-01-01' }),
      '2025-03-01',
      2,
      '2025-03-01',
    ));
  it('is cut by position: 2 GW at its own, 1 at the one before', () => {
    const corrected = told(correct('2025-03-01', 2, 2));
    const { position } = corrected.history;
    const at = (atPosition: number) => corrected.asking({ atPosition: String(atPosition) });
    at(position).shows(capacity, { headlineKw: 2 });
    at(position - 1).shows(capacity, { headlineKw: 1 });
  });
  it('puts the event where its new date belongs among the others: 2 GW of February come after 3 of March', () => {
    const resized = (on: string, gigawatts: number, number: number): Sent =>
      fact(on, 'deal-a', 'CapacityResized', { tranche: 't', power: `${gigawatts} GW` }, { id: id(number) });
    const both = told(resized('2025-02-01', 2, 7), resized('2025-03-01', 3, 8));
    const later = said('2025-04-01', 9, 'EventCorrected', { effectiveOn: '2025-04-01' }, 7);
    headline(both, '2026-01-01', 3);
    headline(both.and(later), '2026-01-01', 2);
  });
  it('of a payment changes what is owed: from $1B to $2B', () => {
    const paid = payment('deal-a', 'p', '1B USD', {}, { id: id(7) });
    const body = { ...paid.body, amount: '2B USD' };
    const owed = told(paid, said('2025-03-01', 8, 'EventCorrected', { body }, 7)).at('2026-01-01');
    owed.asking({ knownAt: '2025-02-28' }).shows('obligations', { committedUsCents: 1 });
    owed.asking({ knownAt: '2025-03-01' }).shows('obligations', { committedUsCents: 2 });
  });
});
