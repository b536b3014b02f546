import { renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { party } from './http-server.js';
import { Reader } from './reader.js';

let reader: Reader;

beforeAll(async () => {
  reader = await Reader.start();
});
afterAll(async () => reader?.stop());

const position = async (): Promise<number> =>
  Number((await reader.server.ask('/api/v1/log/proof')).body.position);

/** What the page last put on the clipboard. */
const copied = async (page: Page): Promise<unknown> => page.evaluate('navigator.clipboard.readText()');

const readsClipboard = { permissions: ['clipboard-read', 'clipboard-write'] };

/** What an earlier visit left in this browser. */
const earlierVisit = (since: number): string =>
  `localStorage.setItem('gigaledger-visit', '${JSON.stringify({ since, at: '', latest: since, usedAt: Date.UTC(2026, 10, 20) })}')`;

describe('An address that asks for what cannot be read', () => {
  it('is shown without it, and a line says so until it is taken out', async () => {
    const { page } = await reader.open('/capacity?layer=chps&only=provider:opnai&unit=MW');
    const line = page.getByText('Left out, because it cannot be read here');
    expect(await line.innerText()).toBe(
      'Left out, because it cannot be read here: layer “chps”, only “provider:opnai”.',
    );
    await page.getByRole('button', { name: 'Take it out of the address' }).click();
    await reader.settled(page);
    expect(await line.count()).toBe(0);
    await page.waitForURL('**/capacity?unit=MW');
    await page.context().close();
  });
});

describe('The banner', () => {
  it('says that the public record is loaded, and keeps away once it is dismissed', async () => {
    const { page } = await reader.open('/');
    const banner = page.getByRole('region', { name: 'Welcome' });
    expect(await banner.innerText()).toMatch(/The public record is loaded: \d+ events about 100 deals/);
    await banner.getByRole('button', { name: 'Dismiss this message' }).click();
    await page.reload();
    await reader.settled(page);
    expect(await banner.count()).toBe(0);
    await page.context().close();
  });

  it('starts empty with a command, and loses nothing here', async () => {
    const before = await position();
    const { page } = await reader.open('/', readsClipboard);
    await page.getByRole('button', { name: 'Start empty' }).click();
    await page.getByText('Nothing is deleted here').waitFor();
    await page.getByRole('button', { name: 'Copy the command' }).click();
    await page.getByText('Copied.').waitFor();
    expect(await copied(page)).toBe('npx gigaledger serve --empty --store sqlite:mine.db');
    expect(await position()).toBe(before);
    await page.context().close();
  });

  it('says that nothing is recorded in an empty ledger, and every screen bears it', async () => {
    const empty = await Reader.start({ publicRecord: false });
    try {
      for (const address of ['/', '/deals', '/capacity', '/shares', '/network', '/record']) {
        const { page, complaints } = await empty.open(address);
        await page.getByText('Nothing is recorded yet.').waitFor();
        expect([address, complaints]).toEqual([address, []]);
        await page.context().close();
      }
    } finally {
      await empty.stop();
    }
  });
});

describe('What came in since the last visit', () => {
  it('is marked where a number or a deal rests on it, until the marks are cleared', async () => {
    await reader.server.record({
      stream: 'deal-openai-amd-2025',
      type: 'CapacityRescheduled',
      effectiveOn: '2026-11-20',
      body: { tranche: 'gw-1', due: '2027-H1' },
    });
    const { page } = await reader.open('/');
    expect(await page.getByRole('region', { name: 'Since your last visit' }).count()).toBe(0);
    await page.evaluate(earlierVisit((await position()) - 1));
    await page.goto(`${reader.server.url}/deals`);
    await reader.settled(page);
    const strip = page.getByRole('region', { name: 'Since your last visit' });
    expect(await strip.innerText()).toContain('1 event came in since your last visit on 20 November 2026');
    const marked = page.locator('main tr', { has: page.getByTitle('revised since your last visit') });
    expect(await marked.locator('th').allInnerTexts()).toEqual([
      expect.stringMatching(/^OpenAI buys 6 GW of AMD processors\s+revised since your last visit$/),
    ]);
    await page.goto(`${reader.server.url}/capacity?layer=chips&show=table`);
    await reader.settled(page);
    const rows = page.locator('main tr', { has: page.getByTitle('revised since your last visit') });
    expect(await rows.locator('th').allInnerTexts()).toEqual(['AMD']);
    await page.goto(`${reader.server.url}/capacity?layer=chips`);
    await reader.settled(page);
    const explained = page.locator('.legend li', { hasText: 'revised since your last visit' });
    expect(await explained.last().locator('svg path').count()).toBe(1);
    await strip.getByRole('button', { name: 'Clear the marks' }).click();
    await expect.poll(() => explained.count()).toBe(0);
    expect(await page.locator('main .mark').count()).toBe(0);
    await page.context().close();
  });

  it('is listed on the spot', async () => {
    const { page } = await reader.open('/');
    await page.evaluate(earlierVisit((await position()) - 1));
    await page.reload();
    await reader.settled(page);
    await page.locator('.strip summary').click();
    await page
      .locator('.strip')
      .getByText(/AMD's first gigawatt moved from the second half of 2026 to/)
      .waitFor();
    await page.context().close();
  });

  it('counts on through a visit, and nothing about it is sent', async () => {
    const { page, asked } = await reader.open('/');
    await reader.server.record(party('come-in-later'));
    await page.reload();
    await reader.settled(page);
    expect(await page.getByRole('region', { name: 'Since your last visit' }).innerText()).toContain(
      '1 event',
    );
    expect(asked.filter((url) => /visit|since/.test(url))).toEqual([]);
    await page.context().close();
  });
});

describe('A panel that fails', () => {
  it('says what still works, gives the line for a command line, and tries again', async () => {
    const { page } = await reader.open('/', readsClipboard);
    await page.route('**/api/v1/views/**', (route) =>
      route.fulfill({ status: 503, json: { detail: 'the store is away' } }),
    );
    await page.getByText('What is missing from the numbers').click();
    await page.getByRole('button', { name: 'Compare with the server' }).click();
    const panel = page.locator('.problem').first();
    await panel.getByText('the store is away').waitFor();
    expect(await panel.innerText()).toContain('The numbers on');
    await panel.getByRole('button', { name: 'Copy as curl' }).click();
    await page.getByText('Copied.').waitFor();
    expect(await copied(page)).toContain(`curl '${reader.server.url}/api/v1/views/`);
    await panel.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.problem').first().waitFor();
    await page.context().close();
  });

  it('names the request that the server refused', async () => {
    const { page } = await reader.open('/');
    let named: string | undefined;
    await page.route('**/api/v1/views/**', async (route) => {
      named ??= route.request().headers()['x-request-id'];
      await route.fulfill({ status: 503, json: { detail: 'the store is away' } });
    });
    await page.getByText('What is missing from the numbers').click();
    await page.getByRole('button', { name: 'Compare with the server' }).click();
    const panel = page.locator('.problem');
    await panel.getByText('the store is away').waitFor();
    expect(await panel.locator('code').first().innerText()).toBe(named);
    await page.unroute('**/api/v1/views/**');
    await panel.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('The server computes the same numbers').waitFor();
    await page.context().close();
  });

  it('is the whole page when the log cannot be read, with the name of the request', async () => {
    const context = await reader.browser.newContext();
    await context.route('**/events.ndjson**', (route) =>
      route.fulfill({ status: 503, headers: { 'x-request-id': 'from-the-server' }, body: '' }),
    );
    const page = await context.newPage();
    await page.goto(reader.server.url);
    await page.getByRole('heading', { name: 'The log could not be read' }).waitFor();
    expect(await page.locator('.problem').innerText()).toContain('from-the-server');
    await context.unroute('**/events.ndjson**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    await context.close();
  });
});

describe('Waiting', () => {
  it('shows nothing for 300 ms, then axes without a bar on them', async () => {
    const context = await reader.browser.newContext();
    let answer = (): void => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    await context.route('**/events.ndjson**', async (route) => {
      await held;
      await route.continue();
    });
    const page = await context.newPage();
    await page.goto(reader.server.url, { waitUntil: 'commit' });
    await page.locator('.panel-wait').waitFor({ state: 'attached' });
    expect(await page.getByText('Reading the log…').count()).toBe(0);
    await page.getByText('Reading the log…').waitFor();
    expect(await page.locator('.axes path').count()).toBe(2);
    answer();
    await page.getByRole('heading', { name: 'From headline to energized' }).waitFor();
    await context.close();
  });
});

describe('A screen that is empty', () => {
  it.each([
    [
      '/deals?search=zzz&layer=grid',
      'No deal passes the search for "zzz", the layer grid.',
      'Undo search and filters',
    ],
    ['/capacity?only=provider:anthropic', 'No capacity is within provider anthropic.', 'Undo the filters'],
    ['/network?known=2000-06-01', 'No edge was known by then.', 'Go to now'],
    ['/?known=1999-01-01', 'No capacity was known by then.', 'Go to now'],
  ])('says at %s why, and a button undoes it', async (address, says, undo) => {
    const { page } = await reader.open(address);
    await page.getByText(says).first().waitFor();
    await page.getByRole('button', { name: undo }).first().click();
    await expect.poll(() => page.getByText(says).count()).toBe(0);
    await page.context().close();
  });

  it('jumps to the first event from before it', async () => {
    const { page } = await reader.open('/?known=1999-01-01');
    await page.getByRole('button', { name: 'Go to the first event' }).first().click();
    await page.locator('.away-bar').waitFor();
    expect(new URL(page.url()).search).toMatch(/^\?known=20\d\d-/);
    await page.context().close();
  });
});

describe('Single keys', () => {
  it('list the sources, with their addresses', async () => {
    const { page } = await reader.open('/deals/deal-openai-amd-2025');
    await page.keyboard.press('.');
    const dialog = page.getByRole('dialog', { name: 'Sources' });
    await dialog.getByText(/publications behind this deal/).waitFor();
    expect(await dialog.locator('a[href^="https://"]').count()).toBeGreaterThan(2);
    await page.keyboard.press('Escape');
    await expect.poll(() => dialog.count()).toBe(0);
    await page.context().close();
  });

  it('lead to the files of one chart after another', async () => {
    const { page } = await reader.open('/');
    const focused = page.locator('.figure-buttons:focus-within');
    await page.keyboard.press('e');
    expect(await focused.getAttribute('aria-label')).toContain('From headline to energized');
    expect(await page.locator(':focus').innerText()).toBe('SVG');
    await page.keyboard.press('e');
    expect(await focused.getAttribute('aria-label')).toContain('Money by kind');
    await page.context().close();
  });

  it('step the effective clock, copy the link, and begin a new event', async () => {
    const { page } = await reader.open('/', readsClipboard);
    await page.keyboard.press('{');
    await page.locator('.away-bar').waitFor();
    await page.keyboard.press('y');
    await expect.poll(() => copied(page)).toBe(page.url());
    await page.keyboard.press('}');
    await page.keyboard.press('n');
    await page.getByRole('heading', { name: 'Record an event' }).waitFor();
    await page.context().close();
  });

  it('can be switched off for good, and Ctrl-K goes on', async () => {
    const { page } = await reader.open('/');
    await page.keyboard.press('?');
    await page.getByLabel('Switch single keys off').check();
    await page.keyboard.press('Escape');
    await page.reload();
    await reader.settled(page);
    for (const key of ['[', '?', '.', 'n']) await page.keyboard.press(key);
    expect(await page.locator('.away-bar, dialog').count()).toBe(0);
    expect(new URL(page.url()).pathname).toBe('/');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Go to' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Keys/ }).click();
    await page.getByLabel('Switch single keys off').uncheck();
    await page.context().close();
  });
});

describe('The amber bar', () => {
  it('stays in sight when the screen is scrolled', async () => {
    const { page } = await reader.open('/?known=2025-11-30');
    await page.evaluate('scrollTo(0, 1500)');
    const box = (await page.locator('.away-bar').boundingBox())!;
    expect(box.y).toBe(0);
    await page.getByRole('button', { name: 'Back to now' }).click();
    await page.context().close();
  });
});

describe('What the server cannot do now', () => {
  it('stands above everything while nothing can be recorded, and goes once it can', async () => {
    const file = join(reader.server.folder, 'ledger.db');
    renameSync(file, `${file}.away`);
    const { page } = await reader.open('/');
    const banner = page.getByRole('alert');
    await banner.waitFor();
    expect(await banner.innerText()).toMatch(
      /^Nothing can be recorded now\n+the event file was removed while it is in use[^]*What is shown goes on/,
    );
    renameSync(`${file}.away`, file);
    await Promise.all([page.waitForResponse('**/health/ready'), page.reload()]);
    await reader.settled(page);
    expect(await banner.count()).toBe(0);
    await page.context().close();
  });
});
