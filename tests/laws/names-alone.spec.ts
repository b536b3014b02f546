import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Fact, streams } from '../../events/index.js';
import { ask, views } from '../../projections/index.js';
import { History } from '../../projections/kit/log.js';
import { contentHashOf } from '../../src/simulator/answer/hash.js';
import { askedOf } from './asked.js';
import { allDeals, allParties, capacityHistories, questions } from './histories.js';
import { peopledHistories } from './peopled.js';

/** Names in another order than those that they stand for. */
const names = new Map([
  ...allDeals.map((deal, index) => [deal, `deal-q${allDeals.length - index}`] as const),
  ...allParties.map((party, index) => [party, `p${allParties.length - index}`] as const),
  ...['a', 'b', 'c'].map((part, index) => [part, `t${3 - index}`] as const),
]);
const back = new Map([...names].map(([name, other]) => [other, name]));

/** Slugs, streams, and parts of deals as deal/part. */
const renameIn = (text: string, to: ReadonlyMap<string, string>): string =>
  to.get(text) ??
  (text.includes('+')
    ? text
        .split('+')
        .map((one) => to.get(one) ?? one)
        .sort()
        .join('+')
    : undefined) ??
  text.replace(/^(deal-[a-z0-9]+)\/([a-z0-9]+)$/, (whole, deal: string, part: string) =>
    to.has(deal) && to.has(part) ? `${to.get(deal)!}/${to.get(part)!}` : whole,
  );

const renamed = <Value>(value: Value, to: ReadonlyMap<string, string>): Value =>
  JSON.parse(JSON.stringify(value), (_, one: unknown) =>
    typeof one === 'string' ? renameIn(one, to) : one,
  ) as Value;

const streamNamed = (stream: string): string => {
  const [category = '', ...words] = stream.split('-');
  if (category === 'deal') return names.get(stream) ?? stream;
  return [category, ...words.map((word) => names.get(word) ?? word)].join('-');
};

const renamedLog = (history: History): History => {
  const facts = streams
    .flatMap(({ category }) => [...history.streams(category)])
    .flatMap((stream) => history.facts(stream));
  const log = new History();
  for (const fact of facts.toSorted((left, right) => left.position - right.position))
    log.append({
      ...fact,
      stream: streamNamed(fact.stream),
      body: renamed(fact.body, names) as Fact['body'],
    });
  return log;
};

/** Of a pair that one is told first which has the first name. */
const asking = views.filter(({ name }) => name !== 'overlaps');
const timeline = { timeline: 'quarter', from: '2025-10-01', to: '2027-12-31' };

describe('What the ledger says', () => {
  it('does not depend on what deals, parties and tranches are called', () => {
    fc.assert(
      fc.property(fc.oneof(peopledHistories, capacityHistories), questions, (history, parts) => {
        const other = renamedLog(history);
        for (const { name, timelines } of asking)
          for (const more of [{}, ...(timelines ? [timeline] : [])]) {
            const asked = { view: name, ...more, ...parts };
            const [here, there] = [history, other].map((log) => {
              const { view, question } = askedOf(log, asked);
              // Where several may be the largest one is told, the first by name.
              const { largest: _, ...said } = ask(view, question, log);
              return said;
            });
            expect([name, contentHashOf(renamed(there, back)!)]).toEqual([name, contentHashOf(here!)]);
          }
      }),
      { numRuns: 60 },
    );
  });
});
