import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Fact, streams } from '../../events/index.js';
import { ask, views } from '../../projections/index.js';
import { History } from '../../projections/kit/log.js';
import { contentHashOf } from '../../src/simulator/answer/hash.js';
import { record } from '../given.js';
import { askedOf } from './asked.js';
import { expectFound } from './found.js';
import { questions } from './histories.js';
import { peopledHistories } from './peopled.js';

const [old, other] = ['amd', 'fresh'];

/** What is said of the party as such, and stays said of it by whatever name it goes. */
const isItsOwn = ({ stream, type }: Fact): boolean =>
  stream === `party-${old}` && type !== 'PartyRegistered' && type !== 'ValueStated';

const factsOf = (history: History): Fact[] =>
  streams
    .flatMap(({ category }) => [...history.streams(category)])
    .flatMap((stream) => history.facts(stream))
    .filter((fact) => !isItsOwn(fact))
    .toSorted((left, right) => left.position - right.position);

const nameIn = (text: string): string =>
  text === old
    ? other!
    : text.replace(new RegExp(`^((?:party|stake)-(?:[a-z]+-)?)${old}(?=-|$)`), `$1${other}`);

const renamed = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, one: unknown) => (typeof one === 'string' ? nameIn(one) : one));

/** The log as it would be had the party been called by the other name from the beginning. */
const renamedLog = (history: History): History => {
  const log = new History();
  for (const fact of factsOf(history))
    log.append({ ...fact, stream: nameIn(fact.stream), body: renamed(fact.body) as Fact['body'] });
  return log;
};

/** The log in which the party is said, from the beginning, to go on as the other one. */
const goingOn = (history: History, type: string, field: string): History => {
  const log = new History();
  for (const fact of factsOf(history)) log.append(fact);
  const on = { effectiveOn: '2024-01-01', knownOn: '2024-01-01' };
  const body = { name: other, kind: 'company' };
  record(log, { stream: `party-${other}`, type: 'PartyRegistered', ...on, body });
  record(log, { stream: `party-${old}`, type, ...on, body: { [field]: other } });
  return log;
};

const timeline = { timeline: 'quarter', from: '2025-10-01', to: '2027-12-31' };

const hashesOf = (log: History, parts: object, names: ReadonlySet<string>): Record<string, string> =>
  Object.fromEntries(
    views
      .filter(({ name }) => names.has(name))
      .flatMap(({ name, timelines }) =>
        [{}, ...(timelines ? [timeline] : [])].map((more) => {
          const { view, question } = askedOf(log, { view: name, ...more, ...parts });
          return [`${name} ${JSON.stringify(more)}`, contentHashOf(ask(view, question, log))];
        }),
      ),
  );

/** What parties report stays under the names under which they report it. */
const all = new Set(views.map(({ name }) => name).filter((name) => name !== 'reconciliation'));
/** Views that say nothing of the shares of a party, nor which were reported of it. */
const ofDeals = new Set(
  [...all].filter((name) => !['ownership', 'flows', 'exposure', 'market-share'].includes(name)),
);

describe('A party that goes on as another', () => {
  it.each([
    ['turned out to be it', 'PartyIdentified', 'as', all],
    ['became part of it', 'PartyMerged', 'into', ofDeals],
  ])('since it %s is told of as if it had been called so', (_, type, field, names) => {
    let told = 0;
    fc.assert(
      fc.property(peopledHistories, questions, (history, parts) => {
        const named = hashesOf(renamedLog(history), parts, names);
        expect(hashesOf(goingOn(history, type, field), parts, names)).toEqual(named);
        told += factsOf(history).filter(({ body }) => JSON.stringify(body).includes(`"${old}"`)).length;
      }),
      { numRuns: 60 },
    );
    expectFound(told, 200);
  });
});
