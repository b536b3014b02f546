import { describe, expect, it } from 'vitest';
import { given, type Sent } from '../given.js';
import { cast, deal, energized, fact, id, party, payment, tranche } from './facts.js';

describe('An event is refused by', () => {
  it.each<[string, Sent]>([
    ['deal-is-announced', tranche('deal-c', 't', '1 GW')],
    ['deal-is-new', { ...deal('deal-a'), effectiveOn: '2026' }],
    ['tranche-is-new', tranche('deal-a', 't', '2 GW')],
    ['tranche-is-committed', on('CapacityResized', { tranche: 'x', power: '1 GW' })],
    ['tranche-is-committed', on('CapacityRescheduled', { tranche: 'x', due: '2027' })],
    ['tranche-is-committed', on('CapacityEnergized', { tranche: 'x', power: '1 GW' })],
    ['tranche-is-committed', on('CapacityCancelled', { tranche: 'x' })],
    ['tranche-is-committed', on('StageReached', { tranche: 'x', stage: 'energized' })],
    ['tranche-is-committed', on('OverlapStated', { tranche: 'x', with: 'deal-b/y' })],
    [
      'tranche-is-committed',
      payment('deal-a', 'q', '1B USD', { release: { per: '1 GW', amount: '1M USD', of: ['x'] } }),
    ],
    ['container-is-another', capacity({ partOf: 'deal-a/new' })],
    ['parties-are-registered', capacity({ provider: 'stranger' })],
    ['parties-are-registered', on('PartyJoined', { party: 'stranger', role: 'customer' })],
    ['parties-are-registered', payment('deal-a', 'q', '1B USD', { to: 'stranger' })],
    [
      'parties-are-registered',
      fact('2026-02-01', 'stake-bank-stranger', 'StakeDisclosed', { stake: '1%', basis: 'diluted' }),
    ],
    [
      'parties-are-registered',
      fact('2026-02-01', 'market-m', 'ShareReported', {
        publisher: 'x',
        party: 'stranger',
        period: '2025',
        share: '1%',
      }),
    ],
    ...['stranger', 'lab'].map((of): [string, Sent] => [
      'parties-are-registered',
      fact('2026-02-01', `party-${of}`, 'TotalDisclosed', {
        measure: 'commitments',
        amount: '1B USD',
        at: '2026',
        towards: of === 'lab' ? 'stranger' : 'lab',
      }),
    ]),
    ['party-takes-part', on('PartyLeft', { party: 'bank' })],
    ['party-is-new', { ...party('lab')[0]!, body: { name: 'Lab again', kind: 'company' } }],
    ['party-is-another', fact('2026-02-01', 'party-lab', 'PartyMerged', { into: 'lab' })],
    ['option-is-open', on('OptionExercised', { tranche: 't' })],
    ['option-is-open', on('OptionLapsed', { tranche: 't' })],
    ['option-is-open', on('OptionExercised', { tranche: 'lapsed' })],
    ['payment-is-new', payment('deal-a', 'p', '2B USD')],
    ['payment-is-committed', on('PaymentMade', { payment: 'x', amount: '1M USD' })],
    ['payment-is-committed', on('PaymentAmended', { payment: 'x', by: '1M USD' })],
    ['payment-keeps-its-currency', on('PaymentAmended', { payment: 'p', by: '€1M' })],
    [
      'warrant-is-new',
      on('WarrantIssued', { warrant: 'w', holder: 'lab', issuer: 'vendor', shares: 1, strike: '1 USD' }),
    ],
    [
      'warrant-tranches-within-the-whole',
      on('WarrantIssued', {
        warrant: 'v',
        holder: 'lab',
        issuer: 'vendor',
        shares: 1,
        strike: '1 USD',
        tranches: [{ shares: 2, conditions: [{ named: 'c' }] }],
      }),
    ],
    ['warrant-is-issued', on('WarrantVested', { warrant: 'x', shares: 1 })],
    ['vested-within-the-warrant', on('WarrantVested', { warrant: 'w', shares: 41 })],
    [
      'market-is-new',
      fact('2026-02-01', 'market-m', 'MarketDefined', {
        name: 'M',
        layer: 'models',
        metric: 'users',
        scope: 'all',
      }),
    ],
    [
      'market-is-defined',
      fact('2026-02-01', 'market-n', 'ShareReported', {
        publisher: 'x',
        party: 'lab',
        period: '2025',
        share: '1%',
      }),
    ],
    [
      'stake-is-disclosed',
      fact('2026-02-01', 'stake-lab-vendor', 'StakeChanged', { by: '1%', cause: 'sale' }),
    ],
    ['known-not-in-the-future', on('DealAmended', { title: 'Tomorrow' }, { knownOn: '2026-11-24' })],
    ['event-is-on-this-stream', on('EventRetracted', { event: id(3), reason: 'elsewhere' })],
    [
      'event-is-on-this-stream',
      on('EventCorrected', { event: id(404), effectiveOn: '2026', reason: 'nowhere' }),
    ],
    ['event-is-on-this-stream', on('DealAmended', { title: 'Another deal' }, { rivalOf: id(3) })],
    ['rivals-are-of-one-type', on('DealAmended', { title: 'Not a tranche' }, { rivalOf: id(2) })],
  ])('%s: %j', (rule, event) => world.when(event).refuses(rule));

  it.each([
    ['firm already', tranche('deal-b', 't', '1 GW')],
    ['firm already', on('OptionExercised', { tranche: 't' }, inB)],
    ['lapsed', on('OptionLapsed', { tranche: 't' }, inB)],
    ['cancelled', on('CapacityCancelled', { tranche: 't' }, inB)],
    ['ended', on('CapacityEnded', { tranche: 't' }, inB)],
  ])('option-is-open, which says that the tranche is %s', (why, closing) => {
    const option = tranche('deal-b', 't', '1 GW', { bindingness: 'optional' });
    const closed = world.and(...(closing.type === 'CapacityCommitted' ? [] : [option]), closing);
    for (const type of ['OptionExercised', 'OptionLapsed'])
      closed
        .when({ ...on(type, { tranche: 't' }, inB), effectiveOn: '2026-03-01' })
        .refuses('option-is-open', new RegExp(`^tranche "t" is ${why}: `));
  });
});

