import { describe, expect, it } from 'vitest';
import { ledger, type Sent, show } from '../given.js';
import { billion, cast, deal, exactly, fact, payment, percent, verdict } from './facts.js';

const on = '2026-05-28';
const round = 'deal-lab-round';
const stated = (amount: string, counted: string, more: Record<string, unknown> = {}, day = on): Sent =>
  fact(day, 'party-lab', 'ValueStated', { amount, counted, round, ...more });
const money = (amount: string, terms: Record<string, unknown> = {}): Sent =>
  payment(round, `by-${String(terms.from ?? 'bank')}`, amount, {
    from: 'bank',
    to: 'lab',
    kind: 'equity',
    ...terms,
  });
const opening = [...cast, deal(round)];
const asked = (facts: Sent[], more = {}) =>
  show(ledger([...opening, ...facts]), 'ownership', { effectiveAt: '2026-06-30', ...more });
type Entry = Record<string, unknown>;
const roundIn = (...facts: Sent[]): Entry => (asked(facts).rounds as Entry[])[0]!;

describe('A value that is stated of all of a party', () => {
  it('is listed with its date, its round and what it counts', () =>
    expect(asked([stated('965B USD', 'after')]).values).toMatchObject([
      {
        issuer: 'lab',
        counted: 'after',
        round,
        on,
        currency: 'USD',
        wholeUsCents: { point: 96_500_000_000_000 },
      },
    ]));
  it('stands beside the value that a stake implies, the latest first of all', () => {
    const facts = [
      fact('2025-06-01', 'stake-bank-lab', 'StakeDisclosed', {
        stake: '10%',
        basis: 'diluted',
        value: '90B USD',
      }),
      stated('900B USD', 'before'),
      stated('965B USD', 'after'),
      stated('500B USD', 'after', { round: undefined }, '2025-01-01'),
    ].map((one) => ({ ...one, body: JSON.parse(JSON.stringify(one.body)) as Entry }));
    const log = ledger([...opening, ...facts]);
    const [row] = show(log, 'ownership', { effectiveAt: '2026-06-30' }).rows;
    expect(billion(row!.impliedWholeUsCents)).toEqual(exactly(900));
    expect(billion(row!.statedWholeUsCents)).toEqual(exactly(965));
    expect(row!.statedWholeOn).toBe(on);
    expect(row!.rests.map((id) => log.fact(id)!.type).sort()).toEqual(['StakeDisclosed', 'ValueStated']);
  });
  it('of another currency does not', () => {
    const facts = [
      fact('2025-06-01', 'stake-bank-lab', 'StakeDisclosed', { stake: '10%', basis: 'diluted' }),
      stated('€900bn', 'before'),
    ];
    expect(asked(facts).rows[0]).not.toHaveProperty('statedWholeUsCents');
  });
  it('is replaced by a later statement of the same round and side', () =>
    expect(
      asked([stated('900B USD', 'after'), stated('965B USD', 'after', {}, '2026-06-01')]).values,
    ).toMatchObject([{ on: '2026-06-01' }]));
  it('needs its round to be a deal, and is asked for by issuer', () => {
    expect(verdict(ledger(opening), stated('1B USD', 'after', { round: 'deal-none' }))).toBe(
      'refused: round-is-a-deal',
    );
    expect(asked([stated('965B USD', 'after')], { only: { issuer: 'vendor' } })).toMatchObject({
      values: [],
      rounds: [],
    });
  });
});

