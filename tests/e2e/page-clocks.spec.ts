import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { party } from './http-server.js';
import { Reader } from './reader.js';

let reader: Reader;

beforeAll(async () => {
  reader = await Reader.start();
});
afterAll(async () => reader?.stop());

const hashes = async (page: Page): Promise<string[]> =>
  page
    .locator('[data-view-hash]')
    .evaluateAll((all) =>
      (all as unknown as { dataset: { viewHash: string } }[]).map(({ dataset }) => dataset.viewHash),
    );

const hashAt = async (address: string): Promise<string> =>
  (await reader.server.ask<{ viewHash: string }>(`/api/v1/views/${address}`)).body.viewHash;

/** Writes down in the page how often a figure asks a worker. */
const countAsking = async (context: BrowserContext): Promise<void> => {
  await context.addInitScript(() => {
    /* eslint-disable */
    const page = globalThis as any;
    page.asking = 0;
    const Original = page.Worker;
    page.Worker = class extends Original {
      postMessage(asked: any, ...more: unknown[]): void {
        super.postMessage(asked, ...more);
        if (asked.kind === 'views' && !asked.isPatient) page.asking++;
      }
    };
  });
};

const askingOf = async (page: Page): Promise<number> =>
  page.evaluate(() => (globalThis as unknown as { asking: number }).asking);

const drawnIn = async (page: Page): Promise<string[]> =>
  page
    .locator('.figure')
    .evaluateAll((all) =>
      (all as unknown as { querySelector(name: string): { textContent: string } | null }[]).map((figure) =>
        ['.summary', '.drawn', '.citation'].map((part) => figure.querySelector(part)?.textContent).join('|'),
      ),
    );

describe('The two clocks', () => {
  it.each(['', 'knownAt=2025-12-01', 'effectiveAt=2025-10-15&knownAt=2026-06-01', 'policy=latest'])(
    'give the numbers of the server, to the last digit, at "%s"',
    async (cut) => {
      const address = cut.replace('knownAt', 'known').replace('effectiveAt', 'effective');
      const { page } = await reader.open(`/?${address}`);
      const theirs = [
        await hashAt(`compute-capacity?by=bindingness,stage&${cut}`),
        await hashAt(`obligations?by=kind&${cut}`),
      ];
      // Money has a figure for each currency: one answer, one hash. It is counted once the answer stands.
      await expect.poll(async () => [...new Set(await hashes(page))]).toEqual(theirs);
      await page.context().close();
    },
  );

  it('say that later events are hidden, and a link reproduces the view', async () => {
    const { page } = await reader.open('/');
    await page.getByLabel('Known at, a date').fill('2025-11-30');
    await page.keyboard.press('Enter');
    await page.getByText('You are reading the world as known on 30 November 2025.').waitFor();
    await page.getByText(/\d+ later events are hidden/).waitFor();
    await expect.poll(() => new URL(page.url()).search).toBe('?known=2025-11-30');
    const theirs = await hashAt('compute-capacity?by=bindingness,stage&knownAt=2025-11-30');
    await expect.poll(() => hashes(page)).toContain(theirs);
    const again = await reader.open(page.url().slice(reader.server.url.length));
    await expect.poll(() => hashes(again.page)).toEqual(await hashes(page));
    expect(await again.page.locator('.away-bar').innerText()).toBe(
      await page.locator('.away-bar').innerText(),
    );
    await page.goBack();
    await expect.poll(() => page.locator('.away-bar').count()).toBe(0);
    await page.context().close();
    await again.page.context().close();
  });

  it('step, compare and come back by keys alone', async () => {
    const { page } = await reader.open('/');
    await page.keyboard.press('[');
    await page.locator('.away-bar').waitFor();
    await page.keyboard.press('0');
    await expect.poll(() => page.locator('.away-bar').count()).toBe(0);
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await page.getByRole('heading', { level: 1, name: 'Capacity' }).waitFor();
    await page.keyboard.press('=');
    await page.getByRole('region', { name: 'Reading B' }).waitFor();
    await page.keyboard.press('=');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await page.keyboard.press('d');
    await page.getByRole('heading', { level: 1, name: 'Deals' }).waitFor();
    await page.getByRole('link', { name: 'OpenAI buys 6 GW of AMD processors' }).waitFor();
    const focused = async (): Promise<string[]> => page.locator('main a:focus').allTextContents();
    for (
      let tabs = 0;
      tabs < 400 && !(await focused()).includes('OpenAI buys 6 GW of AMD processors');
      tabs++
    )
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Tranches' }).waitFor();
    await page.context().close();
  });

  it('answer a slider at once, without asking the server', async () => {
    const { page, asked } = await reader.open('/');
    const before = asked.length;
    await page.getByRole('slider', { name: 'Known at' }).focus();
    for (let step = 0; step < 10; step++) await page.keyboard.press('ArrowLeft');
    await page.locator('.away-bar').waitFor();
    await reader.settled(page);
    const questions = asked.slice(before).filter((address) => address.includes('/api/'));
    expect(questions).toEqual([]);
    await page.context().close();
  });

  it.each([
    ['/', '['],
    ['/capacity', '{'],
  ])(
    'show on %s what they worked out ahead as it is worked out on that day, after %s',
    async (address, key) => {
      const context = await reader.browser.newContext({
        locale: 'en-US',
        viewport: { width: 1280, height: 900 },
      });
      await countAsking(context);
      const page = await context.newPage();
      await page.goto(reader.server.url + address);
      await reader.settled(page);
      const stepAsks = async (): Promise<boolean> => {
        const before = await askingOf(page);
        await page.keyboard.press(key);
        await reader.settled(page);
        return (await askingOf(page)) > before;
      };
      // The first step is what there is to go by.
      await expect.poll(stepAsks, { timeout: 60_000 }).toBe(false);
      await expect.poll(async () => (await drawnIn(page)).every((text) => text.includes('hash'))).toBe(true);
      const again = await reader.open(page.url().slice(reader.server.url.length));
      await expect.poll(() => drawnIn(again.page), { timeout: 30_000 }).toEqual(await drawnIn(page));
      await context.close();
      await again.page.context().close();
    },
  );

  it('go on when the log grows, and stay readable when the server is away', async () => {
    const { page } = await reader.open('/');
    const { page: other } = await reader.open('/deals');
    const count = Number(/\d+/.exec(await page.locator('.connection').innerText())![0]);
    await reader.server.record(party('newcomer'));
    await page.getByText(`${count + 1} events, live`).waitFor();
    await other.getByText(`${count + 1} events, live`).waitFor();
    await other.context().setOffline(true);
    await other.getByText('100 deals', { exact: true }).waitFor();
    await other.getByLabel('Known at, a date').fill('2025-10-10');
    await other.keyboard.press('Enter');
    await other.locator('.away-bar').waitFor();
    await page.context().close();
    await other.context().close();
  });
});
