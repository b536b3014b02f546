import { describe, expect, it } from 'vitest';
import { ledger, record, type Sent, show } from '../given.js';
import { billion, cast, deal, exactly, fact, payment } from './facts.js';

const at = { effectiveAt: '2026-06-30' };
const round = (amount: string, terms = {}): Sent =>
  payment('deal-round', 'round', amount, { from: 'bank', to: 'lab', kind: 'equity', ...terms });
const share = (name: string, amount: string, terms = {}): Sent =>
  payment('deal-a', name, amount, {
    from: name,
    to: 'lab',
    kind: 'equity',
    partOf: 'deal-round/round',
    ...terms,
  });
const log = (...facts: Sent[]) => ledger([...cast, deal('deal-round'), deal('deal-a'), ...facts]);
const total = (facts: Sent[], view = 'obligations', name = 'committedUsCents'): unknown =>
  billion(show(log(...facts), view, at).totals.find(({ kind }) => kind === 'equity')![name]);

describe('A round that contains rounds', () => {
  it('of 122 with parts of 50 and 30 is 122, not 202', () => {
    const facts = [round('122B USD'), share('vendor', '50B USD'), share('cloud', '30B USD')];
    expect(total(facts)).toEqual(exactly(122));
    expect(total(facts, 'flows', 'amountUsCents')).toEqual(exactly(122));
    const rows = show(log(...facts), 'obligations', { ...at, by: ['payer'] }).rows;
    expect(rows.map(({ payer, committedUsCents }) => [payer, billion(committedUsCents)![1]])).toEqual([
      ['bank', 42],
      ['cloud', 30],
      ['vendor', 50],
    ]);
  });
  it('counts for its parts where they are more', () => {
    expect(total([round('60B USD'), share('vendor', '50B USD'), share('cloud', '30B USD')])).toEqual(
      exactly(80),
    );
  });
  it('is counted bound by bound', () => {
    // {0, 100, 100} around 30: firm money never takes "up to" as its point.
    const facts = [round('up to 100B USD'), share('vendor', '30B USD')];
    expect(total(facts)).toEqual([30, 30, 100]);
  });
  it('holds what is firm and what is not once: 87 and 35 in 122', () => {
    const facts = [
      round('122B USD', { bindingness: 'intent' }),
      share('vendor', '87B USD'),
      share('cloud', '35B USD', { bindingness: 'contingent' }),
    ];
    expect(total(facts)).toEqual(exactly(87));
    expect(total(facts, 'obligations', 'conditionalUsCents')).toEqual(exactly(35));
    const firm = [round('122B USD'), ...facts.slice(1)];
    const both = ['committedUsCents', 'conditionalUsCents'].map(
      (name) => (total(firm, 'obligations', name) as number[])[1]!,
    );
    expect(both[0]! + both[1]!).toBe(122);
  });
  it('of another kind or currency is another sum', () => {
    const facts = [round('122B USD'), share('vendor', '50B USD', { kind: 'debt' })];
    expect(total(facts)).toEqual(exactly(122));
    const { totals } = show(log(...facts), 'obligations', at);
    expect(totals.map(({ kind, committedUsCents }) => [kind, billion(committedUsCents)![1]])).toEqual([
      ['debt', 50],
      ['equity', 122],
    ]);
  });
  it('that was called off leaves its parts, and what contains it, in their places', () => {
    const facts = [
      payment('deal-round', 'whole', '200B USD', { from: 'bank', to: 'lab', kind: 'equity' }),
      round('122B USD', { partOf: 'deal-round/whole' }),
      share('vendor', '50B USD'),
      fact('2026-01-01', 'deal-round', 'PaymentCancelled', { payment: 'round' }),
    ];
    expect(total(facts)).toEqual(exactly(200));
  });
  it('is no part of itself', () => {
    expect(() => record(log(), round('1B USD', { partOf: 'deal-round/round' }))).toThrow(
      /container-is-another: a payment cannot be part of itself/,
    );
  });
});
