import { describe, expect, it } from 'vitest';
import { given, type Sent } from '../given.js';
import { cast, deal, fact, payment } from './facts.js';

const view = 'reconciliation';
const term = { over: { from: '2026-01', months: 12 } };
/** A total of each measure, who reports it, and what it is compared with of 12 over 2026, of which 5 is paid. */
const totals: readonly [measure: string, slug: string, kind: string, terms: object, ledger: number][] = [
  ['commitments', 'lab', 'hardware', {}, 12],
  ['commitments', 'lab', 'services', { over: { from: '2026-Q2', to: '2026-Q3' } }, 6],
  ['backlog', 'vendor', 'hardware', {}, 9],
  ['backlog', 'vendor', 'services', { within: 3 }, 3],
  ['leases', 'lab', 'services', {}, 9],
  ['leases', 'lab', 'services', { within: 6 }, 6],
  ['purchase-obligations', 'lab', 'hardware', {}, 9],
  ['unrecorded-purchase-obligations', 'lab', 'hardware', { within: 6, towards: 'vendor' }, 6],
  ['guarantees', 'lab', 'guarantee', {}, 12],
  ['invested', 'lab', 'equity', {}, 5],
  ['invested', 'lab', 'convertible', { over: { from: '2026-01', to: '2026-03' } }, 5],
  ['capital-spending', 'lab', 'capex', { at: '2026-Q1' }, 5],
];

describe('A sum that is told as a whole and in its parts is compared once', () => {
  it.each(totals)('%s of %s in %s %j: %d', (measure, slug, kind, terms, ledgerUsCents) => {
    const announced = measure === 'leases' ? leasing : deal;
    const whole = [
      ...cast,
      announced('deal-whole'),
      announced('deal-parts'),
      payment('deal-whole', 'all', '12B USD', { kind, ...term }),
      paid('deal-whole', 'all', '5B USD'),
      disclosed(slug, measure, terms),
    ];
    const partOf = { kind, ...term, partOf: 'deal-whole/all' };
    const parts = [payment('deal-parts', 'some', '4B USD', partOf), paid('deal-parts', 'some', '2B USD')];
    const asked = { party: slug, measure };
    given(...whole)
      .at('2026-11-23')
      .showsRow(view, asked, { ledgerUsCents })
      .and(...parts)
      .showsRow(view, asked, { ledgerUsCents })
      .lists(view, 'groups', { kind, amountUsCents: ledgerUsCents, compared: true });
  });
  it('bound by bound: up to 8 within 10 leave 10, wherever they stand', () =>
    given(
      ...cast,
      deal('deal-whole'),
      deal('deal-parts'),
      payment('deal-whole', 'all', '10B USD'),
      payment('deal-parts', 'some', 'up to 8B USD', { partOf: 'deal-whole/all' }),
      disclosed('lab', 'commitments'),
    )
      .at('2026-11-23')
      .showsRow(view, { measure: 'commitments' }, { ledgerUsCents: 10 }));
  it('parts that come to more than the whole are compared as they are: 7 and 6 in 10', () =>
    given(
      ...cast,
      deal('deal-whole'),
      payment('deal-whole', 'all', '10B USD', term),
      payment('deal-whole', 'some', '7B USD', { ...term, partOf: 'deal-whole/all' }),
      payment('deal-whole', 'others', '6B USD', { ...term, partOf: 'deal-whole/all' }),
      disclosed('lab', 'commitments'),
      disclosed('lab', 'commitments', { over: { from: '2026', to: '2026' } }),
    )
      .at('2026-11-23')
      .showsRow(view, { due: null }, { ledgerUsCents: 13 })
      .showsRow(view, { due: '2026-01-01/2026-12-31' }, { ledgerUsCents: 13 }));
  it('without a date is ahead but for what was paid of a part: 12, of which 1 of 4 was, leave 11', () =>
    given(
      ...cast,
      deal('deal-whole'),
      payment('deal-whole', 'all', '12B USD', {}),
      payment('deal-whole', 'some', '4B USD', { partOf: 'deal-whole/all' }),
      paid('deal-whole', 'some', '1B USD'),
      disclosed('vendor', 'backlog'),
    )
      .at('2026-11-23')
      .showsRow(view, { party: 'vendor', measure: 'backlog' }, { ledgerUsCents: 11 })
      .lists(view, 'lines', { amountUsCents: 8 }, { amountUsCents: 3 }));
  it('towards one party a part of another is taken off: 12 less 4', () =>
    given(
      ...cast,
      deal('deal-whole'),
      payment('deal-whole', 'all', '12B USD', term),
      payment('deal-whole', 'some', '4B USD', { ...term, to: 'cloud', partOf: 'deal-whole/all' }),
      disclosed('lab', 'commitments', { towards: 'vendor' }),
      disclosed('lab', 'commitments', { towards: 'vendor', within: 9 }),
    )
      .at('2026-11-23')
      .showsRow(view, { due: null }, { ledgerUsCents: 8 })
      .showsRow(view, { due: '2026-04-01/2026-12-31' }, { ledgerUsCents: 6 }));
});

describe('Groups beside a disclosed total', () => {
  it('tell what is compared from what is not, though both are of one kind: leases of 9 beside 3', () => {
    const world = given(
      ...cast,
      leasing('deal-lease'),
      deal('deal-other'),
      payment('deal-lease', 'rent', '12B USD', { kind: 'services', ...term }),
      payment('deal-other', 'work', '4B USD', { kind: 'services', ...term }),
      disclosed('lab', 'leases'),
    ).at('2026-11-23');
    world.showsRow(view, { measure: 'leases' }, { ledgerUsCents: 9 });
    expect(world.answer(view).groups).toHaveLength(2);
    world.lists(
      view,
      'groups',
      { kind: 'services', amountUsCents: 9, compared: true },
      { kind: 'services', amountUsCents: 3, compared: false },
    );
  });
});

describe('What is contracted against what operates', () => {
  const power = (measure: string, amount: string, terms: object = {}): Sent =>
    disclosed('lab', measure, { amount, ...terms });
  const whole = power('contracted-power', '10 GW');
  const some = power('contracted-power', '2 GW', { towards: 'cloud' });
  const running = power('operating-power', '1 GW');
  const list = 'contractedAgainstOperating';
  it.each([
    ['before', [some, whole, running]],
    ['after', [whole, some, running]],
  ])('is of the whole, though a total towards one party was told %s it: 10 less 1', (_, facts) => {
    given(...cast, ...facts)
      .at('2026-11-23')
      .lists(view, list, { towards: null, contractedKw: 10, outstandingKw: 9 });
  });
  it('is told towards one party where both are towards that one', () =>
    given(...cast, some, whole, running, power('operating-power', '0.5 GW', { towards: 'cloud' }))
      .at('2026-11-23')
      .lists(view, list, { towards: 'cloud', outstandingKw: 1.5 }, { towards: null, outstandingKw: 9 }));
  it('is not told where one is of the whole and the other is not', () =>
    given(...cast, some, running)
      .at('2026-11-23')
      .has(view, { [list]: [] }));
});

function disclosed(slug: string, measure: string, terms: object = {}): Sent {
  const said = { measure, amount: '1B USD', at: '2026-03-31', ...terms };
  return fact('2026-03-31', `party-${slug}`, 'TotalDisclosed', said);
}

function paid(stream: string, name: string, amount: string): Sent {
  return fact('2026-02-15', stream, 'PaymentMade', { payment: name, amount });
}

function leasing(stream: string): Sent {
  const one = deal(stream);
  return { ...one, body: { ...one.body, kind: 'capacity-lease' } };
}
