import { describe, expect, it } from 'vitest';
import { eventTypes } from '../../events/catalogue.js';
import { type DeclaredClass, fieldsOf } from '../../events/kit/declaration.js';
import { decodeAs } from '../../events/kit/decode.js';
import { editKinds } from '../../src/simulator/scenario/read-edits.js';
import { MonteCarlo } from '../../src/simulator/scenario/asks.js';
import { TargetFields } from '../../src/simulator/scenario/targets.js';

/** Everything whose fields people write: [what it is called, how it is declared]. */
const declared: [string, DeclaredClass][] = [
  ...eventTypes.map((one): [string, DeclaredClass] => [one.type, one]),
  ...editKinds.map((one): [string, DeclaredClass] => [one.op, one.declared]),
  ['monteCarlo', MonteCarlo],
  ['target', TargetFields],
];

const told = (one: DeclaredClass, sent: object): Map<string, string> =>
  new Map((decodeAs(one, sent, '').problems ?? []).map(({ pointer, detail }) => [pointer, detail]));

describe('A field whose name is mistyped', () => {
  it.each(declared)('is told which one may be meant, of %s', (_, one) => {
    for (const { name } of fieldsOf(one).filter((field) => field.name.length >= 3)) {
      const slip = `${name}z`;
      const others = fieldsOf(one).map((field) => field.name);
      expect(told(one, { [slip]: 1 }).get(`/${slip}`)).toBe(
        `is not a field here: "${name}" may be meant; the fields are ${others.join(', ')}`,
      );
    }
  });

  it('is told so beside two others, and among four none is: a body of nothing but slips takes no many times its length', () => {
    const toldOf = (...names: string[]) =>
      [...told(TargetFields, Object.fromEntries(names.map((name) => [name, 1]))).values()].filter((said) =>
        said.includes('may be meant'),
      ).length;
    const slips = fieldsOf(TargetFields)
      .slice(0, 4)
      .map(({ name }) => `${name}z`);
    expect([toldOf(...slips.slice(0, 3)), toldOf(...slips)]).toEqual([3, 0]);
  });

  it.each(declared)('is told all fields where none is like it, of %s', (_, one) => {
    expect(told(one, { qqqqqqqqqqqqqqqq: 1 }).get('/qqqqqqqqqqqqqqqq')).toBe(
      `is not a field here; the fields are ${fieldsOf(one)
        .map(({ name }) => name)
        .join(', ')}`,
    );
  });
});
