import { describe, expect, it } from 'vitest';
import type { Policy } from '../../projections/kit/claims.js';
import { everything } from '../../projections/kit/cut.js';
import { whyOf } from '../../projections/why.js';
import { ledger, type Sent, show } from '../given.js';
import { billion, cast, deal, exactly, fact, gw, id, payment, tranche } from './facts.js';

const from = (kind: string): object => ({ source: { title: 'News', kind } });
const amended = (number: number, knownOn: string, kind: string, body: object, rivalOf?: number): Sent =>
  fact(
    '2026-02-27',
    'deal-a',
    'PaymentAmended',
    { payment: 'p', ...body },
    { id: id(number), knownOn, ...from(kind), ...(rivalOf && { rivalOf: id(rivalOf) }) },
  );

/** $38B that grew by $100B, said the company on the day; to $100B, said the press a day later. */
const by = amended(1, '2026-02-27', 'company', { by: '100B USD' });
const to = amended(2, '2026-02-28', 'press', { to: '100B USD' }, 1);
const log = ledger([...cast, deal('deal-a'), payment('deal-a', 'p', '38B USD'), by, to]);

describe('A contract that grew by or to $100B', () => {
  it.each<[Policy, number]>([
    ['primary', 138],
    ['latest', 100],
    ['lowest', 100],
    ['highest', 138],
  ])('is, by the policy "%s", worth $%iB', (policy, value) =>
    expect(committed(policy)).toEqual(exactly(value)),
  );

  it.each<Policy>(['primary', 'latest', 'lowest', 'highest'])(
    'spans 100 to 138 and names its rival, by the policy "%s"',
    (policy) => {
      const { rows, totals } = owed(policy);
      const span = { low: 10_000_000_000_000, high: 13_800_000_000_000 };
      expect(rows[0]).toMatchObject({ flags: ['rivals:1'], span: { committedUsCents: span } });
      expect(totals[0]!.span).toMatchObject({ committedUsCents: span });
    },
  );

  it('is what was said first, without a rival, until the second became known', () => {
    expect(committed('latest', '2026-02-26')).toEqual(exactly(38));
    const { rows } = owed('latest', '2026-02-27');
    expect(billion(rows[0]!.committedUsCents)).toEqual(exactly(138));
    expect(rows[0]!.flags).toEqual([]);
    expect(rows[0]).not.toHaveProperty('span');
  });

  it('rests on the claim that is shown alone', () => {
    expect(owed('primary').rows[0]!.rests).toContain(id(1));
    expect(owed('primary').rows[0]!.rests).not.toContain(id(2));
    expect(owed('latest').rows[0]!.rests).toContain(id(2));
  });
});

describe('The policy "primary"', () => {
  const kinds = ['filing', 'company', 'wire', 'press', 'research', 'tracker', 'own'];
  const shown = (first: string, second: string): unknown => {
    const facts = [
      amended(1, '2026-02-27', first, { to: '1B USD' }),
      amended(2, '2026-02-28', second, { to: '2B USD' }, 1),
    ];
    return billion(
      owed(
        'primary',
        '9999-12-31',
        ledger([...cast, deal('deal-a'), payment('deal-a', 'p', '38B USD'), ...facts]),
      ).totals[0]!.committedUsCents,
    );
  };

  it.each(kinds.slice(1).map((kind, index) => [kinds[index]!, kind]))(
    'puts %s before %s',
    (closer, farther) => {
      expect(shown(closer, farther)).toEqual(exactly(1));
      expect(shown(farther, closer)).toEqual(exactly(2));
    },
  );
  it('takes the latest known of equals', () => expect(shown('press', 'press')).toEqual(exactly(2)));
});

describe('Three claims of one occurrence', () => {
  const third = amended(3, '2026-03-01', 'tracker', { to: '50B USD' }, 2);
  const three = ledger([...cast, deal('deal-a'), payment('deal-a', 'p', '38B USD'), by, to, third]);

  it('are one set: each number has two rivals and spans all three', () => {
    expect(owed('primary', '9999-12-31', three).rows[0]).toMatchObject({
      flags: ['rivals:2'],
      span: { committedUsCents: { low: 5_000_000_000_000, high: 13_800_000_000_000 } },
    });
  });
  it('lose the one that is retracted', () => {
    const facts = [...cast, deal('deal-a'), payment('deal-a', 'p', '38B USD'), by, to, third];
    const retracted = ledger([
      ...facts,
      fact('2026-03-02', 'deal-a', 'EventRetracted', { event: id(3), reason: 'misread' }),
    ]);
    expect(owed('lowest', '9999-12-31', retracted).rows[0]).toMatchObject({
      flags: ['rivals:1'],
      committedUsCents: { point: 10_000_000_000_000 },
    });
  });
});

