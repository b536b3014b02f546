import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type File, house } from './tree.js';

const root = resolve(import.meta.dirname, '../..');

/** Where the scales and the colours stand themselves. */
const tokens = ['src/web/style/tokens.css', 'src/web/style/colours.css'];

const sheets: File[] = globSync('src/web/**/*.css', { cwd: root }).map((path) => ({
  path,
  text: readFileSync(join(root, path), 'utf8'),
}));

/** What has a scale: type, space, corners and the columns of the grid. Lines, signs and what is as high as it needs to be have none. */
const scaled =
  /^(?:font|font-size|(?:margin|padding)(?:-[a-z]+)*|(?:row-|column-)?gap|border-radius|grid-template(?:-columns)?|columns|scroll-padding(?:-[a-z]+)?)$/;
const length = /(?<![\w-])\d*\.?\d+(?:px|rem|em|pt)\b/;
/** Everything that is painted with a colour says which by its name. */
const colour =
  /#[\da-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\(|(?<![\w-])(?:white|black|gr[ae]y|red|blue|green)\b/i;

const declarationsIn = (text: string): { name: string; value: string; line: number }[] =>
  [
    ...text
      .replaceAll(/\/\*[^]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ' '))
      .matchAll(/([\w-]+)\s*:\s*([^;{}]+);/g),
  ].map(({ 1: name = '', 2: value = '', index }) => ({
    name,
    value,
    line: text.slice(0, index).split('\n').length,
  }));

const rawIn = ({ path, text }: File): string[] =>
  declarationsIn(text).flatMap(({ name, value, line }) => [
    ...(scaled.test(name) && length.test(value)
      ? [`${path}:${line} has a length of its own: ${name}: ${value}`]
      : []),
    ...(colour.test(value) ? [`${path}:${line} has a colour of its own: ${name}: ${value}`] : []),
  ]);

/** In a component only a place that is worked out may stand in a style: nothing that has a scale, and no colour. */
const inlineIn = ({ path, text }: File): string[] =>
  [...text.matchAll(/style=(?:\{\{([^]*?)\}\}|"([^"]*)")/g)].flatMap(({ 1: object, 2: plain = '' }) => {
    const style = object ?? plain;
    return /\b(?:font|margin|padding|gap|border(?!:0\b)|color|background)/.test(style) || colour.test(style)
      ? [`${path} has a style of its own: ${style.trim()}`]
      : [];
  });

describe('A sheet of the page', () => {
  it('takes sizes of type, space, corners and columns, and colours, from the scales', () => {
    expect(sheets.length).toBeGreaterThan(8);
    expect(sheets.filter(({ path }) => !tokens.includes(path)).flatMap(rawIn)).toEqual([]);
  });

  it.each([
    ['a { margin: 0 0.3rem; }', 'margin: 0 0.3rem'],
    ['a { font-size: 12px; }', 'font-size: 12px'],
    ['a { border: 1px solid #fff; }', 'border: 1px solid #fff'],
    ['a { box-shadow: 0 1px 2px rgb(0 0 0 / 10%); }', 'box-shadow: 0 1px 2px rgb(0 0 0 / 10%)'],
    ['a { grid-template-columns: 9rem 1fr; }', 'grid-template-columns: 9rem 1fr'],
  ])('that has one of its own is found: %s', (text, said) => {
    const found = rawIn({ path: 'planted.css', text });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(said);
  });

  it('may say how wide a line is, how high a thing, and what is none', () => {
    expect(
      rawIn({
        path: 'planted.css',
        text: 'a { border: 1px solid var(--line); height: 7px; margin: 0 var(--space-1); gap: 0; }',
      }),
    ).toEqual([]);
  });
});

describe('A component of the page', () => {
  it('has no style but a place that is worked out', () => {
    expect(house.filter(({ path }) => path.startsWith('src/web/')).flatMap(inlineIn)).toEqual([]);
  });

  it('with one is found', () => {
    expect(
      inlineIn({ path: 'planted.tsx', text: '<p style={{ marginTop: 3 }} /><b style="color:red">' }),
    ).toHaveLength(2);
    expect(inlineIn({ path: 'planted.tsx', text: '<p style={{ left: `${x}px` }} />' })).toEqual([]);
  });
});
