import { describe, expect, it } from 'vitest';
import { views } from '../../projections/index.js';
import { given, type Sent } from '../given.js';
import { assume } from '../what-if.js';
import { cast, deal, energized, fact, payment, tranche } from './facts.js';

const capacity = 'compute-capacity';
/** A tranche of 1 GW since January 2025, and what was said of it since. */
const sizes = (...facts: Sent[]) =>
  given(...cast, deal('deal-a'), tranche('deal-a', 't', '1 GW'), ...facts).at('2026-06-30');
const sized = (power: string, effectiveOn: string, knownOn = '2026-01-01'): Sent =>
  fact(effectiveOn, 'deal-a', 'CapacityResized', { tranche: 't', power }, { knownOn });

describe('A cut of the log', () => {
  it('has what is effective by its date: 1 GW on 31 May, 2 on 1 June', () => {
    const june = sizes(sized('2 GW', '2025-06-01'));
    june.at('2025-05-31').shows(capacity, { headlineKw: 1 });
    june.at('2025-06-01').shows(capacity, { headlineKw: 2 });
  });
  it('takes a vague date from its latest day: 2025-Q4 from 31 December', () => {
    const vague = sizes(sized('2 GW', '2025-Q4'));
    vague.at('2025-12-30').shows(capacity, { headlineKw: 1 });
    vague.at('2025-12-31').shows(capacity, { headlineKw: 2 });
  });
  it('has what was known by its day: what became true in June and known on 1 August', () => {
    const late = sizes(sized('2 GW', '2025-06-01', '2025-08-01'));
    late.asking({ knownAt: '2025-07-31' }).shows(capacity, { headlineKw: 1 });
    late.asking({ knownAt: '2025-08-01' }).shows(capacity, { headlineKw: 2 });
  });
});

describe('The order of folding 3 GW and, recorded after it, 2 GW', () => {
  it('goes by when it became true, not by when it was recorded: 3 GW of June', () =>
    sizes(sized('3 GW', '2025-06-01'), sized('2 GW', '2025-05-01')).shows(capacity, { headlineKw: 3 }));
  it('goes by the earliest day of a vague date: June is after 2025', () =>
    sizes(sized('3 GW', '2025-06-01'), sized('2 GW', '2025')).shows(capacity, { headlineKw: 3 }));
  it('goes, on one day, by when it was known: 3 GW a day later', () =>
    sizes(sized('3 GW', '2025-06-01', '2025-08-02'), sized('2 GW', '2025-06-01', '2025-08-01')).shows(
      capacity,
      { headlineKw: 3 },
    ));
  it('goes, known on one day, by when it was recorded: 2 GW', () =>
    sizes(sized('3 GW', '2025-06-01'), sized('2 GW', '2025-06-01')).shows(capacity, { headlineKw: 2 }));
  it('puts what is hypothetical after what was recorded on its day', () => {
    const recorded = sizes(sized('3 GW', '2025-06-01', '2026-11-01'));
    const assumed = (effectiveOn: string) =>
      recorded.assuming(assume({ ...sized('2 GW', effectiveOn), knownOn: '2025-01-01' }));
    assumed('2025-06-01').shows(capacity, { headlineKw: 2 });
    assumed('2025-05-31').shows(capacity, { headlineKw: 3 });
  });
});

const early = (stream: string, type: string, body: Record<string, unknown>): Sent =>
  fact('2025-06-01', stream, type, body);

describe('Folding', () => {
  it.each([capacity, 'obligations'])(
    'never throws where what a fact is about is not in the cut: %s is empty',
    (view) => {
      given(
        ...cast,
        deal('deal-a'),
        { ...tranche('deal-a', 't', '1 GW'), effectiveOn: '2026-01-01' },
        energized('2025-01-01', 'deal-a', 't', '1 GW'),
        sized('2 GW', '2025-01-01'),
        fact('2025-01-01', 'deal-a', 'StageReached', { tranche: 't', stage: 'energized' }),
        fact('2025-01-01', 'deal-a', 'PartyLeft', { party: 'lab' }),
      )
        .at('2025-06-30')
        .showsNothing(view);
    },
  );

  /** What is there from 2026, and what was said of it as of 2025, before it was there or after it had gone. */
  const there: [what: string, begins: Sent, ...said: Sent[]][] = [
    [
      'a payment',
      payment('deal-a', 'p', '1B USD', {}, { effectiveOn: '2026-01-01' }),
      early('deal-a', 'PaymentAmended', { payment: 'p', by: '1B USD' }),
      early('deal-a', 'PaymentMade', { payment: 'p', amount: '1B USD' }),
      early('deal-a', 'PaymentCancelled', { payment: 'p' }),
    ],
    [
      'a warrant',
      fact('2026-01-01', 'deal-a', 'WarrantIssued', {
        warrant: 'w',
        holder: 'lab',
        issuer: 'vendor',
        shares: 100,
        strike: '1 USD',
      }),
      early('deal-a', 'WarrantVested', { warrant: 'w', shares: 60 }),
    ],
    [
      'a stake',
      fact('2026-01-01', 'stake-bank-vendor', 'StakeDisclosed', { stake: '60%', basis: 'diluted' }),
      early('stake-bank-vendor', 'StakeChanged', { by: '1%', cause: 'sale' }),
      early('stake-bank-vendor', 'StakeChanged', { by: '1%', cause: 'dilution' }),
      early('stake-bank-vendor', 'StakeExited', {}),
      early('stake-bank-vendor', 'StakeChanged', { by: '1%', cause: 'purchase' }),
    ],
  ];
  it.each(there)('never throws, whatever is asked, where %s is not there yet', (_, begins, ...said) => {
    const before = given(...cast, deal('deal-a'), begins, ...said).at('2025-12-31');
    for (const { name } of views) expect(() => before.answer(name), name).not.toThrow();
    for (const name of ['obligations', 'ownership', 'flows', 'exposure']) before.showsNothing(name);
  });
});
