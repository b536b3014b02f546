import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Reader } from './reader.js';

let reader: Reader;
beforeAll(async () => {
  reader = await Reader.start();
});
afterAll(() => reader?.stop());

/** The files of the figure with this title. */
const buttonsOf = (page: Page, title: string) =>
  page.getByRole('group', { name: `${title}: how it is shown, and files` });

const savedBy = async (page: Page, title: string): Promise<string> => {
  await buttonsOf(page, title).getByRole('button', { name: 'SVG' }).waitFor();
  const download = page.waitForEvent('download');
  await buttonsOf(page, title).getByRole('button', { name: 'SVG' }).click();
  return readFileSync(await (await download).path(), 'utf8');
};

const widthIn = (svg: string): string => /^<svg [^>]*width="(\d+)"/.exec(svg)![1]!;

/** Everything but the height and the foot: its hash and address say which of the two questions was asked. */
const drawnIn = (svg: string): string =>
  /<rect [^>]*(?<ground>fill="[^"]*")/.exec(svg)!.groups!.ground! +
  svg.slice(svg.indexOf('<text'), svg.lastIndexOf('</svg><text x="12"'));

/** The drawings of a file, without the place that they have in it. */
const drawingsIn = (svg: string): string[] =>
  [...svg.matchAll(/<svg x="12" y="[\d.]+"(.*?<\/svg>)/gs)].map(([, rest]) => `<svg${rest!}`);

/** Ids are of their document: all that matters is which colour each stands for. */
const withoutIds = (svg: string): string => svg.replaceAll(/(id="|url\(#)[\w-]+-p(\d+)/g, '$1p$2');

/** [screen, title, the same question to the server] */
const figures = [
  ['/capacity?layer=chips', 'Headline by provider', 'compute-capacity.svg?by=provider&layer=chips'],
  [
    '/capacity?layer=chips&every=year',
    'Committed against energized: chips',
    'compute-capacity.svg?by=layer&timeline=year&layer=chips&from=YEAR-1-01-01&to=YEAR+5-12-31',
  ],
  ['/', 'From headline to energized', 'compute-capacity.svg?by=bindingness,stage'],
  ['/', 'Money by kind', 'obligations.svg?by=kind'],
  [
    '/shares',
    'Cloud infrastructure services: as Synergy Research Group reports it',
    'market-share.svg?market=cloud-infrastructure&publisher=synergy',
  ],
  ['/shares?of=headline', 'Shares of headline capacity, by provider', 'market-share.svg?of=headline'],
  ['/network?edges=all', 'Who gives what to whom', 'flows.svg'],
] as const;

const withYears = (address: string, today: string): string => {
  const year = Number(today.slice(0, 4));
  return address.replace('YEAR-1', String(year - 1)).replace('YEAR+5', String(year + 5));
};

describe('A figure of the page', () => {
  it.each(figures)('at %s is the drawing of the server: %s', async (screen, title, address) => {
    const { body } = await reader.server.ask<{ effectiveAt: string }>('/api/v1/views/ownership');
    for (const theme of ['light', 'dark'] as const) {
      const { page } = await reader.open(screen, { colorScheme: theme });
      const saved = await savedBy(page, title);
      await page.context().close();
      const asked = `/api/v1/views/${withYears(address, body.effectiveAt)}&theme=${theme}&width=${widthIn(saved)}`;
      const { text } = await reader.server.ask(asked.replace('svg&', 'svg?'));
      expect(drawnIn(saved)).toBe(drawnIn(text));
      expect(drawnIn(saved).length).toBeGreaterThan(2_000);
    }
  });

  it.each(figures)('at %s is on the screen what is in its file: %s', async (screen, title) => {
    const { page } = await reader.open(screen);
    const [inFile] = drawingsIn(await savedBy(page, title));
    const figure = page.locator('figure', { has: page.getByRole('heading', { name: title, exact: true }) });
    const shown = await figure.locator('.canvas svg').evaluate((svg) => svg.outerHTML);
    // A page writes brackets in words as entities, a file only those that open something.
    const inPage = shown.replaceAll('&gt;', '>').replaceAll('&quot;', '"');
    expect(withoutIds(inPage)).toBe(withoutIds(inFile!).replaceAll('&quot;', '"'));
    expect(inPage.length).toBeGreaterThan(2_000);
    await page.context().close();
  });

  it('says what is under the pointer', async () => {
    const { page } = await reader.open('/capacity?layer=chips');
    const box = (await page.locator('.canvas').first().boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + 120);
    await page.locator('.tip').waitFor();
    expect(await page.locator('.tip').textContent()).toMatch(/^20\d\d-Q[1-4]: .*committed, by due date/);
    await page.mouse.move(box.x + box.width / 2, box.y - 40);
    await page.locator('.tip').waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('has a line for other pages that shows just it', async () => {
    const { page } = await reader.open('/shares', { permissions: ['clipboard-read', 'clipboard-write'] });
    const title = 'Cloud infrastructure services: as Synergy Research Group reports it';
    await buttonsOf(page, title).getByRole('button', { name: 'Copy embed' }).click();
    await page.getByText('Copied.').waitFor();
    // The page's policy evaluates no text of ours: what was copied is pasted.
    await page.goto(`${reader.server.url}/record`);
    const field = page.locator('main input, main textarea').first();
    await field.focus();
    await page.keyboard.press('Control+V');
    const line = await field.inputValue();
    const address = /^<iframe src="([^"]+)"/.exec(line)![1]!.replaceAll('&amp;', '&');
    expect(address).toMatch(/\/embed\/market-share\?.*atPosition=\d+.*publisher=synergy/);
    const text = await (await fetch(address)).text();
    expect(text).toContain(title);
    expect(text).not.toContain('unnamed-analyst');
    await page.context().close();
  });

  it('is printed without its buttons, in the colours of paper', async () => {
    const { page } = await reader.open('/capacity?layer=chips', { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.locator('.figure-buttons').first().isVisible()).toBe(false);
    expect(await page.locator('nav').isVisible()).toBe(false);
    await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('light');
    const words = page.locator('.figure svg text').first();
    await expect.poll(() => words.getAttribute('fill')).toBe('#4F5D6B');
    await page.emulateMedia({ media: 'screen', colorScheme: 'dark' });
    await expect.poll(() => words.getAttribute('fill')).toBe('#9FB0C0');
    await page.context().close();
  });
});
