import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { type File, house, linesOf, nodesOf } from './tree.js';

const mostLinesOfFile = 300;
const mostLinesOfFunction = 40;

const longIn = ({ path, text }: File): string[] => {
  const lines = text.replace(/\n$/, '').split('\n').length;
  return lines > mostLinesOfFile ? [`${path} has ${lines} lines`] : [];
};

const hasBody = (node: ts.Node): node is ts.FunctionLikeDeclaration =>
  ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;

const longFunctionsIn = (file: File): string[] =>
  nodesOf(file)
    .filter(hasBody)
    .map(linesOf)
    .filter(({ first, last }) => last - first >= mostLinesOfFunction)
    .map(({ first, last }) => `${file.path} has a function of ${last - first + 1} lines at line ${first}`);

describe('A file', () => {
  it('has at most 300 lines', () => {
    expect(house.flatMap(longIn)).toEqual([]);
  });

  it('of 301 lines is found, and one of 300 is not', () => {
    const planted = (lines: number): File => ({ path: 'src/planted.ts', text: '//\n'.repeat(lines) });
    expect(longIn(planted(301))).toEqual(['src/planted.ts has 301 lines']);
    expect(longIn(planted(300))).toEqual([]);
  });
});

describe('A function', () => {
  it('has at most 40 lines', () => {
    expect(house.flatMap(longFunctionsIn)).toEqual([]);
  });

  it('of 41 lines is found, whatever kind it is, and one of 40 is not', () => {
    const body = (lines: number): string => '\n' + '  //\n'.repeat(lines - 2);
    const found = (text: string): number => longFunctionsIn({ path: 'src/planted.tsx', text }).length;
    expect(found(`const long = () => {${body(41)}};`)).toBe(1);
    expect(found(`function long() {${body(41)}}`)).toBe(1);
    expect(found(`class Long {\n long() {${body(41)}} }`)).toBe(1);
    expect(found(`const short = () => {${body(40)}};`)).toBe(0);
  });
});
