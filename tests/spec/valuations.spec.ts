import { describe, expect, it } from 'vitest';
import { given, type Sent } from '../given.js';
import { cast, deal, fact, id, payment } from './facts.js';

const view = 'ownership';
const on = '2026-05-28';
const round = 'deal-lab-round';
const world = (...facts: Sent[]) => given(...cast, deal(round), ...facts).at('2026-06-30');
const stated = (amount: string, counted: string, more: Record<string, unknown> = { round }, day = on): Sent =>
  fact(day, 'party-lab', 'ValueStated', { amount, counted, ...more });
/** What an investor gives in the round. */
const money = (amount: string, from = 'bank', kind = 'equity'): Sent =>
  payment(round, `by-${from}`, amount, { from, to: 'lab', kind });
/** What one investor gives of what the bank has promised to bring. */
const part = (stream: string, from: string, amount: string, kind = 'equity'): Sent =>
  payment(stream, `of-${from}`, amount, { from, to: 'lab', kind, partOf: `${round}/by-bank` });
const stake = (terms: Record<string, unknown>, day = '2025-06-01'): Sent =>
  fact(day, 'stake-bank-lab', 'StakeDisclosed', terms);
const changed = (by: string, cause: string, day = '2025-07-01'): Sent =>
  fact(day, 'stake-bank-lab', 'StakeChanged', { by, cause });
/** Between two ends, of which neither is likelier. */
const within = (low: number, high: number) => ({ low, point: null, high, qualifier: 'order-of' });

describe('A value that shares at a price come to', () => {
  // At least a million shares of $10 are at least $10M of a tenth: at least $100M of all.
  it('has no upper end where the shares have none', () =>
    world(stake({ stake: '10%', basis: 'diluted', shares: 'at least 1,000,000', price: '10 USD' })).lists(
      view,
      'rows',
      { impliedWholeUsCents: [0.1, 0.1, null] },
    ));
});

describe('A value that is stated of all of a party', () => {
  it('is listed with its date, its round and what it counts: $965B after', () =>
    world(stated('965B USD', 'after')).lists(view, 'values', {
      issuer: 'lab',
      counted: 'after',
      round,
      on,
      currency: 'USD',
      wholeUsCents: 965,
    }));
  it('stands beside the value that a stake implies, the latest first of all: 965 beside 90 / 10 % = 900', () => {
    const valued = world(
      stake({ stake: '10%', basis: 'diluted', value: '90B USD' }),
      stated('900B USD', 'before'),
      stated('965B USD', 'after'),
      stated('500B USD', 'after', {}, '2025-01-01'),
    );
    valued.lists(view, 'rows', {
      impliedWholeUsCents: 900,
      statedWholeUsCents: 965,
      statedWholeOn: on,
    });
    const { rests } = valued.row(view, {});
    const types = rests.map((one) => valued.history.fact(one)!.type);
    expect(types.sort()).toEqual(['StakeDisclosed', 'ValueStated']);
  });
  it('of another currency does not', () => {
    const euros = world(stake({ stake: '10%', basis: 'diluted' }), stated('€900bn', 'before'));
    expect(euros.row(view, {})).not.toHaveProperty('statedWholeUsCents');
  });
  it('is replaced by a later statement of the same round and side', () =>
    world(stated('900B USD', 'after'), stated('965B USD', 'after', { round }, '2026-06-01')).lists(
      view,
      'values',
      { on: '2026-06-01', wholeUsCents: 965 },
    ));
  it('is not replaced by one in another currency: $965B, and later €800B, of one round', () => {
    const both = world(
      money('65B USD'),
      stated('965B USD', 'after'),
      stated('€800bn', 'after', { round }, '2026-06-01'),
      stake({ stake: '10%', basis: 'diluted', value: '90B USD' }),
    );
    both.lists(
      view,
      'values',
      { currency: 'USD', wholeUsCents: 965 },
      { currency: 'EUR', wholeUsCents: 800 },
    );
    both.lists(
      view,
      'rounds',
      { currency: 'EUR', beforeUsCents: null, afterUsCents: 800 },
      { currency: 'USD', beforeUsCents: 900, afterUsCents: 965 },
    );
    both.lists(view, 'rows', { statedWholeUsCents: 965, statedWholeOn: on });
  });
  it('needs its round to be a deal, and is asked for by issuer', () => {
    world()
      .when(stated('1B USD', 'after', { round: 'deal-none' }))
      .refuses('round-is-a-deal');
    world(stated('965B USD', 'after'))
      .asking({ issuer: 'vendor' })
      .lists(view, 'values')
      .lists(view, 'rounds');
  });
});

