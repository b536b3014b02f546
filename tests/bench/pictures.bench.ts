import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, it } from 'vitest';
import { Reader } from '../e2e/reader.js';

const folder = process.env.PICTURES ?? mkdtempSync(join(tmpdir(), 'gigaledger-pictures-'));

const addresses: Readonly<Record<string, string>> = {
  overview: '/',
  'overview-away': '/?known=2025-11-30',
  'overview-compared': '/?compare=1&known=2025-11-30',
  deals: '/deals',
  'deal-amd': '/deals/deal-openai-amd-2025',
  'deal-aws': '/deals/deal-openai-aws-2025',
  capacity: '/capacity',
  shares: '/shares',
  'shares-capacity': '/shares?of=headline',
  network: '/network',
  stakes: '/network#stakes',
  workbench: '/workbench#edits=openai%20amd%20gw-1%20%2B4q',
  'workbench-chance': `/workbench#edits=${encodeURIComponent('openai amd gw-1 +2..8q\nopenai amd gw-2 exercise p 40%')}`,
  record: '/record',
  'record-file': '/record?way=file',
};

let reader: Reader;

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  reader = await Reader.start();
});
afterAll(async () => reader?.stop());

const looks = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 1280 },
  { colorScheme: 'light', width: 320 },
] as const;

it.each(looks)(
  'takes a picture of every screen: $colorScheme, $width pixels',
  async ({ colorScheme, width }) => {
    for (const [name, address] of Object.entries(addresses)) {
      const { page } = await reader.open(address, { colorScheme, viewport: { width, height: 900 } });
      await page.screenshot({ path: join(folder, `${name}-${colorScheme}-${width}.png`), fullPage: true });
      await page.context().close();
    }
    console.log(`${Object.keys(addresses).length} pictures, ${colorScheme}, ${width} pixels, in ${folder}`);
  },
);

/** Those that README shows: `PICTURES=docs npx vitest run … pictures.bench.ts` takes them anew. */
const shown = [
  { name: 'overview', address: '/', colorScheme: 'light', height: 900 },
  { name: 'capacity', address: '/capacity', colorScheme: 'dark', height: 900 },
  { name: 'network', address: '/network', colorScheme: 'light', height: 1160 },
  {
    name: 'workbench',
    address: `/workbench#edits=${encodeURIComponent('amd gw-1 +2..8q')}`,
    colorScheme: 'dark',
    height: 1440,
  },
] as const;

it('takes those that README shows', async () => {
  mkdirSync(join(folder, 'pictures'), { recursive: true });
  for (const { name, address, colorScheme, height } of shown) {
    const { page } = await reader.open(address, { colorScheme, viewport: { width: 1280, height } });
    const banner = page.getByRole('button', { name: 'Dismiss this message' });
    await banner.click();
    const path = join(folder, 'pictures', `${name}.jpg`);
    await page.screenshot({ path, type: 'jpeg', quality: 72 });
    await page.context().close();
  }
});
