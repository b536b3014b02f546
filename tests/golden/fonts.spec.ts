import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Font, create } from 'fontkit';
import subsetFont from 'subset-font';
import { beforeAll, describe, expect, it } from 'vitest';
import { fontFiles } from '../../src/pictures/fonts.js';

const web = join(import.meta.dirname, '../../src/web');

/** Digits of one width, pairs that stand closer, signs at the height of capitals: all that is drawn with. */
const keepFeatures = ['tnum', 'kern', 'calt', 'ccmp', 'mark', 'mkmk', 'locl'];

interface Face {
  file: string;
  weight: number;
  ranges: [number, number][];
}

const codeOf = (text: string): number => Number.parseInt(text, 16);

/** What the style sheet says of its letters: which file has which. */
const faces: Face[] = [
  ...readFileSync(join(web, 'style/fonts.css'), 'utf8').matchAll(
    /font-weight: (\d+);[^}]*?url\('([^']+)'\)[^}]*?unicode-range:([^;]+);/g,
  ),
].map(([, weight, url, ranges]) => ({
  file: join(web, 'style', url!),
  weight: Number(weight),
  ranges: [...ranges!.matchAll(/U\+([\dA-F]+)(?:-([\dA-F]+))?/g)].map(([, from, to]) => [
    codeOf(from!),
    codeOf(to ?? from!),
  ]),
}));

const opened = (content: Buffer): Font => {
  const font = create(content);
  if (!('characterSet' in font)) throw new Error('a collection of fonts');
  return font;
};

/** The whole font, as pictures on the server are drawn with. */
const wholeOf = ({ file, weight }: Face): Buffer => {
  const [regular, strong, signs] = fontFiles;
  return readFileSync((file.includes('signs') ? signs : weight === 600 ? strong : regular)!);
};

const lettersOf = (face: Face): string =>
  opened(wholeOf(face))
    .characterSet.filter((code) => face.ranges.some(([from, to]) => code >= from && code <= to))
    .map((code) => String.fromCodePoint(code))
    .join('');

const partOf = async (face: Face): Promise<Buffer> =>
  subsetFont(wholeOf(face), lettersOf(face), { targetFormat: 'woff2', keepFeatures });

const sizeOf = ({ file }: Face): number => readFileSync(file).length;

beforeAll(async () => {
  if (!process.env.UPDATE_GOLDEN) return;
  for (const face of faces) writeFileSync(face.file, await partOf(face));
});

describe('The fonts of the page', () => {
  it('are those that pictures are drawn with, in as many letters as the style sheet says', async () => {
    expect(faces).toHaveLength(6);
    for (const face of faces)
      expect([face.file, readFileSync(face.file).equals(await partOf(face))]).toEqual([face.file, true]);
  });

  it('weigh at most 60 kB for the first screen', () => {
    const first = faces.filter(({ file }) => /inter-\d+\.woff2$/.test(file));
    expect(first).toHaveLength(2);
    expect(first.reduce((sum, face) => sum + sizeOf(face), 0)).toBeLessThanOrEqual(60_000);
  });

  it('have digits of one width', () => {
    for (const { file } of faces.filter((face) => /inter-\d+\.woff2$/.test(face.file))) {
      const font = opened(readFileSync(file));
      const widths = [...'0123456789'].map((digit) => font.layout(digit, { tnum: true }).advanceWidth);
      expect(new Set(widths).size).toBe(1);
    }
  });

  it('come with their licence', () => {
    const licence = readFileSync(join(web, 'fonts/LICENSE.txt'), 'utf8');
    expect(licence).toContain('SIL OPEN FONT LICENSE Version 1.1');
    expect(licence).toContain('Bitstream Vera Fonts Copyright');
    expect(existsSync(join(web, 'fonts/signs.woff2'))).toBe(true);
  });
});
