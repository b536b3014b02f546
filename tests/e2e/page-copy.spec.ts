import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import datapackage from 'datapackage';
import { fastify, type FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pinsOf } from '../../src/cli/export/data-package.js';
import { ExportFolder } from '../../src/cli/export/files.js';
import { writeSite } from '../../src/cli/export/site.js';
import { RecordEvents, ShowView, withLedger } from '../../src/cli/ledger.js';
import { publicRecord } from '../../src/public-record.js';
import type { ViewAnswer } from '../../src/simulator/answer/view-answer.js';
import { launch } from './chromium.js';

/** Below it the copy stands: a host may have other things at its root. */
const under = '/notes/ledger/';
const folder = mkdtempSync(join(tmpdir(), 'site-'));
const site = join(folder, 'site');
let host: FastifyInstance;
let root: string;
let browser: Browser;
let capacity: ViewAnswer;

beforeAll(async () => {
  await withLedger({ address: `sqlite:${join(folder, 'ledger.db')}` }, async (ledger) => {
    await ledger.tell(new RecordEvents(await publicRecord()));
    await writeSite({ ledger, folder: await ExportFolder.open(site, {}), pins: await pinsOf(ledger, {}) });
    capacity = await ledger.ask(new ShowView('compute-capacity', { by: 'provider' }));
  });
  host = fastify();
  // Files and nothing else, as any web host has them.
  await host.register(fastifyStatic, { root: site, prefix: under, redirect: true });
  root = (await host.listen({ host: '127.0.0.1', port: 0 })) + under;
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await host?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface CopyReading {
  page: Page;
  asked: string[];
  complaints: string[];
}

const open = async (path: string): Promise<CopyReading> => {
  const page = await browser.newPage();
  const reading: CopyReading = { page, asked: [], complaints: [] };
  page.on('request', (request) => void reading.asked.push(request.url()));
  page.on('response', (answer) => {
    if (answer.status() >= 400) reading.complaints.push(`${answer.status()} ${answer.url()}`);
  });
  page.on('pageerror', (error) => reading.complaints.push(error.message));
  page.on('console', (said) => said.type() === 'error' && reading.complaints.push(said.text()));
  await page.goto(root + path);
  await page.waitForSelector('h1, h2');
  return reading;
};

describe('A copy of the ledger on a web host', () => {
  it('shows its screens one after another, asks for nothing beyond itself, and complains of nothing', async () => {
    const { page, asked, complaints } = await open('');
    await page.waitForSelector('.figure svg');
    const screens = page.getByRole('navigation', { name: 'Screens' });
    for (const screen of ['Deals', 'Capacity', 'Market share', 'Network', 'Workbench', 'Overview']) {
      await screens.getByRole('link', { name: screen }).click();
      await page.waitForFunction((title) => document.title.startsWith(title), screen);
      await page.waitForSelector('main h1, main h2');
      expect([screen, page.url().startsWith(root)]).toEqual([screen, true]);
    }
    await page.waitForTimeout(1_500);
    expect(asked.filter((address) => !address.startsWith(root) && !address.startsWith('data:'))).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('says that it is a copy, and of which day', async () => {
    const { page } = await open('');
    await page.waitForSelector('.connection');
    const day = new Date().getUTCFullYear();
    expect(await page.textContent('.connection')).toMatch(new RegExp(`^[\\d,]+ events, a copy of .*${day}`));
    await page.close();
  });

  it('answers with the numbers of the ledger, to the last digit', async () => {
    const { page } = await open('capacity');
    const cited = page.locator('[data-view-hash]');
    await cited.nth(1).waitFor();
    const hashes = await cited.evaluateAll((all) => all.map((one) => one.getAttribute('data-view-hash')));
    expect(hashes).toContain(capacity.viewHash);
    await page.close();
  });

  it.each(['deals/deal-openai-amd-2025', 'shares/', 'network', 'workbench/'])(
    'is entered at the address of a screen: %s',
    async (path) => {
      const { page, complaints } = await open(path);
      await page.waitForSelector('main h1, main h2');
      if (path.startsWith('deals/')) expect(await page.textContent('main h1')).toContain('AMD');
      expect(complaints).toEqual([]);
      await page.close();
    },
  );

  it('shows nothing that takes a server, or says why', async () => {
    const { page } = await open('record');
    expect(await page.textContent('main')).toContain('This is a copy of a ledger, to be read');
    expect(await page.locator('main form').count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Record', exact: true }).count()).toBe(0);
    await page.getByRole('link', { name: 'Workbench' }).click();
    await page.getByText('scenarios are saved with a server').waitFor();
    await page.getByRole('link', { name: 'Overview' }).click();
    await page.waitForSelector('.figure svg');
    for (const words of ['Copy embed', 'Compare with the server', 'curl'])
      expect([words, await page.getByText(words).count()]).toEqual([words, 0]);
    await page.close();
  });

  it('has its data beside it: a valid package, and pictures of the views', async () => {
    const read = await datapackage.Package.load(join(site, 'datapackage.json'), { strict: true });
    expect([read.valid, read.errors]).toEqual([true, []]);
    const png = readFileSync(join(site, 'api/v1/views/labs.png'));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
  });
});
