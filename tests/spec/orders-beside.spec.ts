import { describe, it } from 'vitest';
import { given } from '../given.js';
import { assume } from '../what-if.js';
import { cast, deal, payment, tranche } from './facts.js';

const depends = [[0, 1]] as const;

describe('Two edits on one deal, beside another one in the same row,', () => {
  it.each([
    ['that set other lower ends depend on their order', ['1 GW'], ['1 GW', '2 GW'], depends],
    ['also where the row is open', ['at least 1 GW'], ['1 GW', '2 GW'], depends],
    ['and where it has no point', ['hundreds of megawatts'], ['1 GW', '2 GW'], depends],
    ['and where it is undisclosed', ['undisclosed'], ['1 GW', '2 GW'], depends],
    ['that set other points and upper ends do', ['1 GW'], ['1-3 GW', '1-2 GW'], depends],
    ['also where the row has a point alone', ['at least 1 GW'], ['1-3 GW', '1-2 GW'], depends],
    ['or an upper end alone', ['hundreds of megawatts'], ['1-3 GW', '1-2 GW'], depends],
    ['and not where it has neither', ['hundreds of megawatts', 'at least 1 GW'], ['1-3 GW', '1-2 GW'], []],
  ] as const)('%s', (_, powers, [first, second], pairs) => {
    beside(...powers)
      .assuming(resized(first), resized(second))
      .dependsOnOrder('compute-capacity', ...pairs);
  });

  it('that change different things of it do not', () => {
    const on = { target: 'deal-a/t' };
    beside('1 GW')
      .assuming({ op: 'scale', toBp: 5_000, ...on }, { op: 'delay', months: 6, ...on })
      .dependsOnOrder('compute-capacity');
  });
});

describe('Tranches that change hands by name', () => {
  const world = given(...cast, deal('deal-a'), tranche('deal-a', 't', '1 GW'), tranche('deal-a', 'u', '1 GW'))
    .at('2026-06-30')
    .by('provider');
  const to = (provider: string, tranches?: readonly string[]) => ({
    op: 'reassign',
    target: 'deal-a',
    provider,
    ...(tranches && { tranches }),
  });

  it.each([
    ['the same one twice', to('cloud', ['t']), to('bank', ['t']), depends],
    ['one, and all of its deal', to('cloud', ['t']), to('bank'), depends],
    ['all of a deal, and one', to('cloud'), to('bank', ['u']), depends],
    ['two of which one is the same', to('cloud', ['t', 'u']), to('bank', ['u']), depends],
    ['each another one', to('cloud', ['t']), to('bank', ['u']), []],
    ['one that is cancelled, too', to('cloud', ['t']), { op: 'cancel', target: 'deal-a/t' }, []],
  ] as const)('depend on their order where they meet: %s', (_, one, other, pairs) => {
    world.assuming(one, other).dependsOnOrder('compute-capacity', ...pairs);
  });
});

describe('Two assumed events, of which one comes too late after the other,', () => {
  const world = given(
    ...cast,
    deal('deal-a'),
    tranche('deal-a', 'more', '1 GW', { bindingness: 'optional' }),
    payment('deal-a', 'later', '1B USD', { bindingness: 'optional' }),
  ).at('2026-06-30');
  const on = (type: string, body: Record<string, unknown>) => assume({ stream: 'deal-a', type, body });

  // What was cancelled is no option that somebody could take.
  it.each([
    ['OptionExercised', 'CapacityCancelled', { tranche: 'more' }, 'compute-capacity'],
    ['PaymentOptionExercised', 'PaymentCancelled', { payment: 'later' }, 'obligations'],
  ])('depend on their order: %s and %s', (first, second, body, view) => {
    world.assuming(on(first, body), on(second, body)).dependsOnOrder(view, ...depends);
  });

  it('depend on their order where a party becomes part of one, or turns out to be another', () => {
    const become = (type: string, body: Record<string, unknown>) =>
      assume({ stream: 'party-vendor', type, body });
    const edits = [become('PartyMerged', { into: 'cloud' }), become('PartyIdentified', { as: 'bank' })];
    given(...cast, deal('deal-a'), tranche('deal-a', 't', '1 GW'))
      .at('2026-06-30')
      .by('provider')
      .assuming(...edits)
      .dependsOnOrder('compute-capacity', ...depends);
  });

  it('depend on their order where both tell one thing of a market: its size is what was told last', () => {
    const size = (told: string) =>
      assume({
        stream: 'market-chips',
        type: 'MarketSizeReported',
        body: { publisher: 'analyst', period: '2025', size: told },
      });
    const defined = { name: 'Chips', layer: 'hardware', metric: 'revenue', scope: 'world' };
    const share = { publisher: 'analyst', party: 'vendor', period: '2025', share: '80%' };
    given(
      ...cast,
      { stream: 'market-chips', type: 'MarketDefined', body: defined },
      { stream: 'market-chips', type: 'ShareReported', body: share },
    )
      .at('2026-06-30')
      .assuming(size('100B USD'), size('120B USD'))
      .dependsOnOrder('market-share', ...depends);
  });
});

/** A tranche of a deal in one row with tranches of another. */
const beside = (...powers: readonly string[]) =>
  given(
    ...cast,
    deal('deal-a'),
    tranche('deal-a', 't', '1 GW'),
    deal('deal-b'),
    ...powers.map((power, index) => tranche('deal-b', `u-${index}`, power)),
  )
    .at('2026-06-30')
    .by('provider');

const resized = (power: string): Readonly<Record<string, unknown>> => ({
  op: 'assume',
  event: {
    stream: 'deal-a',
    type: 'CapacityResized',
    source: { title: 'An assumption', kind: 'own' },
    body: { tranche: 't', power },
  },
});
