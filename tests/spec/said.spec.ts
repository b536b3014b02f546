import { describe, expect, it } from 'vitest';
import { given } from '../given.js';
import { verdictsIn } from '../saved.js';
import { cast, deal, fact, payment, tranche } from './facts.js';

type Edit = Readonly<Record<string, unknown>>;

const optional = { due: '2027-Q1', bindingness: 'optional' };
const world = given(...cast, deal('deal-a'), tranche('deal-a', 't', '1 GW', optional));

const assume = (type: string, body: object) => ({
  op: 'assume',
  event: { stream: 'deal-a', type, body: { tranche: 't', ...body } },
});
const reassign = { op: 'reassign', target: 'deal-a/t', consumer: 'bank' };

describe('Two edits are order-dependent', () => {
  it.each<[string, Edit, Edit]>([
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
    world
      .at('2026-01-31')
      .asking({ knownAt: '2026-01-31' })
      .by('consumer')
      .assuming(...edits)
      .dependsOnOrder('compute-capacity', [0, 1]);
  });
});

describe('An edit that was saved', () => {
  const then = (edit: object, type: string, body: object) =>
    world.saving(edit).and(fact('2026-03-01', 'deal-a', type, { tranche: 't', ...body }));

  it('is in conflict with an event that sets what it writes, and names that field alone', () => {
    const { history } = then(reassign, 'CapacityReassigned', { consumer: 'cloud' }).judges('conflict');
    expect(verdictsIn(history, 'scenario-x')[0]!.because).toBe(
      'CapacityReassigned changed what it changes, too: deal-a/t.consumer',
    );
  });

  it('is in conflict with an event that sets several fields that it writes, and names each', () => {
    const whole = { ...reassign, provider: 'cloud' };
    const { history } = then(whole, 'CapacityReassigned', { consumer: 'cloud', provider: 'bank' });
    expect(verdictsIn(history, 'scenario-x')[0]!.because).toBe(
      'CapacityReassigned changed what it changes, too: deal-a/t.consumer, deal-a/t.provider',
    );
  });

  it('is adjusted where the event sets another field of the same tranche', () => {
    const toAnother = { op: 'reassign', target: 'deal-a/t', provider: 'bank' };
    then(toAnother, 'CapacityReassigned', { consumer: 'cloud' }).judges('adjusted');
  });

  it('is not realised by a stage of one tranche where it assumes one of the whole deal', () => {
    const event = { stream: 'deal-a', type: 'StageReached', body: { stage: 'financed' } };
    then({ op: 'assume', event }, 'StageReached', { stage: 'financed' }).judges('adjusted');
  });

  it('is in conflict with a new amount of a payment that it divides', () => {
    const services = payment('deal-a', 'p', '8B USD', { over: { from: '2025-01', months: 48 } });
    given(...cast, deal('deal-a'), services)
      .saving({ op: 'delay', target: 'deal-a/p', months: 6, from: '2027' })
      .and(fact('2026-03-01', 'deal-a', 'PaymentAmended', { payment: 'p', to: '4B USD' }))
      .judges('conflict');
  });

  it('is not realised by an event that says something else of the same', () => {
    const firm = assume('BindingnessChanged', { bindingness: 'firm' });
    then(firm, 'BindingnessChanged', { bindingness: 'intent' }).judges('conflict');
    then(firm, 'BindingnessChanged', { bindingness: 'firm' }).judges('realised');
  });
});
