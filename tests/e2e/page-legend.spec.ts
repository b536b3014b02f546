import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Reader } from './reader.js';

let reader: Reader;
beforeAll(async () => {
  reader = await Reader.start();
});
afterAll(async () => reader?.stop());

const screens = [
  '/',
  '/capacity',
  '/shares',
  '/shares?of=headline',
  '/network',
  '/deals/deal-openai-amd-2025',
  '/?compare=1&known=2025-12-01',
  `/workbench#edits=${encodeURIComponent('deal-openai-amd-2025/gw-1 +4q')}`,
];

const explainedIn = async (page: Page): Promise<string[]> =>
  page.getByRole('region', { name: 'Legend' }).getByRole('listitem').allInnerTexts();

/** The files of a figure, one after the other: what stands below its drawing. */
const filesOf = async (page: Page): Promise<string[]> => {
  const files: string[] = [];
  for (const group of await page.getByRole('group', { name: /how it is shown, and files$/ }).all()) {
    const download = page.waitForEvent('download');
    await group.getByRole('button', { name: 'SVG' }).click();
    files.push(readFileSync(await (await download).path(), 'utf8'));
  }
  return files;
};

/** What the legend of a file says: it is the second of the drawings in it. */
const legendIn = (svg: string): string[] => {
  const [, legend = ''] = [...svg.matchAll(/<svg x="12" [^]*?<\/svg>/g)].map(([drawing]) => drawing);
  return [...legend.matchAll(/<text [^>]*>([^<]+)<\/text>/g)].map(([, says]) => says!);
};

describe('The legend of a screen', () => {
  it.each(screens)(
    'is one, with all that stands in the legends of its figures and no more: %s',
    async (address) => {
      const { page } = await reader.open(address);
      expect(await page.getByRole('region', { name: 'Legend' }).count()).toBe(1);
      const explained = await explainedIn(page);
      const words = explained.flatMap((says) => says.split('; '));
      expect(new Set(words).size).toBe(words.length);
      const legends = (await filesOf(page)).map(legendIn);
      expect(legends.length).toBeGreaterThan(0);
      expect(new Set(legends.flat())).toEqual(new Set(words));
      await page.context().close();
    },
  );

  it('is not there where nothing is drawn', async () => {
    const { page } = await reader.open('/?show=table');
    await expect.poll(() => page.getByRole('region', { name: 'Legend' }).count()).toBe(0);
    await page.context().close();
  });

  it('is at hand while a figure is read, and covers nothing that has the focus', async () => {
    const { page } = await reader.open('/capacity');
    const legend = page.getByRole('region', { name: 'Legend' });
    const inSight = async (): Promise<number> => {
      const { y, height } = (await legend.boundingBox())!;
      return 900 - y - height;
    };
    expect(await inSight()).toBeGreaterThanOrEqual(0);
    await page.mouse.wheel(0, 1_500);
    await expect.poll(inSight).toBeGreaterThanOrEqual(0);
    await page.context().close();
  });
});
