import { describe, expect, it } from 'vitest';
import type { Policy } from '../../projections/kit/claims.js';
import { everything } from '../../projections/kit/cut.js';
import { whyOf } from '../../projections/why.js';
import { given, type Sent } from '../given.js';
import { cast, deal, fact, id, payment, tranche } from './facts.js';

const money = 'obligations';
const world = (...facts: Sent[]) => given(...cast, deal('deal-a'), ...facts).at('2026-06-30');
const rival = (number?: number) => (number === undefined ? {} : { rivalOf: id(number) });
const from = (kind: string) => ({ source: { title: 'News', kind } });
const amended = (number: number, knownOn: string, kind: string, body: object, rivalOf?: number): Sent =>
  fact(
    '2026-02-27',
    'deal-a',
    'PaymentAmended',
    { payment: 'p', ...body },
    { id: id(number), knownOn, ...from(kind), ...rival(rivalOf) },
  );
const contract = world(payment('deal-a', 'p', '38B USD'));

describe('A contract of $38B that grew by $100B, said the company, or to $100B, said the press a day later', () => {
  const grown = contract.and(
    amended(1, '2026-02-27', 'company', { by: '100B USD' }),
    amended(2, '2026-02-28', 'press', { to: '100B USD' }, 1),
  );
  const p = { payment: 'deal-a/p' };

  it.each<[Policy, number]>([
    ['primary', 138],
    ['latest', 100],
    ['lowest', 100],
    ['highest', 138],
  ])('is, by the policy "%s", worth $%iB', (policy, committedUsCents) => {
    grown.asking({ policy }).shows(money, { committedUsCents });
  });

  it.each<Policy>(['primary', 'latest', 'lowest', 'highest'])(
    'spans 100 to 138 and names its rival, by the policy "%s"',
    (policy) => {
      grown
        .asking({ policy })
        .by('payment')
        .showsRow(money, p, { flags: ['rivals:1'], span: { committedUsCents: [100, 138] } })
        .shows(money, { span: { committedUsCents: [100, 138] } });
    },
  );

  it('is what was said first, without a rival, until the second became known', () => {
    const known = (knownAt: string) => grown.asking({ policy: 'latest', knownAt }).by('payment');
    known('2026-02-26').shows(money, { committedUsCents: 38 });
    known('2026-02-27').showsRow(money, p, { committedUsCents: 138, flags: [], span: undefined });
    known('2026-02-28').showsRow(money, p, { committedUsCents: 100, flags: ['rivals:1'] });
  });

  it('rests on the claim that is shown alone', () => {
    const [first, second] = [[id(1)], [id(2)]].map((claim) => expect.arrayContaining(claim));
    const rows = (policy: Policy) => grown.asking({ policy }).by('payment').answer(money).rows;
    expect(rows('primary')[0]!.rests).toEqual(first);
    expect(rows('primary')[0]!.rests).not.toEqual(second);
    expect(rows('latest')[0]!.rests).toEqual(second);
    expect(rows('latest')[0]!.rests).not.toEqual(first);
  });

  const third = amended(3, '2026-03-01', 'tracker', { to: '50B USD' }, 2);
  it('or, said a tracker, to $50B: the three are one set, each has two rivals and spans 50 to 138', () =>
    grown
      .and(third)
      .by('payment')
      .showsRow(money, p, { flags: ['rivals:2'], span: { committedUsCents: [50, 138] } }));
  it('loses the $50B when they are retracted', () =>
    grown
      .and(third, fact('2026-03-02', 'deal-a', 'EventRetracted', { event: id(3), reason: 'misread' }))
      .asking({ policy: 'lowest' })
      .by('payment')
      .showsRow(money, p, { flags: ['rivals:1'], committedUsCents: 100 }));
});

describe('The policy "primary"', () => {
  const kinds = ['filing', 'company', 'wire', 'press', 'research', 'tracker', 'own'];
  /** First told as $1B, then as $2B. */
  const told = (first: string, second: string) =>
    contract.and(
      amended(1, '2026-02-27', first, { to: '1B USD' }),
      amended(2, '2026-02-28', second, { to: '2B USD' }, 1),
    );

  it.each(kinds.slice(1).map((kind, index) => [kinds[index]!, kind]))(
    'puts %s before %s, whichever was known first',
    (closer, farther) => {
      told(closer, farther).shows(money, { committedUsCents: 1 });
      told(farther, closer).shows(money, { committedUsCents: 2 });
    },
  );
  it('takes the latest known of equals', () => told('press', 'press').shows(money, { committedUsCents: 2 }));
});

