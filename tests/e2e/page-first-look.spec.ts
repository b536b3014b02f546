import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Reader } from './reader.js';
import { foundIn, seenWords, wordsOfTheLog } from './words-of-the-log.js';

let reader: Reader;

beforeAll(async () => {
  reader = await Reader.start();
});
afterAll(async () => reader?.stop());

/** Deals with a warrant, rival claims, corrections and a successor, of which much is told; and a loop. */
const telling = [
  'openai-amd-2025',
  'openai-aws-2025',
  'microsoft-anthropic-2025',
  'openai-nvidia-2025',
  'oracle-crusoe-abilene-2025',
].map((deal) => `/deals/deal-${deal}`);

/** [address, what its finding says] */
const findings = [
  [
    '/',
    /^At least 27\.35 GW of chips is promised\. At least 11\.35 GW is signed, about 5\.5 GW is firm\. Nobody has said how much runs\.$/,
  ],
  [
    '/?layer=grid',
    /^10\.8 GW of grid power is promised\. None of it is signed\. Nobody has said how much runs\.$/,
  ],
  ['/deals', /^100 deals: \d+ are signed, \d+ are not signed and \d+ are over\.$/],
  [
    '/deals/deal-openai-amd-2025',
    /^6 GW of chips is promised\. Of 6 tranches 1 is firm and 5 are optional\.$/,
  ],
  ['/deals/deal-openai-nvidia-2025', /^This deal is superseded: nothing more of it is to come\.$/],
  [
    '/capacity',
    /^.* of at least 27\.35 GW of chips is due by the end of \d{4}; at least 10 GW has no date\.$/,
  ],
  [
    '/shares',
    /^Synergy Research Group gives Amazon Web Services 28%, Microsoft 21% and Google 14% of .* in 2026-Q1\.$/,
  ],
  ['/shares?of=headline', /^Of the headline capacity of chips, by provider: .* and .*%\.$/],
  ['/network', /^54 loops of money, equity and compute are known; OpenAI is in \d+ of them\.$/],
  ['/workbench', /^What if\? /],
  [
    '/workbench#edits=deal-openai-amd-2025%2Fgw-1%20%2B4q',
    /^AMD's first gigawatt for OpenAI comes 12 months later: 1 GW less of chips is planned from 2026-Q4 to 2027-Q3, and the same by \d{4}-Q4\.$/,
  ],
  ['/record', /^What happened, who said so, and when\?$/],
] as const;

const heightOf = async (page: Page, selector: string): Promise<number> =>
  (await page.locator(selector).boundingBox())!.height;

/** What the page shows in more than one line, though it is one number or one date; it runs in the page. */
const tornTexts = (): string[] => {
  const whole =
    /\d (?:GW|MW|kW|%)|\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}/g;
  const walker = document.createTreeWalker(document.querySelector('main')!, NodeFilter.SHOW_TEXT);
  const torn: string[] = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement?.closest('svg, .unseen, option, code')) continue;
    for (const { 0: found, index } of (node.textContent ?? '').matchAll(whole)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + found.length);
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
      if (lines.size > 1) torn.push(node.textContent ?? '');
    }
  }
  return torn;
};

