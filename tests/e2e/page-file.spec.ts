import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lines, party } from './http-server.js';
import { Reader } from './reader.js';

let reader: Reader;

beforeAll(async () => {
  reader = await Reader.start();
});
afterAll(async () => reader?.stop());

const position = async (): Promise<number> =>
  Number((await reader.server.ask('/api/v1/log/proof')).body.position);

const energized = (power: string): Record<string, unknown> => ({
  stream: 'deal-openai-amd-2025',
  type: 'CapacityEnergized',
  knownOn: '2026-11-20',
  body: { tranche: 'gw-1', power },
});

const choose = async (page: Page, name: string, text: string): Promise<void> => {
  await page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
};

const problems = async (page: Page): Promise<string[]> => {
  await page.locator('.problem').waitFor();
  return page.locator('.problem li').allInnerTexts();
};

describe('Recording from a file', () => {
  it('tries it, shows what would move, and records all of it at once', async () => {
    const before = await position();
    const { page } = await reader.open('/');
    await page.getByRole('link', { name: 'Import your sheet' }).click();
    await choose(page, 'mine.ndjson', lines([party('mine'), energized('400 MW')]));
    await page.getByRole('heading', { name: 'It would be recorded' }).waitFor();
    // Of the 6 GW one tranche now says 400 MW; of the other five nobody has said anything.
    expect(await page.locator('main').innerText()).toMatch(/energized\s+unknown\s+0\.4–5\.4 GW/);
    expect(await position()).toBe(before);
    await page.getByRole('button', { name: 'Record all 2 events of mine.ndjson' }).click();
    await page.getByRole('heading', { name: `2 events recorded, up to position ${before + 2}` }).waitFor();
    expect(await position()).toBe(before + 2);
    await page.context().close();
  });

  it('names each problem by its line and field, and records nothing', async () => {
    const before = await position();
    const { page } = await reader.open('/record?way=file');
    await choose(
      page,
      'wrong.ndjson',
      `${lines([party('fine')])}\n${lines([energized('plenty'), { ...energized('1 MW'), stream: 'deal' }])}`,
    );
    const found = await problems(page);
    expect(found.join('\n')).toMatch(/line 3, body\.power/);
    expect(found.join('\n')).toMatch(/line 4, stream/);
    expect(await page.getByRole('button', { name: /^Record all/ }).count()).toBe(0);
    expect(await position()).toBe(before);
    await page.context().close();
  });

  it('reads a sheet of events, whose first line names the fields', async () => {
    const { page } = await reader.open('/record?way=file');
    await choose(
      page,
      'sheet.csv',
      [
        'stream;type;knownOn;name;kind;source.title;quote',
        'party-sheet;PartyRegistered;2026-11-20;"Sheet; ""of"" Steel";company;A title;',
        '',
      ].join('\r\n'),
    );
    await page.getByRole('button', { name: 'Record 1 event' }).click();
    await page.getByRole('heading', { name: /^Recorded/ }).waitFor();
    const { body } = await reader.server.ask<{ name: string }>('/api/v1/parties/sheet');
    expect(body.name).toBe('Sheet; "of" Steel');
    await page.context().close();
  });

  it.each([
    ['a.csv', 'stream,type,powr\ndeal-x,CapacityEnergized,1 MW', 'powr'],
    ['b.csv', 'type,power\nCapacityEnergized,1 MW', "it can't be told what a row is about"],
    ['c.csv', 'stream,type\n"deal-x,CapacityEnergized', 'quote'],
    ['d.ndjson', '{"stream":"deal-x"}\n{oops}\n', 'line 2 is not JSON'],
  ])('says what is wrong with the file %s itself, and records nothing', async (name, text, says) => {
    const before = await position();
    const { page } = await reader.open('/record?way=file');
    await choose(page, name, text);
    await page.locator('main').getByText(says).first().waitFor();
    expect(await page.getByRole('button', { name: /^Record/, disabled: false }).count()).toBe(0);
    expect(await position()).toBe(before);
    await page.context().close();
  });

  it('queues nothing while the server is away, and tries again', async () => {
    const before = await position();
    const { page } = await reader.open('/record?way=file');
    await page.context().setOffline(true);
    await choose(page, 'far.json', JSON.stringify([party('far')]));
    await page.getByRole('heading', { name: 'The server cannot be reached' }).waitFor();
    await page.context().setOffline(false);
    expect(await position()).toBe(before);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'It would be recorded' }).waitFor();
    await page.context().close();
  });
});
