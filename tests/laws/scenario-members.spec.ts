import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '../../events/kit/declaration.js';
import { problemsOf } from '../../src/messages/declared.js';
import { RunScenario } from '../../src/messages/run-scenario.js';
import { scenarioMemberNames, scenarioMembers } from '../../src/simulator/scenario/scenario.js';

/** What a member's schema says of the value itself; what is in it is read later. */
const schemaOf = (name: keyof typeof scenarioMembers): JsonSchema => {
  const member = scenarioMembers[name];
  const { items: _, ...itself }: JsonSchema = 'form' in member ? member.form('') : { type: 'object' };
  return itself;
};

const ofOneType = scenarioMemberNames.filter((name) => typeof schemaOf(name).type === 'string');

const aRound = (limit: unknown): number[] => (typeof limit === 'number' ? [limit - 1, limit, limit + 1] : []);

/** Values of every type, among them those at the limits of the schema. */
const valuesFor = ({ minLength, maxLength, minItems, maxItems, minimum, maximum }: JsonSchema) => {
  const long = [minLength, maxLength, minItems, maxItems].flatMap(aRound).filter((size) => size >= 0);
  return fc.oneof(
    fc.constantFrom<unknown>(null, true, false, 0, -1, 0.5, '', 'text', {}, { view: 'labs' }, [], [1]),
    fc.constantFrom<unknown>(
      0,
      ...long.flatMap((size) => ['x'.repeat(size), Array(size).fill({}) as unknown]),
    ),
    fc.constantFrom<unknown>(0, ...[minimum, maximum].flatMap(aRound)),
    fc.jsonValue(),
  );
};

describe('A member of a scenario', () => {
  it.each(ofOneType)('%s is taken by the message exactly where its schema takes it', (name) => {
    const schema = schemaOf(name);
    const isValid = new Ajv2020().compile(schema);
    fc.assert(
      fc.property(valuesFor(schema), (value) => {
        const pointers = problemsOf(new RunScenario({ [name]: value })).map(({ pointer }) => pointer);
        expect(pointers).toEqual(isValid(value) ? [] : [`/${name}`]);
      }),
      { numRuns: 300 },
    );
  });

  it('that there is none of is named', () => {
    expect(problemsOf(new RunScenario({ draws: 1 } as object))).toEqual([
      { pointer: '/draws', detail: 'draws is not a member here' },
    ]);
  });

  it('of one type is every one but the base', () => {
    expect(scenarioMemberNames.filter((name) => !ofOneType.includes(name))).toEqual(['base']);
  });
});