describe('A round', () => {
  it('reconciles when the value before and the money make the value after: 900 + 65 = 965', () =>
    world(stated('900B USD', 'before'), money('65B USD'), stated('965B USD', 'after')).lists(view, 'rounds', {
      beforeUsCents: 900,
      raisedUsCents: 65,
      afterUsCents: 965,
      missingUsCents: 0,
      beyondUsCents: 0,
      flags: [],
    }));
  it.each([
    ['40B USD', 25, 0],
    ['70B USD', 0, 5],
  ])('says by how much it does not: 900 and %s of 965', (raised, missingUsCents, beyondUsCents) => {
    world(stated('900B USD', 'before'), money(raised), stated('965B USD', 'after')).lists(view, 'rounds', {
      missingUsCents,
      beyondUsCents,
    });
  });
  it('derives the side that nobody stated: 900 + 65 after, 965 − 65 before', () => {
    world(stated('900B USD', 'before'), money('65B USD')).lists(view, 'rounds', { afterUsCents: 965 });
    world(money('65B USD'), stated('965B USD', 'after')).lists(view, 'rounds', {
      beforeUsCents: 900,
      missingUsCents: null,
      flags: ['derived'],
    });
  });
  it('counts equity alone, of all that give it: 40 + 25, not 10 of services', () =>
    world(
      money('40B USD'),
      money('25B USD', 'cloud'),
      money('10B USD', 'vendor', 'services'),
      stated('965B USD', 'after'),
    ).lists(view, 'rounds', { raisedUsCents: 65 }));
  it.each<[string, Sent[], number]>([
    ['in the round', [part(round, 'vendor', '25B USD')], 65],
    ['in a deal of its own', [part('deal-b', 'vendor', '25B USD')], 65],
    [
      'in deals of their own that come to more',
      [part('deal-b', 'vendor', '40B USD'), part('deal-b', 'cloud', '30B USD')],
      70,
    ],
    ['in another kind: it is beside the round', [part('deal-b', 'vendor', '25B USD', 'debt')], 65],
  ])('is raised whole, though a part of it is told %s', (_, parts, raisedUsCents) => {
    world(deal('deal-b'), money('65B USD'), ...parts, stated('900B USD', 'before')).lists(view, 'rounds', {
      raisedUsCents,
      afterUsCents: 900 + raisedUsCents,
    });
  });
  it('is at least what it is in one currency where more is raised in another: 40 and 25B EUR of 965', () => {
    const both = world(money('40B USD'), money('25B EUR', 'cloud'), stated('965B USD', 'after'));
    const open = { raisedUsCents: 40, besideCurrencies: ['EUR'], dilutionBp: [4.14, null, 100] } as const;
    both.lists(view, 'rounds', { ...open, beforeUsCents: [0, null, 925], missingUsCents: null });
    both.and(stated('900B USD', 'before')).lists(view, 'rounds', {
      ...open,
      missingUsCents: [0, null, 25],
      beyondUsCents: [0, null, null],
    });
  });
  it('says how many rivals its values and its money have: one of the value after, one of what the bank gives', () => {
    const said = (number: number, terms: Sent, rivalOf?: number): Sent => ({
      ...terms,
      id: id(number),
      ...(rivalOf !== undefined && { rivalOf: id(rivalOf) }),
    });
    const after = [said(1, stated('965B USD', 'after')), said(2, stated('970B USD', 'after'), 1)];
    const given = [said(3, money('65B USD')), said(4, money('60B USD'), 3)];
    world(...after, money('65B USD')).lists(view, 'rounds', { flags: ['derived', 'rivals:1'] });
    world(...after, ...given).lists(view, 'rounds', { flags: ['derived', 'rivals:2'] });
    world(stated('900B USD', 'before'), ...given, ...after).lists(view, 'rounds', { flags: ['rivals:2'] });
  });
  it('dilutes by its money in the value after: 65 / 965 = 6.7357 %', () => {
    world(money('65B USD'), stated('965B USD', 'after')).lists(view, 'rounds', {
      dilutionBp: [6.73, 6.74, 6.74],
    });
    const [derived] = world(money('65B USD'), stated('900B USD', 'before')).answer(view).rounds as object[];
    expect(derived).toMatchObject({ dilutionBp: { point: 674 } });
  });
  it('dilutes by nobody knows how much without its money', () => {
    world(stated('965B USD', 'after')).lists(view, 'rounds', { dilutionBp: null });
    world(money('undisclosed'), stated('965B USD', 'after')).lists(view, 'rounds', { dilutionBp: null });
  });
});

