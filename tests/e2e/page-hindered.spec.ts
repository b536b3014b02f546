import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Reader } from './reader.js';

let reader: Reader;

beforeAll(async () => {
  reader = await Reader.start();
});
afterAll(async () => reader?.stop());

const everyScreen = ['/', '/deals', '/deals/deal-openai-amd-2025', '/capacity', '/shares', '/network'];
const denyStorage = `Object.defineProperty(window, 'localStorage', {
  get() { throw new DOMException('denied', 'SecurityError'); },
})`;
const denyClipboard = `Object.defineProperty(navigator, 'clipboard', { value: undefined })`;

/** A page in a browser that has been told to deny something. */
const hindered = async (
  script: string,
): Promise<{ page: Page; complaints: string[]; close(): Promise<void> }> => {
  const context: BrowserContext = await reader.browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.addInitScript(script);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  return { page, complaints, close: async () => context.close() };
};

const show = async (page: Page, address: string): Promise<void> => {
  await page.goto(reader.server.url + address);
  await reader.settled(page);
};

describe('A browser that keeps nothing for a page', () => {
  it('shows every screen, and what is chosen holds until the page is closed', async () => {
    const { page, complaints, close } = await hindered(denyStorage);
    for (const address of [...everyScreen, '/workbench', '/record']) await show(page, address);
    await show(page, '/');
    await page.getByRole('button', { name: 'Dismiss this message' }).click();
    expect(await page.getByRole('region', { name: 'Welcome' }).count()).toBe(0);
    await page.getByText('View', { exact: true }).click();
    await page.getByRole('button', { name: 'Use dark colours' }).click();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    await page.keyboard.press('?');
    await page.getByLabel('Switch single keys off').check();
    await page.keyboard.press('Escape');
    await page.keyboard.press('v');
    expect(new URL(page.url()).search).toBe('');
    expect(complaints).toEqual([]);
    await close();
  });
});

describe('A browser without a clipboard', () => {
  it('says so, with the text to copy by hand', async () => {
    const { page, complaints, close } = await hindered(denyClipboard);
    await show(page, '/capacity?layer=chips');
    await page.keyboard.press('y');
    await page.getByText(`This browser does not let a page copy: ${page.url()}`).waitFor();
    await show(page, '/workbench#edits=deal-openai-amd-2025%2Fgw-1%20%2B4q');
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByText(`This browser does not let a page copy: ${page.url()}`).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });
});

describe('An address that leads nowhere', () => {
  it.each(['/nowhere', '/deals/a/b', '/deals/%E0%A4', '/docs/problems/nonsense'])(
    'shows a person a page with a way back: %s',
    async (address) => {
      const { page, complaints, close } = await hindered('');
      const answer = (await page.goto(reader.server.url + address))!;
      expect(answer.status()).toBe(address.includes('%') ? 400 : 404);
      expect(answer.headers()['content-type']).toBe('text/html; charset=utf-8');
      expect(await page.getByRole('heading').innerText()).toBe('There is nothing here');
      await page.getByRole('link', { name: 'The overview' }).click();
      await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
      expect(complaints).toEqual([]);
      await close();
    },
  );

  it.each([
    ['/nowhere', 'application/json'],
    ['/nowhere', '*/*'],
    ['/api/v1/nowhere', 'text/html,application/xhtml+xml'],
    ['/api/v1/deals/deal-nowhere', 'text/html'],
  ])('tells a program a problem: %s for %s', async (address, accept) => {
    const answer = await fetch(reader.server.url + address, { headers: { accept } });
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  it('lets nothing that it says be read as a page', async () => {
    const answer = await fetch(`${reader.server.url}/<script>alert(1)</script>`, {
      headers: { accept: 'text/html' },
    });
    expect(await answer.text()).not.toContain('<script');
  });
});

describe('Back', () => {
  const whereIs = async (page: Page): Promise<unknown> =>
    page.evaluate('[Math.round(scrollY), document.activeElement.textContent]');

  it('comes back to where one was, and to what had the focus', async () => {
    const { page } = await reader.open('/deals');
    const link = page.locator('main').getByRole('link', { name: 'OpenAI buys 6 GW of AMD processors' });
    await link.focus();
    const before = await whereIs(page);
    expect(before).toEqual([expect.any(Number), 'OpenAI buys 6 GW of AMD processors']);
    expect((before as [number])[0]).toBeGreaterThan(500);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Tranches' }).waitFor();
    expect(await page.title()).toBe('OpenAI buys 6 GW of AMD processors · gigaledger');
    expect((await whereIs(page)) as [number]).toEqual([0, expect.any(String)]);
    await page.goBack();
    await expect.poll(() => whereIs(page)).toEqual(before);
    expect(await page.title()).toBe('Deals · gigaledger');
    await page.context().close();
  });

  it('and Forward come back after a screen reached by keys', async () => {
    const { page } = await reader.open('/deals');
    const top = async (): Promise<number> => ((await whereIs(page)) as [number])[0];
    await page.evaluate('scrollTo(0, 1500)');
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await page.getByRole('heading', { level: 1, name: 'Capacity' }).waitFor();
    await reader.settled(page);
    expect(await top()).toBe(0);
    await page.goBack();
    await expect.poll(top).toBe(1500);
    await page.reload();
    await expect.poll(top).toBe(1500);
    await page.context().close();
  });
});
