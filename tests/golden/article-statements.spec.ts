import { beforeAll, describe, expect, it } from 'vitest';
import type { Market } from '../../events/market/market.js';
import { dealAt, dealsAt } from '../../projections/deals.js';
import type { Row } from '../../projections/kit/line.js';
import { type History, stateAt } from '../../projections/kit/log.js';
import type { Measure } from '../../projections/kit/measure.js';
import { partiesAt } from '../../projections/parties.js';
import { publicRecord } from '../../src/public-record.js';
import { ledger, type Sent, show } from '../given.js';
import { billions, gigawatts } from '../what-if.js';

let log: History;
beforeAll(async () => {
  log = ledger((await publicRecord()) as Sent[]);
});

const at = { effectiveAt: '2025-11-30', knownAt: '2025-11-30' };
const cut = { ...at, atPosition: Number.MAX_SAFE_INTEGER, policy: 'primary' as const };

const rows = (view: string, only: Record<string, string>, by: string[] = []): Row[] =>
  show(log, view, { ...at, only, ...(by.length > 0 && { by }) }).rows;
const sharesBy = (market: string, publisher: string): [unknown, number | null][] =>
  rows('market-share', { market, publisher })
    .filter(({ party }) => party !== 'others')
    .map(({ party, shareBp }) => [party, Number((shareBp as Measure).point) / 100]);
const market = (slug: string): Market => stateAt<Market>(log, `market-${slug}`, cut);
const deal = (slug: string): Record<string, unknown> => dealAt(log, `deal-${slug}`, cut)!;
const part = (list: unknown, name: Record<string, string>): Record<string, unknown> =>
  (list as Record<string, unknown>[]).find((one) => Object.entries(name).every(([key, value]) => one[key] === value))!;

