import { describe, expect, it } from 'vitest';
import { ledger, type Sent, show } from '../given.js';
import { cast, deal, exactly, fact, gw, id, payment, tranche, verdict } from './facts.js';

const power = (gigawatts: number): Record<string, unknown> => ({
  ...tranche('deal-a', 't', `${gigawatts} GW`).body,
});

/** Said of event 1, a tranche of 1 GW that was known in January 2025. */
const said = (on: string, number: number, type: string, body: Record<string, unknown>, event = 1): Sent =>
  fact(on, 'deal-a', type, { event: id(event), reason: 'misread', ...body }, { id: id(number) });
const correct = (on: string, number: number, gigawatts: number): Sent =>
  said(on, number, 'EventCorrected', { body: power(gigawatts) });
const move = (on: string, number: number, effectiveOn: string): Sent =>
  said(on, number, 'EventCorrected', { effectiveOn });
const retract = (on: string, number: number, event = 1): Sent =>
  said(on, number, 'EventRetracted', {}, event);

const history = (...more: Sent[]): ReturnType<typeof ledger> =>
  ledger([...cast, deal('deal-a'), tranche('deal-a', 't', '1 GW', {}, { id: id(1) }), ...more]);

describe('A corrected body', () => {
  const log = history(correct('2025-03-01', 2, 2));

  it('counts from the day on which the correction is known', () =>
    expect(headline(log, '2025-03-01')).toEqual(exactly(2)));
  it('leaves the answer of a day before as it was', () =>
    expect(headline(log, '2025-02-28')).toEqual(exactly(1)));
  it('counts for days before the correction, too', () =>
    expect(headline(log, '2025-03-01', '2025-01-01')).toEqual(exactly(2)));
  it('rests on the event and on its correction', () => {
    const { rows } = show(log, 'compute-capacity', { effectiveAt: '2026-06-30' });
    expect(rows[0]!.rests).toEqual(expect.arrayContaining([id(1), id(2)]));
  });
});

describe('A corrected date', () => {
  const log = history(move('2025-03-01', 2, '2025-06-01'));

  it('counts from the day on which the correction is known', () => {
    expect(headline(log, '2025-03-01', '2025-05-31')).toEqual(exactly(0));
    expect(headline(log, '2025-03-01', '2025-06-01')).toEqual(exactly(1));
  });
  it('leaves the answer of a day before as it was', () =>
    expect(headline(log, '2025-02-28', '2025-02-28')).toEqual(exactly(1)));
});

describe('A retraction', () => {
  const log = history(retract('2025-03-01', 2));

  it('takes the event away from the day on which it is known', () =>
    expect(headline(log, '2025-03-01')).toEqual(exactly(0)));
  it('leaves the answer of a day before as it was', () =>
    expect(headline(log, '2025-02-28')).toEqual(exactly(1)));
  it('brings what it took back when it is retracted itself', () => {
    const restored = history(retract('2025-03-01', 2), retract('2025-04-01', 3, 2));
    expect(headline(restored, '2025-03-31')).toEqual(exactly(0));
    expect(headline(restored, '2025-04-01')).toEqual(exactly(1));
  });
  it('leaves what depends on the event without effect', () => {
    const dependent = fact('2025-02-01', 'deal-a', 'CapacityResized', { tranche: 't', power: '3 GW' });
    expect(headline(history(dependent), '2025-02-28')).toEqual(exactly(3));
    expect(headline(history(dependent, retract('2025-03-01', 2)), '2025-03-01')).toEqual(exactly(0));
  });
});

describe('Of several corrections', () => {
  it('the latest known counts, in whatever order they were recorded', () => {
    expect(headline(history(correct('2025-03-01', 2, 2), correct('2025-04-01', 3, 3)), '2026-01-01')).toEqual(
      exactly(3),
    );
    expect(headline(history(correct('2025-04-01', 3, 3), correct('2025-03-01', 2, 2)), '2026-01-01')).toEqual(
      exactly(3),
    );
  });
  it('the last recorded counts of two that were known on one day', () => {
    expect(headline(history(correct('2025-03-01', 2, 2), correct('2025-03-01', 3, 3)), '2026-01-01')).toEqual(
      exactly(3),
    );
  });
  it('the latest known counts, of the date as of the body', () => {
    const log = history(move('2025-03-01', 2, '2025-06-01'), move('2025-04-01', 3, '2025-09-01'));
    expect(headline(log, '2026-01-01', '2025-08-31')).toEqual(exactly(0));
    expect(headline(log, '2026-01-01', '2025-09-01')).toEqual(exactly(1));
  });
  it('one of the body and one of the date both count', () => {
    const log = history(correct('2025-03-01', 2, 2), move('2025-04-01', 3, '2025-06-01'));
    expect(headline(log, '2026-01-01', '2025-05-31')).toEqual(exactly(0));
    expect(headline(log, '2026-01-01', '2025-06-01')).toEqual(exactly(2));
  });
  it('a retraction known later takes the event away, a correction known later brings it back', () => {
    expect(headline(history(correct('2025-03-01', 2, 2), retract('2025-04-01', 3)), '2026-01-01')).toEqual(
      exactly(0),
    );
    expect(headline(history(retract('2025-03-01', 2), correct('2025-04-01', 3, 3)), '2026-01-01')).toEqual(
      exactly(3),
    );
  });
});

