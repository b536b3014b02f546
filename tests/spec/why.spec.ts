import { describe, expect, it } from 'vitest';
import { dealAt } from '../../projections/deals.js';
import { findUntraced } from '../../projections/tracing.js';
import { whyOf } from '../../projections/why.js';
import { publicRecord } from '../../src/public-record.js';
import { ledger, record, show, type Sent } from '../given.js';
import { articleFacts } from '../article.js';

const aws = 'deal-openai-aws-2025';
const billion = 100_000_000_000;
const original = '11111111-1111-4111-8111-111111111111';
const claim = (kind: string, body: Record<string, unknown>, more: Partial<Sent> = {}): Sent => ({
  stream: aws,
  type: 'PaymentAmended',
  effectiveOn: '2026-02-27',
  knownOn: '2026-02-27',
  source: { title: 'On the contract', kind },
  body: { payment: 'services', ...body },
  ...more,
});

describe('Why a number is what it is', () => {
  it('shows what each policy makes of rival claims: 138 by, 100 into', () => {
    const { byPolicy } = committed('primary');
    expect(
      Object.entries(byPolicy!).map(([policy, measure]) => [policy, Number(measure!.point) / billion]),
    ).toEqual([
      ['primary', 138],
      ['latest', 100],
      ['lowest', 100],
      ['highest', 138],
    ]);
  });

  it('spans them', () =>
    expect(committed('latest').span).toEqual({ low: 100 * billion, high: 138 * billion }));

  it('names the policies that pick each claim', () => {
    const [set] = whyOf(rivals, aws, { ...at, policy: 'primary' }).claims;
    expect(set!.claims.map(({ pickedBy }) => pickedBy)).toEqual([
      ['primary', 'highest'],
      ['latest', 'lowest'],
    ]);
  });

  it('lists the numbers that another policy would change, and only those', () => {
    const why = whyOf(rivals, aws, { ...at, policy: 'primary' });
    const changed = why.wouldChange.map((index) => why.numbers[index]!.measure);
    expect(changed).toEqual(['committedUsCents', 'outstandingUsCents']);
    expect(why.numbers.some(({ measure }) => measure === 'headlineKw')).toBe(true);
  });

  it('gives the evidence behind each number, with its source', () => {
    const why = whyOf(rivals, aws, { ...at, policy: 'primary' });
    const evidence = new Map(why.evidence.map((one) => [one.id, one]));
    for (const number of why.numbers)
      for (const id of number.rests) expect(evidence.get(id)?.source?.title).toBeTruthy();
  });

  it('knows no rivals before they were known', () => {
    expect(whyOf(rivals, aws, { ...at, knownAt: '2026-02-28', policy: 'primary' }).claims).toEqual([]);
  });
});

describe('A deal', () => {
  it('shows the payment as the policy picks it: 138, 100, 100 and 138 billion', () => {
    const amounts = (['primary', 'latest', 'lowest', 'highest'] as const).map((policy) => {
      const { payments } = dealAt(rivals, aws, { ...at, policy }) as {
        payments: { amountUsCents: { point: number } }[];
      };
      return payments[0]!.amountUsCents.point / billion;
    });
    expect(amounts).toEqual([138, 100, 100, 138]);
  });
});

describe('A row that rests on rival claims', () => {
  it('says so, whatever the policy', () => {
    for (const policy of ['primary', 'latest'] as const) {
      const { rows } = show(rivals, 'obligations', { ...at, policy, by: ['deal'] });
      expect(rows.find(({ deal }) => deal === aws)!.flags).toContain('rivals:1');
    }
  });
});

describe('Tracing', () => {
  it('finds a source behind every number of the public record', async () => {
    const { checked, faults } = findUntraced(ledger((await publicRecord()) as Sent[]), '2026-11-23');
    expect(checked).toBeGreaterThan(1_000);
    expect(faults).toEqual([]);
  });

  it('names a number whose event has no source', () => {
    const log = ledger(articleFacts);
    record(log, {
      stream: aws,
      type: 'CapacityResized',
      effectiveOn: '2025-11-20',
      knownOn: '2025-11-20',
      body: { tranche: 'all', power: '1 GW' },
    });
    const { faults } = findUntraced(log, '2026-11-23');
    expect(faults.length).toBeGreaterThan(0);
    expect(faults[0]).toMatchObject({
      view: 'compute-capacity',
      because: expect.stringContaining('has no source'),
    });
  });
});

const synergy = (parts: Record<string, string>, combined: string): unknown => {
  const market = 'market-cloud';
  const report = (body: Record<string, unknown>): Sent => ({
    stream: market,
    type: 'ShareReported',
    effectiveOn: '2025-Q3',
    knownOn: '2025-11-01',
    body: { publisher: 'synergy', period: '2025-Q3', ...body },
  });
  const log = ledger([
    ...['aws', 'microsoft', 'google'].map((slug) => ({
      stream: `party-${slug}`,
      type: 'PartyRegistered',
      body: { name: slug, kind: 'company' },
    })),
    {
      stream: market,
      type: 'MarketDefined',
      body: { name: 'Cloud', layer: 'infrastructure', metric: 'revenue', scope: 'worldwide' },
    },
    ...Object.entries(parts).map(([party, share]) => report({ party, share })),
    report({ parties: ['aws', 'microsoft', 'google'], share: combined }),
  ]);
  return show(log, 'market-share', { effectiveAt: '2025-12-31' }).totals[0]!.consistency;
};

describe('A published sum of shares', () => {
  const parts = { aws: '29%', microsoft: '20%', google: '13%' };

  it('of 63 is consistent with 29 + 20 + 13 = 62: each may be off by half a point, 60.5 to 63.5', () => {
    expect(synergy(parts, '63%')).toMatchObject([
      { isConsistent: true, sumOfPartsBp: { low: 6_050, point: 6_200, high: 6_350 } },
    ]);
  });

  it('of 65 is not: it is 64.5 at the least', () =>
    expect(synergy(parts, '65%')).toMatchObject([{ isConsistent: false }]));

  it('says nothing where a part has not been published', () =>
    expect(synergy({ aws: '29%' }, '63%')).toMatchObject([{ isConsistent: null }]));
});

/** One source says that the contract grew by $100B, another that it grew to $100B. */
const rivals = ledger([
  ...articleFacts,
  claim('company', { by: '100B USD' }, { id: original }),
  claim('press', { to: '100B USD' }, { rivalOf: original, knownOn: '2026-03-01' }),
]);

const at = { effectiveAt: '2026-12-31', knownAt: '2026-12-31', atPosition: Number.MAX_SAFE_INTEGER };
const committed = (policy: 'primary' | 'latest' | 'lowest' | 'highest') =>
  whyOf(rivals, aws, { ...at, policy }).numbers.find(({ measure }) => measure === 'committedUsCents')!;
