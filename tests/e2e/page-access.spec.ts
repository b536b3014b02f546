import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriousOn } from './axe.js';
import { Reader } from './reader.js';

let reader: Reader;

beforeAll(async () => {
  reader = await Reader.start();
});
afterAll(async () => reader?.stop());

const addresses = [
  '/',
  '/deals',
  '/deals/deal-openai-amd-2025',
  '/capacity',
  '/shares',
  '/network',
  '/record',
  '/record?way=file',
] as const;

/** The browser's style of an element, as the page can be asked for it from outside. */
interface Seen {
  what: string;
  outline: string;
  isInView: boolean;
  /** Tab was here before: it goes round in a part of the page. */
  isBack: boolean;
}

const focused = `(() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const { top, bottom, width } = element.getBoundingClientRect();
  const visited = (globalThis.visited ??= new Set());
  const isBack = visited.has(element);
  visited.add(element);
  return {
    isBack,
    what: element.tagName + ' ' + (element.getAttribute('aria-label') ?? element.textContent ?? '').slice(0, 40),
    outline: outlineStyle === 'none' ? '' : outlineWidth,
    isInView: width > 0 && bottom > 0 && top < innerHeight,
  };
})()`;

/** Everything that Tab comes to, until it leaves the page. */
const tabThrough = async (page: Page): Promise<Seen[]> => {
  const seen: Seen[] = [];
  for (;;) {
    await page.keyboard.press('Tab');
    const now = (await page.evaluate(focused)) as Seen | null;
    if (!now) return seen;
    if (now.isBack) throw new Error(`Tab comes back to ${now.what} and not to the end of the page`);
    seen.push(now);
  }
};

const controls = 'main :is(a[href], button, input, select, textarea, summary):visible';

describe('Every screen', () => {
  it.each(addresses)(
    'lets Tab come to everything at %s, with the focus in sight',
    async (address) => {
      const { page } = await reader.open(address);
      const wanted = await page.locator(controls).count();
      const seen = await tabThrough(page);
      expect(seen.filter(({ outline }) => outline === '')).toEqual([]);
      expect(seen.filter(({ isInView }) => !isInView)).toEqual([]);
      expect(seen.length).toBeGreaterThan(wanted);
      await page.context().close();
    },
    60_000,
  );

  it('could not hide from axe what is serious: the control', async () => {
    const { page } = await reader.look('/docs/problems/invalid', 1280);
    await page.setContent(`<!doctype html><html lang="en"><title>Wrong</title><main><h1>Wrong</h1>
      <img src="data:,"><button></button><p style="background: #fff; color: #ddd">Faint</p></main></html>`);
    const told = (await seriousOn(page)).map(([rule]) => rule);
    expect(told).toEqual(['button-name', 'color-contrast', 'image-alt']);
    expect((await seriousOn(page, ['color-contrast'])).map(([rule]) => rule)).toEqual(['color-contrast']);
    await page.context().close();
  });

  it.each([
    ['dark', 320],
    ['dark', 1280],
  ] as const)(
    'has nothing serious against it from axe: %s, %d pixels',
    async (colorScheme, width) => {
      const { page } = await reader.open('/', { colorScheme, viewport: { width, height: 900 } });
      for (const address of addresses) {
        await page.goto(reader.server.url + address);
        await reader.settled(page);
        expect([address, await seriousOn(page)]).toEqual([address, []]);
      }
      await page.context().close();
    },
    120_000,
  );

  it.each(addresses)('reflows at 320 pixels at %s, away from now and with tables', async (address) => {
    const { page } = await reader.open('/', { viewport: { width: 320, height: 700 } });
    const also = address.includes('?') ? '&' : '?';
    await page.goto(`${reader.server.url}${address}${also}known=2026-06-01&show=table&compare=1`);
    await reader.settled(page);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
    await page.context().close();
  });

  it('moves nothing for those who asked for less motion', async () => {
    const { page } = await reader.open('/', { reducedMotion: 'reduce' });
    const moving = await page.evaluate(`[...document.querySelectorAll('*')]
      .filter((element) => {
        const { transitionDuration, animationName } = getComputedStyle(element);
        return animationName !== 'none' || transitionDuration.split(',').some((one) => parseFloat(one) > 0);
      })
      .map(({ className }) => String(className))`);
    expect(moving).toEqual([]);
    await page.context().close();
  });

  it('prints on white, without what can only be clicked, and says as of when', async () => {
    const { page } = await reader.open('/?known=2025-11-30', { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    for (const name of ['.settings', '.clocks', '.foot', '.bar nav', '.figure-buttons'])
      expect([name, await page.locator(name).first().isVisible()]).toEqual([name, false]);
    expect(await page.locator('.away-bar').innerText()).toContain('as known on 30 November 2025');
    const colours = await page.evaluate(
      `(({ backgroundColor, color }) => [backgroundColor, color])(getComputedStyle(document.documentElement))`,
    );
    expect(colours).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
    // A chart of the dark theme would be light on white; this is the quiet text of the other.
    await expect.poll(() => page.locator('.canvas svg text').first().getAttribute('fill')).toBe('#4F5D6B');
    await page.context().close();
  });
});
