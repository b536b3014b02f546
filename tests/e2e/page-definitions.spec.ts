import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { definitions } from '../../src/charts/words/definitions.js';
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
  `/workbench#edits=${encodeURIComponent('deal-openai-amd-2025/gw-1 +4q')}`,
];

describe('A figure', () => {
  it.each(screens)('of %s says what it is behind a button beside its title', async (address) => {
    const { page } = await reader.open(address, { viewport: { width: 390, height: 844 } });
    const figures = page.locator('.figure');
    expect(await figures.count()).toBeGreaterThan(0);
    expect(await page.locator('.figure .what button').count()).toBe(await figures.count());
    const { length } = await page.locator('.meaning').allInnerTexts();
    expect(length).toBeGreaterThanOrEqual(await figures.count());
    await page.context().close();
  });

  it.each(['What may come of it', 'What it hangs on', 'What each edit contributes', 'Step by step'])(
    'of chance and causes says so, too: %s',
    async (title) => {
      const edits = encodeURIComponent('openai amd gw-1 +2..8q\nopenai amd gw-2 exercise p 40%');
      const { page } = await reader.open(`/workbench#edits=${edits}&by=2027-Q4`);
      await page
        .getByRole('button', { name: `What is this? ${title}` })
        .first()
        .waitFor();
      await page.context().close();
    },
  );

  it('is explained by keyboard, over what is there: nothing moves, and Escape leads back', async () => {
    const { page } = await reader.open('/', { viewport: { width: 390, height: 844 } });
    const title = 'From headline to energized';
    const button = page.getByRole('button', { name: `What is this? ${title}` });
    const meaning = page.getByRole('note').filter({ hasText: definitions['from headline to energized'] });
    const placeOf = async () => page.locator('.canvas').first().boundingBox();
    const before = await placeOf();
    expect(await button.getAttribute('aria-expanded')).toBe('false');
    expect(await meaning.count()).toBe(0);
    await button.focus();
    await page.keyboard.press('Enter');
    await meaning.waitFor();
    expect(await button.getAttribute('aria-expanded')).toBe('true');
    expect(await meaning.getAttribute('id')).toBe(await button.getAttribute('aria-controls'));
    expect(await placeOf()).toEqual(before);
    const { x, width } = (await meaning.boundingBox())!;
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(390);
    await page.keyboard.press('Escape');
    expect(await meaning.count()).toBe(0);
    expect(await button.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.context().close();
  });
});
