import { describe, expect, it } from 'vitest';
import type { Entry } from '../../projections/kit/line.js';
import { publicRecord } from '../../src/public-record.js';
import { given, type Sent } from '../given.js';
import { billion, deal, exactly, fact, party, payment, tranche } from './facts.js';

const view = 'exposure';
const among = (...facts: Sent[]) =>
  given(...party('lab', 'vendor', 'cloud', 'bank', 'builder'), deal('deal-all'), ...facts).at('2026-01-01');
const pays = (from: string, to: string, kind: string, amount: string, more: object = {}): Sent =>
  payment('deal-all', `${from}-${to}-${kind}`, amount, { from, to, kind, ...more });
/** The bank holds a fifth of the lab, worth $100B. */
const held = fact('2026-01-01', 'stake-bank-lab', 'StakeDisclosed', {
  stake: '20%',
  basis: 'basic',
  value: '100B USD',
});

describe('The exposure of a party', () => {
  const lab = among(
    pays('lab', 'cloud', 'services', '30B USD'),
    payment('deal-all', 'option', '10B USD', {
      from: 'lab',
      to: 'cloud',
      kind: 'services',
      bindingness: 'optional',
    }),
    pays('lab', 'vendor', 'hardware', '5B USD'),
    pays('bank', 'lab', 'equity', '8B USD'),
    tranche('deal-all', 'gw-1', '1 GW', { layer: 'hosting', provider: 'cloud' }),
    tranche('deal-all', 'gw-2', '2 GW', { layer: 'hosting', provider: 'cloud', bindingness: 'intent' }),
    held,
  );

  it('is what it owes, by kind: $30B committed to the cloud and $10B conditional, so 30 to 40 unpaid', () =>
    lab.showsRow(
      view,
      { party: 'lab', counterparty: 'cloud', side: 'owes', kind: 'services' },
      {
        committedUsCents: 30,
        conditionalUsCents: 10,
        unpaidUsCents: [30, null, 40],
        headlineKw: null,
      },
    ));

  it('is what it is owed: $8B of equity, which the bank owes', () => {
    const equity = { kind: 'equity', currency: 'USD' };
    lab
      .showsRow(
        view,
        { party: 'lab', counterparty: 'bank', side: 'is-owed', ...equity },
        { committedUsCents: 8 },
      )
      .showsRow(
        view,
        { party: 'bank', counterparty: 'lab', side: 'owes', ...equity },
        { committedUsCents: 8 },
      )
      .shows(view, { committedUsCents: 8 }, { side: 'owes', kind: 'equity' });
  });

  it('is what it holds: a fifth, worth $100B', () =>
    lab.showsRow(
      view,
      { party: 'bank', side: 'holds' },
      { counterparty: 'lab', basis: 'basic', stakeBp: 20, valueUsCents: 100 },
    ));

  it('is what it depends on, by provider and layer: 3 GW of hosting, 1 GW of it firm', () =>
    lab.showsRow(
      view,
      { party: 'lab', side: 'depends-on' },
      { counterparty: 'cloud', layer: 'hosting', unpaidUsCents: null, headlineKw: 3, firmKw: 1 },
    ));

  it('never adds kinds, and adds counterparties when asked by party alone', () =>
    lab
      .by('party')
      .asking({ party: 'lab', side: 'owes' })
      .lists(view, 'rows', { kind: 'hardware' }, { kind: 'services' }));

  it('falls by what somebody has seen paid: $30B less $12B is $18B', () =>
    among(
      pays('lab', 'cloud', 'services', '30B USD'),
      fact('2025-06-01', 'deal-all', 'PaymentMade', { payment: 'lab-cloud-services', amount: '12B USD' }),
    ).showsRow(view, { party: 'lab', side: 'owes' }, { unpaidUsCents: 18 }));

  it('has what passes through a party beside it: $6B to the builder out of the $30B', () =>
    among(
      pays('lab', 'cloud', 'services', '30B USD'),
      pays('cloud', 'builder', 'hardware', '6B USD', { passesThrough: 'deal-all/lab-cloud-services' }),
    ).showsRow(view, { party: 'cloud', side: 'owes' }, { unpaidUsCents: 0, passingUsCents: 6 }));

  it('names what is undisclosed, which is never zero', () =>
    among(pays('lab', 'cloud', 'services', 'undisclosed'))
      .lists(view, 'undisclosed', 'deal-all/lab-cloud-services')
      .showsRow(view, { party: 'lab', side: 'owes' }, { unpaidUsCents: [0, null, null] }));
});

