import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { party } from './http-server.js';
import { Reader } from './reader.js';

let reader: Reader;

beforeAll(async () => {
  reader = await Reader.start();
});
afterAll(async () => reader?.stop());

const position = async (): Promise<unknown> => (await reader.server.ask('/api/v1/log/proof')).body.position;

const fill = async (page: Page, fields: Record<string, string>): Promise<void> => {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator('label.field', { has: page.getByText(name, { exact: true }) });
    await field.locator('input, textarea').fill(value);
  }
};

const choose = async (page: Page, type: string): Promise<void> => {
  await page.locator('label.field select').first().selectOption(type);
};

describe('Recording an event', () => {
  it('is tried first, with the numbers that it would move, and recorded only then', async () => {
    const before = await position();
    const { page } = await reader.open('/record');
    await choose(page, 'CapacityEnergized');
    await fill(page, { 'stream *': 'deal-openai-amd-2025', 'tranche *': 'gw-1', power: '400 MW' });
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.getByRole('heading', { name: 'It would be recorded' }).waitFor();
    expect(await page.locator('main').innerText()).toMatch(
      /energized\s+unknown\s+400 MW|energized\s+.*400 MW/,
    );
    expect(await position()).toBe(before);
    await page.getByRole('button', { name: 'Record it' }).click();
    await page.getByRole('heading', { name: `Recorded at position ${Number(before) + 1}` }).waitFor();
    expect(await position()).toBe(Number(before) + 1);
    await page.context().close();
  });

  it('names what is wrong, field by field, and keeps what was typed', async () => {
    const { page } = await reader.open('/record');
    await choose(page, 'CapacityEnergized');
    await fill(page, { 'stream *': 'deal-openai-amd-2025', 'tranche *': 'gw-1', power: 'plenty' });
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.locator('.problem').getByText('/body/power').waitFor();
    expect(await page.locator('label.field input').nth(2).inputValue()).toBe('plenty');
    await page.context().close();
  });

  it('shows what somebody else recorded meanwhile, and offers to record after it', async () => {
    await reader.server.record(party('conflicted'));
    const { page } = await reader.open('/record');
    await choose(page, 'PartyAmended');
    await fill(page, { 'stream *': 'party-conflicted', name: 'Of us' });
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.getByRole('heading', { name: 'It would be recorded' }).waitFor();
    await reader.server.record({
      stream: 'party-conflicted',
      type: 'PartyAmended',
      body: { name: 'Of them' },
    });
    await page.getByRole('button', { name: 'Record it' }).click();
    await page.getByText('PartyAmended: name Of them').waitFor();
    await page.getByRole('button', { name: 'Record mine after it' }).click();
    await page.getByRole('heading', { name: /Recorded at position/ }).waitFor();
    await page.context().close();
  });

  it('asks one thing before it corrects: were we wrong, or did the world change', async () => {
    const { page } = await reader.open('/deals/deal-openai-amd-2025');
    await page
      .getByRole('link', { name: /^Correct event/ })
      .nth(2)
      .click();
    await page.getByRole('heading', { name: 'Were we wrong, or did the world change?' }).waitFor();
    await page.getByRole('button', { name: 'We were wrong: correct it' }).click();
    expect(await page.locator('label.field select').first().inputValue()).toBe('EventCorrected');
    await page.getByRole('button', { name: 'The world changed: record what is new' }).click();
    expect(await page.locator('label.field select').first().inputValue()).toBe('CapacityCommitted');
    await page.context().close();
  });

  it('says so when the server is away, and queues nothing', async () => {
    const before = await position();
    const { page } = await reader.open('/record');
    await choose(page, 'PartyRegistered');
    await page.getByRole('button', { name: 'Fill in the example' }).click();
    await fill(page, { 'stream *': 'party-far-away' });
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.getByRole('heading', { name: 'The server cannot be reached' }).waitFor();
    await page.context().setOffline(false);
    expect(await position()).toBe(before);
    await page.context().close();
  });
});
