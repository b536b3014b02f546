import { describe, expect, it } from 'vitest';
import { given, type Sent } from '../given.js';
import { cast, fact, party } from './facts.js';

const view = 'ownership';
const world = (...facts: Sent[]) => given(...cast, ...facts).at('2026-06-30');
const bank = 'stake-bank-lab';
const disclosed = (stake: string, more: object = {}, on = '2025-06-01', stream = bank): Sent =>
  fact(on, stream, 'StakeDisclosed', { stake, basis: 'diluted', ...more });
const changed = (by: string, cause: string, on = '2025-07-01'): Sent =>
  fact(on, bank, 'StakeChanged', { by, cause });
const exited = fact('2025-09-01', bank, 'StakeExited', {});

describe('A stake', () => {
  it('is a level: the last disclosure counts, 20 % until August and 30 % from September', () =>
    world(disclosed('20%'), disclosed('30%', {}, '2025-09-01'))
      .lists(view, 'rows', { stakeBp: 30 })
      .at('2025-08-31')
      .lists(view, 'rows', { stakeBp: 20 }));
  it.each([
    ['purchase', 25],
    ['grant', 25],
    ['conversion', 25],
    ['sale', 15],
    ['dilution', 15],
  ])('of 20 %% changed by 5 %% through a %s is %i %%', (cause, stakeBp) => {
    world(disclosed('20%'), changed('5%', cause)).lists(view, 'rows', { stakeBp });
  });
  it('changes again and again: 20 + 5 − 1 %', () =>
    world(disclosed('20%'), changed('5%', 'purchase'), changed('1%', 'sale', '2025-08-01')).lists(
      view,
      'rows',
      { stakeBp: 24 },
    ));
  it('crosses its bounds with those of what was sold: 20 − 10 to 30 − 5 %', () =>
    world(disclosed('20-30%'), changed('5-10%', 'sale')).lists(view, 'rows', { stakeBp: [10, 17.5, 25] }));
  it('never falls below nothing, when it is held no more, nor rises above the whole', () => {
    world(disclosed('20%'), changed('30%', 'sale')).showsNothing(view);
    world(disclosed('80%'), changed('30%', 'purchase')).lists(view, 'rows', { stakeBp: 100 });
  });
  it('ends when its holder exits, and not before', () =>
    world(disclosed('20%'), exited).showsNothing(view).at('2025-08-31').lists(view, 'rows', {}));
  it('may be disclosed again after an exit', () =>
    world(disclosed('20%'), exited, disclosed('3%', {}, '2025-10-01')).lists(view, 'rows', { stakeBp: 3 }));
});

describe('Stakes on different bases', () => {
  const both = world(disclosed('20%'), disclosed('30%', { basis: 'basic' }, '2025-06-02'));

  it('stand apart', () =>
    both
      .showsRow(view, { basis: 'diluted' }, { stakeBp: 20 })
      .showsRow(view, { basis: 'basic' }, { stakeBp: 30 }));
  it('are not added: 20 + 10 % diluted, 30 % basic', () =>
    both
      .and(disclosed('10%', {}, '2025-06-01', 'stake-vendor-lab'))
      .shows(view, { stakeBp: 30 }, { issuer: 'lab', basis: 'diluted' })
      .shows(view, { stakeBp: 30 }, { issuer: 'lab', basis: 'basic' }));
  it('change on the basis that was disclosed last: 30 − 5 % basic', () =>
    both
      .and(changed('5%', 'sale'))
      .showsRow(view, { basis: 'diluted' }, { stakeBp: 20 })
      .showsRow(view, { basis: 'basic' }, { stakeBp: 25 }));
});

describe('The whole that a stake implies', () => {
  it('is its value divided by it: 100 / 25 %', () =>
    world(disclosed('25%', { value: '100B USD' })).lists(view, 'rows', { impliedWholeUsCents: 400 }));
  it('is as wide as the rounding of the stake and of its value: 60 / 30 to 20 %, 100 to 150 / 25 %', () => {
    world(disclosed('20-30%', { value: '60B USD' })).lists(view, 'rows', {
      impliedWholeUsCents: [200, 240, 300],
    });
    world(disclosed('25%', { value: '100-150B USD' })).lists(view, 'rows', {
      impliedWholeUsCents: [400, 500, 600],
    });
  });
  it('is open above when the stake may be next to nothing', () =>
    world(disclosed('up to 25%', { value: '100B USD' })).lists(view, 'rows', {
      impliedWholeUsCents: [400, 400, null],
    }));
  it('is not told without a value', () =>
    world(disclosed('25%')).lists(view, 'rows', { valueUsCents: null, impliedWholeUsCents: null }));
  it('is that of the stake that was valued, however the stake changed since', () =>
    world(disclosed('25%', { value: '100B USD' }), changed('5%', 'sale')).lists(view, 'rows', {
      stakeBp: 20,
      impliedWholeUsCents: 400,
    }));
  it('of several holders together is by those whose stake was valued: (100 + 90) / (25 + 20 %) = 422.2', () => {
    const three = world(
      disclosed('25%', { value: '100B USD' }),
      disclosed('20%', { value: '90B USD' }, '2025-06-01', 'stake-vendor-lab'),
      disclosed('30%', {}, '2025-06-01', 'stake-cloud-lab'),
    ).by('issuer');
    three.lists(view, 'rows', { stakeBp: 75 });
    const { point } = three.row(view, { issuer: 'lab' }).impliedWholeUsCents as { point: number };
    expect(point / 1e11).toBeCloseTo(422.222, 3);
  });
});