describe('The dilution of a stake', () => {
  const held = (part: string, day?: string): Sent => stake({ stake: part, basis: 'basic' }, day);
  const hidden = world(held('20%'), changed('undisclosed', 'dilution'));
  const later = held('18%', '2025-09-01');

  it('is what it lost of what it was: 2 of 20 %', () =>
    world(held('20%'), changed('2%', 'dilution')).lists(view, 'dilutions', {
      dilutionBp: 10,
      flags: ['derived'],
    }));
  it('that a scenario assumes says so', () =>
    world(held('20%'))
      .assuming({ op: 'assume', event: changed('2%', 'dilution', '2026-06-01') })
      .lists(view, 'dilutions', { dilutionBp: 10, flags: ['derived', 'hypothetical'] }));
  // At least 1 of 25, at most 2 of 20, about 1.5 of 22.5
  it('of bounds is as low and as high as they allow', () =>
    world(held('20-25%'), changed('1-2%', 'dilution')).lists(view, 'dilutions', {
      dilutionBp: [4, 6.67, 10],
    }));
  it('by nobody knows how much is what the next level makes it: 18 after 20 %', () => {
    hidden.lists(view, 'dilutions', { dilutionBp: [0, null, 100] });
    hidden.and(later).lists(view, 'dilutions', { dilutionBp: 10 });
    hidden
      .and(changed('1%', 'sale', '2025-08-01'), later)
      .lists(view, 'dilutions', { dilutionBp: [0, null, 100] });
  });
  it('is none of a sale', () => world(held('20%'), changed('1%', 'sale')).lists(view, 'dilutions'));
});