const promised = (number: number, kind: string, terms: object, rivalOf?: number): Sent =>
  fact(
    '2025-06-30',
    'deal-a',
    'PaymentCommitted',
    { payment: 'p', from: 'lab', to: 'cloud', kind: 'services', bindingness: 'firm', ...terms },
    {
      id: id(number),
      knownOn: `2025-0${6 + number}-10`,
      ...from(kind),
      ...(rivalOf && { rivalOf: id(rivalOf) }),
    },
  );

describe('The lowest and the highest of an open rate and $300B over five years', () => {
  // In the table the rate, which begins in 2027 and has no end, is open: its low is below the 300. In a timeline to
  // 2027 it would come to 12 x 10 = 120 and the sum to 300/5 = 60: the window that is asked for may not turn them over.
  const rate = promised(1, 'press', { ratePerMonth: '10B USD', over: { from: '2027-01' } });
  const sum = promised(2, 'press', { amount: '300B USD', over: { from: '2027', months: 60 } }, 1);
  const log = ledger([...cast, deal('deal-a'), rate, sum]);
  const shown = (policy: Policy, to?: string) =>
    show(log, 'obligations', {
      effectiveAt: '2026-11-20',
      policy,
      ...(to && { timeline: 'year', from: '2026-01-01', to }),
    });

  it.each<[Policy, number]>([
    ['lowest', 1],
    ['highest', 2],
  ])('are chosen as the table reads them, whatever window is asked for: %s', (policy, number) => {
    const windows = [undefined, '2027-12-31', '2029-12-31', '2049-12-31'];
    for (const to of windows) {
      const { rows } = shown(policy, to);
      const rests = new Set(rows.flatMap((row) => row.rests));
      expect(rests.has(id(number)), `${policy} to ${to}`).toBe(true);
      expect(rests.has(id(3 - number)), `${policy} to ${to}`).toBe(false);
    }
  });
});

