import { describe, expect, it } from 'vitest';
import { ledger, type Sent, show } from '../given.js';
import { billion, cast, entry, exactly, fact, party, percent } from './facts.js';

const disclosed = (
  stake: string,
  more: Record<string, unknown> = {},
  on = '2025-06-01',
  stream = 'stake-bank-lab',
): Sent => fact(on, stream, 'StakeDisclosed', { stake, basis: 'diluted', ...more });
const changed = (by: string, cause: string, on = '2025-07-01'): Sent =>
  fact(on, 'stake-bank-lab', 'StakeChanged', { by, cause });
const held = (facts: Sent[], effectiveAt = '2026-06-30') =>
  show(ledger([...cast, ...facts]), 'ownership', { effectiveAt }).rows;
const stakeOf = (...facts: Sent[]): unknown => percent(held(facts)[0]!.stakeBp);

describe('A stake', () => {
  it('is a level: the last disclosure counts', () => {
    const facts = [disclosed('20%'), disclosed('30%', {}, '2025-09-01')];
    expect(stakeOf(...facts)).toEqual(exactly(30));
    expect(percent(held(facts, '2025-08-31')[0]!.stakeBp)).toEqual(exactly(20));
  });
  it.each([
    ['purchase', 25],
    ['grant', 25],
    ['conversion', 25],
    ['sale', 15],
    ['dilution', 15],
  ])('of 20 %% changed by 5 %% through a %s is %i %%', (cause, after) =>
    expect(stakeOf(disclosed('20%'), changed('5%', cause))).toEqual(exactly(after)),
  );
  it('changes again and again', () =>
    expect(stakeOf(disclosed('20%'), changed('5%', 'purchase'), changed('1%', 'sale', '2025-08-01'))).toEqual(
      exactly(24),
    ));
  it('crosses its bounds with those of what was sold', () =>
    expect(stakeOf(disclosed('20-30%'), changed('5-10%', 'sale'))).toEqual([10, 17.5, 25]));
  it('never falls below nothing, when it is held no more, nor rises above the whole', () => {
    expect(held([disclosed('20%'), changed('30%', 'sale')])).toEqual([]);
    expect(stakeOf(disclosed('80%'), changed('30%', 'purchase'))).toEqual(exactly(100));
  });
  it('ends when its holder exits, and not before', () => {
    const facts = [disclosed('20%'), fact('2025-09-01', 'stake-bank-lab', 'StakeExited', {})];
    expect(held(facts)).toEqual([]);
    expect(held(facts, '2025-08-31')).toHaveLength(1);
  });
  it('may be disclosed again after an exit', () => {
    expect(
      stakeOf(
        disclosed('20%'),
        fact('2025-09-01', 'stake-bank-lab', 'StakeExited', {}),
        disclosed('3%', {}, '2025-10-01'),
      ),
    ).toEqual(exactly(3));
  });
});

describe('Stakes on different bases', () => {
  const facts = [disclosed('20%'), disclosed('30%', { basis: 'basic' }, '2025-06-02')];

  it('stand apart', () => {
    expect(percent(entry(held(facts), { basis: 'diluted' }).stakeBp)).toEqual(exactly(20));
    expect(percent(entry(held(facts), { basis: 'basic' }).stakeBp)).toEqual(exactly(30));
  });
  it('are not added', () => {
    const { totals } = show(
      ledger([...cast, ...facts, disclosed('10%', {}, '2025-06-01', 'stake-vendor-lab')]),
      'ownership',
      { effectiveAt: '2026-06-30' },
    );
    expect(percent(entry(totals, { issuer: 'lab', basis: 'diluted' }).stakeBp)).toEqual(exactly(30));
    expect(percent(entry(totals, { issuer: 'lab', basis: 'basic' }).stakeBp)).toEqual(exactly(30));
  });
  it('change on the basis that was disclosed last', () => {
    const rows = held([...facts, changed('5%', 'sale')]);
    expect(percent(entry(rows, { basis: 'diluted' }).stakeBp)).toEqual(exactly(20));
    expect(percent(entry(rows, { basis: 'basic' }).stakeBp)).toEqual(exactly(25));
  });
});

describe('The whole that a stake implies', () => {
  const implied = (...facts: Sent[]): unknown => billion(held(facts)[0]!.impliedWholeUsCents);

  it('is its value divided by it', () =>
    expect(implied(disclosed('25%', { value: '100B USD' }))).toEqual(exactly(400)));
  it('is as wide as the rounding of the stake and of its value', () => {
    expect(implied(disclosed('20-30%', { value: '60B USD' }))).toEqual([200, 240, 300]);
    expect(implied(disclosed('25%', { value: '100-150B USD' }))).toEqual([400, 500, 600]);
  });
  it('is open above when the stake may be next to nothing', () =>
    expect(implied(disclosed('up to 25%', { value: '100B USD' }))).toEqual([400, 400, null]));
  it('is not told without a value', () =>
    expect(held([disclosed('25%')])[0]).toMatchObject({ valueUsCents: null, impliedWholeUsCents: null }));
  it('is that of the stake that was valued, however the stake changed since', () => {
    const sold = [disclosed('25%', { value: '100B USD' }), changed('5%', 'sale')];
    expect(percent(held(sold)[0]!.stakeBp)).toEqual(exactly(20));
    expect(implied(...sold)).toEqual(exactly(400));
  });
  it('of several holders together is by those whose stake was valued', () => {
    const facts = [
      disclosed('25%', { value: '100B USD' }),
      disclosed('20%', { value: '90B USD' }, '2025-06-01', 'stake-vendor-lab'),
      disclosed('30%', {}, '2025-06-01', 'stake-cloud-lab'),
    ];
    const { rows } = show(ledger([...cast, ...facts]), 'ownership', {
      effectiveAt: '2026-06-30',
      by: ['issuer'],
    });
    // (100 + 90) / (25 % + 20 %) = 422.2…
    const [row] = rows;
    expect(percent(row!.stakeBp)).toEqual(exactly(75));
    expect(billion(row!.impliedWholeUsCents)![1]).toBeCloseTo(422.222, 3);
  });
});

