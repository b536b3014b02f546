import { describe, expect, it } from 'vitest';
import { ledger, type Sent, show } from '../given.js';
import { whatIf } from '../what-if.js';
import { cast, deal, energized, exactly, fact, gw, tranche } from './facts.js';

const sized = (power: string, effectiveOn: string, knownOn = '2026-01-01'): Sent => ({
  ...fact(effectiveOn, 'deal-a', 'CapacityResized', { tranche: 't', power }),
  knownOn,
});
const facts = [...cast, deal('deal-a'), tranche('deal-a', 't', '1 GW')];
const headline = (more: Sent[], effectiveAt = '2026-06-30', knownAt = '9999-12-31'): unknown =>
  gw(show(ledger([...facts, ...more]), 'compute-capacity', { effectiveAt, knownAt }).totals[0]!.headlineKw);

describe('A cut of the log', () => {
  it('has what is effective by its date', () => {
    expect(headline([sized('2 GW', '2025-06-01')], '2025-05-31')).toEqual(exactly(1));
    expect(headline([sized('2 GW', '2025-06-01')], '2025-06-01')).toEqual(exactly(2));
  });
  it('takes a vague date from its latest day', () => {
    expect(headline([sized('2 GW', '2025-Q4')], '2025-12-30')).toEqual(exactly(1));
    expect(headline([sized('2 GW', '2025-Q4')], '2025-12-31')).toEqual(exactly(2));
  });
  it('has what was known by its day', () => {
    expect(headline([sized('2 GW', '2025-06-01', '2025-08-01')], '2026-06-30', '2025-07-31')).toEqual(
      exactly(1),
    );
    expect(headline([sized('2 GW', '2025-06-01', '2025-08-01')], '2026-06-30', '2025-08-01')).toEqual(
      exactly(2),
    );
  });
});

describe('The order of folding', () => {
  it('goes by when it became true, not by when it was recorded', () => {
    expect(headline([sized('3 GW', '2025-06-01'), sized('2 GW', '2025-05-01')])).toEqual(exactly(3));
  });
  it('goes by the earliest day of a vague date', () => {
    expect(headline([sized('3 GW', '2025-06-01'), sized('2 GW', '2025')])).toEqual(exactly(3));
  });
  it('goes, on one day, by when it was known', () => {
    expect(
      headline([sized('3 GW', '2025-06-01', '2025-08-02'), sized('2 GW', '2025-06-01', '2025-08-01')]),
    ).toEqual(exactly(3));
  });
  it('goes, known on one day, by when it was recorded', () => {
    expect(headline([sized('3 GW', '2025-06-01'), sized('2 GW', '2025-06-01')])).toEqual(exactly(2));
  });
  it('puts what is hypothetical after what was recorded on its day', () => {
    const history = ledger([...facts, sized('3 GW', '2025-06-01', '2026-11-01')]);
    const assumed = (effectiveOn: string): unknown => {
      const edits = [{ op: 'assume', event: sized('2 GW', effectiveOn, '2025-01-01') }];
      const answer = whatIf(history, {
        edits,
        views: [{ view: 'compute-capacity', effectiveAt: '2026-06-30' }],
      });
      return gw(answer.views[0]!.scenario.totals[0]!.headlineKw);
    };
    expect(assumed('2025-06-01')).toEqual(exactly(2));
    expect(assumed('2025-05-31')).toEqual(exactly(3));
  });
});

describe('Folding', () => {
  it('never throws where what a fact is about is not in the cut', () => {
    const about: Sent[] = [
      energized('2025-01-01', 'deal-a', 't', '1 GW'),
      sized('2 GW', '2025-01-01'),
      fact('2025-01-01', 'deal-a', 'StageReached', { tranche: 't', stage: 'energized' }),
      fact('2025-01-01', 'deal-a', 'PartyLeft', { party: 'lab' }),
    ];
    const later = { ...tranche('deal-a', 't', '1 GW'), effectiveOn: '2026-01-01' };
    const history = ledger([...cast, deal('deal-a'), later, ...about]);
    for (const view of ['compute-capacity', 'obligations'])
      expect(show(history, view, { effectiveAt: '2025-06-30' }).rows).toEqual([]);
  });
});