describe('A round', () => {
  it('reconciles when the value before and the money make the value after', () => {
    const found = roundIn(stated('900B USD', 'before'), money('65B USD'), stated('965B USD', 'after'));
    expect(billion(found.beforeUsCents)).toEqual(exactly(900));
    expect(billion(found.raisedUsCents)).toEqual(exactly(65));
    expect(billion(found.afterUsCents)).toEqual(exactly(965));
    expect(billion(found.missingUsCents)).toEqual(exactly(0));
    expect(billion(found.beyondUsCents)).toEqual(exactly(0));
    expect(found.flags).toEqual([]);
  });
  it('says by how much it does not', () => {
    const short = roundIn(stated('900B USD', 'before'), money('40B USD'), stated('965B USD', 'after'));
    expect([billion(short.missingUsCents), billion(short.beyondUsCents)]).toEqual([exactly(25), exactly(0)]);
    const over = roundIn(stated('900B USD', 'before'), money('70B USD'), stated('965B USD', 'after'));
    expect([billion(over.missingUsCents), billion(over.beyondUsCents)]).toEqual([exactly(0), exactly(5)]);
  });
  it('derives the side that nobody stated', () => {
    expect(billion(roundIn(stated('900B USD', 'before'), money('65B USD')).afterUsCents)).toEqual(
      exactly(965),
    );
    const found = roundIn(money('65B USD'), stated('965B USD', 'after'));
    expect(billion(found.beforeUsCents)).toEqual(exactly(900));
    expect(found).toMatchObject({ missingUsCents: null, flags: ['derived'] });
  });
  it('counts equity alone, of all that give it', () => {
    const facts = [
      money('40B USD'),
      money('25B USD', { from: 'cloud' }),
      money('10B USD', { from: 'vendor', kind: 'services' }),
    ];
    expect(billion(roundIn(...facts, stated('965B USD', 'after')).raisedUsCents)).toEqual(exactly(65));
  });
  it('dilutes by its money in the value after', () => {
    // 65 / 965 = 6.7357 %
    expect(roundIn(money('65B USD'), stated('965B USD', 'after')).dilutionBp).toEqual({
      low: 673,
      point: 674,
      high: 674,
    });
    expect(roundIn(money('65B USD'), stated('900B USD', 'before')).dilutionBp).toMatchObject({ point: 674 });
    expect(roundIn(stated('965B USD', 'after')).dilutionBp).toBeNull();
    expect(roundIn(money('undisclosed'), stated('965B USD', 'after')).dilutionBp).toBeNull();
  });
});

describe('The dilution of a stake', () => {
  const disclosed = (stake: string, more: Entry = {}, day = '2025-06-01', stream = 'stake-bank-lab'): Sent =>
    fact(day, stream, 'StakeDisclosed', { stake, basis: 'basic', ...more });
  const diluted = (by: string, day = '2025-07-01'): Sent =>
    fact(day, 'stake-bank-lab', 'StakeChanged', { by, cause: 'dilution' });
  const dilution = (...facts: Sent[]): unknown => percent((asked(facts).dilutions as Entry[])[0]!.dilutionBp);

  it('is what it lost of what it was: 2 of 20 %', () =>
    expect(dilution(disclosed('20%'), diluted('2%'))).toEqual(exactly(10)));
  it('of bounds is as low and as high as they allow', () =>
    // At least 1 of 25, at most 2 of 20, about 1.5 of 22.5
    expect(dilution(disclosed('20-25%'), diluted('1-2%'))).toEqual([4, 6.67, 10]));
  it('by nobody knows how much is what the next level makes it', () => {
    expect(dilution(disclosed('20%'), diluted('undisclosed'))).toEqual([0, null, 100]);
    expect(dilution(disclosed('20%'), diluted('undisclosed'), disclosed('18%', {}, '2025-09-01'))).toEqual(
      exactly(10),
    );
    const sold = fact('2025-08-01', 'stake-bank-lab', 'StakeChanged', { by: '1%', cause: 'sale' });
    expect(
      dilution(disclosed('20%'), diluted('undisclosed'), sold, disclosed('18%', {}, '2025-09-01')),
    ).toEqual([0, null, 100]);
  });
  it('is none of a sale', () =>
    expect(
      asked([
        disclosed('20%'),
        fact('2025-07-01', 'stake-bank-lab', 'StakeChanged', { by: '1%', cause: 'sale' }),
      ]).dilutions,
    ).toEqual([]));
});

