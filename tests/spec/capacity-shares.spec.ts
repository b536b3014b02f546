import { describe, expect, it } from 'vitest';
import { given, type Sent } from '../given.js';
import { cast, deal, energized, party, tranche } from './facts.js';

const view = 'market-share';
const world = (...facts: Sent[]) =>
  given(...cast, ...party('third'), deal('deal-a'), ...facts)
    .at('2026-06-30')
    .by('provider')
    .asking({ of: 'headline' });
const runs = (name: string, power: string): Sent => energized('2026-01-01', 'deal-a', name, power);
/** The point of each share, in per cent, by its provider. */
const points = (asked: ReturnType<typeof world>) =>
  Object.fromEntries(
    asked.answer(view).rows.map(({ provider, shareBp }) => [provider, (shareBp as Point).point]),
  );

describe('Shares by capacity', () => {
  const three = world(
    ...['vendor', 'cloud', 'third'].map((provider) => tranche('deal-a', provider, '1 GW', { provider })),
  );
  const two = (vendor: string, cloud: string) =>
    world(tranche('deal-a', 'x', vendor), tranche('deal-a', 'y', cloud, { provider: 'cloud' }));

  it('add to 10,000 basis points by largest remainder, ties to the earlier', () =>
    expect(points(three)).toEqual({ cloud: 3_334, third: 3_333, vendor: 3_333 }));
  it('give the odd basis points to the largest remainders: 2 and 1 of 3 MW', () =>
    expect(points(two('2 MW', '1 MW'))).toEqual({ cloud: 3_333, vendor: 6_667 }));
  it('are of all 5 GW, of the firm 3, or of the energized: 0.3, 0.1 and 0.6', () => {
    const more = three.and(tranche('deal-a', 'more', '2 GW', { bindingness: 'optional' }));
    expect(points(more)).toEqual({ cloud: 2_000, third: 2_000, vendor: 6_000 });
    expect(points(more.asking({ of: 'firm' }))).toEqual({ cloud: 3_334, third: 3_333, vendor: 3_333 });
    const running = more.and(
      runs('vendor', '600 MW'),
      runs('cloud', '300 MW'),
      runs('third', '100 MW'),
      runs('more', '0 MW'),
    );
    expect(points(running.asking({ of: 'energized' }))).toEqual({
      cloud: 3_000,
      third: 1_000,
      vendor: 6_000,
    });
  });
  it('are unknown where an energized level is', () =>
    expect(points(three.and(runs('cloud', '1 GW')).asking({ of: 'energized' }))).toEqual({
      cloud: null,
      third: null,
      vendor: null,
    }));
  it('are kept apart by layer', () =>
    three
      .and(tranche('deal-a', 'h', '5 GW', { layer: 'hosting' }))
      .showsRow(view, { provider: 'vendor', layer: 'hosting' }, { shareBp: 100 })
      .shows(view, { hhi: 10_000 }, { layer: 'hosting' }));
  it('have a concentration: 3 and 1 of 4 GW, 75² + 25² = 6,250', () =>
    two('3 GW', '1 GW').lists(view, 'totals', { hhi: 6_250, headlineKw: 4 }));
  it.each([
    ['1-3 GW', 'as far off as the shares: 50² + 25², 66.67² + 33.33², 75² + 50²', [3_125, 5_555.7778, 8_125]],
    [
      'at least 1 GW',
      'as one that may be all of it: 50² + 0², 50² + 50², 100² + 50² at most 10,000',
      [2_500, 5_000, 10_000],
    ],
  ])('have a concentration of %s beside 1 GW %s', (power, _, hhi) => {
    two(power, '1 GW').lists(view, 'totals', { hhi });
  });
  it('have a concentration of at most 6,250 beside what is undisclosed: 3 GW and 1 GW of any whole', () =>
    two('3 GW', '1 GW')
      .and(tranche('deal-a', 'hidden', 'undisclosed', { provider: 'bank' }))
      .lists(view, 'totals', { hhi: [0, 6_250, 6_250] }));
  it('have no concentration where nobody has disclosed anything: that is not nought', () =>
    two('undisclosed', 'undisclosed')
      .lists(view, 'rows')
      .lists(view, 'totals', { layer: 'chips', hhi: null }));
  it('reach as far as the bounds of the capacity let them: 1 to 3 beside 1', () =>
    two('1-3 GW', '1 GW').showsRow(view, { provider: 'vendor' }, { shareBp: [50, 66.67, 75] }));
  it('leave out what is undisclosed, and list it', () =>
    three
      .and(tranche('deal-a', 'hidden', 'undisclosed', { provider: 'bank' }))
      .lists(
        view,
        'rows',
        { provider: 'cloud', shareBp: [0, 33.34, expect.anything()] },
        { provider: 'third' },
        { provider: 'vendor' },
      )
      .lists(view, 'totals', { undisclosed: ['deal-a/hidden'] }));
});

type Point = { point: number | null };
