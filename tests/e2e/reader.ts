import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launch } from './chromium.js';
import { TestServer } from './http-server.js';
import { askLate } from './slow.js';

/** SLOW_PAGE=600 finds who relies on an answer that is not there yet. */
const slowMs = Number(process.env.SLOW_PAGE ?? 0);

const built = join(import.meta.dirname, '../../dist/web/index.html');

/** Somebody who reads the page: what the browser asked for and complained about is kept. */
export interface Reading {
  page: Page;
  /** Every address that the browser asked for. */
  asked: string[];
  /** Every address whose answer it has whole. */
  fetched: string[];
  /** Errors on the console and in scripts. */
  complaints: string[];
}

/** A server with the public record and a real browser in front of it. */
export class Reader {
  private constructor(
    readonly server: TestServer,
    readonly browser: Browser,
  ) {}

  static async start({ publicRecord = true, flags = [] as readonly string[] } = {}): Promise<Reader> {
    if (!existsSync(built)) throw new Error('The page is not built: run "npm run build" before its tests.');
    const [server, browser] = await Promise.all([TestServer.start({ publicRecord }), launch(flags)]);
    return new Reader(server, browser);
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.server.stop();
  }

  /** Opens an address of the page and waits until its screen shows an answer. */
  async open(address: string, options: BrowserContextOptions = {}): Promise<Reading> {
    const reading = await this.#go(address, options);
    await this.settled(reading.page);
    return reading;
  }

  /** Opens any other address that the server shows something at. */
  async look(address: string, width: number): Promise<Reading> {
    return this.#go(address, { viewport: { width, height: 900 } });
  }

  async #go(address: string, options: BrowserContextOptions): Promise<Reading> {
    const viewport = { width: 1280, height: 900 };
    const context = await this.browser.newContext({ locale: 'en-US', viewport, ...options });
    await context.addInitScript(askLate, { ms: slowMs, isAlways: false });
    const page = await context.newPage();
    const [asked, fetched, complaints]: [string[], string[], string[]] = [[], [], []];
    page.on('request', (request) => asked.push(request.url()));
    page.on('requestfinished', (request) => fetched.push(request.url()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto(this.server.url + address);
    return { page, asked, fetched, complaints };
  }

  /** Nothing is being answered any more. */
  async settled(page: Page): Promise<void> {
    await page.locator('main h1').first().waitFor();
    const busy = page.locator('[aria-busy="true"], .canvas:not(:has(svg))');
    // The policy of the page lets nobody evaluate text in it, so that it is looked at from outside.
    while ((await busy.count()) > 0) await page.waitForTimeout(25);
  }
}
