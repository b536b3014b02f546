import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriousOn } from './axe.js';
import { Reader } from './reader.js';

let reader: Reader;

beforeAll(async () => {
  reader = await Reader.start();
});
afterAll(async () => reader?.stop());

const screens = [
  ['Overview', '/', ['From headline to energized', 'Money by kind', '10.8 GW']],
  ['Deals', '/deals', ['OpenAI buys 6 GW of AMD processors', '100 deals']],
  [
    'OpenAI buys 6 GW of AMD processors',
    '/deals/deal-openai-amd-2025',
    ['Tranches', 'GW 6', 'Warrants', '160,000,000'],
  ],
  ['Capacity', '/capacity', ['Committed against energized: chips', 'Headline by provider', 'undated']],
  ['Market share', '/shares', ['as Synergy Research Group reports it', 'rounding']],
  ['Network', '/network', ['loops', 'A loop is not evidence of wrongdoing.']],
  ['Scenario workbench', '/workbench', ['Type an edit', 'No number moves.']],
  ['Record an event', '/record', ['What happened', 'Try it']],
] as const;

describe('The page', () => {
  it.each(screens)('shows %s at %s', async (title, address, words) => {
    const { page, asked, complaints } = await reader.open(address);
    expect(await page.locator('main h1').first().textContent()).toBe(title);
    const text = await page.locator('main').innerText();
    for (const word of words) expect(text).toContain(word);
    expect(complaints).toEqual([]);
    expect(asked.filter((url) => !url.startsWith(reader.server.url) && !url.startsWith('data:'))).toEqual([]);
    await page.context().close();
  });

  const seriousAt = async (page: Page, address: string, rules?: string[]): Promise<unknown> => {
    await page.goto(reader.server.url + address);
    await reader.settled(page);
    return [address, await seriousOn(page, rules)];
  };

  it('has nothing serious against it from axe', async () => {
    const { page } = await reader.open('/', { colorScheme: 'light' });
    for (const [, address] of screens) expect(await seriousAt(page, address)).toEqual([address, []]);
    await page.context().close();
  }, 180_000);

  it('has contrast in the dark, too, and away from now', async () => {
    const { page } = await reader.open('/', { colorScheme: 'dark' });
    for (const [, address] of screens)
      expect(await seriousAt(page, `${address}?known=2026-06-01`, ['color-contrast'])).toEqual([
        `${address}?known=2026-06-01`,
        [],
      ]);
    await page.context().close();
  }, 180_000);

  it('fits 320 pixels without scrolling sideways', async () => {
    const { page } = await reader.open('/', { viewport: { width: 320, height: 700 } });
    for (const [, address] of screens) {
      await page.goto(reader.server.url + address);
      await reader.settled(page);
      const beyond = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect([address, beyond]).toEqual([address, 0]);
    }
    await page.context().close();
  });

  it('shows every chart as a table, one key away', async () => {
    const { page } = await reader.open('/capacity?layer=chips');
    expect(await page.locator('main figure table').count()).toBe(0);
    await page.keyboard.press('v');
    await page.locator('main figure table').first().waitFor();
    expect(await page.locator('main figure').count()).toBe(await page.locator('main figure table').count());
    expect(await page.locator('main figure table').last().innerText()).toContain('AMD');
    await page.context().close();
  });

  it('has the quote behind what it says one hop away', async () => {
    const { page } = await reader.open('/deals/deal-openai-aws-2025');
    await page.getByRole('button', { name: 'Use is to keep growing over the seven years.' }).focus();
    const card = page.locator('.card');
    await card.locator('blockquote').first().waitFor();
    expect(await card.innerText()).toContain('continue growing over seven years');
    expect(await card.innerText()).toContain('known on 30 November 2025');
    await page.keyboard.press('Escape');
    await expect.poll(() => card.count()).toBe(0);
    await page.context().close();
  });

  it('says which filter left nothing, and undoes it', async () => {
    const { page } = await reader.open('/deals?search=zzz');
    expect(await page.locator('main').innerText()).toContain('No deal passes the search');
    await page.getByRole('button', { name: 'Undo search and filters' }).click();
    await page.getByText('100 deals', { exact: true }).waitFor();
    await page.context().close();
  });

  it('jumps to now from before a deal was announced', async () => {
    const { page } = await reader.open('/deals/deal-openai-amd-2025?known=2025-01-01');
    expect(await page.locator('main').innerText()).toContain('had not been announced by then');
    await page.getByRole('button', { name: 'Go to now' }).click();
    await page.getByRole('heading', { name: 'Tranches' }).waitFor();
    await page.context().close();
  });

  it('says in one line what it left out of an address, and draws the screen', async () => {
    const { page } = await reader.open('/?policy=nonsense');
    await page.getByText(/^Left out, because it cannot be read here: .*policy/).waitFor();
    await page.getByText('View', { exact: true }).click();
    await page.getByLabel('Rival claims').selectOption('latest');
    await page.getByRole('heading', { name: 'From headline to energized' }).waitFor();
    await page.context().close();
  });

  it('goes to a deal by its name', async () => {
    const { page } = await reader.open('/');
    await page.keyboard.press('/');
    await page.getByRole('dialog', { name: 'Go to' }).waitFor();
    await page.keyboard.type('openai buys 6 gw amd');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'OpenAI buys 6 GW of AMD processors' }).waitFor();
    await page.context().close();
  });
});