describe('At first sight', () => {
  it.each(findings)('%s says what it has found, in the largest words on it', async (address, says) => {
    const { page } = await reader.open(address);
    const finding = page.locator('main .finding').first();
    await expect.poll(() => finding.innerText()).toMatch(says);
    const sizes = (await page
      .locator('body *')
      .evaluateAll((all) =>
        all.map((one) => Number.parseFloat(globalThis.getComputedStyle(one as never).fontSize)),
      )) as number[];
    const own = await finding.evaluate((one) =>
      Number.parseFloat(globalThis.getComputedStyle(one as never).fontSize),
    );
    expect(own).toBe(Math.max(...sizes));
    await page.context().close();
  });

  it.each(['/', '/?compare=1'])(
    'the header of %s is one line on a desk, and breaks at no width',
    async (address) => {
      const { page } = await reader.open(address);
      for (const width of [
        320, 340, 390, 401, 480, 760, 761, 900, 1060, 1061, 1100, 1180, 1241, 1401, 1920,
      ]) {
        await page.setViewportSize({ width, height: 900 });
        const most = width > 1_060 ? 72 : 120;
        await expect
          .poll(() => heightOf(page, '.header'), { message: `at ${width}` })
          .toBeLessThanOrEqual(most);
        const right = await page
          .locator('.header > *:visible')
          .evaluateAll((all) => Math.max(...all.map((one) => one.getBoundingClientRect().right)));
        expect(right).toBeLessThanOrEqual(width);
      }
      await page.context().close();
    },
  );

  it.each(['/', '/deals', '/deals/deal-openai-amd-2025', '/capacity', '/shares', '/network', '/workbench'])(
    'no number is torn from its unit on %s, and no date apart',
    async (address) => {
      const { page } = await reader.open(address, { viewport: { width: 320, height: 900 } });
      await page.locator('.unbroken').first().waitFor({ state: 'attached' });
      expect(await page.evaluate(tornTexts)).toEqual([]);
      await page.context().close();
    },
  );

  it.each(['/', '/deals', '/capacity', '/shares', '/network', '/record', '/workbench', ...telling])(
    '%s has no word that only the log has',
    async (address) => {
      const { page } = await reader.open(address);
      await page
        .locator('details > summary')
        .evaluateAll((all) => all.forEach((one) => ((one.parentElement as HTMLDetailsElement).open = true)));
      await reader.settled(page);
      const seen = String(await page.evaluate(seenWords));
      expect(seen.length).toBeGreaterThan(200);
      expect(foundIn(seen, await wordsOfTheLog())).toEqual([]);
      expect(seen).not.toMatch(/\bmax[A-Z]\w+|\((?:it|facility|unstated)\)/);
      await page.context().close();
    },
  );

  it('a word that only the log has is found where it stands', async () => {
    const words = await wordsOfTheLog();
    expect(foundIn('kind chip-supply of deal-openai-amd-2025, party openai', words)).toHaveLength(3);
    expect(foundIn('OpenAI buys chips, see https://openai.com/index/chip-supply', words)).toEqual([]);
  });

  it.each([
    [1440, 72],
    [1280, 72],
    [768, 120],
    [375, 120],
  ])('at %i pixels the header is at most %i high, and all of it can be reached', async (width, most) => {
    const { page } = await reader.open('/', { viewport: { width, height: 900 } });
    expect(await heightOf(page, 'header')).toBeLessThanOrEqual(most);
    await page.getByRole('slider', { name: 'Effective' }).focus();
    const slider = (await page.locator('.slider', { has: page.locator('#effective') }).boundingBox())!;
    expect(slider.x).toBeGreaterThanOrEqual(0);
    expect(slider.x + slider.width).toBeLessThanOrEqual(width);
    await page.getByText('View', { exact: true }).click();
    await page.getByLabel('Firm only').check();
    await page.waitForURL('**/?firm=1');
    await page.context().close();
  });

  it('layers, what changed and money are on the first screen of the overview and a fifth of the next', async () => {
    const { page } = await reader.open('/', { viewport: { width: 1280, height: 900 } });
    const box = async (name: string | RegExp) =>
      (await page
        .locator('figure, section', { has: page.getByRole('heading', { name }) })
        .first()
        .boundingBox())!;
    const [layers, changed, money] = [
      await box('From headline to energized'),
      await box(/^What changed since /),
      await box('Money by kind'),
    ];
    expect(layers.y + layers.height).toBeLessThanOrEqual(560);
    expect(Math.abs(changed.y - money.y)).toBeLessThanOrEqual(2);
    for (const { y, height } of [changed, money]) expect(y + height).toBeLessThanOrEqual(1_080);
    expect(await page.locator('.moves li').count()).toBe(3);
    for (const move of await page.locator('.moves li').allInnerTexts()) expect(move).toMatch(/\bto\b/);
    await page.context().close();
  });

  it('all that changed, what is missing and what parties say stand behind a word', async () => {
    const { page } = await reader.open('/');
    expect(await page.getByText('tranches without a date, on no time axis').count()).toBe(0);
    await page.getByText('What is missing from the numbers').click();
    await page.getByText('tranches without a date, on no time axis').waitFor();
    await page.getByText(/^All of it: \d+ events/).click();
    await page.getByRole('heading', { name: 'The numbers it moved' }).waitFor();
    await page.getByText('What parties say they have in all').click();
    await page.getByRole('region', { name: "Disclosed totals beside the ledger's" }).waitFor();
    await page.context().close();
  });

  it('the greeting is one line', async () => {
    const { page } = await reader.open('/', { viewport: { width: 1440, height: 900 } });
    expect(await heightOf(page, '.strip')).toBeLessThanOrEqual(48);
    await page.context().close();
  });

  it('the tools of a figure wait for the pointer or the keyboard', async () => {
    const { page } = await reader.open('/');
    const tools = page.locator('.figure-buttons').first();
    const seen = async (): Promise<string> =>
      tools.evaluate((one) => globalThis.getComputedStyle(one as never).opacity);
    await page.mouse.move(2, 2);
    expect(await seen()).toBe('0');
    await page.locator('.figure').first().hover();
    expect(await seen()).toBe('1');
    await page.mouse.move(2, 2);
    await page.keyboard.press('e');
    expect(await seen()).toBe('1');
    await page.context().close();
  });
});
