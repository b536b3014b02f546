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
  it('never falls below nothing nor rises above the whole', () => {
    expect(stakeOf(disclosed('20%'), changed('30%', 'sale'))).toEqual(exactly(0));
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
  it('is not told by a value that was disclosed before the stake changed', () => {
    expect(held([disclosed('25%', { value: '100B USD' }), changed('5%', 'sale')])[0]).toMatchObject({
      valueUsCents: null,
      impliedWholeUsCents: null,
    });
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