describe('An event is recorded with a warning of', () => {
  it.each<[string, Sent]>([
    ['energized-within-nameplate', energized('2026-02-01', 'deal-a', 't', '1.1 GW')],
    [
      'stakes-within-the-whole',
      fact('2026-02-01', 'stake-lab-vendor', 'StakeDisclosed', { stake: '41%', basis: 'diluted' }),
    ],
    ['reference-is-known', capacity({ partOf: 'deal-x/whole' })],
    ['reference-is-known', on('OverlapStated', { tranche: 't', with: 'deal-x/other' })],
    ['reference-is-known', on('StageReached', { stage: 'superseded', by: 'deal-x' })],
  ])('%s: %j', (rule, event) => world.when(event).warns(rule));
});

describe('What is said of a tranche of which nothing is left', () => {
  const said: [string, object][] = [
    ['BindingnessChanged', { bindingness: 'firm' }],
    ['CapacityResized', { power: '2 GW' }],
    ['CapacityRescheduled', { due: '2028' }],
    ['CapacityReassigned', { consumer: 'bank' }],
    ['CapacityCancelled', {}],
    ['CapacityEnded', {}],
  ];
  const option = tranche('deal-a', 'over', '1 GW', { bindingness: 'optional' });
  const later = (type: string, body: object): Sent => ({
    ...on(type, { tranche: 'over', ...body }),
    effectiveOn: '2026-03-01',
  });

  it.each(['OptionLapsed', 'CapacityCancelled', 'CapacityEnded'])(
    'is recorded with a warning, and changes no number: after %s',
    (ending) => {
      const over = world.and(option, on(ending, { tranche: 'over' })).at('2026-06-30');
      for (const [type, body] of said) {
        over.when(later(type, body)).warns('something-is-left');
        const [before, after] = [over, over.and(later(type, body))].map(
          (one) => one.answer('compute-capacity').totals,
        );
        expect(after!.map(({ rests: _, ...total }) => total)).toEqual(
          before!.map(({ rests: _, ...total }) => total),
        );
      }
    },
  );
  it('is not warned of where it says otherwise what ended it', () =>
    world
      .and(option, { ...on('CapacityCancelled', { tranche: 'over' }), id: id(77) })
      .when({ ...later('CapacityCancelled', {}), rivalOf: id(77) })
      .isRecorded());
  it.each(said)('is not warned of while it stands, or of what draws power: %s', (type, body) => {
    world.and(option).when(later(type, body)).isRecorded();
    world
      .and(option, energized('2026-01-15', 'deal-a', 'over', '1 GW'), on('OptionLapsed', { tranche: 'over' }))
      .when(later(type, body))
      .isRecorded();
  });
});

describe('A tranche that is resized', () => {
  const statedOn = (basis: string) => world.and(tranche('deal-a', 'sized', '1 GW', { basis }));
  const bases = [
    ['it', '2 GW IT'],
    ['facility', '2 GW facility'],
  ] as const;

  it.each(['it', 'facility', 'grid', 'unstated'])(
    'in words of another basis is warned of: on %s',
    (basis) => {
      for (const [said, power] of bases) {
        const resized = statedOn(basis).when(on('CapacityResized', { tranche: 'sized', power }));
        if (said === basis) resized.isRecorded();
        else resized.warns('tranche-keeps-its-basis');
      }
      statedOn(basis)
        .when(on('CapacityResized', { tranche: 'sized', power: '2 GW' }))
        .isRecorded();
    },
  );
});

