import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { markNames, marks } from '../../src/charts/words/marks.js';
import { rasterize, TooManyPixels } from '../../src/pictures/rasterize.js';
import { Reader } from './reader.js';
import type { Problem } from './http-server.js';

let reader: Reader;
beforeAll(async () => {
  reader = await Reader.start();
});
afterAll(() => reader?.stop());

const pinned = 'effectiveAt=2025-11-30&knownAt=2025-12-01&atPosition=433';
const at = (address: string): string => `${reader.server.url}/api/v1/views/${address}`;
const bytesOf = async (address: string): Promise<Buffer> =>
  Buffer.from(await (await fetch(at(address))).arrayBuffer());

const sizeOf = (png: Uint8Array): { width: number; height: number } => {
  const { buffer, byteOffset } = png;
  const head = new DataView(buffer, byteOffset + 16, 8);
  return { width: head.getUint32(0), height: head.getUint32(4) };
};

const questions = [
  'compute-capacity?by=provider',
  'compute-capacity?timeline=quarter&layer=chips',
  'market-share?market=cloud-infrastructure',
  'obligations?by=kind',
  'exposure?party=nvidia',
  'ownership?',
  'flows?',
  'reconciliation?',
  'slippage?by=provider',
  'overlaps?',
  'labs?',
];

describe('a view as PNG', () => {
  it.each(questions)('is the drawing of the same question, twice as fine: %s', async (question) => {
    const [view, asked] = question.split('?');
    const svg = await (await fetch(at(`${view}.svg?${asked}`))).text();
    const [, width, height] = /<svg[^>]*? width="(\d+)" height="(\d+)"/.exec(svg)!.map(Number);
    const size = sizeOf(await bytesOf(`${view}.png?${asked}`));
    expect(size).toEqual({ width: width! * 2, height: height! * 2 });
  });

  it('is read by a browser', async () => {
    const page = await reader.browser.newPage();
    await page.goto(at('labs.png'));
    // A browser that can't decode a picture shows none.
    const shown = await page.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth);
    await page.close();
    expect(shown).toBe(1_600);
  });

  it('is the same bytes for ever at a pinned address, and who has them is told so', async () => {
    const address = `compute-capacity.png?by=provider&${pinned}`;
    const first = await fetch(at(address));
    const bytes = Buffer.from(await first.arrayBuffer());
    expect(first.headers.get('content-type')).toBe('image/png');
    expect(await bytesOf(address)).toEqual(bytes);
    const again = await fetch(at(address), { headers: { 'if-none-match': first.headers.get('etag')! } });
    expect(again.status).toBe(304);
    const svg = await (await fetch(at(address.replace('.png', '.svg')))).text();
    const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg)!.map(Number);
    // Made anew, not remembered.
    expect(Buffer.from(await rasterize({ svg, width: width!, height: height! }))).toEqual(bytes);
  });

  it('lets others be answered while it is made', async () => {
    let isMade = false;
    const made = bytesOf('flows.png?width=2400').then(() => (isMade = true));
    let answered = 0;
    while (!isMade) {
      await fetch(`${reader.server.url}/health/live`);
      answered++;
    }
    await made;
    expect(answered).toBeGreaterThan(20);
  });

  it('is refused with what is wrong, as the drawing is', async () => {
    const { status, body } = await reader.server.ask<Problem>('/api/v1/views/labs.png?width=9&theme=red');
    expect([status, body.errors?.map(({ pointer }) => pointer)]).toEqual([400, ['/theme', '/width']]);
    expect((await reader.server.ask('/api/v1/views/compute-capacity.gif')).status).toBe(404);
  });
});

const svgOf = (sign: string, weight: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40" font-family="system-ui, sans-serif"><text x="9" y="28" font-size="24" font-weight="${weight}">${sign}</text></svg>`;
const drawnSign = async (sign: string, weight: number): Promise<string> =>
  Buffer.from(await rasterize({ svg: svgOf(sign, weight), width: 60, height: 40 })).toString('base64');

describe('the fonts that are brought along', () => {
  it('have every sign that charts are marked with, and letters of Europe', async () => {
    const signs = [...markNames.map((name) => marks[name].sign), ...'≥≤≈≠→←–—…†◇·éŁßřЖΩ'];
    for (const weight of [400, 600]) {
      const missing = await drawnSign('\u{10FFFD}', weight);
      for (const sign of signs)
        expect([sign, (await drawnSign(sign, weight)) === missing]).toEqual([sign, false]);
    }
  });
});

describe('a picture', () => {
  const blank = (width: number, height: number) => ({
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"></svg>`,
    width,
    height,
  });

  it('is made less fine when it is long, and refused when it is too long', async () => {
    expect(sizeOf(await rasterize(blank(800, 3_000)))).toEqual({ width: 1_600, height: 6_000 });
    expect(sizeOf(await rasterize(blank(800, 4_000)))).toEqual({ width: 800, height: 4_000 });
    await expect(rasterize(blank(2_400, 5_001))).rejects.toThrow(TooManyPixels);
  });
});