describe('Claims that come to the same', () => {
  // Both say $5B, of different years: neither is lower or higher, and the filing counts before the press.
  const early = promised(1, 'press', { amount: '5B USD', over: { from: '2027', months: 12 } });
  const late = promised(2, 'filing', { amount: '5B USD', over: { from: '2028', months: 12 } }, 1);
  const log = ledger([...cast, deal('deal-a'), early, late]);

  it.each<Policy>(['primary', 'lowest', 'highest'])('count by the closest source, by "%s"', (policy) => {
    expect(show(log, 'obligations', { effectiveAt: '2026-11-20', policy }).rows[0]!.rests).toEqual([id(2)]);
    const { claims } = whyOf(log, 'deal-a', { ...everything, effectiveAt: '2026-11-20', policy });
    const picks = claims[0]!.claims.find(({ id: claim }) => claim === id(2))!;
    expect(picks.pickedBy).toEqual(['primary', 'latest', 'lowest', 'highest']);
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
      { id: id(number), knownOn: `2026-0${number}-01`, ...(rivalOf && { rivalOf: id(rivalOf) }) },
    );
  const facts = [
    grew(1, '2026-01-01', '30B USD'),
    grew(2, '2026-01-01', '20B USD', 1),
    grew(3, '2027-06-30', '10B USD', 1),
  ];
  const schedule = { over: { from: '2026', months: 24 } };
  const log = ledger([...cast, deal('deal-a'), payment('deal-a', 'p', '38B USD', schedule), ...facts]);

  it.each<[Policy, number]>([
    ['latest', 10],
    ['lowest', 10],
    ['highest', 15],
  ])(
    'are never all left out: 2026 has half of what is picked among those of that day, by "%s"',
    (policy, half) => {
      const { rows } = show(log, 'obligations', {
        effectiveAt: '2026-06-30',
        policy,
        timeline: 'year',
        from: '2026-01-01',
        to: '2027-12-31',
      });
      expect(billion(rows[0]!.committedUsCents)).toEqual(exactly(half));
    },
  );
});

const sized = (name: string, power: string, number: number, rivalOf?: number, stream = 'deal-a'): Sent =>
  tranche(stream, name, power, {}, { id: id(number), ...(rivalOf && { rivalOf: id(rivalOf) }) });
const headline = (facts: Sent[], policy: Policy) =>
  show(ledger([...cast, deal('deal-a'), deal('deal-b'), ...facts]), 'compute-capacity', {
    effectiveAt: '2026-06-30',
    policy,
  }).totals[0]!;
const spanOf = (facts: Sent[]): unknown =>
  gw({ point: null, ...(headline(facts, 'primary').span as Record<string, object>).headlineKw });

describe('Two claim sets', () => {
  const one = [sized('t', '1 GW', 1), sized('t', '2 GW', 2, 1)];
  const other = [sized('u', '10 GW', 3), sized('u', '20 GW', 4, 3)];
  const elsewhere = [sized('u', '10 GW', 3, undefined, 'deal-b'), sized('u', '20 GW', 4, 3, 'deal-b')];

  it.each([
    ['of one stream', [...one, ...other]],
    ['of two streams', [...one, ...elsewhere]],
  ])('%s span every combination: 11, 12, 21 and 22 GW', (_, facts) => {
    expect(spanOf(facts)).toEqual([11, null, 22]);
    expect(gw(headline(facts, 'lowest').headlineKw)).toEqual(exactly(11));
    expect(gw(headline(facts, 'highest').headlineKw)).toEqual(exactly(22));
    expect(gw(headline(facts, 'latest').headlineKw)).toEqual(exactly(22));
  });

  it('of which there are more than six in a stream are varied one at a time, and it says so', () => {
    const sets = Array.from({ length: 7 }, (_, index) => [
      sized(`t-${index}`, '1 GW', 10 + 2 * index),
      sized(`t-${index}`, '2 GW', 11 + 2 * index, 10 + 2 * index),
    ]);
    const shown = (facts: Sent[]) =>
      show(ledger([...cast, deal('deal-a'), ...facts]), 'compute-capacity', { effectiveAt: '2026-06-30' });
    const [six, seven] = [shown(sets.slice(0, 6).flat()), shown(sets.flat())];
    expect(six.notes.join()).not.toMatch(/one claim set at a time/);
    expect(six.totals[0]!.span).toMatchObject({ headlineKw: { low: 6_000_000, high: 12_000_000 } });
    expect(seven.notes.join()).toMatch(/one claim set at a time/);
    expect(seven.totals[0]!.span).toMatchObject({ headlineKw: { low: 13_000_000, high: 14_000_000 } });
  });
});

describe('A stake that rests on rival claims', () => {
  const stake = (value: string, number: number, rivalOf?: number): Sent =>
    fact(
      '2025-06-01',
      'stake-bank-lab',
      'StakeDisclosed',
      { stake: value, basis: 'diluted' },
      { id: id(number), ...(rivalOf && { rivalOf: id(rivalOf) }) },
    );
  const shown = (...more: Sent[]) =>
    show(ledger([...cast, stake('20%', 1), stake('30%', 2, 1), ...more]), 'ownership', {
      effectiveAt: '2026-06-30',
    }).rows[0]!;

  it('says so, and still after it has changed', () => {
    expect(shown()).toMatchObject({ flags: ['rivals:1'], span: { stakeBp: { low: 2_000, high: 3_000 } } });
    const sale = fact('2025-07-01', 'stake-bank-lab', 'StakeChanged', { by: '5%', cause: 'sale' });
    expect(shown(sale)).toMatchObject({
      flags: ['rivals:1'],
      span: { stakeBp: { low: 1_500, high: 2_500 } },
    });
  });
});

const owed = (policy: Policy = 'primary', knownAt = '9999-12-31', history = log) =>
  show(history, 'obligations', { effectiveAt: '2026-06-30', policy, knownAt });
const committed = (policy: Policy, knownAt?: string): unknown =>
  billion(owed(policy, knownAt).totals[0]!.committedUsCents);