describe('The largest counterparty', () => {
  const services = { party: 'lab', side: 'owes', kind: 'services' };
  const beside = (amount: string, ...more: Sent[]) =>
    among(pays('lab', 'cloud', 'services', '30B USD'), pays('lab', 'builder', 'services', amount), ...more);

  it('has three quarters of 30 and 10 that are owed: 7,500 basis points', () =>
    beside('10B USD', pays('lab', 'vendor', 'hardware', '90B USD'))
      .asking(services)
      .lists(view, 'largest', { counterparty: 'cloud', counterparties: 2, partBp: 75, certain: true })
      .asking({ party: 'builder', side: 'is-owed' })
      .lists(view, 'largest', { counterparty: 'lab', partBp: 100 }));

  it('has 60 to 100 % beside one that gets up to 20 of 50, and its part has no point', () =>
    beside('up to 20B USD')
      .asking(services)
      .lists(view, 'largest', {
        counterparty: 'cloud',
        partBp: [60, null, 100],
        certain: true,
      }));

  it('is not certain, and its part is unknown, beside one that is undisclosed', () =>
    beside('undisclosed')
      .asking(services)
      .lists(view, 'largest', {
        counterparty: 'cloud',
        partBp: [0, null, 100],
        certain: false,
        undisclosed: ['deal-all/lab-builder-services'],
      }));

  it('is told of compute as well: 6 of 16 GW are 3,750 basis points, 10 of them 6,250', () =>
    among(
      tranche('deal-all', 'six', '6 GW', { provider: 'builder' }),
      tranche('deal-all', 'ten', '10 GW', { provider: 'vendor' }),
    )
      .asking({ party: 'lab', side: 'depends-on' })
      .lists(view, 'largest', { counterparty: 'vendor', partBp: 62.5 }));
});

describe('The largest counterparties', () => {
  const two = among(
    pays('lab', 'cloud', 'services', '30B USD'),
    pays('lab', 'builder', 'services', '10B USD'),
  ).asking({ side: 'owes' });

  it('are told where all counterparties are looked at, and all deals', () => {
    for (const all of [two, two.asking({ party: 'lab' }), two.asking({ kind: 'services' })])
      all.lists(view, 'largest', { counterparty: 'cloud', partBp: 75 });
  });
  it.each([
    [{ counterparty: 'cloud' }],
    [{ counterparty: 'cloud,builder' }],
    [{ deal: 'deal-all' }],
    [{ deal: 'deal-all', counterparty: 'cloud' }],
  ])('are not, where some are left out: %j', (some) => {
    two.asking(some).lists(view, 'largest');
  });
});

describe('Stakes that a table of exposure has', () => {
  const stakes = ['bank', 'builder', 'cloud'].map((holder) =>
    fact('2026-01-01', `stake-${holder}-lab`, 'StakeDisclosed', { stake: '20%', basis: 'basic' }),
  );
  const orders = stakes.flatMap((first) =>
    [1, -1].map((way) => [first, ...stakes.filter((one) => one !== first).toSorted(() => way)]),
  );

  it.each(orders.map((order) => [order.map(({ stream }) => stream).join(', '), order] as const))(
    'stand in one order, however they were recorded: %s',
    (_, order) => {
      const { rows } = among(...order).answer(view, { side: 'holds' });
      expect(rows.map(({ party }) => party)).toEqual(['bank', 'builder', 'cloud']);
    },
  );
});

