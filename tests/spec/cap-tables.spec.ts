import { describe, expect, it } from 'vitest';
import { condition, ended, packageOf, stakeholder, stock, terms, warrant } from './ocf-given.js';
import { zipped } from '../zipped.js';
import { imported, proposed } from './sheets-given.js';

const view = 'ownership';
const ofAlder = { holder: 'alder-fund', issuer: 'mayfly-cloud', basis: 'basic' };
const two = [stock('s1', 'a', '300'), stock('s2', 'b', '100')];

describe('A package of the Open Cap Table Format', () => {
  it('tells who holds how much: 300 and 100 of 400 shares at 2.50 USD are 75 % and 25 %', async () => {
    (await imported(packageOf(two)))
      .at('2026-06-30')
      .showsRow(view, ofAlder, { stakeBp: 75, heldShares: 300, valueUsCents: 75_000 / 1e11 })
      .showsRow(view, { ...ofAlder, holder: 'birch' }, { stakeBp: 25, heldShares: 100 });
  });

  it('keeps both ends of a part that does not come out even: 1 of 3 is 33.33 to 33.34 %', async () => {
    (await imported(packageOf([stock('s1', 'a', '1'), stock('s2', 'b', '2')])))
      .at('2026-06-30')
      .showsRow(view, ofAlder, { stakeBp: [33.33, 33.33, 33.34] });
  });

  it('counts what is left of a security by its own issuance: 300 less 200 repurchased are 100 of 200', async () => {
    const left = stock('s3', 'a', '100', { date: '2026-01-31' });
    const repurchased = ended('TX_STOCK_REPURCHASE', 's1', { quantity: '200', balance_security_id: 's3' });
    (await imported(packageOf([...two, repurchased, left])))
      .at('2026-06-30')
      .showsRow(view, ofAlder, { stakeBp: 50, heldShares: 100 });
  });

  it('counts what ends, or is issued, after its day as it was before', async () => {
    const later = ended('TX_STOCK_CANCELLATION', 's1', { date: '2026-07-01' });
    (await imported(packageOf([...two, later, stock('s3', 'b', '600', { date: '2026-07-01' })])))
      .at('2026-06-30')
      .showsRow(view, ofAlder, { stakeBp: 75 });
  });

  it('counts the shares of persons in the whole, and keeps nothing of them', async () => {
    const people = [stakeholder('a', 'Alder Fund'), stakeholder('b', 'Jo Person', 'INDIVIDUAL')];
    const { events, notes } = await proposed(packageOf(two, { people }));
    expect(JSON.stringify(events)).not.toMatch(/jo|person/i);
    expect(events.filter(({ event }) => event.type === 'StakeDisclosed')).toHaveLength(1);
    expect(notes).toEqual([expect.stringContaining('1 stakeholders are persons')]);
  });

  it('is known from the day on which it was made, and true as of its own', async () => {
    const { events } = await proposed(packageOf(two));
    expect(events.at(-1)?.event).toMatchObject({ effectiveOn: '2026-06-30', knownOn: '2026-07-02' });
  });

  it('records nothing new the second time, and asks about what it says otherwise', async () => {
    const onto = await imported(packageOf([...two, warrant('w1', 'a')]));
    const again = await proposed(packageOf([...two, warrant('w1', 'a')]), onto);
    expect([again.events, again.changes]).toEqual([[], []]);
    const other = await proposed(packageOf([stock('s1', 'a', '300'), stock('s2', 'b', '200')]), onto);
    expect(other.changes.map(({ ledger, sheet }) => [ledger, sheet])).toEqual([
      ['75%', '60%'],
      ['25%', '40%'],
    ]);
  });

  it('says of what it does not take in that it is left out', async () => {
    const { leftOut } = await proposed(
      packageOf([...two, { object_type: 'TX_EQUITY_COMPENSATION_ISSUANCE', id: 'e' }]),
    );
    expect(leftOut).toEqual([
      { address: 'Transactions.ocf.json/items/2', detail: expect.stringContaining('EQUITY_COMPENSATION') },
    ]);
    const split = await proposed(packageOf([...two, { object_type: 'TX_STOCK_CLASS_SPLIT', id: 'x' }]));
    expect([split.events, split.leftOut.length]).toEqual([[], 2]);
  });

  it.each([
    [stock('s1', 'a', '1e3'), 'items/0/quantity', 'number in digits'],
    [stock('s1', 'zz', '1'), 'items/0/stakeholder_id', 'no stakeholder "zz"'],
    [stock('s1', 'a', '1', { date: '2025-13-01' }), 'items/0/date', 'must be a day'],
    [stock('s1', 'a', '1', { share_price: { amount: 2 } }), 'items/0/share_price', 'must be money'],
    [
      warrant('w1', 'a', { quantity: undefined, stakeholder_id: 7 }),
      'items/0/stakeholder_id',
      'must be a text',
    ],
  ])('%j is a fault at %s', async (transaction, place, detail) => {
    const { faults } = await proposed(packageOf([transaction]));
    expect(faults[0]?.address).toBe(`Transactions.ocf.json/${place}`);
    expect(faults[0]?.detail).toContain(detail);
  });

  it.each([
    [packageOf([], { more: { file_type: 'OTHER' } }), 'no JSON in it has the file_type OCF_MANIFEST_FILE'],
    [packageOf([{ id: 'x' }]), 'items/0 is no object with an object_type'],
    [zipped({ 'Manifest.ocf.json': '{"file_type": ' }), 'Manifest.ocf.json is no JSON'],
    [zipped({ 'a.json': `"${'x'.repeat(17 * 1024 * 1024)}"` }), 'more than 16 MiB of JSON'],
  ])('that cannot be read is refused (%#)', async (bytes, detail) => {
    await expect(proposed(bytes)).rejects.toThrow(detail);
  });
});