describe('An event is simply recorded', () => {
  it.each<[string, Sent]>([
    ['at the nameplate', energized('2026-02-01', 'deal-a', 't', '1 GW')],
    [
      'with stakes that add to the whole',
      fact('2026-02-01', 'stake-lab-vendor', 'StakeDisclosed', { stake: '40%', basis: 'diluted' }),
    ],
    [
      'with stakes on different bases',
      fact('2026-02-01', 'stake-lab-vendor', 'StakeDisclosed', { stake: '41%', basis: 'basic' }),
    ],
    ['for an open option', on('OptionExercised', { tranche: 'option' })],
    ['with what is known today', on('DealAmended', { title: 'Today' }, { knownOn: '2026-11-23' })],
    ['about the future', on('StageReached', { stage: 'energized' }, { effectiveOn: '2030' })],
    ['as a rival of what is there', tranche('deal-a', 't', '2 GW', {}, { rivalOf: id(2) })],
    ['for all of what has not vested', on('WarrantVested', { warrant: 'w', shares: 40 })],
    [
      'for parties with hyphens in their names',
      fact('2026-02-01', 'stake-big-lab-vendor', 'StakeDisclosed', { stake: '1%', basis: 'diluted' }),
    ],
  ])('%s', (_, event) => world.when(event).isRecorded());
});

describe('An event that says nothing new', () => {
  it('is not recorded again', () => {
    world.when(tranche('deal-a', 'option', '1 GW', { bindingness: 'optional' })).saysNothingNew();
    world.when(on('PartyJoined', { party: 'lab', role: 'customer' })).saysNothingNew();
  });
  it('is that a party takes part as it does already, whoever else does; in another role it is new', () => {
    const joins = (who: string, role: string) => on('PartyJoined', { party: who, role });
    const both = world.and(joins('vendor', 'supplier'));
    for (const [who, role, other] of [
      ['lab', 'customer', 'supplier'],
      ['vendor', 'supplier', 'customer'],
    ] as const) {
      both.when({ ...joins(who, role), effectiveOn: '2026-03-01' }).saysNothingNew();
      both.when(joins(who, other)).isRecorded();
    }
    both.when(joins('cloud', 'supplier')).isRecorded();
  });
  it('is new when it was known earlier than we thought', () => {
    const moved = fact('2025-06-01', 'deal-b', 'DealAmended', { title: 'Moved' });
    const told = given(...cast, deal('deal-b'), moved);
    told.when({ ...moved, knownOn: '2025-06-02' }).saysNothingNew();
    told.when({ ...moved, knownOn: '2025-05-31' }).isRecorded();
  });
  it('is new when it is a second payment of the same amount on the same day', () =>
    world.when(fact('2025-01-01', 'deal-a', 'PaymentMade', { payment: 'p', amount: '1M USD' })).isRecorded());
  it('is new when what said it before was retracted', () => {
    const again = fact('2025-06-01', 'deal-b', 'DealAmended', { title: 'Again' });
    const told = given(...cast, deal('deal-b'), { ...again, id: id(5) });
    told.when(again).saysNothingNew();
    told
      .and(fact('2025-07-01', 'deal-b', 'EventRetracted', { event: id(5), reason: 'misread' }))
      .when(again)
      .isRecorded();
  });
});

/** One deal with a tranche, two options, a payment and a warrant; a second deal; a market; and a stake of 60 %. */
const world = given(
  ...cast,
  ...party('big-lab'),
  deal('deal-a', 'signed', { id: id(1) }),
  tranche('deal-a', 't', '1 GW', {}, { id: id(2) }),
  tranche('deal-a', 'option', '1 GW', { bindingness: 'optional' }),
  tranche('deal-a', 'lapsed', '1 GW', { bindingness: 'optional' }),
  fact('2026-01-01', 'deal-a', 'OptionLapsed', { tranche: 'lapsed' }),
  payment('deal-a', 'p', '1B USD'),
  fact('2025-01-01', 'deal-a', 'PaymentMade', { payment: 'p', amount: '1M USD' }),
  fact('2025-01-01', 'deal-a', 'WarrantIssued', {
    warrant: 'w',
    holder: 'lab',
    issuer: 'vendor',
    shares: 100,
    strike: '0.01 USD',
  }),
  fact('2025-01-01', 'deal-a', 'WarrantVested', { warrant: 'w', shares: 60 }),
  deal('deal-b', 'signed', { id: id(3) }),
  fact('2025-01-01', 'market-m', 'MarketDefined', {
    name: 'M',
    layer: 'models',
    metric: 'users',
    scope: 'all',
  }),
  fact('2025-01-01', 'stake-bank-vendor', 'StakeDisclosed', { stake: '60%', basis: 'diluted' }),
);

const on = (type: string, body: Record<string, unknown>, more: Record<string, unknown> = {}): Sent =>
  fact('2026-02-01', 'deal-a', type, body, more);
const inB = { stream: 'deal-b' };
const capacity = (body: Record<string, unknown>): Sent => tranche('deal-a', 'new', '1 GW', body);