describe('If the lab fails, which owes $30B in 2026 and $5B and provides 1 GW to the bank,', () => {
  const all = among(
    pays('lab', 'cloud', 'services', '30B USD', { over: { from: '2026-Q1', months: 12 } }),
    pays('lab', 'vendor', 'hardware', '5B USD'),
    pays('bank', 'lab', 'equity', '8B USD'),
    tranche('deal-all', 'resold', '1 GW', {
      layer: 'hosting',
      provider: 'lab',
      consumer: 'bank',
      due: '2026-H2',
    }),
    held,
  );
  const failing = all.asking({ party: 'lab' });

  it('its counterparties are short of what it owes, by when it is due, soonest first', () =>
    failing.has(view, {
      ifFails: {
        party: 'lab',
        short: [
          { counterparty: 'bank' },
          {
            counterparty: 'cloud',
            money: [{ item: 'deal-all/lab-cloud-services', due: '2026-01-01/2026-12-31', unpaidUsCents: 30 }],
          },
          { counterparty: 'vendor', money: [{ kind: 'hardware', due: null }] },
        ],
      },
    }));

  it('they lose the compute that it provides: 1 GW due in the second half of 2026', () =>
    failing.has(view, {
      ifFails: {
        short: [
          {
            counterparty: 'bank',
            compute: [{ item: 'deal-all/resold', layer: 'hosting', due: '2026-H2', headlineKw: 1 }],
            money: [],
          },
          {},
          {},
        ],
      },
    }));

  it("its holders' stakes are at risk: a fifth, worth $100B", () =>
    failing.has(view, { ifFails: { heldBy: [{ holder: 'bank', stakeBp: 20, valueUsCents: 100 }] } }));

  it('is told of one party only: without one there is no answer', () =>
    expect(all.answer(view).ifFails).toBeUndefined());
});

describe('What is unpaid over time', () => {
  const owed = payment('deal-all', 'p', '120B USD', {
    to: 'cloud',
    kind: 'services',
    over: { from: '2026-Q1', months: 12 },
  });
  const paid = (on: string, amount: string) => fact(on, 'deal-all', 'PaymentMade', { payment: 'p', amount });
  const quarters = (...facts: Sent[]) =>
    among(...facts)
      .at('2026-11-20')
      .by('party')
      .asking({ party: 'lab', side: 'owes', timeline: 'quarter', from: '2026-01-01', to: '2026-12-31' });
  const told = (...unpaid: readonly number[]) =>
    Object.fromEntries(unpaid.map((amount, place) => [`lab 2026-Q${place + 1}`, amount]));

  it('is settled by what is paid, the oldest due first: 50 leave 0, 10, 30 and 30, as the table has 70', () => {
    quarters(owed, paid('2026-02-01', '50B USD')).shows(view, { unpaidUsCents: told(0, 10, 30, 30) });
    among(owed, paid('2026-02-01', '50B USD'))
      .at('2026-11-20')
      .showsRow(view, { party: 'lab', side: 'owes' }, { unpaidUsCents: 70 });
  });
  it('is what is due later, where what was due before is paid late', () =>
    quarters(owed, paid('2026-05-01', '30B USD')).shows(view, { unpaidUsCents: told(0, 30, 30, 30) }));
  it('is all of it while nobody has seen a payment', () =>
    quarters(owed).shows(view, { unpaidUsCents: told(30, 30, 30, 30) }));
});