describe('The dilution by a warrant', () => {
  const issued = fact('2025-10-06', round, 'WarrantIssued', {
    warrant: 'w',
    holder: 'cloud',
    issuer: 'lab',
    shares: 160,
    strike: '0.01 USD',
    tranches: [
      { shares: 40, conditions: [{ named: 'met' }] },
      { shares: 120, conditions: [{ named: 'open' }] },
    ],
  });
  const met = fact('2025-11-01', round, 'ConditionObserved', { condition: 'met', holds: true });
  const stake = (basis: string, body: Entry = { stake: '10%', shares: 144 }): Sent =>
    fact('2025-06-01', 'stake-bank-lab', 'StakeDisclosed', { basis, ...body });
  const warrantIn = (...facts: Sent[]): Entry => (asked([issued, met, ...facts]).warrants as Entry[])[0]!;

  it('is unknown while all shares are', () =>
    expect(warrantIn()).toMatchObject({ dilutionBp: null, vestedDilutionBp: null, plannedDilutionBp: null }));
  it('is its shares in all shares and its own: 160 of 1,440 + 160', () => {
    const found = warrantIn(stake('basic'));
    expect(percent(found.dilutionBp)).toEqual(exactly(10));
    // 40 of 1,480 vested; of the other 120 nobody knows: 160 of 1,600
    expect(percent(found.vestedDilutionBp)).toEqual([2.7, null, 10]);
  });
  it('of a diluted count is its shares in that, which contains them: 160 of 1,440', () =>
    expect(percent(warrantIn(stake('diluted')).dilutionBp)).toEqual([11.11, 11.11, 11.12]));
  it('of a count on a basis that nobody stated is between both', () =>
    expect(percent(warrantIn(stake('unstated')).dilutionBp)).toEqual([10, null, 11.12]));
  it('rests on the count, too', () => {
    const log = ledger([...opening, issued, met, stake('basic')]);
    const [warrant] = show(log, 'ownership', { effectiveAt: '2026-06-30' }).warrants as { rests: string[] }[];
    expect(warrant!.rests.map((id) => log.fact(id)!.type)).toContain('StakeDisclosed');
  });
  it('is not known by a stake that tells its part or its shares alone', () => {
    expect(warrantIn(stake('basic', { stake: '10%' })).dilutionBp).toBeNull();
    expect(warrantIn(stake('basic', { stake: 'undisclosed', shares: 144 })).dilutionBp).toBeNull();
  });
});

describe('Parties that would go round in a circle are refused:', () => {
  const said = (before: Sent[], last: Sent): string => verdict(ledger([...cast, ...before]), last);
  const merged = (from: string, into: string): Sent =>
    fact('2026-01-01', `party-${from}`, 'PartyMerged', { into });
  const identified = (from: string, as: string): Sent =>
    fact('2026-01-01', `party-${from}`, 'PartyIdentified', { as });
  const below = (slug: string, parent: string): Sent =>
    fact('2026-01-01', `party-${slug}`, 'PartyAmended', { parent });

  it.each([
    ['merged and merged back', [merged('lab', 'cloud')], merged('cloud', 'lab')],
    ['merged along a chain', [merged('lab', 'cloud'), merged('cloud', 'bank')], merged('bank', 'lab')],
    ['merged and identified', [merged('lab', 'cloud')], identified('cloud', 'lab')],
    ['identified twice', [identified('lab', 'cloud')], identified('cloud', 'lab')],
  ] as const)('%s', (_, before, last) =>
    expect(said([...before], last)).toBe('refused: parties-go-on-as-one'),
  );
  it('each above the other, or above itself', () => {
    expect(said([below('lab', 'cloud')], below('cloud', 'lab'))).toBe('refused: parents-stand-above');
    expect(said([below('lab', 'cloud'), below('cloud', 'bank')], below('bank', 'lab'))).toBe(
      'refused: parents-stand-above',
    );
    expect(said([], below('lab', 'lab'))).toBe('refused: parents-stand-above');
  });
  it('and nothing else', () => {
    expect(said([merged('lab', 'cloud')], merged('cloud', 'bank'))).toBe('recorded');
    expect(said([merged('lab', 'cloud')], merged('bank', 'lab'))).toBe('recorded');
    expect(said([below('lab', 'cloud')], below('bank', 'cloud'))).toBe('recorded');
  });
  it('itself, as before', () => expect(said([], merged('lab', 'lab'))).toBe('refused: party-is-another'));
});
