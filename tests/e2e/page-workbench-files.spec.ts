import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workplace } from './built.js';
import { Reader } from './reader.js';

let reader: Reader;
const place = workplace();

beforeAll(async () => {
  reader = await Reader.start();
});
afterAll(async () => {
  await reader?.stop();
  place.remove();
});

/** The command line on the ledger that the page reads. */
const simulated = async (file: string): Promise<{ resultHash: string }> => {
  const env = { STORE_URL: `sqlite:${join(reader.server.folder, 'ledger.db')}` };
  const { code, stdout, stderr } = await place.run(['simulate', '-', '--json'], { stdin: file, env });
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as { resultHash: string };
};

const download = async (page: Page, button: string): Promise<string> => {
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  return readFileSync(await (await saved).path(), 'utf8');
};

const openFile = async (page: Page, name: string, text: string): Promise<void> => {
  await page
    .getByLabel('A scenario file, YAML or JSON')
    .setInputFiles({ name, mimeType: 'application/yaml', buffer: Buffer.from(text) });
  await page.getByText(`Opened ${name}`).waitFor();
  await reader.settled(page);
};

const hashes = async (page: Page): Promise<string[]> => {
  await page.getByText('Whole hashes').click();
  return page.locator('.hashes code').allTextContents();
};

const file = `
name: Perhaps late
edits:
  - { op: set, assumption: months of deal-openai-amd-2025/gw-1, distribution: { reference: grid-connection-slippage } }
  - { op: delay, target: deal-openai-amd-2025/gw-1, months: { assumption: months of deal-openai-amd-2025/gw-1 } }
  - { op: cap, scope: { deal: deal-openai-broadcom-2025 }, cumulativeKw: 4000000, overflow: drop }
views:
  - { view: compute-capacity, by: layer, timeline: quarter, from: "2026-01-01", to: "2030-12-31" }
  - { view: market-share, market: cloud-infrastructure }
monteCarlo: { draws: 700, seed: 3, targets: [{ view: 0, measure: plannedKw, only: { layer: chips, basis: unstated }, by: 2029-Q4, level: 5000000 }] }
attribution: true
tornado: true
`;

describe('A scenario file', () => {
  it('is opened in words where there are any, and gives the hash that the command line gives', async () => {
    const { page } = await reader.open('/workbench');
    await openFile(page, 'perhaps.yaml', file);
    await page.getByRole('heading', { name: /Step by step/ }).waitFor();
    expect(await page.locator('.edits code').allTextContents()).toEqual([
      'deal-openai-amd-2025/gw-1 +grid',
      '{"op":"cap","scope":{"deal":"deal-openai-broadcom-2025"},"cumulativeKw":4000000,"overflow":"drop"}',
    ]);
    expect(await page.locator('main').innerText()).toContain('It asks the views of a file.');
    const [whole] = await hashes(page);
    expect(whole).toBe((await simulated(file)).resultHash);
    await page.context().close();
  });

  it('is the same again when it is saved, for the page and for the command line', async () => {
    const { page } = await reader.open('/workbench');
    await openFile(page, 'perhaps.yaml', file);
    await page.getByRole('heading', { name: /Step by step/ }).waitFor();
    await reader.settled(page);
    const saved = await download(page, 'Save as YAML');
    const { name: _, ...content } = parse(file) as Record<string, unknown>;
    expect(parse(saved)).toEqual(content);
    expect((await simulated(saved)).resultHash).toBe((await simulated(file)).resultHash);
    await page.context().close();
  });

  it('may be JSON, and says what is wrong with it when it is no scenario', async () => {
    const { page } = await reader.open('/workbench');
    const delay = { op: 'delay', target: 'deal-openai-amd-2025/gw-1', months: 12 };
    await openFile(page, 'late.json', JSON.stringify({ edits: [delay] }));
    await page
      .getByRole('cell', { name: /^−1 GW/ })
      .first()
      .waitFor();
    const wrong = async (text: string): Promise<void> =>
      page
        .getByLabel('A scenario file, YAML or JSON')
        .setInputFiles({ name: 'wrong.yaml', mimeType: 'text/yaml', buffer: Buffer.from(text) });
    await wrong('{edits: [');
    await page.getByText(/This is neither YAML nor JSON/).waitFor();
    await wrong('colour: green');
    await page.getByText(/The file has colour; a scenario has name, base, parent, edits/).waitFor();
    await wrong('edits: 3');
    await page.getByText('The file needs edits: a list, each {op: …}.').waitFor();
    expect(await page.locator('.edits code').allTextContents()).toEqual(['deal-openai-amd-2025/gw-1 +12m']);
    await page.context().close();
  });

  it('never goes to the server, nor do the numbers that are saved from it', async () => {
    const { page, asked } = await reader.open('/workbench');
    await openFile(page, 'perhaps.yaml', file);
    await page.getByRole('heading', { name: /Step by step/ }).waitFor();
    await reader.settled(page);
    const csv = await download(page, 'Every number as CSV');
    expect(csv).toMatch(
      /^# Scenario · effective .* · hash [0-9a-f]{64} · http:\/\/127\.0\.0\.1:\d+\/workbench\n/,
    );
    // Broadcom's ten gigawatts and AMD's first make 11 of which the cap leaves 5; about 7 of others stay.
    expect(csv).toContain(
      'compute-capacity,total,layer=chips basis=unstated period=2030-Q4,plannedKw,16900000,18000000,,10900000,12000000,',
    );
    const posted = asked.filter((address) =>
      /gw-1|grid|edits/.test(decodeURIComponent(address.split('#')[0]!)),
    );
    expect(posted).toEqual([]);
    await page.context().close();
  });
});
