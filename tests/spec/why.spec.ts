import { describe, expect, it } from 'vitest';
import type { Policy } from '../../projections/kit/claims.js';
import { everything } from '../../projections/kit/cut.js';
import { findUntraced } from '../../projections/tracing.js';
import { whyOf } from '../../projections/why.js';
import { publicRecord } from '../../src/public-record.js';
import { articleFacts, contractRivals } from '../article.js';
import { given, type Sent } from '../given.js';
import { billions } from '../what-if.js';
import { cast, deal, fact, id, party, tranche } from './facts.js';

const aws = 'deal-openai-aws-2025';
const today = '2026-12-31';
const rivals = given(...articleFacts, ...contractRivals('2026-03-01')).asking({
  effectiveAt: today,
  knownAt: today,
});
const why = (policy: Policy = 'primary', knownAt = today) =>
  whyOf(rivals.history, aws, { ...everything, effectiveAt: today, knownAt, policy });

describe('Why a number is what it is', () => {
  const committed = (policy?: Policy) =>
    why(policy).numbers.find(({ measure }) => measure === 'committedUsCents')!;

  it('shows what each policy makes of rival claims: 138 by, 100 into', () => {
    const { byPolicy } = committed();
    expect(Object.entries(byPolicy!).map(([policy, measure]) => [policy, billions(measure)])).toEqual([
      ['primary', 138],
      ['latest', 100],
      ['lowest', 100],
      ['highest', 138],
    ]);
  });

  it('spans them: 100 to 138', () =>
    expect(committed('latest').span).toEqual({ low: 10_000_000_000_000, high: 13_800_000_000_000 }));

  it('names the policies that pick each claim', () =>
    expect(why().claims[0]!.claims.map(({ pickedBy }) => pickedBy)).toEqual([
      ['primary', 'highest'],
      ['latest', 'lowest'],
    ]));

  it('lists the numbers that another policy would change, and only those', () => {
    const { numbers, wouldChange } = why();
    const changed = wouldChange.map((index) => numbers[index]!.measure);
    expect(changed).toEqual(['committedUsCents', 'outstandingUsCents']);
    expect(numbers.some(({ measure }) => measure === 'headlineKw')).toBe(true);
  });

  it('gives the evidence behind each number, with its source', () => {
    const { numbers, evidence: all } = why();
    const evidence = new Map(all.map((one) => [one.id, one]));
    for (const number of numbers)
      for (const id of number.rests) expect(evidence.get(id)?.source?.title).toBeTruthy();
  });

  it('gives the correction behind a number beside what it corrected', () => {
    const corrected = given(
      ...cast,
      deal('deal-a'),
      tranche('deal-a', 't', '1 GW', {}, { id: id(7) }),
      fact(
        '2026-01-01',
        'deal-a',
        'EventCorrected',
        { event: id(7), body: tranche('deal-a', 't', '2 GW').body, reason: 'Misread.' },
        { id: id(8) },
      ),
    );
    const { evidence } = whyOf(corrected.history, 'deal-a', {
      ...everything,
      effectiveAt: today,
      policy: 'primary',
    });
    expect(evidence.map((one) => one.id)).toEqual(expect.arrayContaining([id(7), id(8)]));
    expect(evidence).toHaveLength(3);
  });

  it('gives what other deals say beside what the deal says: of 3 GW the other one tells 1', () => {
    const container = given(
      ...cast,
      deal('deal-a'),
      deal('deal-b'),
      tranche('deal-a', 'all', '3 GW'),
      tranche('deal-b', 'part', '1 GW', { partOf: 'deal-a/all' }, { id: id(9) }),
    );
    const asked = { ...everything, effectiveAt: today, policy: 'primary' } as const;
    const { numbers, evidence } = whyOf(container.history, 'deal-a', asked);
    expect(numbers.find(({ measure }) => measure === 'headlineKw')?.value?.point).toBe(2_000_000);
    expect(evidence.find((one) => one.id === id(9))?.body).toMatchObject({ tranche: 'part' });
  });

  it('gives the evidence of every number of the record, whichever deal it is from', async () => {
    const record = given(...((await publicRecord()) as Sent[]));
    const asked = { ...everything, effectiveAt: '2026-11-20', policy: 'primary' } as const;
    for (const stream of ['deal-stargate-2025', 'deal-anthropic-series-g-2026', aws]) {
      const { numbers, evidence } = whyOf(record.history, stream, asked);
      const ids = evidence.map((one) => one.id);
      expect(ids).toEqual(expect.arrayContaining(numbers.flatMap(({ rests }) => [...rests])));
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('knows no rivals before they were known, on 1 March', () =>
    expect(why('primary', '2026-02-28').claims).toEqual([]));
});

describe('A deal', () => {
  it.each<[Policy, number]>([
    ['primary', 138],
    ['latest', 100],
    ['lowest', 100],
    ['highest', 138],
  ])('shows the payment as the policy "%s" picks it: %i billion', (policy, amountUsCents) => {
    rivals.asking({ policy }).showsDeal(aws, { payments: [{ amountUsCents }] });
  });
});

describe('A row that rests on rival claims', () => {
  it.each(['primary', 'latest'])('says so, whatever the policy: %s', (policy) => {
    const flags = expect.arrayContaining(['rivals:1']);
    rivals.asking({ policy }).by('deal').showsRow('obligations', { deal: aws }, { flags });
  });
});

describe('Tracing', () => {
  it('finds a source behind every number of the public record', async () => {
    const { checked, faults } = findUntraced(
      given(...((await publicRecord()) as Sent[])).history,
      '2026-11-23',
    );
    expect(checked).toBeGreaterThan(1_000);
    expect(faults).toEqual([]);
  });

  it('names a number whose event has no source', () => {
    const resized = fact('2025-11-20', aws, 'CapacityResized', { tranche: 'all', power: '1 GW' });
    const { faults } = findUntraced(given(...articleFacts, resized).history, '2026-11-23');
    expect(faults.length).toBeGreaterThan(0);
    expect(faults[0]).toMatchObject({
      view: 'compute-capacity',
      because: expect.stringContaining('has no source'),
    });
  });
});

describe('A published sum of shares', () => {
  const report = (body: Record<string, unknown>): Sent =>
    fact(
      '2025-Q3',
      'market-cloud',
      'ShareReported',
      { publisher: 'synergy', period: '2025-Q3', ...body },
      {
        knownOn: '2025-11-01',
      },
    );
  /** The shares of three and, beside them, the sum of all three. */
  const published = (parts: Record<string, string>, combined: string) =>
    given(
      ...party('aws', 'microsoft', 'google'),
      fact('2025-01-01', 'market-cloud', 'MarketDefined', {
        name: 'Cloud',
        layer: 'infrastructure',
        metric: 'revenue',
        scope: 'worldwide',
      }),
      ...Object.entries(parts).map(([party, share]) => report({ party, share })),
      report({ parties: ['aws', 'microsoft', 'google'], share: combined }),
    ).at('2025-12-31');
  const three = { aws: '29%', microsoft: '20%', google: '13%' };

  it('of 63 is consistent with 29 + 20 + 13 = 62: each may be off by half a point, 60.5 to 63.5', () =>
    published(three, '63%').shows('market-share', {
      consistency: [{ isConsistent: true, sumOfPartsBp: [60.5, 62, 63.5] }],
    }));

  it('of 65 is not: it is 64.5 at the least', () =>
    published(three, '65%').shows('market-share', { consistency: [{ isConsistent: false }] }));

  it('says nothing where a part has not been published', () =>
    published({ aws: '29%' }, '63%').shows('market-share', { consistency: [{ isConsistent: null }] }));
});
