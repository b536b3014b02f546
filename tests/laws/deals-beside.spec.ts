import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { type Fact, streams } from '../../events/index.js';
import { History } from '../../projections/kit/log.js';
import { views } from '../../projections/index.js';
import { baselineOf, BoardCache, type CachedGround } from '../../src/simulator/compute/board-cache.js';
import { readings } from '../../src/workers/readings.js';
import { logOf } from '../bench/settled-log.js';
import { question } from '../given.js';
import { factsOf } from '../packed.js';
import { allDeals, capacityHistories, histories, questions } from './histories.js';

const today = '2026-11-23';
const logs = fc.oneof(histories, capacityHistories);
const asJson = (told: unknown): string => JSON.stringify(told);

const groundOf = (history: History, shelf?: BoardCache): CachedGround => ({
  history,
  position: history.position,
  today,
  logHash: '',
  ...(shelf && { shelf }),
});

/** Everything that is said of deals: the list, each deal, and why its numbers are what they are. */
const saidOfDeals = (ground: CachedGround, parts: Parameters<typeof question>[0]): string[] => {
  const cut = { ...question(parts), atPosition: ground.position };
  const ofOne = (deal: string): unknown[] => [
    readings.deals({ question: cut, deal }, ground, asJson as never),
    readings.why({ deal, cut }, ground, asJson as never),
  ];
  return [readings.deals({ question: cut }, ground, asJson as never), ...allDeals.flatMap(ofOne)].map(asJson);
};

/** How many facts are folded meanwhile. */
const foldsOf = (work: () => unknown): number => {
  const spies = streams.map((stream) =>
    vi.spyOn(stream as { evolve: (state: unknown, fact: Fact) => unknown }, 'evolve'),
  );
  work();
  const count = spies.reduce((sum, { mock }) => sum + mock.calls.length, 0);
  spies.forEach((spy) => spy.mockRestore());
  return count;
};

describe('What is said of deals off boards that stand', () => {
  it('is what is said off boards of its own, as the log grows, too', () => {
    fc.assert(
      fc.property(logs, questions, fc.nat(), (whole, parts, cut) => {
        const facts = factsOf(whole);
        const history = new History();
        const shelf = new BoardCache(history, true);
        for (const position of [1 + (cut % facts.length), facts.length]) {
          facts.slice(history.position, position).forEach((fact) => history.append(fact));
          const beside = saidOfDeals(groundOf(history, shelf), parts);
          expect(beside).toEqual(saidOfDeals(groundOf(history), parts));
          expect(saidOfDeals(groundOf(history, shelf), parts)).toEqual(beside);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('costs the facts of the deal that is asked for, once they stand', () => {
    const history = logOf(60);
    const ground = groundOf(history, new BoardCache(history, true));
    const cut = question({ effectiveAt: today, knownAt: today, atPosition: history.position });
    const one =
      (deal: string, more = {}) =>
      (): unknown => [
        readings.deals({ question: { ...cut, ...more }, deal }, ground, asJson as never),
        readings.why({ deal, cut: { ...cut, ...more } }, ground, asJson as never),
      ];
    const own = history.facts('deal-7').length + history.factCount('party');
    expect(foldsOf(one('deal-3'))).toBeGreaterThan(history.position);
    expect(foldsOf(one('deal-7', { rests: 'all' }))).toBeLessThanOrEqual(4 * own);
  });

  it('and every view, asked by turns, are told off the boards that stand, however long the log', () => {
    const history = logOf(60);
    const [announced] = history.facts('deal-0');
    if (announced) history.append({ ...announced, id: 'the-last', position: 1_000_000 });
    const ground = groundOf(history, new BoardCache(history, true));
    const cut = question({ effectiveAt: today, knownAt: today, atPosition: history.position });
    const round = (): void => {
      readings.deals({ question: cut, deal: 'deal-7' }, ground, asJson as never);
      readings.why({ deal: 'deal-7', cut }, ground, asJson as never);
      for (const view of views) baselineOf({ view, question: { ...cut, by: [...view.defaultBy] } }, ground);
    };
    const first = foldsOf(round);
    expect(first).toBeGreaterThan(6_000);
    expect(foldsOf(round)).toBeLessThan(first / 20);
  });
});
