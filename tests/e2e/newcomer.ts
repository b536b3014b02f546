import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Reader } from './reader.js';

/** Somebody new at the Overview: what they press and what they type is counted. */
export class Newcomer {
  /** Clicks, and keys that do what a click does. */
  clicks = 0;
  /** Fields that were filled in. */
  fields = 0;

  private constructor(
    readonly page: Page,
    readonly reader: Reader,
  ) {}

  static async arrive(reader: Reader, options: BrowserContextOptions = {}): Promise<Newcomer> {
    return new Newcomer((await reader.open('/', options)).page, reader);
  }

  async click(target: Locator): Promise<void> {
    this.clicks++;
    await target.click();
    await this.reader.settled(this.page);
  }

  async follow(name: string): Promise<void> {
    await this.click(this.page.getByRole('link', { name, exact: true }).first());
  }

  async pushes(name: string | RegExp, within: Page | Locator = this.page): Promise<void> {
    await this.click(
      within.getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) }).first(),
    );
  }

  /** A key or two that do something by themselves. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      this.clicks++;
      await this.page.keyboard.press(key);
    }
    await this.reader.settled(this.page);
  }

  async types(field: Locator, text: string): Promise<void> {
    this.fields++;
    await field.fill(text);
  }

  async reads(...words: string[]): Promise<void> {
    const text = await this.page.locator('body').innerText();
    for (const word of words) expect(text).toContain(word);
  }

  async leave(clicks: number, fields = 0): Promise<void> {
    expect({ clicks: this.clicks, fields: this.fields }).toEqual({ clicks, fields });
    await this.page.context().close();
  }
}
