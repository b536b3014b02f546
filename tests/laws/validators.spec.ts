import { validateSync } from 'class-validator';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventTypes } from '../../events/index.js';
import { type DeclaredClass, type FieldDeclaration, fieldsOf } from '../../events/kit/declaration.js';
import { decodeMembers, isPlainObject, isValid } from '../../events/kit/decode.js';
import { Submission } from '../../events/kit/envelope.js';
import { MonteCarlo } from '../../src/simulator/scenario/asks.js';
import { editKinds } from '../../src/simulator/scenario/read-edits.js';
import { id } from '../spec/facts.js';

type Members = Record<string, unknown>;

/** What the decoder hands to the validator: of the declared classes, nested ones too. */
const instanceOf = (declared: DeclaredClass, members: Members): Members => {
  const value: Members = Object.assign(new declared());
  for (const [name, member] of Object.entries(members)) {
    const nested = fieldsOf(declared)
      .find((field) => field.name === name)
      ?.nested?.();
    const within = (one: unknown): unknown => (nested && isPlainObject(one) ? instanceOf(nested, one) : one);
    value[name] = Array.isArray(member) ? member.map(within) : within(member);
  }
  return value;
};

const submission = {
  id: id(1),
  stream: 'deal-one',
  type: 'DealAnnounced',
  source: { title: 'A report', kind: 'press', url: 'https://example.org/a', publishedOn: '2025-11-03' },
  alsoSources: [{ title: 'Another', kind: 'own' }],
  body: {},
};

const examples: [string, DeclaredClass, Members][] = [
  ...eventTypes.map((type): [string, DeclaredClass, Members] => [
    type.type,
    type,
    decodeMembers(type, type.about.example).value!,
  ]),
  ...editKinds.map(({ op, declared }): [string, DeclaredClass, Members] => [op, declared, {}]),
  ['Submission', Submission, submission],
  ['MonteCarlo', MonteCarlo, {}],
];

const strange = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, '', 0, -1, 1, 1.5, 2 ** 53, NaN, true, [], {}, [null], [[]], '0'),
  fc.constantFrom<unknown>('deal-one', 'deal-one/a', 'gw-1', '2027-Q1', id(3), 'USD', 'x'.repeat(301), '😀'),
  fc.constantFrom<unknown>({ low: 1, point: 1, high: 1, qualifier: 'exactly' }, { title: 'A', kind: 'own' }),
  fc.string({ unit: 'binary', maxLength: 140 }),
  fc.jsonValue(),
);

const anyFor = ({ nested }: FieldDeclaration): fc.Arbitrary<unknown> => {
  if (!nested) return fc.oneof(strange, fc.array(strange, { maxLength: 3 }));
  const inner = fc.record(Object.fromEntries(fieldsOf(nested()).map((field) => [field.name, strange])), {
    requiredKeys: [],
  });
  return fc.oneof(strange, inner, fc.array(fc.oneof(inner, strange), { maxLength: 3 }));
};

/** The example, with up to two of its members replaced or added. */
const variation = (declared: DeclaredClass, example: Members): fc.Arbitrary<Members> => {
  const members = fieldsOf(declared).map((field) =>
    anyFor(field).map((value) => [field.name, value] as const),
  );
  return fc
    .array(fc.oneof(...members), { maxLength: 2 })
    .map((replaced) => ({ ...example, ...Object.fromEntries(replaced) }));
};

describe.each(examples.filter(([, declared]) => fieldsOf(declared).length > 0))(
  'What is declared of %s',
  (_name, declared, example) => {
    it('is the same to the quick check as to the validator', () => {
      const seen = { valid: 0, wrong: 0 };
      fc.assert(
        fc.property(variation(declared, example), (members) => {
          const value = instanceOf(declared, members);
          const wrong = validateSync(value, { forbidUnknownValues: false });
          seen[wrong.length === 0 ? 'valid' : 'wrong']++;
          expect(isValid(declared, value)).toBe(wrong.length === 0);
        }),
        { numRuns: 60 },
      );
      expect(seen.wrong).toBeGreaterThan(0);
      if (Object.keys(example).length > 0) expect(seen.valid).toBeGreaterThan(0);
    });
  },
);