describe('The value of a stake', () => {
  const valued = world(disclosed('27%', { value: '135B USD' }));
  const again = disclosed('26.79%', {}, '2025-09-01');
  const stated = { valueUsCents: 135, valueOn: '2025-06-01', flags: [] };
  const carried = { ...stated, flags: ['carried'] };

  it('holds until another is stated, with its date: 135, then 140', () =>
    valued
      .lists(view, 'rows', stated)
      .and(again)
      .lists(view, 'rows', carried)
      .and(disclosed('26%', { value: '140B USD' }, '2025-10-01'))
      .lists(view, 'rows', { valueUsCents: 140, valueOn: '2025-10-01', flags: [] }));
  it('holds through a restatement of the same day that tells none', () =>
    valued.and({ ...disclosed('26.79%'), knownOn: '2026-05-08' }).lists(view, 'rows', carried));
  it('holds through a change, marked', () => valued.and(changed('5%', 'sale')).lists(view, 'rows', carried));
  it('rests on what told it and on what told the stake', () => {
    const both = valued.and(again);
    const { rests } = both.row(view, {});
    expect(rests.map((id) => both.history.fact(id)!.effectiveOn)).toEqual(['2025-06-01', '2025-09-01']);
  });
  it('ends with the stake', () =>
    valued
      .and(exited, disclosed('3%', {}, '2025-10-01'))
      .lists(view, 'rows', { valueUsCents: null, impliedWholeUsCents: null }));
  it.each<[string, object, object]>([
    ['2 billion × $23.28', { shares: 2_000_000_000, price: '$23.28' }, { valueUsCents: 46.56 }],
    [
      '2 million × 10 to 3 million × 20',
      { shares: '2-3 million', price: '10-20 USD' },
      { valueUsCents: [0.02, 0.0375, 0.06] },
    ],
  ])('is shares times price where it is not stated, and then derived: %s', (_, terms, value) => {
    world(disclosed('4%', terms)).lists(view, 'rows', {
      ...value,
      valueOn: '2025-06-01',
      flags: ['derived'],
    });
  });
  it('is what is stated, not derived, and unknown where shares or price are', () => {
    const counted = { shares: 2_000_000_000, price: '$23.28', value: '50B USD' };
    world(disclosed('4%', counted)).lists(view, 'rows', { ...stated, valueUsCents: 50 });
    for (const terms of [{ shares: 'undisclosed', price: '10 USD' }, { shares: 5 }])
      world(disclosed('4%', terms)).lists(view, 'rows', { valueUsCents: null });
  });
  it('is in the currency of the price: 100 × €2', () => {
    const row = world(disclosed('4%', { shares: 100, price: '€2' })).row(view, {});
    expect(row).toMatchObject({
      currency: 'EUR',
      valueUsCents: { point: 20_000 },
      heldShares: { point: 100 },
    });
  });
});

describe('A stake on a basis that nobody stated', () => {
  it('stands apart, and makes no chain', () =>
    world(
      disclosed('50%', { basis: 'unstated' }),
      disclosed('50%', { basis: 'unstated' }, '2025-06-01', 'stake-lab-vendor'),
    ).lists(view, 'rows', { lookThroughBp: null }, { lookThroughBp: null }));
});

describe('The parties of a stake', () => {
  it.each([
    ['staff-and-investors', 'lab'],
    ['bank', 'lab-group'],
  ])('are told apart where their names have hyphens: %s and %s', (holder, issuer) => {
    world(
      ...party('staff-and-investors', 'lab-group'),
      disclosed('26%', {}, '2025-06-01', `stake-${holder}-${issuer}`),
    ).lists(view, 'rows', { holder, issuer });
  });
  it('are refused where the name can be split in two ways', () =>
    world(...party('a', 'a-b', 'b-c', 'c'))
      .when(disclosed('26%', {}, '2025-06-01', 'stake-a-b-c'))
      .refuses('parties-are-registered'));
  it('count as the other one once they have merged', () =>
    world(disclosed('26%'), fact('2026-01-01', 'party-bank', 'PartyMerged', { into: 'cloud' })).lists(
      view,
      'rows',
      { holder: 'cloud', issuer: 'lab' },
    ));
});