describe('What is unpaid of a round with parts', () => {
  const round = among(
    pays('bank', 'lab', 'equity', '120B USD'),
    pays('vendor', 'lab', 'equity', '40B USD', { partOf: 'deal-all/bank-lab-equity' }),
    fact('2026-05-01', 'deal-all', 'PaymentMade', { payment: 'vendor-lab-equity', amount: '10B USD' }),
  ).at('2026-11-20');
  const owed = { party: 'lab', side: 'is-owed', kind: 'equity' };

  it('is what was not seen paid: 110 of 120 where 10 of a part were', () =>
    round.by('party').showsRow(view, owed, {
      committedUsCents: 120,
      outstandingUsCents: [30, null, 110],
      unpaidUsCents: 110,
    }));
  it('is told by counterparty as what the parts leave: 80 of the bank beside 30', () =>
    round
      .showsRow(view, { ...owed, counterparty: 'bank' }, { committedUsCents: 80, unpaidUsCents: 80 })
      .showsRow(view, { ...owed, counterparty: 'vendor' }, { committedUsCents: 40, unpaidUsCents: 30 }));
  it('has nothing on conditions twice: 60 firm of 100 leave 40, of which nothing was paid', () =>
    among(
      pays('bank', 'lab', 'equity', '100B USD', { bindingness: 'contingent' }),
      pays('vendor', 'lab', 'equity', '60B USD', { partOf: 'deal-all/bank-lab-equity' }),
      fact('2026-05-01', 'deal-all', 'PaymentMade', { payment: 'vendor-lab-equity', amount: '10B USD' }),
    )
      .at('2026-11-20')
      .showsRow(
        view,
        { ...owed, counterparty: 'bank' },
        { conditionalUsCents: 40, unpaidUsCents: [0, null, 40] },
      )
      .by('party')
      .showsRow(view, owed, { conditionalUsCents: 40, unpaidUsCents: [50, null, 90] }));
  it('has what a part has released out of what is conditional: 20 of 100 leave 80', () =>
    among(
      tranche('deal-all', 't', '10 GW'),
      fact('2026-01-01', 'deal-all', 'CapacityEnergized', { tranche: 't', power: '2 GW' }),
      pays('bank', 'lab', 'equity', '100B USD', { bindingness: 'contingent' }),
      pays('vendor', 'lab', 'equity', '60B USD', {
        bindingness: 'contingent',
        partOf: 'deal-all/bank-lab-equity',
        release: { per: '1 GW', amount: '10B USD' },
      }),
    )
      .at('2026-11-20')
      .by('party')
      .showsRow(view, owed, { conditionalUsCents: 80, unpaidUsCents: [20, null, 100] }));
});

describe('What two parties promised each other that became one', () => {
  const promised = among(
    pays('lab', 'vendor', 'hardware', '30B USD'),
    pays('lab', 'cloud', 'services', '10B USD'),
    tranche('deal-all', 't', '1 GW'),
    fact('2026-02-01', 'party-lab', 'PartyMerged', { into: 'vendor' }),
  );
  const merged = promised.at('2026-03-01');

  it('is exposed on both sides until then', () =>
    promised.showsRow(view, { party: 'lab', side: 'owes', kind: 'hardware' }, { unpaidUsCents: 30 }));
  it('is on no side from then on, and is named', () =>
    merged
      .lists(
        view,
        'rows',
        { party: 'cloud', counterparty: 'vendor', side: 'is-owed', unpaidUsCents: 10 },
        { party: 'vendor', counterparty: 'cloud', side: 'owes', unpaidUsCents: 10 },
      )
      .lists(view, 'largest', { party: 'cloud' }, { party: 'vendor', counterparty: 'cloud', partBp: 100 })
      .notes(view, 'deal-all/lab-vendor-hardware, deal-all/t'));
  it('is not named once it is over', () =>
    expect(
      merged
        .and(
          fact('2026-01-01', 'deal-all', 'CapacityCancelled', { tranche: 't' }),
          fact('2026-01-01', 'deal-all', 'PaymentCancelled', { payment: 'lab-vendor-hardware' }),
        )
        .answer(view)
        .notes.join(),
    ).not.toContain('owes itself'));
  it('leaves nobody short but the cloud where it fails', () =>
    merged
      .asking({ party: 'vendor' })
      .has(view, { ifFails: { short: [{ counterparty: 'cloud', compute: [] }] } }));
});

