import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../../events/index.js';
import { changesBetween, type MovedNumber, type PartialCut } from '../../projections/changes.js';
import { scaleNumber } from '../../projections/difference.js';
import { History } from '../../projections/kit/log.js';
import type { Cut } from '../../projections/kit/cut.js';
import type { AskBothSides } from '../../projections/kit/movers.js';
import { BoardCache } from '../../src/simulator/compute/board-cache.js';
import { bothSidesOf } from '../../src/simulator/compute/both-sides.js';
import { publicRecord } from '../../src/public-record.js';
import { ledger, question, type Sent } from '../given.js';
import { logOfDeals } from '../bench/log-of-deals.js';
import { factsOf } from '../packed.js';
import { cast, deal, tranche } from '../spec/facts.js';
import { merged } from '../spec/merging.js';
import { asItGrows } from './growing-histories.js';
import { draws, expectFound } from './found.js';
import { capacityHistories, histories, questions, vestingHistories } from './histories.js';
import { anyHistories } from './kinds-of-histories.js';
import { kinHistories } from './kin.js';
import { longDeals } from './long-deals.js';
import { busyParts } from './one-part.js';
import { peopledHistories } from './peopled.js';
import { plainlyMoved } from './plain-changes.js';

const runs = { numRuns: 60 };

const days = fc.constantFrom('2025-01-15', '2025-06-30', '2025-11-03', '2026-02-28', '9999-12-31');

/** One side: what was known by a day, or recorded by a part of the log. */
const sides = fc.oneof(
  days.map((knownAt) => (): PartialCut => ({ knownAt })),
  fc.nat(100).map((percent) => ({ position }: History): PartialCut => ({
    atPosition: Math.floor((position * percent) / 100),
  })),
);

/** Before one of the last events. */
const lately = fc
  .nat(8)
  .map((events) => ({ position }: History): PartialCut => ({ atPosition: position - events }));

/** The same behind six more deals to which nothing happens. */
const besideOthers = (history: History): History => {
  const all = new History();
  const others = ledger(logOfDeals(6).map((event) => ({ ...event })));
  for (const fact of factsOf(others).filter(({ stream }) => stream.startsWith('deal-')))
    all.append({ ...fact, id: `beside-${fact.id}`, position: all.position + 1 });
  const { position } = all;
  for (const fact of factsOf(history)) all.append({ ...fact, position: position + fact.position });
  return all;
};

/** Whether the later side alone knows of what takes effect later. */
const isAhead = (fact: Fact, [from, to]: readonly [Cut, Cut]): boolean => {
  const [knewBefore, knows] = [from, to].map(
    (cut) => fact.knownOn <= cut.knownAt && fact.position <= cut.atPosition,
  );
  const isAmendment = ['EventCorrected', 'EventRetracted'].includes(fact.type);
  return knows! && !knewBefore && !isAmendment && fact.effective.last > to.effectiveAt;
};

const expectAlike = (
  history: History,
  [one, other]: readonly [PartialCut, PartialCut],
  { effectiveAt, policy }: { effectiveAt: string; policy: 'primary' | 'latest' | 'lowest' | 'highest' },
): void => {
  const both = { effectiveAt, knownAt: '9999-12-31', atPosition: history.position };
  const { from, to, events, moved } = changesBetween(history, one, other, { ...both, policy });
  const cuts = [
    { ...both, ...from },
    { ...both, ...to },
  ] as const;
  const ahead = factsOf(history).filter((fact) => isAhead(fact, cuts));
  const appeared = events.map(({ id }) => history.fact(id)!).filter((fact) => !ahead.includes(fact));
  // Whoever lists what a number rests on puts it in order.
  const inOrder = moved.map((number) => ({ ...number, rests: number.rests.toSorted() }));
  expect(inOrder).toEqual(plainlyMoved(history, cuts, policy, appeared, ahead));
};

const nameOf = ({ view, by, of, keys, measure }: MovedNumber): string =>
  JSON.stringify([view, by, of, keys, measure]);

/** By how much the low of each number moved, which is never open. */
const lowsMoved = (history: History, from: string, to: string): Map<string, bigint> => {
  const both = { effectiveAt: '2026-11-20', knownAt: '9999-12-31', atPosition: history.position };
  const { moved } = changesBetween(
    history,
    { knownAt: from },
    { knownAt: to },
    { ...both, policy: 'primary' },
  );
  return new Map(moved.map((number) => [nameOf(number), scaleNumber(number.difference.low)]));
};

/** Number by number; what came and went again is left out. */
const addedUp = (steps: readonly Map<string, bigint>[]): Map<string, bigint> => {
  const sums = new Map<string, bigint>();
  for (const [name, low] of steps.flatMap((step) => [...step])) sums.set(name, (sums.get(name) ?? 0n) + low);
  return new Map([...sums].filter(([, low]) => low !== 0n).toSorted());
};