describe('Retracting a correction', () => {
  it('restores what it replaced', () => {
    const log = history(correct('2025-03-01', 2, 2), retract('2025-04-01', 3, 2));
    expect(headline(log, '2025-03-31')).toEqual(exactly(2));
    expect(headline(log, '2025-04-01')).toEqual(exactly(1));
  });
  it('restores the correction before it', () => {
    const log = history(
      correct('2025-03-01', 2, 2),
      correct('2025-04-01', 3, 3),
      retract('2025-05-01', 4, 3),
    );
    expect(headline(log, '2025-05-01')).toEqual(exactly(2));
  });
});

describe('Correcting a correction', () => {
  const body = { event: id(1), body: power(5), reason: 'misread twice' };
  const log = history(correct('2025-03-01', 2, 2), said('2025-04-01', 3, 'EventCorrected', { body }, 2));

  it('counts from the day on which it is known', () => {
    expect(headline(log, '2025-03-31')).toEqual(exactly(2));
    expect(headline(log, '2025-04-01')).toEqual(exactly(5));
  });
  it('keeps the event that the first one is about', () => {
    const elsewhere = said('2025-04-01', 3, 'EventCorrected', { body: { ...body, event: id(9) } }, 2);
    expect(verdict(history(correct('2025-03-01', 2, 2)), elsewhere)).toBe(
      'refused: correction-keeps-its-event',
    );
  });
  it('has the words of the innermost body refused with their place', () => {
    const wrong = { ...body, body: { ...power(5), power: 'plenty' } };
    expect(() =>
      history(correct('2025-03-01', 2, 2), said('2025-04-01', 3, 'EventCorrected', { body: wrong }, 2)),
    ).toThrow('/body/body/body/power');
  });
});

describe('A correction', () => {
  it('is exempt from the effective cut: it counts for every date once it is known', () => {
    const late = { ...correct('2025-03-01', 2, 2), effectiveOn: '2030-01-01' };
    expect(headline(history(late), '2025-03-01', '2025-03-01')).toEqual(exactly(2));
  });
  it('is cut by position', () => {
    const log = history(correct('2025-03-01', 2, 2));
    const at = (atPosition: number): unknown =>
      gw(show(log, 'compute-capacity', { effectiveAt: '2026-06-30', atPosition }).totals[0]!.headlineKw);
    expect(at(log.position)).toEqual(exactly(2));
    expect(at(log.position - 1)).toEqual(exactly(1));
  });
  it('puts the event where its new date belongs among the others', () => {
    const resized = (on: string, gigawatts: number, number: number): Sent =>
      fact(on, 'deal-a', 'CapacityResized', { tranche: 't', power: `${gigawatts} GW` }, { id: id(number) });
    const both = [resized('2025-02-01', 2, 7), resized('2025-03-01', 3, 8)];
    expect(headline(history(...both), '2026-01-01')).toEqual(exactly(3));
    expect(
      headline(
        history(...both, said('2025-04-01', 9, 'EventCorrected', { effectiveOn: '2025-04-01' }, 7)),
        '2026-01-01',
      ),
    ).toEqual(exactly(2));
  });
  it('of a payment changes what is owed', () => {
    const paid = payment('deal-a', 'p', '1B USD', {}, { id: id(7) });
    const log = history(
      paid,
      said('2025-03-01', 8, 'EventCorrected', { body: { ...paid.body, amount: '2B USD' } }, 7),
    );
    const owed = (knownAt: string): unknown =>
      show(log, 'obligations', { effectiveAt: '2026-01-01', knownAt }).totals[0]!.committedUsCents;
    expect(owed('2025-02-28')).toMatchObject({ point: 100_000_000_000 });
    expect(owed('2025-03-01')).toMatchObject({ point: 200_000_000_000 });
  });
});

const headline = (log: ReturnType<typeof ledger>, knownAt: string, effectiveAt = '2026-06-30'): unknown =>
  gw(
    show(log, 'compute-capacity', { effectiveAt, knownAt }).totals[0]?.headlineKw ?? {
      low: 0,
      point: 0,
      high: 0,
    },
  );
