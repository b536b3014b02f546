import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BadConfiguration, configurationFrom } from '../../src/configuration.js';
import { serve, type Serving } from '../../src/serving.js';
import type { Problem } from './http-server.js';
import { Reader } from './reader.js';

let reader: Reader;
beforeAll(async () => {
  reader = await Reader.start();
});
afterAll(() => reader?.stop());

interface Drawn {
  status: number;
  headers: Headers;
  text: string;
}

const drawn = async (address: string): Promise<Drawn> => {
  const { status, headers, text } = await reader.server.ask(`/api/v1/views/${address}`);
  return { status, headers, text };
};

const pinned = 'effectiveAt=2025-11-30&knownAt=2025-12-01&atPosition=433';

const questions = [
  'compute-capacity.svg?by=provider',
  'compute-capacity.svg?by=bindingness,stage',
  'compute-capacity.svg?timeline=quarter&layer=chips',
  'market-share.svg',
  'market-share.svg?of=headline&by=supplier',
  'obligations.svg?by=kind',
  'obligations.svg?timeline=year&to=2032-12-31',
  'exposure.svg?party=nvidia',
  'ownership.svg',
  'flows.svg',
  'reconciliation.svg',
  'slippage.svg?by=provider',
  'overlaps.svg',
  'labs.svg',
];

