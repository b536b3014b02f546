import { describe, it } from 'vitest';
import { articleFacts } from '../article.js';
import { given, type Sent } from '../given.js';
import { fact, id } from './facts.js';

const amd = 'deal-openai-amd-2025';
/** The article, AMD's 6 GW among it, and what happened in January 2026. */
const article = (...facts: Sent[]) => given(...articleFacts, ...facts).at('2026-06-30');
const said = (type: string, body: Record<string, unknown>, more = {}, stream = amd): Sent =>
  fact('2026-01-15', stream, type, body, more);
const site = (tranche: string, power: string, partOf?: string): Sent =>
  said('CapacityCommitted', {
    tranche,
    layer: 'site',
    provider: 'amd',
    consumer: 'openai',
    power,
    basis: 'facility',
    bindingness: 'firm',
    ...(partOf && { partOf: `${amd}/${partOf}` }),
  });

describe('A container of which the middle was cancelled', () => {
  it('still contains what the middle contained: 10, not 14', () =>
    article(
      site('outer', '10 GW'),
      site('middle', '7 GW', 'outer'),
      site('inner', '4 GW', 'middle'),
      said('CapacityCancelled', { tranche: 'middle' }),
    ).shows('compute-capacity', { headlineKw: 10 }, { layer: 'site' }));
});

describe('A deal that is cancelled while 400 MW of a gigawatt draw power', () => {
  it('leaves those 400 MW', () =>
    article(site('hall', '1 GW'), said('CapacityEnergized', { tranche: 'hall', power: '400 MW' }), {
      ...said('StageReached', { stage: 'cancelled' }),
      effectiveOn: '2026-02-01',
    }).shows('compute-capacity', { headlineKw: 0.4 }, { layer: 'site' }));
});

describe('Saying something again', () => {
  const resized = (power: string, knownOn: string): Sent =>
    said('CapacityResized', { tranche: 'all', power }, { knownOn });

  it('adds nothing while it is the last that was said', () =>
    article(resized('5 GW', '2026-01-15')).when(resized('5 GW', '2026-01-20')).saysNothingNew());

  it('counts once something else was said of the same day: 2, 3, then 2 GW again', () =>
    article(resized('2 GW', '2026-01-15'), resized('3 GW', '2026-01-16'), resized('2 GW', '2026-01-17'))
      .by('deal')
      .showsRow('compute-capacity', { deal: amd }, { headlineKw: 2 }));

  it('adds nothing of a correction that is there', () => {
    const misread = article({ ...resized('5 GW', '2026-01-15'), id: id(1) });
    const retracted = said('EventRetracted', { event: id(1), reason: 'Misread.' });
    misread.when(retracted).isRecorded();
    misread.and(retracted).when(retracted).saysNothingNew();
  });
});

describe('A market of which only the size was published', () => {
  it('answers its size of $119.1B, and no shares', () =>
    article(
      said(
        'MarketSizeReported',
        { publisher: 'synergy', period: '2025-Q4', size: '119.1B USD' },
        {},
        'market-cloud',
      ),
    )
      .asking({ publisher: 'synergy' })
      .showsNothing('market-share')
      .lists('market-share', 'totals', {
        period: '2025-Q4',
        hhi: null,
        othersBp: null,
        sizeUsCents: 119.1,
      }));
});

describe('A payment whose amount nobody disclosed', () => {
  it('may turn out to be in any currency: €1B', () =>
    article(
      said('PaymentCommitted', {
        payment: 'chips',
        from: 'openai',
        to: 'amd',
        kind: 'hardware',
        amount: 'undisclosed',
        bindingness: 'firm',
      }),
      said('PaymentAmended', { payment: 'chips', to: '€1B' }),
    )
      .asking({ deal: amd })
      .lists('obligations', 'rows', { currency: 'EUR', committedUsCents: 1 }));
});