describe('The value of a stake', () => {
  const value = (...facts: Sent[]) => {
    const [row] = held(facts);
    return [billion(row!.valueUsCents), row!.valueOn, row!.flags];
  };
  const valued = disclosed('27%', { value: '135B USD' });

  it('holds until another is stated, with its date', () => {
    expect(value(valued)).toEqual([exactly(135), '2025-06-01', []]);
    const again = disclosed('26.79%', {}, '2025-09-01');
    expect(value(valued, again)).toEqual([exactly(135), '2025-06-01', ['carried']]);
    expect(value(valued, again, disclosed('26%', { value: '140B USD' }, '2025-10-01'))).toEqual([
      exactly(140),
      '2025-10-01',
      [],
    ]);
  });
  it('holds through a restatement of the same day that tells none', () =>
    expect(value(valued, { ...disclosed('26.79%'), knownOn: '2026-05-08' })).toEqual([
      exactly(135),
      '2025-06-01',
      ['carried'],
    ]));
  it('holds through a change, marked', () =>
    expect(value(valued, changed('5%', 'sale'))).toEqual([exactly(135), '2025-06-01', ['carried']]));
  it('rests on what told it and on what told the stake', () => {
    const log = ledger([...cast, valued, disclosed('26.79%', {}, '2025-09-01')]);
    const [row] = show(log, 'ownership', { effectiveAt: '2026-06-30' }).rows;
    expect(row!.rests.map((id) => log.fact(id)!.effectiveOn)).toEqual(['2025-06-01', '2025-09-01']);
  });
  it('ends with the stake', () =>
    expect(
      held([
        valued,
        fact('2025-09-01', 'stake-bank-lab', 'StakeExited', {}),
        disclosed('3%', {}, '2025-10-01'),
      ])[0],
    ).toMatchObject({ valueUsCents: null, impliedWholeUsCents: null }));
  it('is shares times price where it is not stated, and then derived', () => {
    const counted = { shares: 2_000_000_000, price: '$23.28' };
    expect(value(disclosed('4%', counted))).toEqual([exactly(46.56), '2025-06-01', ['derived']]);
    expect(value(disclosed('4%', { ...counted, value: '50B USD' }))).toEqual([exactly(50), '2025-06-01', []]);
    expect(value(disclosed('4%', { shares: '2-3 million', price: '10-20 USD' }))[0]).toEqual([
      0.02, 0.0375, 0.06,
    ]);
    expect(value(disclosed('4%', { shares: 'undisclosed', price: '10 USD' }))[0]).toBeNull();
    expect(value(disclosed('4%', { shares: 5 }))[0]).toBeNull();
  });
  it('is in the currency of the price', () =>
    expect(held([disclosed('4%', { shares: 100, price: '€2' })])[0]).toMatchObject({
      currency: 'EUR',
      valueUsCents: { point: 20_000 },
      heldShares: { point: 100 },
    }));
});

describe('A stake on a basis that nobody stated', () => {
  const facts = [
    disclosed('50%', { basis: 'unstated' }),
    disclosed('50%', { basis: 'unstated' }, '2025-06-01', 'stake-lab-vendor'),
  ];

  it('stands apart, and makes no chain', () => {
    const rows = held(facts);
    expect(rows).toHaveLength(2);
    expect(rows).toMatchObject([{ lookThroughBp: null }, { lookThroughBp: null }]);
  });
});

describe('The parties of a stake', () => {
  it('are told apart where their names have hyphens', () => {
    const [row] = held([
      ...party('staff-and-investors'),
      disclosed('26%', {}, '2025-06-01', 'stake-staff-and-investors-lab'),
    ]);
    expect(row).toMatchObject({ holder: 'staff-and-investors', issuer: 'lab' });
    const [other] = held([...party('lab-group'), disclosed('26%', {}, '2025-06-01', 'stake-bank-lab-group')]);
    expect(other).toMatchObject({ holder: 'bank', issuer: 'lab-group' });
  });
  it('are refused where the name can be split in two ways', () => {
    const names = party('a', 'a-b', 'b-c', 'c');
    expect(() => held([...names, disclosed('26%', {}, '2025-06-01', 'stake-a-b-c')])).toThrow(
      'parties-are-registered',
    );
  });
  it('count as the other one once they have merged', () => {
    const [row] = held([
      disclosed('26%'),
      fact('2026-01-01', 'party-bank', 'PartyMerged', { into: 'cloud' }),
    ]);
    expect(row).toMatchObject({ holder: 'cloud', issuer: 'lab' });
  });
});