/** The first is known on 10 July 2025, the second a month later. */
const promised = (number: number, kind: string, terms: object, rivalOf?: number): Sent =>
  fact(
    '2025-06-30',
    'deal-a',
    'PaymentCommitted',
    { payment: 'p', from: 'lab', to: 'cloud', kind: 'services', bindingness: 'firm', ...terms },
    { id: id(number), knownOn: `2025-0${6 + number}-10`, ...from(kind), ...rival(rivalOf) },
  );

describe('The lowest and the highest of an open rate and $300B over five years', () => {
  // In the table the rate, which begins in 2027 and has no end, is open: its low is below the 300. In a timeline to
  // 2027 it would come to 12 x 10 = 120 and the sum to 300/5 = 60: the window that is asked for may not turn them over.
  const rivals = world(
    promised(1, 'press', { ratePerMonth: '10B USD', over: { from: '2027-01' } }),
    promised(2, 'press', { amount: '300B USD', over: { from: '2027', months: 60 } }, 1),
  ).at('2026-11-20');

  it.each<[Policy, number]>([
    ['lowest', 1],
    ['highest', 2],
  ])('are chosen as the table reads them, whatever window is asked for: %s', (policy, number) => {
    for (const to of [undefined, '2027-12-31', '2029-12-31', '2049-12-31']) {
      const { rows } = rivals.answer(money, {
        policy,
        ...(to && { timeline: 'year', from: '2026-01-01', to }),
      });
      const rests = new Set(rows.flatMap((row) => row.rests));
      expect(rests.has(id(number)), `${policy} to ${to}`).toBe(true);
      expect(rests.has(id(3 - number)), `${policy} to ${to}`).toBe(false);
    }
  });
});

describe('Claims of $5B in 2027, said the press, and of $5B in 2028, said a filing', () => {
  const rivals = world(
    promised(1, 'press', { amount: '5B USD', over: { from: '2027', months: 12 } }),
    promised(2, 'filing', { amount: '5B USD', over: { from: '2028', months: 12 } }, 1),
  ).at('2026-11-20');

  it.each<Policy>(['primary', 'lowest', 'highest'])('count by the closest source, by "%s"', (policy) => {
    rivals.asking({ policy }).lists(money, 'rows', { rests: [id(2)] });
    const { claims } = whyOf(rivals.history, 'deal-a', { ...everything, effectiveAt: '2026-11-20', policy });
    const picks = claims[0]!.claims.find(({ id: claim }) => claim === id(2))!;
    expect(picks.pickedBy).toEqual(['primary', 'latest', 'lowest', 'highest']);
  });
});

describe('Rival claims of one amendment', () => {
  it('are told in the order in which they became known, whenever each says that it takes effect', () => {
    const said = (number: number, effective: string, knownOn: string, rivalOf?: number): Sent => ({
      ...amended(number, knownOn, 'press', { to: `${number}0B USD` }, rivalOf),
      effectiveOn: effective,
    });
    const { history } = contract.and(
      said(1, '2026-03-01', '2026-02-01'),
      said(2, '2026-01-01', '2026-02-03', 1),
      said(3, '2026-02-01', '2026-02-02', 1),
    );
    const { claims } = whyOf(history, 'deal-a', { ...everything, policy: 'primary' });
    expect(claims[0]!.claims.map((claim) => claim.id)).toEqual([id(1), id(3), id(2)]);
  });
});

describe('Three claims of which one takes effect only later', () => {
  // Of 30 and 20 the table sees 20 as the latest known; the third, of 2027, is seen by the end of 2027, and by "latest".
  const grew = (number: number, effective: string, to: string, rivalOf?: number): Sent =>
    fact(
      effective,
      'deal-a',
      'PaymentAmended',
      { payment: 'p', to },
      { id: id(number), knownOn: `2026-0${number}-01`, ...rival(rivalOf) },
    );
  const years = world(
    payment('deal-a', 'p', '38B USD', { over: { from: '2026', months: 24 } }),
    grew(1, '2026-01-01', '30B USD'),
    grew(2, '2026-01-01', '20B USD', 1),
    grew(3, '2027-06-30', '10B USD', 1),
  ).asking({ timeline: 'year', from: '2026-01-01', to: '2027-12-31' });

  it.each<[Policy, number]>([
    ['latest', 10],
    ['lowest', 10],
    ['highest', 15],
  ])(
    'are never all left out: 2026 has half of what is picked among those of that day, by "%s" $%iB',
    (policy, committedUsCents) => {
      years.asking({ policy }).showsRow(money, { period: '2026' }, { committedUsCents });
    },
  );
});

