import { describe, expect, it } from 'vitest';
import { normalise, type RawParameters } from '../../projections/asking.js';
import { given } from '../given.js';
import { cast, deal, tranche } from './facts.js';

const { history } = given(...cast, deal('deal-a'), tranche('deal-a', 't', '1 GW'));
const now = { today: '2026-06-30', position: history.position };
const asked = (parameters: RawParameters, view = 'compute-capacity') =>
  normalise(view, parameters, now, history);
const saysOf = (parameters: RawParameters, view?: string): [string, string][] =>
  (asked(parameters, view).problems ?? []).map(({ pointer, detail }) => [pointer, detail]);
const half = { timeline: 'half', from: '2026' };

describe('A question', () => {
  it.each<[string, RawParameters, string, string | RegExp]>([
    ['given twice', { policy: ['latest', 'primary'] }, '/policy', 'policy must be given once, as text'],
    ['no text', { by: ['layer', 1] }, '/by', 'by must be given once, as text'],
    ['of another shape', { layer: { is: 'chips' } }, '/layer', 'layer must be given once, as text'],
    [
      'no day',
      { effectiveAt: 'soon' },
      '/effectiveAt',
      /^effectiveAt must be a date like 2025-11-30 or an instant/,
    ],
    [
      'unknown',
      { layers: 'chips' },
      '/layers',
      /^layers is not a parameter of compute-capacity; .* effectiveAt, knownAt, /,
    ],
    ['a scenario', { scenario: 'slip' }, '/scenario', /^scenario is not taken here/],
    [
      'no granularity',
      { timeline: 'week' },
      '/timeline',
      /one of month, quarter, half, year; the nearest to "week" is/,
    ],
    ['an end before its start', { ...half, to: '2025-12-31' }, '/to', 'to lies before from'],
    [
      '601 months',
      { timeline: 'month', from: '2000-01', to: '2050-01' },
      '/to',
      'to makes more than 600 periods',
    ],
  ])('that has what is %s is refused with the place', (_, parameters, pointer, detail) => {
    const said = saysOf(parameters);
    expect(said.map(([place]) => place)).toEqual([pointer]);
    expect(said).toEqual([[pointer, typeof detail === 'string' ? detail : expect.stringMatching(detail)]]);
  });

  it('of a view that has no timeline is refused one', () => {
    const said = saysOf({ timeline: 'half' }, 'market-share').map(([, detail]) => detail);
    expect(said).toContain('timeline is not a parameter of market-share');
  });

  it('of no view is told all that there are', () => {
    const [said, ...more] = asked({}, 'shares').problems ?? [];
    expect([said?.pointer, more]).toEqual(['/view', []]);
    expect(said?.detail).toMatch(
      /^there is no view "shares"; the views are compute-capacity, market-share, /,
    );
  });

  it('may be written in numbers, in lists of dimensions, to the day and for as many as 600 periods', () => {
    expect(asked({ atPosition: 2 })).toMatchObject({ value: { question: { atPosition: 2 } } });
    expect(asked({ by: ['layer', 'provider'] })).toEqual(asked({ by: 'layer,provider' }));
    expect(asked({ ...half, to: '2026-01-01' }).problems).toBeUndefined();
    expect(asked({ timeline: 'month', from: '2000-01', to: '2049-12' }).problems).toBeUndefined();
    expect(asked({ layer: '' })).toEqual(asked({}));
  });
});