describe('The dilution by a warrant for 160 shares, of which 40 have vested,', () => {
  const issued = world(
    fact('2025-10-06', round, 'WarrantIssued', {
      warrant: 'w',
      holder: 'cloud',
      issuer: 'lab',
      shares: 160,
      strike: '0.01 USD',
      tranches: [
        { shares: 40, conditions: [{ named: 'met' }] },
        { shares: 120, conditions: [{ named: 'open' }] },
      ],
    }),
    fact('2025-11-01', round, 'ConditionObserved', { condition: 'met', holds: true }),
  );
  /** 144 shares are 10 %: all shares are 1,440. */
  const counted = (basis: string, terms: object = { stake: '10%', shares: 144 }) =>
    issued.and(stake({ basis, ...terms }));

  it('is unknown while all shares are', () =>
    issued.lists(view, 'warrants', {
      dilutionBp: null,
      vestedDilutionBp: null,
      plannedDilutionBp: null,
    }));
  // 40 of 1,480 vested; of the other 120 nobody knows: 160 of 1,600
  it('is its shares in all shares and its own: 160 of 1,440 + 160', () =>
    counted('basic').lists(view, 'warrants', { dilutionBp: 10, vestedDilutionBp: [2.7, null, 10] }));
  it('of a diluted count is its shares in that, which contains them: 160 of 1,440', () =>
    counted('diluted').lists(view, 'warrants', { dilutionBp: [11.11, 11.11, 11.12] }));
  it('of a count on a basis that nobody stated is between both', () =>
    counted('unstated').lists(view, 'warrants', { dilutionBp: [10, null, 11.12] }));
  // 144 shares of 8 to 10 %, or 144 to 180 of 10, are 1,440 to 1,800 in all; 144 to 180 of 8 to 10 up to 2,250.
  it.each([
    ['its part', { stake: within(800, 1_000), shares: 144 }, [8.16, null, 10]],
    ['its shares', { stake: '10%', shares: within(144, 180) }, [8.16, null, 10]],
    ['both', { stake: within(800, 1_000), shares: within(144, 180) }, [6.63, null, 10]],
  ] as const)('has no point where a stake has none in %s', (_, terms, dilutionBp) => {
    counted('basic', terms).lists(view, 'warrants', { dilutionBp });
  });
  it('rests on the count, too', () => {
    const known = counted('basic');
    const [warrant] = known.answer(view).warrants as { rests: string[] }[];
    expect(warrant!.rests.map((one) => known.history.fact(one)!.type)).toContain('StakeDisclosed');
  });
  it('is not known by a stake that tells its part or its shares alone', () => {
    counted('basic', { stake: '10%' }).lists(view, 'warrants', { dilutionBp: null });
    counted('basic', { stake: 'undisclosed', shares: 144 }).lists(view, 'warrants', { dilutionBp: null });
  });
});

describe('Parties that would go round in a circle are refused:', () => {
  const of = (slug: string, type: string, body: object): Sent =>
    fact('2026-01-01', `party-${slug}`, type, { ...body });
  const merged = (from: string, into: string): Sent => of(from, 'PartyMerged', { into });
  const identified = (from: string, as: string): Sent => of(from, 'PartyIdentified', { as });
  const below = (slug: string, parent: string): Sent => of(slug, 'PartyAmended', { parent });

  it.each<[string, Sent[], Sent]>([
    ['merged and merged back', [merged('lab', 'cloud')], merged('cloud', 'lab')],
    ['merged along a chain', [merged('lab', 'cloud'), merged('cloud', 'bank')], merged('bank', 'lab')],
    ['merged and identified', [merged('lab', 'cloud')], identified('cloud', 'lab')],
    ['identified twice', [identified('lab', 'cloud')], identified('cloud', 'lab')],
  ])('%s', (_, before, last) => {
    given(...cast, ...before)
      .when(last)
      .refuses('parties-go-on-as-one');
  });
  it('each above the other, or above itself', () => {
    const under = given(...cast, below('lab', 'cloud'));
    under.when(below('cloud', 'lab')).refuses('parents-stand-above');
    under.and(below('cloud', 'bank')).when(below('bank', 'lab')).refuses('parents-stand-above');
    given(...cast)
      .when(below('lab', 'lab'))
      .refuses('parents-stand-above');
  });
  it('and nothing else', () => {
    const one = given(...cast, merged('lab', 'cloud'));
    one.when(merged('cloud', 'bank')).isRecorded();
    one.when(merged('bank', 'lab')).isRecorded();
    given(...cast, below('lab', 'cloud'))
      .when(below('bank', 'cloud'))
      .isRecorded();
  });
  it('itself, as before', () =>
    given(...cast)
      .when(merged('lab', 'lab'))
      .refuses('party-is-another'));
});
