import { describe, expect, it } from 'vitest';
import { adoptChosen } from '../../src/simulator/saved/adopt.js';
import { given, record, type Sent } from '../given.js';
import { resolved } from '../saved.js';
import { cast, deal, energized, fact, payment, tranche } from './facts.js';

const on = 'deal-lab-vendor';
const today = '2026-07-01';
const delayed = { op: 'delay', target: `${on}/p`, months: 3 };
const adopted = (edit: object, ...facts: Sent[]) => {
  const { history } = given(...cast, deal(on), ...facts).saving(edit);
  return { history, ...adoptChosen(resolved(history, 'scenario-x'), [0], history, today) };
};
const promised = payment(on, 'p', '12B USD', { kind: 'services', over: { from: '2026-01', months: 12 } });
const paid = (amount: string) => fact('2026-03-31', on, 'PaymentMade', { payment: 'p', amount });

describe('A payment that is late in part is recorded in two', () => {
  it.each(['1B USD', '6B USD'])('where %s of the 6 that were due are paid', (amount) => {
    const { value } = adopted(delayed, promised, paid(amount));
    expect(value?.flat().map(({ type }) => type)).toContain('PaymentCommitted');
  });
  it('but not where more is paid: no event says of which part, and 3 of 9 would be owed twice', () => {
    const { problems } = adopted(delayed, promised, paid('9B USD'));
    expect(problems).toMatchObject([{ pointer: '/edits/0/edit' }]);
    expect(problems?.[0]?.detail).toContain('paid further than to what was due');
  });
});

describe('A tranche that runs in part and changes hands is recorded in two', () => {
  it.each(['undisclosed', '1 GW', 'at least 1 GW', 'up to 1 GW', 'about 1 GW'])('of %s', (power) => {
    const reassigned = { op: 'reassign', target: `${on}/t`, provider: 'cloud' };
    const { history, value } = adopted(
      reassigned,
      tranche(on, 't', power),
      energized('2026-06-01', on, 't', 'about 500 MW'),
    );
    const brought = value?.flat() ?? [];
    for (const { stream, type, body } of brought)
      record(history, { stream, type, body: { ...body }, effectiveOn: today, knownOn: today }, today);
    expect(brought.map(({ type }) => type)).toContain('CapacityReassigned');
  });
});
