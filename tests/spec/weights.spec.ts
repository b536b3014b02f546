import { describe, expect, it } from 'vitest';
import { mostAtOnce, weights } from '../../src/workers/weight.js';
import { ledger } from '../given.js';
import { cast, deal, tranche } from './facts.js';

const history = ledger([...cast, deal('deal-a'), tranche('deal-a', 't', '1 GW')]);
const ground = { history, position: history.position, today: '2026-11-23', logHash: '' };

const assumed = (index: number): object => ({
  op: 'assume',
  event: { ...tranche('deal-a', `new-${index}`, '1 MW') },
});
const weighed = (edits: number): number =>
  weights.scenario(
    {
      edits: Array.from({ length: edits }, (_, index) => assumed(index)),
      views: [{ view: 'compute-capacity' }],
    },
    ground,
  );

describe('The weight of a scenario', () => {
  it('lets a few edits on a small log be answered at once', () => {
    expect(weighed(5)).toBeLessThan(mostAtOnce);
  });

  it('counts its edits, so that hundreds on one deal are worked on by a thread', () => {
    expect(weighed(300)).toBeGreaterThan(mostAtOnce);
  });
});