describe('What moved between two sides', () => {
  it.each([
    ['any history', histories],
    ['capacity', capacityHistories],
    ['vesting warrants', vestingHistories],
    ['parties', peopledHistories],
  ])(
    'is of %s what the plain way says: both asked anew, every line looked at after each event',
    (_, some) => {
      fc.assert(
        fc.property(some, sides, sides, questions, (history, from, to, parts) =>
          expectAlike(history, [from(history), to(history)], parts),
        ),
        runs,
      );
    },
  );

  it.each([
    ['deals that belong together, one event of each', kinHistories],
    ['a deal of many parts', longDeals],
    ['much of one part', busyParts],
  ])('is of %s what the plain way says', (_, some) => {
    const from = fc.constantFrom('2025-12-31', '2026-02-01', '2026-03-15');
    fc.assert(
      fc.property(some, from, questions, (history, knownAt, parts) =>
        expectAlike(history, [{ knownAt }, {}], parts),
      ),
      draws(60),
    );
  });

  it('names an event that came to be known, for every number, wherever knowledge alone tells the sides apart', () => {
    let ahead = 0;
    fc.assert(
      fc.property(anyHistories, sides, sides, questions, (history, one, other, parts) => {
        const both = { ...parts, knownAt: '9999-12-31', atPosition: history.position };
        const { moved, events } = changesBetween(history, one(history), other(history), both);
        const back = changesBetween(history, other(history), one(history), { ...both, views: [] });
        // What is known no more is listed on the way back.
        if (back.events.length > 0) return;
        const isKnownNow = new Set(events.map(({ id }) => id));
        if (moved.length > 0 && events.every(({ id }) => history.fact(id)!.effective.last > both.effectiveAt))
          ahead++;
        for (const { rests } of moved) {
          expect(rests).not.toEqual([]);
          expect(rests.filter((id) => !isKnownNow.has(id))).toEqual([]);
        }
      }),
      { numRuns: 200 },
    );
    expectFound(ahead, 1);
  });

  it('is off boards that are kept what it was before parties merged', () => {
    const history = ledger([
      ...cast,
      ...['deal-a', 'deal-b', 'deal-c'].flatMap((name) => [deal(name), tranche(name, 't', '1 GW')]),
      tranche('deal-a', 'more', '2 GW'),
      merged,
    ]);
    const { position } = history;
    const sides = { ...question({ effectiveAt: '2026-11-23' }), atPosition: position };
    const ask = (askBoth?: AskBothSides) =>
      changesBetween(history, { atPosition: position - 2 }, { atPosition: position - 1 }, sides, askBoth)
        .moved;
    const shelf = new BoardCache(history, true);
    expect(ask(bothSidesOf({ history, shelf, today: '2026-11-23', position, logHash: '' }))).toEqual(ask());
    expect(ask()).not.toEqual([]);
  });

  it('is the same off boards that are kept of what is known now, as the log grows', () => {
    let moved = 0;
    fc.assert(
      fc.property(anyHistories, lately, lately, questions, fc.nat(), (whole, one, other, parts, cut) => {
        let shelf: BoardCache | undefined;
        for (const history of asItGrows(besideOthers(whole), cut)) {
          shelf ??= new BoardCache(history, true);
          const kept = bothSidesOf({
            history,
            shelf,
            today: '2026-11-23',
            position: history.position,
            logHash: '',
          });
          const both = { ...parts, knownAt: '9999-12-31', atPosition: history.position };
          const ask = (askBoth?: AskBothSides) =>
            changesBetween(history, one(history), other(history), both, askBoth);
          const plain = ask();
          const told = ask((asked) => {
            const answers = kept(asked);
            if (answers) moved++;
            return answers;
          });
          expect(told).toEqual(plain);
        }
      }),
      { numRuns: 60 },
    );
    expectFound(moved, 100);
  });

  it.each([
    ['2025-12-01', '2026-01-15'],
    ['2026-02-20', '2026-03-10'],
    ['2026-03-10', '2026-02-20'],
  ])('is of the public record from %s to %s what the plain way says', async (from, to) => {
    const record = ledger((await publicRecord()) as Sent[]);
    const parts = { effectiveAt: '2026-11-20', policy: 'primary' } as const;
    expectAlike(record, [{ knownAt: from }, { knownAt: to }], parts);
  });

  it('is of more events than are followed one by one what the plain way says', () => {
    const log = ledger(logOfDeals(230).map((event) => ({ ...event })));
    const parts = { effectiveAt: '2026-11-20', policy: 'primary' } as const;
    expectAlike(log, [{ knownAt: '2024-01-15' }, { knownAt: '2026-11-20' }], parts);
  });

  it.each([['of the public record', ['2025-10-15', '2025-12-01', '2026-02-20', '2026-03-10', '2026-08-01']]])(
    'adds up over the days between, and back, number by number: %s',
    async (_, steps) => {
      const record = ledger((await publicRecord()) as Sent[]);
      const [start = '', end = ''] = [steps[0], steps.at(-1)];
      const pairs = steps.slice(1).map((to, index) => [steps[index]!, to] as const);
      const whole = lowsMoved(record, start, end);
      expect(addedUp(pairs.map(([from, to]) => lowsMoved(record, from, to)))).toEqual(addedUp([whole]));
      expect(addedUp([whole, lowsMoved(record, end, start)])).toEqual(new Map());
    },
  );

  it('is of one number told once, by what tells it apart: no number, and no day that one is of', async () => {
    const record = ledger((await publicRecord()) as Sent[]);
    const both = { effectiveAt: '2026-11-20', knownAt: '9999-12-31', atPosition: record.position };
    const { moved } = changesBetween(record, { knownAt: '2025-10-15' }, {}, { ...both, policy: 'primary' });
    const named = moved.flatMap(({ keys }) => Object.keys(keys));
    expect(named.filter((name) => /(?:Kw|UsCents|Bp|Days|Count|Shares|On)$|^hhi$/.test(name))).toEqual([]);
    expect(new Set(moved.map(nameOf)).size).toBe(moved.length);
  });

  it('is said of histories in which something moves', () => {
    const counts = fc.sample(histories, 30).map((history) => {
      const all = { effectiveAt: '2026-10-15', knownAt: '9999-12-31', atPosition: history.position };
      const { moved } = changesBetween(history, { atPosition: 6 }, {}, { ...all, policy: 'primary' });
      return moved.length;
    });
    expect(counts.filter((count) => count > 0).length).toBeGreaterThan(10);
  });
});
