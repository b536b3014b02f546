import { describe, it } from 'vitest';
import { given } from '../given.js';
import { cast, deal, tranche } from './facts.js';

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
