import { describe, expect, it } from 'vitest';
import { articleFacts } from '../article.js';
import { ledger, record, show, type Sent } from '../given.js';
import { gigawatts } from '../what-if.js';

const amd = 'deal-openai-amd-2025';
const at = { effectiveAt: '2026-06-30' };
const day = { effectiveOn: '2026-01-15', knownOn: '2026-01-15' };

const event = (
  stream: string,
  type: string,
  body: Record<string, unknown>,
  more: Partial<Sent> = {},
): Sent => ({ stream, type, ...day, body, ...more });

describe('A container of which the middle was cancelled', () => {
  const nested = [
    committed(amd, 'outer', '10 GW'),
    committed(amd, 'middle', '7 GW', `${amd}/outer`),
    committed(amd, 'inner', '4 GW', `${amd}/middle`),
  ];

  it('still contains what the middle contained: 10, not 14', () => {
    expect(siteTotal([...nested, event(amd, 'CapacityCancelled', { tranche: 'middle' })])).toBe(10);
  });
});

describe('A deal that is cancelled while 400 MW of a gigawatt draw power', () => {
  it('leaves those 400 MW', () => {
    const sent = [
      committed(amd, 'hall', '1 GW'),
      event(amd, 'CapacityEnergized', { tranche: 'hall', power: '400 MW' }),
      event(amd, 'StageReached', { stage: 'cancelled' }, { effectiveOn: '2026-02-01' }),
    ];
    expect(siteTotal(sent)).toBe(0.4);
  });
});

describe('Saying something again', () => {
  it('adds nothing while it is the last that was said', () => {
    const log = ledger([...articleFacts, event(amd, 'CapacityResized', { tranche: 'all', power: '5 GW' })]);
    expect(
      record(
        log,
        event(amd, 'CapacityResized', { tranche: 'all', power: '5 GW' }, { knownOn: '2026-01-20' }),
      ),
    ).toBeUndefined();
  });

  it('counts once something else was said of the same day: 2, 3, then 2 GW again', () => {
    const said = (power: string, knownOn: string): Sent =>
      event(amd, 'CapacityResized', { tranche: 'all', power }, { knownOn });
    const log = ledger([
      ...articleFacts,
      said('2 GW', '2026-01-15'),
      said('3 GW', '2026-01-16'),
      said('2 GW', '2026-01-17'),
    ]);
    const [row] = show(log, 'compute-capacity', { ...at, only: { deal: amd } }).rows;
    expect(gigawatts(row!.headlineKw)).toBe(2);
  });

  it('adds nothing of a correction that is there', () => {
    const id = '22222222-2222-4222-8222-222222222222';
    const log = ledger([
      ...articleFacts,
      event(amd, 'CapacityResized', { tranche: 'all', power: '5 GW' }, { id }),
    ]);
    const correction = event(amd, 'EventRetracted', { event: id, reason: 'Misread.' });
    expect(record(log, correction)).toBeDefined();
    expect(record(log, correction)).toBeUndefined();
  });
});

describe('A market of which only the size was published', () => {
  it('answers its size, and no shares', () => {
    const log = ledger([
      ...articleFacts,
      event('market-cloud', 'MarketSizeReported', {
        publisher: 'synergy',
        period: '2025-Q4',
        size: '119.1B USD',
      }),
    ]);
    const { rows, totals } = show(log, 'market-share', { ...at, only: { publisher: 'synergy' } });
    expect(rows).toEqual([]);
    expect(totals).toMatchObject([
      { period: '2025-Q4', hhi: null, othersBp: null, sizeUsCents: { point: 11_910_000_000_000 } },
    ]);
  });
});

describe('A payment whose amount nobody disclosed', () => {
  it('may turn out to be in any currency', () => {
    const log = ledger([
      ...articleFacts,
      event(amd, 'PaymentCommitted', {
        payment: 'chips',
        from: 'openai',
        to: 'amd',
        kind: 'hardware',
        amount: 'undisclosed',
        bindingness: 'firm',
      }),
    ]);
    record(log, event(amd, 'PaymentAmended', { payment: 'chips', to: '€1B' }));
    const rows = show(log, 'obligations', { ...at, only: { deal: amd } }).rows;
    expect(rows).toMatchObject([{ currency: 'EUR', committedUsCents: { point: 100_000_000_000 } }]);
  });
});

const committed = (stream: string, tranche: string, power: string, partOf?: string): Sent =>
  event(stream, 'CapacityCommitted', {
    tranche,
    layer: 'site',
    provider: 'amd',
    consumer: 'openai',
    power,
    basis: 'facility',
    bindingness: 'firm',
    ...(partOf && { partOf }),
  });

const siteTotal = (sent: Sent[]): number =>
  gigawatts(
    show(ledger([...articleFacts, ...sent]), 'compute-capacity', { ...at, only: { layer: 'site' } })
      .totals[0]!.headlineKw,
  );