const sized = (stream: string, name: string, power: string, number: number, rivalOf?: number): Sent =>
  tranche(stream, name, power, {}, { id: id(number), ...rival(rivalOf) });

describe('Two claim sets, of 1 or 2 GW and of 10 or 20 GW,', () => {
  const one = [sized('deal-a', 't', '1 GW', 1), sized('deal-a', 't', '2 GW', 2, 1)];
  const other = (stream: string) => [sized(stream, 'u', '10 GW', 3), sized(stream, 'u', '20 GW', 4, 3)];

  it.each([
    ['of one stream', 'deal-a'],
    ['of two streams', 'deal-b'],
  ])('%s span every combination: 11, 12, 21 and 22 GW', (_, stream) => {
    const both = world(deal('deal-b'), ...one, ...other(stream));
    both.shows('compute-capacity', { span: { headlineKw: [11, 22] } });
    both.asking({ policy: 'lowest' }).shows('compute-capacity', { headlineKw: 11 });
    both.asking({ policy: 'highest' }).shows('compute-capacity', { headlineKw: 22 });
    both.asking({ policy: 'latest' }).shows('compute-capacity', { headlineKw: 22 });
  });
});

describe('Claims that have their point and their low in common', () => {
  const [least, more, open] = ['1 GW, expandable to 2 GW', '1 GW, expandable to 3 GW', 'at least 1 GW'];
  const amounts = { [least]: [1, 1, 2], [more]: [1, 1, 3], [open]: [1, 1, null] } as const;

  it.each([
    [least, more],
    [more, least],
    [more, open],
    [open, more],
  ] as const)('are told apart by their high: "%s" and "%s"', (first, second) => {
    const told = world(sized('deal-a', 't', first, 1), sized('deal-a', 't', second, 2, 1));
    const [lower, higher] = [first, second].includes(open) ? [more, open] : [least, more];
    told.asking({ policy: 'lowest' }).shows('compute-capacity', { headlineKw: amounts[lower] });
    told.asking({ policy: 'highest' }).shows('compute-capacity', { headlineKw: amounts[higher] });
  });
});

describe('Claim sets of 1 or 2 GW each', () => {
  const sets = Array.from({ length: 7 }, (_, index) => [
    sized('deal-a', `t-${index}`, '1 GW', 10 + 2 * index),
    sized('deal-a', `t-${index}`, '2 GW', 11 + 2 * index, 10 + 2 * index),
  ]);
  const [six, seven] = [world(...sets.slice(0, 6).flat()), world(...sets.flat())];
  const oneAtATime = 'varies one claim set at a time';

  it('are varied one at a time where a stream has more than six, and it says so: 6 to 12, but 13 to 14 GW', () => {
    six.shows('compute-capacity', { span: { headlineKw: [6, 12] } });
    expect(six.answer('compute-capacity').notes.join()).not.toContain(oneAtATime);
    seven.shows('compute-capacity', { span: { headlineKw: [13, 14] } }).notes('compute-capacity', oneAtATime);
  });
});

describe('A warrant on 800 MW of which rival claims say that 100 or 200 run in each tranche', () => {
  const running = (index: number): Sent[] =>
    ['100 MW', '200 MW'].map((power, place) =>
      fact(
        '2025-06-01',
        'deal-a',
        'CapacityEnergized',
        { tranche: `t-${index}`, power },
        {
          id: id(20 + 2 * index + place),
          ...rival(place === 0 ? undefined : 20 + 2 * index),
          source: { title: 'x', kind: place === 0 ? 'company' : 'press' },
        },
      ),
    );
  const issued = (count: number) => {
    const places = Array.from({ length: count }, (_, index) => index);
    return given(
      ...cast,
      deal('deal-a'),
      ...places.map((index) => tranche('deal-a', `t-${index}`, '1 GW')),
      fact('2025-01-01', 'deal-a', 'WarrantIssued', {
        warrant: 'w',
        holder: 'lab',
        issuer: 'vendor',
        shares: 100,
        strike: '1 USD',
        tranches: [{ shares: 100, conditions: [{ energized: '800 MW' }] }],
      }),
      ...places.flatMap(running),
    ).at('2026-06-30');
  };
  const note = 'varies one claim set at a time';

  // Six come to 600 to 1,200 MW; seven by the company's claims to 700, and with one other claim to 800.
  it.each<[number, boolean]>([
    [6, false],
    [7, true],
  ])(
    'reaches from none to all of its shares over %i of them, and says where one at a time was varied',
    (count, isOne) => {
      const { warrants, notes } = issued(count).answer('ownership');
      expect(warrants).toMatchObject([
        { vestedShares: { point: 0 }, span: { vestedShares: { low: 0, high: 100 } } },
      ]);
      expect(notes.join().includes(note)).toBe(isOne);
    },
  );
});

