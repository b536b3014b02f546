import { readFileSync, statSync } from 'node:fs';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Reader } from './reader.js';

let reader: Reader;

beforeAll(async () => {
  reader = await Reader.start();
});
afterAll(async () => reader?.stop());

const assets = join(import.meta.dirname, '../../dist/web/assets');

describe('The workbench', () => {
  it('takes an edit in words and shows what it does at once', async () => {
    const { page } = await reader.open('/workbench');
    await page.getByLabel('Type an edit').fill('openai amd gw-1 +4q');
    await page.getByText("AMD's first gigawatt for OpenAI comes 12 months later").first().waitFor();
    await page.keyboard.press('Enter');
    await page
      .getByRole('cell', { name: /^−1 GW/ })
      .first()
      .waitFor();
    expect(await page.locator('main').innerText()).toContain('Planned chips');
    await page.getByLabel('Edit 1 is on').uncheck();
    await page.getByText('No number moves.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page
      .getByRole('cell', { name: /^−1 GW/ })
      .first()
      .waitFor();
    await page.context().close();
  });

  it('says what it cannot read, and what it may have meant', async () => {
    const { page } = await reader.open('/workbench');
    await page.getByLabel('Type an edit').fill('broadcom 50%');
    await page
      .getByText(/^"broadcom" may be “.*”, “OpenAI and Broadcom plan 10 GW of custom accelerators”/)
      .waitFor();
    await page.context().close();
  });

  it('keeps its edits in the fragment, which never reaches the server', async () => {
    const secret = 'openai amd gw-2 exercise';
    const { page, asked } = await reader.open(`/workbench#edits=${encodeURIComponent(secret)}`);
    await page.getByText("The option on AMD's second gigawatt is taken up").first().waitFor();
    await reader.settled(page);
    expect(asked.length).toBeGreaterThan(3);
    const bodies = await Promise.all(
      asked.map(async (url) => decodeURIComponent(new URL(url).pathname + new URL(url).search)),
    );
    expect(bodies.filter((address) => address.includes('gw-2') || address.includes('exercise'))).toEqual([]);
    await page.context().close();
  });

  it('keeps what its forms ask with them, for a link, for Back and when it is loaded again', async () => {
    const lines = encodeURIComponent('openai amd gw-1 +4q\nopenai amd gw-2 +2q');
    const { page } = await reader.open(`/workbench#edits=${lines}`);
    const sense = page.locator('.together select').first();
    const cost = page.locator('.together').getByLabel('Each step costs').first();
    const scarce = page.getByLabel('There is so much');
    await sense.selectOption('atMost');
    await cost.fill('7');
    await cost.press('Enter');
    await scarce.selectOption('funding');
    await expect.poll(() => new URL(page.url()).hash).toContain('funding');
    await page.reload();
    await expect.poll(() => scarce.inputValue()).toBe('funding');
    expect(await sense.inputValue()).toBe('atMost');
    expect(await cost.inputValue()).toBe('7');
    await page.getByRole('link', { name: 'Deals', exact: true }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Deals' }).waitFor();
    await page.goBack();
    await expect.poll(() => scarce.inputValue()).toBe('funding');
    expect(await cost.inputValue()).toBe('7');
    await page.context().close();
  });

  it('says in words which of what is uncertain moves nothing, and draws no bar of it', async () => {
    // A delay of no month comes about or does not: nothing moves with it.
    const lines = encodeURIComponent('openai amd gw-1 +2..8q\nopenai amd gw-1 +0m p 50%');
    const { page } = await reader.open(`/workbench#edits=${lines}&draws=500`);
    const figure = page.locator('.figure').filter({ hasText: 'What it hangs on' });
    await figure.getByText(/Nothing moves with .*whether: .*comes on time/).waitFor();
    await page.context().close();
  });

  it('answers as the server does, and saves the file that the server runs', async () => {
    const { page } = await reader.open(`/workbench#edits=${encodeURIComponent('openai amd gw-1 +4q')}`);
    await page.getByText('result').first().waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as YAML' }).click();
    const scenario = parse(readFileSync(await (await download).path(), 'utf8')) as Record<string, unknown>;
    expect(scenario.edits).toEqual([{ op: 'delay', target: 'deal-openai-amd-2025/gw-1', months: 12 }]);
    const { body } = await reader.server.post<{ resultHash: string }>('/api/v1/scenarios/run', scenario);
    expect(await page.locator('main').innerText()).toContain(`result ${body.resultHash.slice(0, 12)}`);
    await page.context().close();
  });

  it('stays at hand while it draws 5,000 times: no frame waits for the worker', async () => {
    const { page } = await reader.open('/workbench');
    const lines = [
      'openai amd gw-1 +grid',
      'deal-openai-broadcom-2025 +project p 30%',
      'openai amd gw-2 lapse p 20%',
    ];
    // What the browser itself says of tasks that kept it busy for more than 50 ms.
    await page.evaluate(`new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries())
        document.body.dataset.longest = String(Math.max(Number(document.body.dataset.longest ?? 0), duration));
    }).observe({ type: 'longtask' })`);
    for (const line of lines) {
      await page.getByLabel('Type an edit').fill(line);
      await page.keyboard.press('Enter');
    }
    await page.getByText(/^5000 draws of \d+ combinations, seed 1\.$/).waitFor();
    expect(Number((await page.locator('body').getAttribute('data-longest')) ?? 0)).toBeLessThan(1_000);
    await page.context().close();
  });

  it('downloads what is shown with everything needed to cite it', async () => {
    const { page } = await reader.open('/?known=2025-12-01');
    const buttons = page.getByRole('group', {
      name: 'From headline to energized: how it is shown, and files',
    });
    const saved = async (name: string): Promise<string> => {
      const download = page.waitForEvent('download');
      await buttons.getByRole('button', { name }).click();
      return (await download).path();
    };
    const csv = readFileSync(await saved('CSV'), 'utf8');
    expect(csv).toMatch(
      /^# From headline to energized · effective .* · known 2025-12-01 · policy primary · position \d+ · hash [0-9a-f]{64} · http/,
    );
    const svg = readFileSync(await saved('SVG'), 'utf8');
    expect(svg).toContain('known 2025-12-01');
    expect(statSync(await saved('PNG')).size).toBeGreaterThan(10_000);
    await page.context().close();
  });
});

describe('The script of the page', () => {
  const sizeServed = async (name: string): Promise<number> => {
    const address = `${reader.server.url}/assets/${name}`;
    const { headers } = await fetch(address, { headers: { 'accept-encoding': 'br' } });
    expect(headers.get('content-encoding')).toBe('br');
    return statSync(join(assets, `${name}.br`)).size;
  };

  /** Scripts with those that they wait for, which are no less part of them. */
  const withImports = (names: readonly string[]): string[] => {
    const all = new Set(names);
    for (const name of all)
      for (const [, waitedFor] of readFileSync(join(assets, name), 'utf8').matchAll(
        /(?:^|[;}])(?:import|export)(?:[^"'();]*?from)?["']\.\/([^"']+\.js)["']/g,
      ))
        all.add(waitedFor!);
    return [...all];
  };

  it('is at most 116 kB with its worker, compressed as it is served; the workbench comes after it', async () => {
    const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'));
    const page = readFileSync(join(assets, '../index.html'), 'utf8');
    const named = scripts.filter((name) => page.includes(name) || name.startsWith('worker-'));
    const first = withImports(named);
    expect(first.some((name) => name.startsWith('index-'))).toBe(true);
    expect(first.filter((name) => /^(?:workbench|simulating)-/.test(name))).toEqual([]);
    const sizes = await Promise.all(first.map(sizeServed));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(116_000);
  });

  it('brings the workbench along once the page is drawn, so that it opens while the server is away', async () => {
    const { page, asked, fetched } = await reader.open('/');
    // The screen, and the simulator that its worker fetches.
    for (const script of [/assets\/workbench-/, /assets\/simulating-/])
      await expect.poll(() => fetched.some((address) => script.test(address))).toBe(true);
    expect(asked.filter((address) => /assets\/browser-/.test(address))).toEqual([]);
    await page.context().setOffline(true);
    await page.getByRole('link', { name: 'Workbench' }).click();
    await page.getByLabel('Type an edit').fill('openai amd gw-1 +4q');
    await page.keyboard.press('Enter');
    await page
      .getByRole('cell', { name: /^−1 GW/ })
      .first()
      .waitFor();
    await page.context().close();
  });

  it('is served under a policy that lets no other script in', async () => {
    const { headers } = await fetch(`${reader.server.url}/`);
    const policy = headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe|https?:/);
  });
});
