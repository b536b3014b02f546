import { writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { isPlainObject } from '../../events/kit/decode.js';
import { addressOf } from '../e2e/examples/asking.js';
import type { KeptExample, KeptExamples, Values } from '../e2e/examples/example.js';
import { keptExamples, keptFile, renewed, timeless } from '../e2e/examples/kept.js';
import { orders } from '../e2e/examples/orders.js';
import { readings } from '../e2e/examples/readings.js';
import { told } from '../e2e/examples/told.js';
import { type Described, description, responseOf } from '../e2e/http-described.js';

let kept: KeptExamples;
let given: KeptExamples;
beforeAll(async () => {
  given = await told([...readings(), ...orders()]);
  // `npm run schemas` keeps what was answered; a person then reads what has changed.
  if (process.env.UPDATE_GOLDEN)
    writeFileSync(keptFile, `${JSON.stringify(renewed(keptExamples(), given), null, 1)}\n`);
  kept = keptExamples();
}, 300_000);

const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.values(methods).map((operation) => ({ path, operation })),
);

/** Not told by example: files of bytes, pages, drawings, messages without an end. */
const isData = (type: string): boolean =>
  /json|text\/(?!html|event-stream)|atom|bibtex/.test(type) && type !== 'application/schema+json';
/** As long as the ledger or as this description itself, and cannot be asked for in part; or all of the moment. */
const isUntold = /^(?:openapi|pythonClient|metrics|dataPackage|listParties-(?:csv|ndjson|md))$/;

const contentOf = (operation: Described) =>
  Object.keys(operation.responses)
    .filter((status) => status.startsWith('2'))
    .flatMap((status) => Object.entries(responseOf(operation, status)?.content ?? {}));

/** The address that the examples of the parameters make up. */
const exampleAddress = ({ operationId, parameters = [] }: Described): string => {
  const valuesIn = (place: string): Values =>
    Object.fromEntries(
      parameters
        .filter((one) => one.in === place && one.example !== undefined)
        .flatMap(({ name, example }): [string, string][] =>
          isPlainObject(example)
            ? Object.entries(example).map(([member, value]) => [member, String(value)])
            : [[name, String(example)]],
        ),
    );
  return addressOf(operationId, valuesIn('path'), valuesIn('query'));
};

const keptAddress = ({ operation, path, query }: KeptExample): string => addressOf(operation, path, query);
const parametersOf = (address: string): string[] => address.split(/[?&]/).sort();

describe('src/http/openapi/examples.json', () => {
  it('holds what a server over the public record answers, but for the moment', () => {
    const moments = ({ answers, refusals }: KeptExamples) => [...answers, ...refusals].map(timeless);
    expect(moments(given)).toEqual(moments(kept));
  });

  it('has nothing but answers among the answers, and a refusal of every kind that a request brings about', () => {
    expect(kept.answers.filter(({ status }) => status >= 300)).toEqual([]);
    const kinds = kept.refusals.map(({ answer }) => answer.type.replace('/docs/problems/', ''));
    expect([...new Set(kinds)].sort()).toEqual([
      'bad-request',
      'beyond-the-head',
      'cross-site',
      'id-reused',
      'invalid',
      'method-not-allowed',
      'misdirected',
      'not-found',
      'out-of-scope',
      'rule-broken',
      'too-large',
      'unauthorized',
      'unsupported-media-type',
      'wrong-revision',
    ]);
  });

  it('is small beside the description', () =>
    expect(JSON.stringify(kept).length).toBeLessThan(JSON.stringify(description).length / 4));
});

describe('The description', () => {
  it('has an answer for every operation that gives data', () => {
    const without = operations
      .filter(({ operation }) => !isUntold.test(operation.operationId))
      .filter(({ operation }) => contentOf(operation).some(([type]) => isData(type)))
      .filter(({ operation }) => !contentOf(operation).some(([, { examples }]) => examples !== undefined))
      .map(({ operation }) => operation.operationId);
    expect(without).toEqual([]);
  });

  it('says of each how it was asked: its parameters and its body are those of the first answer', () => {
    for (const { operation } of operations) {
      const first = kept.answers.find((one) => one.operation === operation.operationId);
      if (first === undefined) continue;
      expect(parametersOf(exampleAddress(operation))).toEqual(parametersOf(keptAddress(first)));
      const { content } = operation.requestBody ?? {};
      expect(content?.[first.sends ?? 'application/json']?.example).toEqual(first.body);
    }
  });

  it('has each answer where its status and its type stand', () => {
    for (const { operation: id, status, type, answer } of kept.answers) {
      const { operation } = operations.find(({ operation: one }) => one.operationId === id)!;
      const { examples = {} } = responseOf(operation, String(status))?.content?.[type] ?? {};
      if (answer !== undefined) expect(Object.values(examples).map(({ value }) => value)).toContainEqual(answer);
    }
  });

  it('has each refusal where its status stands', () => {
    for (const { status, answer } of kept.refusals) {
      const { content } = description.components.responses[`Problem${status}`]!;
      const { examples = {} } = content!['application/problem+json']!;
      expect(Object.values(examples).map(({ value }) => value)).toContainEqual(answer);
    }
  });
});
