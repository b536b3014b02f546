import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lineWidth } from '../../src/charts/letters.js';
import { Reader } from './reader.js';

let reader: Reader;
beforeAll(async () => {
  reader = await Reader.start();
});
afterAll(async () => reader?.stop());

const screens = [
  '/',
  '/deals',
  '/deals/deal-openai-amd-2025',
  '/capacity',
  '/shares',
  '/network',
  '/workbench',
  '/record',
];

/** The fonts that letters are drawn with, by the browser's own account; the fixed pitch of code apart. */
const fontsOf = async (page: Page): Promise<string[]> => {
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root } = await session.send('DOM.getDocument', { depth: 0 });
  const { nodeIds } = await session.send('DOM.querySelectorAll', {
    nodeId: root.nodeId,
    selector: 'body, body *:not(pre, code, pre *, code *, :has(> pre), :has(> code))',
  });
  const used = await Promise.all(
    nodeIds.map(async (nodeId) => session.send('CSS.getPlatformFontsForNode', { nodeId })),
  );
  return [
    ...new Set(
      used.flatMap(({ fonts }) =>
        fonts.map(({ familyName, isCustomFont }) => `${familyName}${isCustomFont ? '' : ' of the system'}`),
      ),
    ),
  ].sort();
};

describe('The page', () => {
  it.each(screens)('draws every letter of %s with what it brings along', async (address) => {
    const { page, asked, complaints } = await reader.open(address);
    await page.evaluate('document.fonts.ready.then(() => true)');
    const fonts = await fontsOf(page);
    expect(fonts.filter((name) => !/^(?:Inter(?: SemiBold)?|DejaVu Sans)$/.test(name))).toEqual([]);
    expect(fonts.slice(-2)).toEqual(['Inter', 'Inter SemiBold']);
    expect(asked.filter((url) => !url.startsWith(reader.server.url) && !url.startsWith('data:'))).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

/** Every line of words in figures, with the width that the browser gives it. */
const lines = (page: Page) =>
  page.locator('.canvas svg text').evaluateAll((all) =>
    all.map((one) => {
      const line = one as unknown as SVGTextElement;
      const own = [...line.childNodes].filter(({ nodeType }) => nodeType === 3);
      return {
        text: own.map(({ textContent }) => textContent).join(''),
        width: line.getComputedTextLength(),
        sizePx: Number.parseFloat(globalThis.getComputedStyle(one as never).fontSize),
        isStrong: line.getAttribute('font-weight') !== null,
      };
    }),
  );

describe('The words of a figure', () => {
  it.each(['/', '/capacity', '/shares', '/network', '/deals/deal-openai-amd-2025'])(
    'are at most as wide on %s as room is left for them, and hardly less',
    async (address) => {
      const { page } = await reader.open(address);
      await page.evaluate('document.fonts.ready.then(() => true)');
      const drawn = await lines(page);
      expect(drawn.length).toBeGreaterThan(10);
      const measured = drawn.map(({ text, sizePx, isStrong }) => lineWidth(text, sizePx, isStrong));
      const tooWide = drawn.filter(({ width }, index) => width > measured[index]! + 0.5);
      expect(tooWide).toEqual([]);
      const sum = (widths: number[]): number => widths.reduce((all, width) => all + width, 0);
      expect(sum(measured) / sum(drawn.map(({ width }) => width))).toBeLessThan(1.03);
      await page.context().close();
    },
  );

  it('stay where they are when their letters come late', async () => {
    const context = await reader.browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    let letGo = (): void => {};
    const isLetGo = new Promise<void>((resolve) => (letGo = resolve));
    await page.route('**/*.woff2', async (route) => {
      await isLetGo;
      await route.continue();
    });
    await page.goto(`${reader.server.url}/capacity`, { waitUntil: 'domcontentloaded' });
    await reader.settled(page);
    const figure = page.locator('.canvas svg').first();
    const [before, drawn] = [(await figure.boundingBox())!, await figure.innerHTML()];
    letGo();
    await page.evaluate('document.fonts.ready.then(() => true)');
    expect(await fontsOf(page)).toEqual(['Inter', 'Inter SemiBold']);
    const after = (await figure.boundingBox())!;
    expect((await figure.innerHTML()) === drawn).toBe(true);
    expect([after.width, after.height]).toEqual([before.width, before.height]);
    // Less than any line of words would move it by.
    expect(Math.abs(after.y - before.y)).toBeLessThan(5);
    await context.close();
  });
});

describe('A figure in a frame', () => {
  it('has the same letters, in a frame that is kept apart, too', async () => {
    const { page, asked, complaints } = await reader.look('/embed/capacity', 900);
    await page.evaluate('document.fonts.ready.then(() => true)');
    expect(await fontsOf(page)).toEqual(['Inter', 'Inter SemiBold']);
    expect(asked.filter((url) => url.endsWith('.woff2'))).toHaveLength(2);
    expect(complaints).toEqual([]);
    // A frame without a name of its own asks as if from elsewhere.
    const response = await fetch(
      asked.find((url) => url.endsWith('.woff2'))!,
      { headers: { origin: 'null' } },
    );
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    await page.context().close();
  });
});