/** Every statement of the article that started the project, asked of the record as known on 30 November 2025. */
describe('The article, as known at 2025-11-30', () => {
  it('1: companies of all layers take part in deals together', () => {
    const together = dealsAt(log, cut).map(({ parties }) => (parties as { party: string }[]).map(({ party }) => party));
    for (const pair of [['openai', 'aws'], ['openai', 'nvidia'], ['openai', 'microsoft']]) {
      expect(together.some((parties) => pair.every((party) => parties.includes(party)))).toBe(true);
    }
  });

  it('2: the layers are hardware, infrastructure, models and applications', () => {
    const layers = new Set(partiesAt(log, cut).flatMap(({ layers: own }) => own as string[]));
    expect([...layers].sort()).toEqual(['applications', 'hardware', 'infrastructure', 'models']);
  });

  it('3: chips belong to the hardware layer', () => expect(market('ai-chips').layer).toBe('hardware'));

  it('4: NVIDIA has over 80 % of AI chips', () => {
    const [row] = rows('market-share', { market: 'ai-chips', party: 'nvidia' });
    expect(row!.shareBp).toEqual({ low: 8_000, point: 8_000, high: 10_000 });
  });

  it('5: cloud platforms are the infrastructure layer', () => expect(market('cloud-infrastructure').layer).toBe('infrastructure'));

  it('6 to 9: AWS 29, Microsoft 20, Google 13, Alibaba 4 %', () => {
    expect(sharesBy('cloud-infrastructure', 'unnamed-analyst')).toEqual([
      ['alibaba', 4],
      ['aws', 29],
      ['google', 13],
      ['microsoft', 20],
    ]);
  });

  it('10: Alibaba is fourth', () => {
    const ranked = sharesBy('cloud-infrastructure', 'unnamed-analyst').sort(([, left], [, right]) => right! - left!);
    expect(ranked.map(([party]) => party).indexOf('alibaba') + 1).toBe(4);
  });

  it('11: OpenAI, Google and Anthropic are among the leading models', () => {
    const named = [...market('leading-models').shares.values()].flatMap(({ parties }) => parties);
    expect(named).toEqual(expect.arrayContaining(['anthropic', 'google', 'openai']));
  });

  it('12: OpenAI signs deals for its infrastructure', () => {
    const signed = rows('compute-capacity', { consumer: 'openai' }, ['deal', 'stage']).filter(({ stage }) => stage === 'signed');
    expect(signed.length).toBeGreaterThanOrEqual(3);
  });

  it('13: the deal with AWS is worth $38B', () => {
    const [row] = rows('obligations', { payee: 'aws', payer: 'openai' }, ['deal']);
    expect(billions(row!.committedUsCents)).toBe(38);
  });

  it('14: over seven years: 28 quarters from 2025-Q4', () => {
    const quarters = show(log, 'obligations', { ...at, only: { payee: 'aws', payer: 'openai' }, timeline: 'quarter', from: '2025-01-01', to: '2035-12-31' }).rows;
    expect([quarters.length, quarters[0]!.period, quarters.at(-1)!.period]).toEqual([28, '2025-Q4', '2032-Q3']);
  });

  it("15: what OpenAI's head said of it", () => {
    const words = log.facts('deal-openai-aws-2025').filter(({ knownOn }) => knownOn <= at.knownAt).map(({ quote, body }) => `${quote ?? ''} ${JSON.stringify(body)}`);
    expect(words.join('\n')).toMatch(/advanced AI/);
  });

  it('16: hundreds of thousands of NVIDIA GPUs', () => {
    const tranche = part(deal('openai-aws-2025').tranches, { tranche: 'all' });
    expect(tranche).toMatchObject({ supplier: 'nvidia', accelerators: { low: 200_000, point: null, high: 999_999 } });
  });

  it('17: AMD, 6 GW', () => expect(gigawatts(rows('compute-capacity', { provider: 'amd', consumer: 'openai' })[0]!.headlineKw)).toBe(6));

  it('18: NVIDIA, at least 10 GW', () => {
    const [row] = rows('compute-capacity', { provider: 'nvidia', consumer: 'openai' });
    expect(row!.headlineKw).toEqual({ low: 10_000_000, point: 10_000_000, high: null });
  });

  it('19: NVIDIA invests up to $100B', () => {
    const [row] = rows('obligations', { payer: 'nvidia', payee: 'openai' }, ['deal']);
    expect(row!.conditionalUsCents).toMatchObject({ low: 0, high: 10_000_000_000_000 });
  });

  it('20: as each gigawatt is deployed, $10B', () => {
    const payment = part(deal('openai-nvidia-2025').payments, { payment: 'investment' });
    expect(payment.release).toMatchObject({ per: { point: 1_000_000 }, amount: { point: 1_000_000_000_000 }, mode: 'stepped' });
  });

  it('21: Microsoft and IREN, $9.7B', () => {
    const [row] = rows('obligations', { payer: 'microsoft', payee: 'iren', kind: 'services' }, ['deal']);
    expect(billions(row!.committedUsCents)).toBe(9.7);
  });

  it('22: Microsoft and OpenAI since 2019', () => expect(String(deal('microsoft-openai-2019').announcedOn)).toMatch(/^2019/));

  it('23 and 24: Microsoft holds 27 % of OpenAI, worth $135B, which makes the whole $500B', () => {
    const [row] = rows('ownership', { holder: 'microsoft', issuer: 'openai', basis: 'as-converted' });
    expect(row!.stakeBp).toMatchObject({ point: 2_700 });
    expect([billions(row!.valueUsCents), billions(row!.impliedWholeUsCents)]).toEqual([135, 500]);
  });

  it('25: investors buy from those in whom they invest', () => {
    const investment = rows('obligations', { payer: 'nvidia', payee: 'openai', kind: 'equity' }, ['deal']);
    const supply = rows('compute-capacity', { provider: 'nvidia', consumer: 'openai' });
    expect([investment.length, supply.length]).toEqual([1, 1]);
  });

  it('26: deals become more: more in the year to November 2025 than in all years before', () => {
    const known = (knownAt: string): number => dealsAt(log, { ...cut, knownAt, effectiveAt: knownAt }).length;
    expect(known('2025-11-30') - known('2024-11-30')).toBeGreaterThan(known('2024-11-30'));
  });
});
