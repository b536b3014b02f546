import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { views } from '../../projections/index.js';
import { type Allowed, faultsBut, type File, house, linesOf, nodesOf } from './tree.js';

const allowed: Allowed = {
  'src/http/embed-page.ts':
    'leads from a figure to the screen of the page that shows it: a view knows no page',
  'src/web/screens/workbench/bench/watching.ts':
    'which numbers the workbench offers to be watched: a choice of that screen, on a thread that holds no views',
};

const names: ReadonlySet<string> = new Set(views.map(({ name }) => name));

const isName = (node: ts.Node): boolean => ts.isStringLiteralLike(node) && names.has(node.text);

/** `view.name`, wherever the view comes from. */
const isNameOfView = (node: ts.Node): boolean =>
  ts.isPropertyAccessExpression(node) &&
  node.name.text === 'name' &&
  /(?:^|\.)view$/i.test(node.expression.getText());

const equalities: readonly ts.SyntaxKind[] = [
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
];

const isComparison = (node: ts.Node): boolean =>
  (ts.isBinaryExpression(node) &&
    equalities.includes(node.operatorToken.kind) &&
    [node.left, node.right].some((side) => isName(side) || isNameOfView(side))) ||
  (ts.isCaseClause(node) && isName(node.expression)) ||
  (ts.isSwitchStatement(node) && isNameOfView(node.expression));

/** A list of names that something is looked up in. */
const isLookedUp = (node: ts.Node): boolean =>
  ts.isCallExpression(node) &&
  ts.isPropertyAccessExpression(node.expression) &&
  ['includes', 'indexOf', 'has'].includes(node.expression.name.text) &&
  node.arguments.some((argument) => isName(argument) || isNameOfView(argument));

/** One word may be a view's name by chance; a name of two words, or two of them, is none. */
const isTable = (node: ts.Node): boolean => {
  if (!ts.isObjectLiteralExpression(node)) return false;
  const keys = node.properties
    .map(({ name }) => (name && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? name.text : ''))
    .filter((key) => names.has(key));
  return keys.length > 1 || keys.some((key) => key.includes('-'));
};

const testedIn = (file: File): string[] =>
  nodesOf(file)
    .filter((node) => isComparison(node) || isLookedUp(node) || isTable(node))
    .map((node) => `${file.path} tests the name of a view at line ${linesOf(node).first}`);

const outside = house.filter(({ path }) => !path.startsWith('projections/'));

describe("A view's name", () => {
  it('is tested nowhere outside projections: a view says its own traits', () => {
    expect(faultsBut(allowed, outside.flatMap(testedIn))).toEqual([]);
  });

  it.each([
    ['compared', "const is = (view: View) => view.name === 'x';"],
    ['compared with another', 'const is = (asked: Asked, other: string) => asked.view.name !== other;'],
    ['compared as a word', "const is = (name: string) => 'compute-capacity' === name;"],
    ['switched over', 'switch (view.name) {}'],
    ['a case', "switch (name) { case 'market-share': }"],
    ['looked up in a list', 'const has = (view: View) => known.includes(view.name);'],
    ['looked up by itself', "const has = shown.has('compute-capacity');"],
    ['the key of a table', "const units = { 'compute-capacity': 'GW' };"],
    ['the key of a table of plain words', 'const draw = { flows: drawFlows, exposure: drawBars };'],
  ])('is found when it is %s', (_, text) => {
    expect(testedIn({ path: 'src/planted.ts', text })).toHaveLength(1);
  });

  it.each([
    ['is asked for', "ask({ view: 'compute-capacity', by: 'deal' });"],
    ['is shown', 'const title = view.name;'],
    ['is a word of its own', 'const sizes = { flows: 3, gaps: 4 };'],
  ])('is not said to be tested when it %s', (_, text) => {
    expect(testedIn({ path: 'src/planted.ts', text })).toEqual([]);
  });
});
