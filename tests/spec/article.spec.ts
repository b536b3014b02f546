import { describe, it } from 'vitest';
import { articleFacts } from '../article.js';
import { given } from '../given.js';

const article = given(...articleFacts).asking({ effectiveAt: '2025-11-30', knownAt: '2025-11-30' });

describe('The capacity of the article', () => {
  const capacity = 'compute-capacity';
  const chips = { layer: 'chips' };

  it('has a headline of at least 16 GW: AMD 6, NVIDIA at least 10', () => {
    article
      .shows(capacity, { headlineKw: [16, 16, null] }, chips)
      .showsRow(capacity, { provider: 'amd' }, { headlineKw: 6 })
      .showsRow(capacity, { provider: 'nvidia' }, { headlineKw: [10, 10, null] });
  });
  it('has 6 GW signed and firm', () => {
    article.shows(capacity, { signedKw: 6, firmKw: 6 }, chips);
  });
  it('is energized to an unknown level, not to none', () => {
    article.shows(capacity, { energizedKw: [0, null, null] }, chips);
  });
  it('lists what AWS hosts as undisclosed', () => {
    const hosting = { undisclosed: ['deal-openai-aws-2025/all'], headlineKw: [0, null, null] } as const;
    article.lists(capacity, 'totals', chips, { layer: 'hosting', ...hosting });
  });
});

describe('The money of the article', () => {
  const money = 'obligations';

  it('is contracts of $47.7B: AWS 38, IREN 9.7', () => {
    article
      .shows(money, { committedUsCents: 47.7 }, { kind: 'services' })
      .showsRow(money, { payee: 'aws' }, { committedUsCents: 38 })
      .showsRow(money, { payee: 'iren' }, { committedUsCents: 9.7 });
  });
  it('is, apart from them, a conditional investment of up to $100B of which none is surely released', () => {
    const conditional = { conditionalUsCents: [0, null, 100], releasedUsCents: [0, null, 100] } as const;
    article.shows(money, { committedUsCents: 0, ...conditional }, { kind: 'equity' });
  });
  it('spreads $38B over 28 quarters: 8 of $1,357,142,857.15 and 20 of $1,357,142,857.14', () => {
    const quarters = Array.from(
      { length: 32 },
      (_, index) => `${2025 + Math.floor(index / 4)}-Q${(index % 4) + 1}`,
    );
    const cents = (index: number): number => (index < 8 ? 135_714_285_715 : 135_714_285_714) / 1e11;
    const flows = quarters.slice(3, 31).map((quarter, index) => [quarter, cents(index)] as const);
    article
      .asking({ timeline: 'quarter', from: '2025-10-01', to: '2032-12-31', payee: 'aws' })
      .shows(money, { committedUsCents: Object.fromEntries(flows) });
  });
  it('leaves the contract with IREN, which has no term, beside the axis', () => {
    article
      .asking({ timeline: 'year', from: '2025-01-01', to: '2032-12-31' })
      .lists(money, 'undated', 'deal-microsoft-iren-2025/services', 'deal-openai-nvidia-2025/investment');
  });
});

describe('The stake of the article', () => {
  it('of about 27 % for $135B implies $500B, and $490.9B to $509.4B with the rounding', () => {
    // 135 ÷ 27.5 % and 135 ÷ 26.5 %
    article.lists('ownership', 'rows', {
      stakeBp: [26.5, 27, 27.5],
      impliedWholeUsCents: [490.90909090909, 500, 509.43396226415],
    });
  });
});

describe('The cloud market of the article', () => {
  it('leaves 34 % to others, or 32 to 36 when every share may be off by half a point', () => {
    article.showsRow('market-share', { party: 'others' }, { shareBp: [32, 34, 36] });
  });
  it('has an HHI of 1,426, or 1,361 to 1,493 when every share may be off by half a point', () => {
    article.shows('market-share', { hhi: [1361, 1426, 1493] });
  });
});

describe('The article before it was read', () => {
  it.each(['compute-capacity', 'obligations', 'ownership', 'market-share'])('says nothing of %s', (view) => {
    article.asking({ knownAt: '2025-11-02' }).showsNothing(view);
  });
});