describe('Who is short by when', () => {
  const dues = ['2026-Q1', '2026-H2', '2026', '2026-10', undefined, '2027-05/2027-09'];

  it('stands in the order of the days, and not of how they are written; what has no date last', () => {
    const { ifFails } = among(
      ...dues.map((due, place) => tranche('deal-all', `t-${place}`, '1 GW', { ...(due && { due }) })),
    ).answer(view, { party: 'vendor' });
    expect(ifFails).toMatchObject({
      short: [
        {
          compute: ['2026-Q1', '2026', '2026-H2', '2026-10', '2027-05/2027-09', null].map((due) => ({ due })),
        },
      ],
    });
  });

  it.each([
    [{ from: '2026-01', months: 24 }, undefined, '2026-01-01/2027-12-31'],
    [{ from: '2026-01', months: 24 }, '2027-01-01', '2026-01-01/2026-12-31'],
    [{ from: '2026-01' }, '2027-01-01', '2026-01/2026-12-31'],
    [{ from: '2026-01' }, undefined, '2026-01/..'],
  ])('ends with what still falls due: %j, stopped from %s on: %s', (over, from, due) => {
    const { ifFails } = among(
      payment('deal-all', 'p', undefined, { to: 'cloud', kind: 'services', ratePerMonth: '1B USD', over }),
      ...(from === undefined
        ? []
        : [fact('2025-06-01', 'deal-all', 'PaymentCancelled', { payment: 'p', from })]),
    ).answer(view, { party: 'lab' });
    expect(ifFails).toMatchObject({ short: [{ money: [{ due }] }] });
  });
});

describe('What was paid in full', () => {
  const rent = payment('deal-all', 'rent', '5B USD', { to: 'cloud' });
  const paid = (...amounts: string[]) =>
    amounts.map((amount, index) =>
      fact(`2025-1${index}-01`, 'deal-all', 'PaymentMade', { payment: 'rent', amount }),
    );
  const shortOf = (...facts: Sent[]) => {
    const { ifFails } = among(rent, ...facts).answer(view, { party: 'lab' });
    return (ifFails as { short: Entry[] }).short.map(({ counterparty, money }) => [
      counterparty,
      (money as Entry[]).map((one) => [one.item, billion(one.unpaidUsCents)]),
    ]);
  };

  it('leaves nobody short', () => expect(shortOf(...paid('5B USD'))).toEqual([]));
  it('leaves nobody short where more than that was paid', () =>
    expect(shortOf(...paid('3B USD', '3B USD'))).toEqual([]));
  it.each([
    ['3B USD', exactly(2)],
    ['about 5B USD', [0, 0, 0.5]],
  ])('leaves the cloud short of the rest, or of what may be left: %s', (amount, left) =>
    expect(shortOf(...paid(amount))).toEqual([['cloud', [['deal-all/rent', left]]]]),
  );
  it('leaves nobody short of what is over: a cancelled tranche, and one whose parts are told elsewhere', () => {
    const { ifFails } = among(
      tranche('deal-all', 'gone', '1 GW'),
      fact('2025-12-01', 'deal-all', 'CapacityCancelled', { tranche: 'gone' }),
      tranche('deal-all', 'whole', '2 GW', { consumer: 'bank' }),
      tranche('deal-all', 'part', '2 GW', { partOf: 'deal-all/whole', consumer: 'lab' }),
    ).answer(view, { party: 'vendor' });
    expect(ifFails).toMatchObject({
      short: [
        { counterparty: 'lab', compute: [{ item: 'deal-all/part', headlineKw: { point: 2_000_000 } }] },
      ],
    });
  });
  it('is told of money that passes through, and of what is undisclosed', () =>
    expect(
      among(
        payment('deal-all', 'open', 'undisclosed', { to: 'cloud' }),
        payment('deal-all', 'through', '1B USD', { to: 'vendor', passesThrough: 'deal-all/open' }),
      ).answer(view, { party: 'lab' }).ifFails,
    ).toMatchObject({
      short: [
        { counterparty: 'cloud', money: [{}] },
        { counterparty: 'vendor', money: [{}] },
      ],
    }));
});

