import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { History } from '../../projections/kit/log.js';
import { views } from '../../projections/index.js';
import { baselineOf, BoardCache, type CachedGround } from '../../src/simulator/compute/board-cache.js';
import { readings } from '../../src/workers/readings.js';
import { Board } from '../../projections/kit/board.js';
import { logAround } from '../../projections/kit/log-of-streams.js';
import { isZero, measureAt } from '../../projections/kit/measure.js';
import { computeCapacity } from '../../projections/compute-capacity.js';
import { obligations } from '../../projections/obligations.js';
import { whyOf } from '../../projections/why.js';
import { logOf } from '../bench/settled-log.js';
import { given, question } from '../given.js';
import { cast, deal, tranche } from '../spec/facts.js';
import { stepsOf } from './folded-steps.js';
import { draws, expectFound } from './found.js';
import { asItGrows } from './growing-histories.js';
import { anyHistories } from './kinds-of-histories.js';
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

const numbersOf = (history: History, deal: string, parts: Parameters<typeof question>[0]): unknown[] =>
  whyOf(history, deal, question(parts)).numbers.map(({ of, measure, value, rests, span }) => ({
    of,
    measure,
    value,
    rests,
    span,
  }));

/** Every number of a deal, as the views of all deals have it by tranche and by payment. */
const numbersAmongAll = (history: History, deal: string, parts: Parameters<typeof question>[0]): unknown[] =>
  [
    { view: computeCapacity, by: 'tranche' },
    { view: obligations, by: 'payment' },
  ].flatMap(({ view, by }) => {
    const asked = question({ ...parts, by: ['deal', by] });
    const { rows } = new Board(view, asked, history).answer();
    return rows
      .filter((row) => row.deal === deal)
      .flatMap((row) =>
        view.measures.flatMap((measure) => {
          const value = measureAt(row, measure);
          return isZero(value)
            ? []
            : [{ of: row[by], measure, value, rests: row.rests, span: row.span?.[measure] }];
        }),
      );
  });

describe('What is said of deals off boards that stand', () => {
  it('is what is said off boards of its own, as the log grows, too', () => {
    fc.assert(
      fc.property(logs, questions, fc.nat(), (whole, parts, cut) => {
        let shelf: BoardCache | undefined;
        for (const history of asItGrows(whole, cut)) {
          shelf ??= new BoardCache(history, true);
          const beside = saidOfDeals(groundOf(history, shelf), parts);
          expect(beside).toEqual(saidOfDeals(groundOf(history), parts));
          expect(saidOfDeals(groundOf(history, shelf), parts)).toEqual(beside);
        }
      }),
      draws(40),
    );
  });

  it('is of each deal what is said of it among all, whatever it goes together with', () => {
    const seen = { around: 0, alone: 0 };
    fc.assert(
      fc.property(anyHistories, questions, fc.nat(), (whole, parts, cut) => {
        for (const history of asItGrows(whole, cut))
          for (const deal of allDeals) {
            expect(numbersOf(history, deal, parts)).toEqual(numbersAmongAll(history, deal, parts));
            const around = [...logAround(history, deal).streams('deal')];
            if (history.has(deal)) seen[around.length > 1 ? 'around' : 'alone']++;
          }
      }),
      draws(70),
    );
    expectFound(seen.around, 50);
    expectFound(seen.alone, 50);
  });

  it.each([
    [
      'a container two further on: 10 holds 2 holds 5',
      [
        ['a', '10 GW'],
        ['b', '2 GW', 'a'],
        ['c', '5 GW', 'b'],
      ],
    ],
    [
      'a circle of four, which contains nothing',
      [
        ['a', '1 GW', 'd'],
        ['b', '2 GW', 'a'],
        ['c', '3 GW', 'b'],
        ['d', '4 GW', 'c'],
      ],
    ],
  ])('sees %s', (_, tranches) => {
    const facts = tranches.flatMap(([name, power, container]) => [
      deal(`deal-${name}`),
      tranche(`deal-${name}`, 't', power!, container ? { partOf: `deal-${container}/t` } : {}),
    ]);
    const { history } = given(...cast, ...facts);
    const at = { effectiveAt: today };
    for (const [name] of tranches)
      expect(numbersOf(history, `deal-${name}`, at)).toEqual(numbersAmongAll(history, `deal-${name}`, at));
  });

  it('takes of one deal what it and those around it have, however long the log', () => {
    const ofOne = (history: History): number => {
      const cut = { ...question({ effectiveAt: today, knownAt: today, atPosition: history.position }) };
      return stepsOf(() => {
        readings.deals({ question: cut, deal: 'deal-7' }, groundOf(history), asJson as never);
        readings.why({ deal: 'deal-7', cut }, groundOf(history), asJson as never);
      });
    };
    const few = ofOne(logOf(20));
    expect(few).toBeGreaterThan(logOf(10).factCount('deal'));
    expect(ofOne(logOf(200))).toBe(few);
  });

  it('and every view, asked by turns, are told off the boards that stand, however long the log', () => {
    const history = logOf(60);
    const [announced] = history.facts('deal-0');
    if (announced) history.append({ ...announced, id: 'the-last', position: 1_000_000 });
    const ground = groundOf(history, new BoardCache(history, true));
    const cut = question({ effectiveAt: today, knownAt: today, atPosition: history.position });
    const round = (): void => {
      readings.deals({ question: cut, part: { limit: 1 } }, ground, asJson as never);
      for (const view of views) baselineOf({ view, question: { ...cut, by: [...view.defaultBy] } }, ground);
    };
    const first = stepsOf(round);
    expect(first).toBeGreaterThan(6_000);
    expect(stepsOf(round)).toBeLessThan(first / 20);
  });
});
