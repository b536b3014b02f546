import { readFileSync } from 'node:fs';
import { create, type Font } from 'fontkit';
import { describe, expect, it } from 'vitest';
import { lineWidth } from '../../src/charts/letters.js';
import { marks } from '../../src/charts/words/marks.js';
import { fontFiles } from '../../src/pictures/fonts.js';

describe('The width of a letter', () => {
  it('is what the font has, or a little more', () => {
    for (const letter of [...asciiLetters, ...others]) {
      expect([letter, tooMuch(letter, false) >= 0]).toEqual([letter, true]);
      expect([letter, tooMuch(letter, false) < 0.1]).toEqual([letter, true]);
    }
    const most = asciiLetters.filter((letter) => tooMuch(letter, false) > 0.031);
    expect(most).toEqual([]);
  });

  it('is enough for strong letters, too', () => {
    for (const letter of [...asciiLetters, ...others]) {
      expect([letter, tooMuch(letter, true) >= -1e-9]).toEqual([letter, true]);
      expect([letter, tooMuch(letter, true) < 0.1]).toEqual([letter, true]);
    }
  });

  it('is that of a square in scripts that are written in squares', () => {
    expect(lineWidth('日本語', 10)).toBe(30);
  });
});

describe('The width of a line', () => {
  it.each([
    ['committed, by due date', false],
    ['≥ 6.3 GW', false],
    ['$115.5B + $27.5–62.5B released + $4.75–42.75B', false],
    ['AVAILABLE TODAY: To Tokyo, WAVE', false],
    ['Headline by provider (2026-11-28)', true],
    ['Disclosed totals beside the ledger’s', true],
  ])('is that of the line as it is set, and hardly more: %s', (text, isStrong) => {
    const font = isStrong ? strong : regular;
    const set = font.layout(text).advanceWidth / font.unitsPerEm;
    expect(lineWidth(text, 1, isStrong)).toBeGreaterThanOrEqual(set);
    expect(lineWidth(text, 1, isStrong)).toBeLessThan(set * (isStrong ? 1.1 : 1.06));
  });
});

const fonts = fontFiles.map((file): Font => {
  const font = create(readFileSync(file));
  if (!('glyphForCodePoint' in font)) throw new Error(`${file} is a collection of fonts`);
  return font;
});
const [regular, strong, signs] = fonts as [Font, Font, Font];

const asciiLetters = Array.from({ length: 95 }, (_, index) => String.fromCodePoint(32 + index));
const others = [
  ...'…−·–”“—→≥≤¥€÷²’×£◇≠¹≈±₩¾½¼●▲↓←‘ρπ³↑éüßçñ',
  ...Object.values(marks).map(({ sign }) => sign),
];

/** How wide the font itself has it, as a part of its size; DejaVu where Inter lacks it. */
const widthIn = (font: Font, letter: string): number => {
  const code = letter.codePointAt(0)!;
  const has = font.hasGlyphForCodePoint(code) ? font : signs;
  return has.glyphForCodePoint(code).advanceWidth / has.unitsPerEm;
};

const tooMuch = (letter: string, isStrong: boolean): number =>
  lineWidth(letter, 1, isStrong) - widthIn(isStrong ? strong : regular, letter);
