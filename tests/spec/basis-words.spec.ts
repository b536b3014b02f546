import { describe, expect, it } from 'vitest';
import { layerText } from '../../projections/wording/layer-name.js';
import type { AskQuery } from '../../src/cli/first-minute/asking.js';
import { ladder } from '../../src/cli/first-minute/ladder.js';
import { given } from '../given.js';
import { cast, deal, tranche } from './facts.js';

describe('A layer is called by what its kilowatts count, alike in charts, findings and the first minute', () => {
  it.each([
    ['it', ' (IT load)'],
    ['facility', ' (whole facility)'],
    ['grid', ' (grid connection)'],
    ['unstated', ''],
  ])('where that is %s', async (basis, words) => {
    const world = given(...cast, deal('deal-a'), tranche('deal-a', 't', '1 GW', { layer: 'site', basis }));
    const answer = world.answer('compute-capacity', { by: 'layer' });
    const ask: AskQuery = () => Promise.resolve(answer as never);
    expect(layerText(answer.totals[0]!)).toBe(`sites${words}`);
    expect((await ladder(ask)).join('\n')).toMatch(`sites${words} `);
  });
});
