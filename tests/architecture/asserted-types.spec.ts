import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { type File, house, nodesOf } from './tree.js';

/** What the compiler is told instead of being shown. Fewer is better: a lower number may take the place of each of these. */
const most = { casts: 218, assertedPresences: 371 };

/** `value as Type`; `as const` claims nothing. */
const isCast = (node: ts.Node): boolean =>
  (ts.isAsExpression(node) || ts.isTypeAssertionExpression(node)) && node.type.getText() !== 'const';

const countIn = (files: readonly File[]): typeof most => {
  const nodes = files.flatMap(nodesOf);
  return {
    casts: nodes.filter(isCast).length,
    assertedPresences: nodes.filter(ts.isNonNullExpression).length,
  };
};

describe('What the compiler has to believe', () => {
  const found = countIn(house);

  it('that a value is of another type is said no more often than before', () => {
    expect(found.casts).toBeLessThanOrEqual(most.casts);
  });

  it('that a value is there is said no more often than before', () => {
    expect(found.assertedPresences).toBeLessThanOrEqual(most.assertedPresences);
  });

  it('is counted in every form, and what claims nothing is not', () => {
    const text = `
      const one = value as unknown as Name;
      const other = list[0]!.name!;
      const names = ['a'] as const;
      class Declared { name!: string }`;
    expect(countIn([{ path: 'src/planted.ts', text }])).toEqual({ casts: 2, assertedPresences: 2 });
  });
});
