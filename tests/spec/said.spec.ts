import { describe, expect, it } from 'vitest';
import { ledger, record } from '../given.js';
import { save, verdictsIn } from '../saved.js';
import { whatIf } from '../what-if.js';
import { cast, deal, fact, payment, tranche } from './facts.js';

const at = { effectiveAt: '2026-01-31', knownAt: '2026-01-31' };
const optional = { due: '2027-Q1', bindingness: 'optional' };
const world = () => ledger([...cast, deal('deal-a'), tranche('deal-a', 't', '1 GW', optional)]);

const assume = (type: string, body: object) => ({
  op: 'assume',
  event: { stream: 'deal-a', type, body: { tranche: 't', ...body } },
});
const reassign = { op: 'reassign', target: 'deal-a/t', consumer: 'bank' };

describe('Two edits are order-dependent', () => {
  it.each<[string, object, object]>([
    ['who both say who uses a tranche', assume('CapacityReassigned', { consumer: 'cloud' }), reassign],
    [
      'where the other order refuses the lapse of what is firm by then',
      assume('OptionLapsed', {}),
      assume('BindingnessChanged', { bindingness: 'firm' }),
    ],
    [
      'where one names the tranche that the other brings',
      {
        op: 'assume',
        event: {
          stream: 'deal-a',
          type: 'CapacityCommitted',
          body: {
            tranche: 'new',
            layer: 'chips',
            provider: 'vendor',
            consumer: 'lab',
            power: '1 GW',
            bindingness: 'firm',
          },
        },
      },
      { op: 'delay', target: 'deal-a/new', months: 6 },
    ],
    [
      'where one brings the party whose stake the other states',
      {
        op: 'assume',
        event: { stream: 'party-fund', type: 'PartyRegistered', body: { name: 'Fund', kind: 'fund' } },
      },
      {
        op: 'assume',
        event: {
          stream: 'stake-fund-vendor',
          type: 'StakeDisclosed',
          body: { stake: '5%', basis: 'basic' },
        },
      },
    ],
  ])('%s', (_, ...edits) => {
    const views = [{ view: 'compute-capacity', by: 'consumer', ...at }];
    expect(whatIf(world(), { edits, views }).orderDependent).toEqual([[0, 1]]);
  });
});

describe('An edit that was saved', () => {
  const judged = (edit: object, type: string, body: object) => {
    const history = save(world(), 'scenario-x', { edits: [edit] });
    record(history, fact('2026-03-01', 'deal-a', type, { tranche: 't', ...body }));
    return verdictsIn(history, 'scenario-x')[0]!;
  };

  it('is in conflict with an event that sets what it writes, and names that field alone', () => {
    const verdict = judged(reassign, 'CapacityReassigned', { consumer: 'cloud' });
    expect(verdict).toMatchObject({
      verdict: 'conflict',
      because: 'CapacityReassigned changed what it changes, too: deal-a/t.consumer',
    });
  });

  it('is adjusted where the event sets another field of the same tranche', () => {
    const toAnother = { op: 'reassign', target: 'deal-a/t', provider: 'bank' };
    expect(judged(toAnother, 'CapacityReassigned', { consumer: 'cloud' }).verdict).toBe('adjusted');
  });

  it('is not realised by a stage of one tranche where it assumes one of the whole deal', () => {
    const event = { stream: 'deal-a', type: 'StageReached', body: { stage: 'financed' } };
    expect(judged({ op: 'assume', event }, 'StageReached', { stage: 'financed' }).verdict).toBe('adjusted');
  });

  it('is in conflict with a new amount of a payment that it divides', () => {
    const services = payment('deal-a', 'p', '8B USD', { over: { from: '2025-01', months: 48 } });
    const history = ledger([...cast, deal('deal-a'), services]);
    const edit = { op: 'delay', target: 'deal-a/p', months: 6, from: '2027' };
    save(history, 'scenario-x', { edits: [edit] });
    record(history, fact('2026-03-01', 'deal-a', 'PaymentAmended', { payment: 'p', to: '4B USD' }));
    expect(verdictsIn(history, 'scenario-x')[0]!.verdict).toBe('conflict');
  });

  it('is not realised by an event that says something else of the same', () => {
    const firm = assume('BindingnessChanged', { bindingness: 'firm' });
    expect(judged(firm, 'BindingnessChanged', { bindingness: 'intent' }).verdict).toBe('conflict');
    expect(judged(firm, 'BindingnessChanged', { bindingness: 'firm' }).verdict).toBe('realised');
  });
});
