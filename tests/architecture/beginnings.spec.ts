import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { type File, filesIn, linesOf, nodesOf } from './tree.js';

const lastLine = 25;

const testing = /^(?:describe|it)(?:\.\w+)*$/;

const isTest = (node: ts.Node): node is ts.CallExpression => {
  if (!ts.isCallExpression(node)) return false;
  const { expression } = node;
  // it.each(…)('…', …) is a call of a call.
  return testing.test((ts.isCallExpression(expression) ? expression.expression : expression).getText());
};

/** A spec begins with what it says; the world that it speaks of may stand below. */
const latenessOf = (file: File): string[] => {
  const first = nodesOf(file).find(isTest);
  const line = first ? linesOf(first).first : Infinity;
  return line > lastLine ? [`${file.path} begins at line ${line}`] : [];
};

/** A sentence says what is, not what should be. */
const wishesIn = (file: File): string[] =>
  nodesOf(file)
    .filter(isTest)
    .map(({ arguments: [title] }) => (title && ts.isStringLiteralLike(title) ? title.text : ''))
    .filter((title) => /\bshould\b/.test(title))
    .map((title) => `${file.path} wishes: ${title}`);

const specs = filesIn('tests/spec').filter(({ path }) => path.endsWith('.spec.ts'));
const planted = (text: string): File => ({ path: 'tests/spec/planted.spec.ts', text });

describe('A spec', () => {
  it('begins within 25 lines', () => {
    expect(specs.flatMap(latenessOf)).toEqual([]);
  });
  it('that begins at line 26, or never, is found', () => {
    expect(latenessOf(planted(`${'//\n'.repeat(25)}describe('It', () => {});`))).toHaveLength(1);
    expect(latenessOf(planted(`${'//\n'.repeat(25)}it.each([1])('is %d', () => {});`))).toHaveLength(1);
    expect(latenessOf(planted('const nothing = 1;'))).toHaveLength(1);
    expect(latenessOf(planted(`${'//\n'.repeat(24)}describe('It', () => {});`))).toEqual([]);
  });

  it('says what is', () => {
    expect(specs.flatMap(wishesIn)).toEqual([]);
  });
  it('that says what should be is found', () => {
    expect(wishesIn(planted("it('should hold', () => {});"))).toHaveLength(1);
    expect(wishesIn(planted("it.each([1])('should be %d', () => {});"))).toHaveLength(1);
    expect(wishesIn(planted("it('holds', () => {});"))).toEqual([]);
  });
});