describe('A warrant in a package', () => {
  const issued = { holder: 'alder-fund', issuer: 'mayfly-cloud', issuedShares: 1000 };
  const warrants = async (...transactions: object[]) =>
    (
      await imported(
        packageOf(transactions, { terms: [terms(condition('first', '400'), condition('rest', '600'))] }),
      )
    ).at('2026-06-30');

  it('without terms has vested when it was issued, which is what the format says by saying nothing', async () => {
    (await warrants(warrant('w1', 'a'))).lists(view, 'warrants', { ...issued, vestedShares: 1000 });
  });

  it('vests on the events that are told: 400 of 1,000', async () => {
    const event = {
      object_type: 'TX_VESTING_EVENT',
      id: 'e',
      date: '2026-02-01',
      security_id: 'w1',
      vesting_condition_id: 'first',
    };
    (await warrants(warrant('w1', 'a', { vesting_terms_id: 'v' }), event)).lists(view, 'warrants', {
      ...issued,
      recordedShares: 400,
    });
  });

  it('vests on days that are told, as far as they have come', async () => {
    const vestings = [
      { date: '2026-01-01', amount: '250' },
      { date: '2027-01-01', amount: '750' },
    ];
    (await warrants(warrant('w1', 'a', { vestings }))).lists(view, 'warrants', {
      ...issued,
      recordedShares: 250,
    });
  });

  it('without a price to exercise it at has an undisclosed one', async () => {
    const open = warrant('w1', 'a', { exercise_price: undefined, warrant_expiration_date: '2030-05-01' });
    (await warrants(open)).lists(view, 'warrants', {
      ...issued,
      strikeUsCents: [0, null, null],
      expiresOn: '2030-05-01',
    });
  });

  it('that vests by time keeps its shares, and is said to vest on terms that nobody told', async () => {
    const byTime = {
      ...terms({
        ...condition('first', '1000'),
        trigger: { type: 'VESTING_SCHEDULE_ABSOLUTE', date: '2027-01-01' },
      }),
      id: 't',
    };
    const given = packageOf([warrant('w1', 'a', { vesting_terms_id: 't' })], { terms: [byTime] });
    expect((await proposed(given)).leftOut[0]?.detail).toContain('vests by time');
    (await imported(given)).at('2026-06-30').lists(view, 'warrants', { ...issued, recordedShares: 0 });
  });
});