describe('What each is short of', () => {
  const moneyTold = ['unpaidUsCents', 'committedUsCents', 'conditionalUsCents', 'outstandingUsCents'];
  const failing = among(
    tranche('deal-all', 'firm', '2 GW'),
    tranche('deal-all', 'option', '1 GW', { bindingness: 'optional' }),
    tranche('deal-all', 'signed-for', 'undisclosed'),
    payment('deal-all', 'rent', '5B USD'),
    payment('deal-all', 'more', '4B USD', { bindingness: 'optional' }),
    payment('deal-all', 'through', '1B USD', { passesThrough: 'deal-all/rent' }),
  );

  it('says of an option that nothing of it is firm, and of firm money that none of it is conditional', () => {
    failing.asking({ party: 'vendor' }).has(view, {
      ifFails: { short: [{ compute: [{}, { item: 'deal-all/option', headlineKw: 1, firmKw: 0 }, {}] }] },
    });
    failing.asking({ party: 'lab' }).has(view, {
      ifFails: {
        short: [
          {
            money: [
              { item: 'deal-all/more', committedUsCents: 0, conditionalUsCents: 4, passingUsCents: 0 },
              { item: 'deal-all/rent', committedUsCents: 5, conditionalUsCents: 0, passingUsCents: 0 },
              { item: 'deal-all/through', committedUsCents: 0, passingUsCents: 1 },
            ],
          },
        ],
      },
    });
  });

  it.each([
    ['vendor', 'compute', ['headlineKw', 'firmKw', 'energizedKw']],
    ['lab', 'money', [...moneyTold, 'passingUsCents']],
  ] as const)('has every measure of the row of %s that it adds up to, of %s', (party, of, measures) => {
    const { ifFails, rows } = failing.answer(view, { party });
    const { short } = ifFails as { short: Record<string, Record<string, { low: number }>[]>[] };
    const entries = short.flatMap((one) => one[of] ?? []);
    const [row] = rows.filter(({ side }) => side === (of === 'money' ? 'owes' : 'supplies'));
    for (const measure of measures)
      expect(entries.reduce((sum, entry) => sum + entry[measure]!.low, 0)).toBe(
        (row as unknown as Record<string, { low: number }>)[measure]!.low,
      );
  });
});

describe('The exposure of OpenAI on the public record', async () => {
  const openai = given(...((await publicRecord()) as Sent[])).asking({
    party: 'openai',
    effectiveAt: '2025-11-30',
    knownAt: '2025-11-30',
  });

  it('is $250B to Microsoft, $38B to AWS and an undisclosed amount to Google in November 2025', () => {
    const owes = openai
      .asking({ side: 'owes' })
      .showsRow(view, { counterparty: 'microsoft', kind: 'services' }, { unpaidUsCents: 250 })
      .showsRow(view, { counterparty: 'aws', kind: 'services' }, { unpaidUsCents: 38 })
      .showsRow(view, { counterparty: 'google', kind: 'services' }, { unpaidUsCents: [0, null, null] });
    expect(owes.answer(view).undisclosed).toContain('deal-openai-google-2025/services');
  });

  it('is 6 GW of chips from AMD, 10 from Broadcom and at least 10 from NVIDIA then', () =>
    openai
      .asking({ side: 'depends-on', layer: 'chips' })
      .lists(
        view,
        'rows',
        { counterparty: 'amd', headlineKw: 6 },
        { counterparty: 'broadcom', headlineKw: 10 },
        { counterparty: 'nvidia', headlineKw: [10, 10, null] },
      ));
});

describe('The largest counterparty', () => {
  // Of the 10 that the lab owes the vendor 4 are owed to the cloud: 6 are the vendor's.
  it.each(['party', 'party,counterparty', 'party,kind,deal'])(
    'is 6 of 10 where 4 of 10 are another one’s, whatever the rows are: by %s',
    (by) => {
      among(
        payment('deal-all', 'p', '10B USD', { to: 'vendor' }),
        payment('deal-all', 'q', '4B USD', { to: 'cloud', partOf: 'deal-all/p' }),
      )
        .asking({ by, party: 'lab' })
        .lists(view, 'largest', { counterparty: 'vendor', unpaidUsCents: 6, partBp: 60 });
    },
  );
});