describe('What is derived of stakes on which claims differ', () => {
  const stake = (holder: string, issuer: string, terms: object, number: number, rivalOf?: number): Sent => ({
    ...fact('2025-06-01', `stake-${holder}-${issuer}`, 'StakeDisclosed', { basis: 'diluted', ...terms }),
    id: id(number),
    ...rival(rivalOf),
    source: { title: 'x', kind: rivalOf === undefined ? 'company' : 'press' },
  });
  const of = (holder: string, issuer: string) => ({ holder, issuer });
  const chain = given(
    ...cast,
    stake('bank', 'cloud', { stake: '50%', value: '10B USD' }, 1),
    stake('bank', 'cloud', { stake: '60%', value: '15B USD' }, 2, 1),
    stake('cloud', 'lab', { stake: '40%' }, 3),
  )
    .at('2026-06-30')
    .by('holder', 'issuer');

  // 50 or 60 % of 40 %: 20 or 24 %.
  it('reaches as far as the chains that lead through them', () =>
    void chain
      .showsRow('ownership', of('bank', 'lab'), {
        lookThroughBp: 20,
        span: { lookThroughBp: [20, 24] },
        flags: ['derived', 'rivals:1'],
      })
      .showsRow('ownership', of('bank', 'cloud'), { lookThroughBp: 50, span: { lookThroughBp: [50, 60] } })
      .showsRow('ownership', of('cloud', 'lab'), { lookThroughBp: 40, span: undefined }));

  // 10B for 50 % are 20B for all of it, 15B for 60 % are 25B.
  it('reaches as far as what each of them implies of the whole', () =>
    void chain.showsRow('ownership', of('bank', 'cloud'), {
      impliedWholeUsCents: 20,
      span: { impliedWholeUsCents: [20, 25] },
    }));

  it('is nothing of a chain whose stake is on another basis by another claim', () =>
    void given(
      ...cast,
      stake('bank', 'cloud', { stake: '50%' }, 1),
      stake('bank', 'cloud', { stake: '50%', basis: 'basic' }, 2, 1),
      stake('cloud', 'lab', { stake: '40%' }, 3),
    )
      .at('2026-06-30')
      .by('holder', 'issuer')
      .showsRow('ownership', of('bank', 'lab'), { lookThroughBp: 20, span: { lookThroughBp: [0, 20] } }));
});

describe('A stake that is on another basis by another claim', () => {
  // 10 % of its own on that basis, and 50 % of 40 % if the press is right.
  it('leads through to what is held there', () =>
    void given(
      ...cast,
      fact(
        '2025-06-01',
        'stake-bank-cloud',
        'StakeDisclosed',
        { stake: '50%', basis: 'diluted' },
        {
          id: id(1),
          source: { title: 'x', kind: 'company' },
        },
      ),
      fact(
        '2025-06-01',
        'stake-bank-cloud',
        'StakeDisclosed',
        { stake: '50%', basis: 'basic' },
        {
          id: id(2),
          rivalOf: id(1),
          source: { title: 'x', kind: 'press' },
        },
      ),
      fact('2025-06-01', 'stake-cloud-lab', 'StakeDisclosed', { stake: '40%', basis: 'basic' }),
      fact('2025-06-01', 'stake-bank-lab', 'StakeDisclosed', { stake: '10%', basis: 'basic' }),
    )
      .at('2026-06-30')
      .by('holder', 'issuer')
      .showsRow(
        'ownership',
        { holder: 'bank', issuer: 'lab' },
        { lookThroughBp: 10, span: { lookThroughBp: [10, 30] }, flags: ['rivals:1'] },
      ));
});

describe('A stake that rests on rival claims of 20 and 30 %', () => {
  const stake = (value: string, number: number, rivalOf?: number): Sent =>
    fact(
      '2025-06-01',
      'stake-bank-lab',
      'StakeDisclosed',
      { stake: value, basis: 'diluted' },
      { id: id(number), ...rival(rivalOf) },
    );
  const held = world(stake('20%', 1), stake('30%', 2, 1));

  it('says so, and still after 5 % were sold: 15 to 25 %', () => {
    held.lists('ownership', 'rows', { flags: ['rivals:1'], span: { stakeBp: [20, 30] } });
    held
      .and(fact('2025-07-01', 'stake-bank-lab', 'StakeChanged', { by: '5%', cause: 'sale' }))
      .lists('ownership', 'rows', { flags: ['rivals:1'], span: { stakeBp: [15, 25] } });
  });
});
