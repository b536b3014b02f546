import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Fact, streams } from '../../events/index.js';
import { ask } from '../../projections/index.js';
import { History } from '../../projections/kit/log.js';
import { contentHashOf } from '../../src/simulator/answer/hash.js';
import { askedOf } from './asked.js';
import { allParties, capacityHistories, questions, vestingHistories } from './histories.js';
import { peopledHistories } from './peopled.js';

const timeline = { timeline: 'quarter', from: '2025-10-01', to: '2027-12-31' };
const histories = fc.oneof(peopledHistories, capacityHistories, vestingHistories);

const factsOf = (history: History): Fact[] =>
  streams
    .flatMap(({ category }) => [...history.streams(category)])
    .flatMap((stream) => history.facts(stream))
    .toSorted((left, right) => left.position - right.position);

const mapped = <Value>(value: Value, change: (one: unknown, name: string) => unknown): Value =>
  JSON.parse(JSON.stringify(value), (name, one: unknown) => change(one, name)) as Value;

const logOf = (facts: readonly Fact[]): History => {
  const log = new History();
  for (const [place, fact] of facts.entries()) log.append({ ...fact, position: place + 1 });
  return log;
};

/** Four years on, so that every month is as long. */
const later = (value: unknown): unknown =>
  typeof value === 'string'
    ? value.replace(/\b(20\d\d)(?=$|[-/]|\b)/g, (year) => `${Number(year) + 4}`)
    : value;

const answerOf = (log: History, asked: { view: string }) => {
  const { view, question } = askedOf(log, asked);
  return ask(view, question, log);
};

const viewsAsked = [
  { view: 'compute-capacity' },
  { view: 'compute-capacity', ...timeline },
  { view: 'obligations' },
  { view: 'obligations', ...timeline },
  { view: 'slippage' },
  { view: 'ownership' },
  { view: 'flows' },
  { view: 'reconciliation' },
];

describe('What the ledger says', () => {
  it('is four years later what it was, of what happens four years later', () => {
    fc.assert(
      fc.property(histories, questions, (history, parts) => {
        const shifted = logOf(factsOf(history).map((fact) => mapped(fact, later)));
        for (const one of viewsAsked) {
          const asked = { ...one, ...parts };
          const there = answerOf(shifted, mapped(asked, later));
          expect([one, contentHashOf(there)]).toEqual([
            one,
            contentHashOf(mapped(answerOf(history, asked), later)),
          ]);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('of ten times the power is ten times as much', () => {
    const tenfold = (value: unknown, name: string): unknown =>
      ['low', 'point', 'high'].includes(name) && typeof value === 'number' ? value * 10 : value;
    fc.assert(
      fc.property(capacityHistories, questions, (history, parts) => {
        const larger = logOf(factsOf(history).map((fact) => ({ ...fact, body: mapped(fact.body, tenfold) })));
        for (const more of [{}, timeline, { by: 'tranche' }]) {
          const asked = { view: 'compute-capacity', ...more, ...parts };
          const here = answerOf(history, asked);
          const there = answerOf(larger, asked);
          expect([asked, contentHashOf(there)]).toEqual([asked, contentHashOf(mapped(here, tenfold))]);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('of two worlds that have nothing to do with each other is what it says of both together', () => {
    const double = (value: unknown, name: string): unknown =>
      ['low', 'point', 'high'].includes(name) && typeof value === 'number' ? value * 2 : value;
    fc.assert(
      fc.property(histories, questions, (history, parts) => {
        const facts = factsOf(history);
        const both = logOf([...facts, ...facts.map(elsewhere)]);
        for (const view of ['compute-capacity', 'obligations'])
          for (const more of [{}, timeline]) {
            const asked = { view, ...more, ...parts };
            const [one, two] = [history, both].map((log) => {
              const { totals, distinctKw } = answerOf(log, asked);
              return { totals: mapped(totals, withoutAges), distinctKw };
            });
            expect([asked, contentHashOf(two!)]).toEqual([asked, contentHashOf(mapped(one!, double))]);
          }
      }),
      { numRuns: 40 },
    );
  });
});

/** The same of other deals and other parties. */
const elsewhere = (fact: Fact): Fact =>
  mapped(fact, (value) => {
    if (typeof value !== 'string') return value;
    const apart = value
      .replace(/^(deal|party)-/, '$1-x')
      .replace(/^00000000-/, '11111111-')
      .replace(/^stake-(\w+)-(\w+)$/, 'stake-x$1-x$2')
      .replace(/^market-/, 'market-x');
    return allParties.includes(value) ? `x${value}` : apart;
  });

/** How late something is at most does not add. */
const withoutAges = (value: unknown, name: string): unknown =>
  name === 'span' || name === 'lateDays' ? undefined : value;
