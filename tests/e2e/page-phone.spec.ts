import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Reader } from './reader.js';

let reader: Reader;
beforeAll(async () => {
  reader = await Reader.start();
});
afterAll(async () => reader?.stop());

const slip = `/workbench#edits=${encodeURIComponent('deal-openai-amd-2025/gw-1 +4q')}`;
const screens = [
  '/',
  '/deals',
  '/deals/deal-openai-amd-2025',
  '/deals/deal-openai-aws-2025',
  '/capacity',
  '/shares',
  '/shares?of=headline',
  '/network',
  slip,
  '/record',
];
const widths = [320, 390];
const cases = screens.flatMap((address) => widths.map((width): [string, number] => [address, width]));

/** Everything that is folded away, opened. */
const unfolded = async (page: Page): Promise<void> => {
  await page
    .locator('main details > summary')
    .evaluateAll((all) => all.forEach((one) => ((one.parentElement as HTMLDetailsElement).open = true)));
  await reader.settled(page);
};

/** What stands in more than one line, though it is one number, one date or one period; it runs in the page. */
const brokenTexts = (): { broken: string[]; count: number } => {
  const months = 'January|February|March|April|May|June|July|August|September|October|November|December';
  const whole = new RegExp(
    String.raw`\d{4}-(?:Q[1-4]|H[12]|\d{2}(?:-\d{2})?)|\d{1,2} (?:${months}) \d{4}|[≥≤] [\d$€£]|\d[\d.,]*(?:–[\d.,]+)? ?(?:GW|MW|kW|%)`,
    'g',
  );
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const broken: string[] = [];
  let count = 0;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement?.closest('svg, .unseen, option, code, script')) continue;
    for (const { 0: found, index } of (node.textContent ?? '').matchAll(whole)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + found.length);
      count += range.getClientRects().length > 0 ? 1 : 0;
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
      if (lines.size > 1) broken.push(`${found} in “${node.textContent ?? ''}”`);
    }
  }
  return { broken, count };
};

describe('On a phone', () => {
  it.each(cases)(
    'the tab of %s is in sight at %i pixels, and no number, date or period stands in two lines',
    async (address, width) => {
      const { page } = await reader.open(address, { viewport: { width, height: 844 } });
      await expect.poll(() => hiddenPart(page)).toBe(0);
      await unfolded(page);
      const { broken, count } = await page.evaluate(brokenTexts);
      expect(broken).toEqual([]);
      expect(count > 0 || address === '/record').toBe(true);
      await page.context().close();
    },
  );

  it('the tab stays in sight when the screen gets narrower, and when another is gone to', async () => {
    const { page } = await reader.open('/network', { viewport: { width: 1280, height: 844 } });
    await page.setViewportSize({ width: 320, height: 844 });
    await expect.poll(() => hiddenPart(page)).toBe(0);
    await page.keyboard.press('g');
    await page.keyboard.press('o');
    await page.waitForURL(/\/(?:\?|$)/);
    await expect.poll(() => hiddenPart(page)).toBe(0);
    await page.context().close();
  });
});

/** How many pixels of the current tab lie outside of the list of tabs or of the screen. */
const hiddenPart = async (page: Page): Promise<number> =>
  page.locator('.header nav a[aria-current]').evaluate((tab) => {
    const [own, list] = [tab, tab.closest('nav')!].map((one) => one.getBoundingClientRect()) as [
      DOMRect,
      DOMRect,
    ];
    const [left, right] = [Math.max(list.left, 0), Math.min(list.right, innerWidth)];
    return Math.round(Math.max(0, left - own.left) + Math.max(0, own.right - right));
  });

describe('The tools of a figure, where nothing hovers', () => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const title = 'From headline to energized';
  const buttonOf = (page: Page) => page.getByRole('button', { name: `Table and files: ${title}` });
  const toolsOf = (page: Page) => page.getByRole('group', { name: `${title}: how it is shown, and files` });

  it('are in one menu for each: a button that says whether it is open, and Escape leads back to it', async () => {
    const { page } = await reader.open('/', phone);
    const [button, tools] = [buttonOf(page), toolsOf(page)];
    expect(await button.getAttribute('aria-expanded')).toBe('false');
    expect(await tools.count()).toBe(0);
    await button.tap();
    expect(await button.getAttribute('aria-expanded')).toBe('true');
    expect(await tools.getByRole('button').allInnerTexts()).toEqual([
      'Table',
      'SVG',
      'PNG',
      'CSV',
      'Copy embed',
    ]);
    const controlled = (await button.getAttribute('aria-controls'))!;
    expect(await tools.getAttribute('id')).toBe(controlled);
    await tools.getByRole('button', { name: 'CSV' }).focus();
    await page.keyboard.press('Escape');
    expect(await tools.count()).toBe(0);
    expect(await button.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.context().close();
  });

  it('lie within the screen, close by a tap beside them, and turn the figure into its table', async () => {
    const { page } = await reader.open('/', phone);
    await buttonOf(page).tap();
    const box = (await toolsOf(page).boundingBox())!;
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(390);
    await page.locator('h1').tap();
    expect(await toolsOf(page).count()).toBe(0);
    await buttonOf(page).tap();
    await toolsOf(page).getByRole('button', { name: 'Table' }).tap();
    await page
      .getByRole('region', { name: new RegExp(title) })
      .getByRole('table')
      .waitFor();
    await page.context().close();
  });

  it('cover no title, and there is one button for each figure', async () => {
    const { page } = await reader.open('/capacity', phone);
    const figures = page.locator('.figure');
    expect(await figures.count()).toBeGreaterThan(5);
    expect(await page.locator('.tools-button:visible').count()).toBe(await figures.count());
    for (const figure of await figures.all()) {
      const overlap = await figure.evaluate((one) => {
        const range = document.createRange();
        range.selectNodeContents(one.querySelector('h2')!);
        const button = one.querySelector('.tools-button')!.getBoundingClientRect();
        return [...range.getClientRects()].some(
          ({ right, top, bottom }) => right > button.left && top < button.bottom && bottom > button.top,
        );
      });
      expect(overlap).toBe(false);
    }
    await page.context().close();
  });
});