describe('a view as SVG', () => {
  it.each(questions)('is a picture that a browser can read: %s', async (address) => {
    const { status, headers, text } = await drawn(address);
    expect([status, headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
    const page = await reader.browser.newPage();
    // An error in the XML would be shown as one.
    await page.goto(`${reader.server.url}/api/v1/views/${address}`);
    expect(await page.locator('parsererror').count()).toBe(0);
    expect(await page.locator('svg > title').first().textContent()).not.toBe('');
    expect(await page.locator('svg svg path').count()).toBeGreaterThan(3);
    await page.close();
    expect(text).not.toMatch(/NaN|undefined|Infinity|\be-\d/);
  });

  it('has its definition, both dates, policy, hash and address in it', async () => {
    const { text } = await drawn(`compute-capacity.svg?${pinned}`);
    const { body } = await reader.server.ask(`/api/v1/views/compute-capacity?${pinned}`);
    const words = text.replaceAll(/<[^>]*>|\n/g, ' ');
    for (const part of [
      'effective 2025-11-30 · known 2025-12-01 · policy primary · position 433',
      `hash ${String(body.viewHash)}`,
      'headline = every tranche',
      `${reader.server.url}/api/v1/views/compute-capacity?effectiveAt=2025-11-30`,
    ])
      expect(words).toContain(part);
  });

  it('has the same bytes for the same question, whatever was drawn in between', async () => {
    // Hatched bars have patterns with ids, and several charts have several of them.
    const address = `obligations.svg?${pinned}&theme=dark&width=1200`;
    const first = await drawn(address);
    expect(first.text).toMatch(/<pattern [^>]*id="g0-p\d+"/);
    expect(first.text).toMatch(/<pattern [^>]*id="g1-p\d+"/);
    await drawn(`flows.svg?${pinned}`);
    expect((await drawn(address)).text).toBe(first.text);
  });

  it('may run nothing and stand in no frame', async () => {
    const { headers } = await drawn('ownership.svg');
    expect(headers.get('content-security-policy')).toBe("default-src 'none';frame-ancestors 'none';sandbox");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('has the theme and the width that were asked for', async () => {
    const { text } = await drawn('ownership.svg?theme=dark&width=1000');
    expect(text).toMatch(/^<svg [^>]*width="1000"/);
    expect(text).toContain('<rect width="1000"');
    expect(text).toContain('fill="#0F1419"');
  });

  it('names everything that is wrong with its look and its question at once', async () => {
    const { status, body } = await reader.server.ask<Problem>(
      '/api/v1/views/compute-capacity.svg?theme=blue&width=10&unit=kW&bounds=x&policy=best&foo=1&width=12',
    );
    expect(status).toBe(400);
    expect(body.errors!.map(({ pointer }) => pointer).sort()).toEqual([
      '/bounds',
      '/foo',
      '/policy',
      '/theme',
      '/unit',
      '/width',
    ]);
  });

  it('is not found where there is no chart, and says what is drawn', async () => {
    const { status, body } = await reader.server.ask<Problem>('/api/v1/views/exposure.svg?timeline=year');
    expect([status, body.detail]).toEqual([
      404,
      'exposure is not drawn over time; these views are: compute-capacity, obligations; without a timeline: compute-capacity, market-share, obligations, ownership, exposure, flows, reconciliation, slippage, overlaps, labs',
    ]);
  });

  it('stands in the catalogue', async () => {
    const { body } = await reader.server.ask<{ views: { name: string; formats: string[] }[] }>(
      '/api/v1/views',
    );
    for (const { name, formats } of body.views)
      expect(formats.join(' ')).toBe(
        `csv ndjson md xlsx parquet ${name === 'ownership' ? 'bods.json ' : ''}svg png`,
      );
  });
});

describe('a figure for a frame', () => {
  const shown = async (address: string): Promise<Response> => fetch(`${reader.server.url}/embed/${address}`);

  it.each(['overview', 'capacity', 'shares', 'network', 'obligations', 'compute-capacity?timeline=year'])(
    'is a page without a script: %s',
    async (name) => {
      const response = await shown(name);
      const text = await response.text();
      expect([response.status, response.headers.get('content-type')]).toEqual([
        200,
        'text/html; charset=utf-8',
      ]);
      expect(text).not.toMatch(/<script|<nav|\bon\w+="/);
      expect(text).toContain('<details><summary>The same as a table</summary>');
      expect(text).toContain('policy primary');
    },
  );

  it('lets in no script, and its own server only around it', async () => {
    const policy = (await shown('capacity')).headers.get('content-security-policy')!;
    expect(policy).toMatch(
      /^default-src 'none';style-src 'sha256-[^']+';font-src 'self';base-uri 'none';form-action 'none';frame-ancestors 'self'$/,
    );
  });

  it('looks as it should under its own policy, wide and narrow', async () => {
    for (const [width, seen, unseen] of [
      [900, '.wide', '.narrow'],
      [380, '.narrow', '.wide'],
    ] as const) {
      const { page, complaints } = await reader.look(`/embed/capacity?theme=dark`, width);
      expect(await page.locator(seen).isVisible()).toBe(true);
      expect(await page.locator(unseen).isVisible()).toBe(false);
      expect(complaints).toEqual([]);
      await page.locator('summary').click();
      expect(await page.locator('table').first().isVisible()).toBe(true);
      await page.context().close();
    }
  });

  it('refuses what it does not know in the words of a problem', async () => {
    expect((await shown('nothing')).status).toBe(404);
    expect((await shown('capacity?theme=blue')).status).toBe(400);
  });
});

describe('EMBED_ORIGINS', () => {
  let folder: string;
  let other: Server;
  let origin: string;
  let serving: Serving;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'embed-'));
    other = createServer((request, response) => {
      const { searchParams } = new URL(request.url!, 'http://x');
      response.setHeader('content-type', 'text/html');
      response.end(`<iframe src="${searchParams.get('of')!}" width="800" height="600"></iframe>`);
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    serving = await serve(
      {
        storeUrl: `sqlite:${join(folder, 'ledger.db')}`,
        host: '127.0.0.1',
        port: 0,
        publicRecord: true,
        embedOrigins: [origin],
      },
      { say: () => {} },
    );
  });
  afterAll(async () => {
    await serving?.close();
    other?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** What stands in a frame on the other site's page. */
  const framed = async (address: string): Promise<string> => {
    const page = await reader.browser.newPage();
    await page.goto(`${origin}/?of=${encodeURIComponent(address)}`);
    const frame = page.frames()[1]!;
    await frame.waitForLoadState();
    const text = await frame.locator('body').textContent();
    await page.close();
    return text ?? '';
  };

  it('lets the pages of an origin show figures in frames', async () => {
    expect(await framed(`${serving.url}/embed/capacity`)).toContain('Headline by provider');
  });

  it('lets them show nothing else', async () => {
    for (const path of ['/', '/capacity', '/docs', '/api/v1/views/ownership.svg']) {
      expect(await framed(serving.url + path)).not.toMatch(/gigaledger|Who holds/);
      const { headers } = await fetch(serving.url + path);
      expect([path, headers.get('x-frame-options')]).toEqual([path, 'DENY']);
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    }
  });

  it('keeps the pages of others out', async () => {
    expect(await framed(`${reader.server.url}/embed/capacity`)).not.toContain('Headline');
  });

  it.each(['*', 'example.org', 'https://example.org/path', "https://a.org;script-src 'self'", 'null'])(
    'refuses %s as an origin',
    (text) => {
      expect(() => configurationFrom({ EMBED_ORIGINS: text })).toThrow(BadConfiguration);
    },
  );

  it('takes several origins, and whole sites', () => {
    const { embedOrigins } = configurationFrom({
      EMBED_ORIGINS: 'https://example.org, https://*.example.net:8443',
    });
    expect(embedOrigins).toEqual(['https://example.org', 'https://*.example.net:8443']);
    expect(configurationFrom({}).embedOrigins).toEqual([]);
  });
});
