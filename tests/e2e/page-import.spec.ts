import { AxeBuilder } from '@axe-core/playwright';
import { writeXlsx } from 'hucre/xlsx';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Reader, type Reading } from './reader.js';
import { holdAnswer } from './slow.js';

let reader: Reader;

beforeAll(async () => {
  reader = await Reader.start({ publicRecord: false });
  await reader.server.record({
    stream: 'party-microsoft',
    type: 'PartyRegistered',
    body: { name: 'Microsoft', kind: 'company' },
  });
});
afterAll(async () => reader?.stop());

const position = async (): Promise<number> =>
  Number((await reader.server.ask('/api/v1/log/proof')).body.position);

const head = 'Date,Customer,Provider,Value,Capacity,Due,Status';
const rows = [
  '2025-11-03,Lab One,Cloud A,$38B over seven years,,,signed',
  '2026-01-05,Lab Two,Cloud A,up to 100bn,10GW,H2 2026,LOI',
];
const deals = [head, ...rows, ''].join('\n');

const choose = async (page: Page, name: string, content: string | Uint8Array): Promise<void> => {
  const buffer = Buffer.from(content);
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: '', buffer });
  await reader.settled(page);
};

const finding = (page: Page): Promise<string> => page.locator('.finding').innerText();

const cell = (page: Page, row: number, column: number) =>
  page
    .locator('.sheet-grid tbody tr')
    .nth(row - 1)
    .locator('td')
    .nth(column - 1);

/** A busy machine takes its time over a dry run. */
const finds = async (page: Page, says: string | RegExp): Promise<void> =>
  page.locator('.finding').getByText(says).waitFor();

const recordButton = (page: Page) => page.locator('.record-bar button');

const opened = async (options = {}): Promise<Reading> => reader.open('/record?way=file', options);

describe('A sheet on the page', () => {
  it('is shown cell by cell, with what each is read as, before anything is recorded', async () => {
    const before = await position();
    const { page, complaints } = await opened();
    await choose(page, 'deals.csv', deals);
    expect(await finding(page)).toBe('deals.csv comes to 8 events about 2 deals and 3 parties.');
    expect(await cell(page, 1, 4).innerText()).toMatch(/\$38B over seven years[^]*\$38B/);
    expect(await cell(page, 2, 4).innerText()).toMatch(/up to 100bn[^]*≤ \$100B/);
    expect(await cell(page, 2, 6).innerText()).toMatch(/H2 2026[^]*2026-H2/);
    expect(await page.getByRole('region', { name: 'Parties' }).innerText()).toMatch(/Lab One\s+is new/);
    expect(await page.getByRole('region', { name: 'Numbers', exact: true }).innerText()).toContain('10 GW');
    expect(await position()).toBe(before);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('is read otherwise by choosing what a column is, and remembered so', async () => {
    const { page } = await opened();
    const odd = 'Signed,X,Y,How much\n2026-03-01,Lab Odd,Cloud Odd,$5B\n';
    await choose(page, 'odd.csv', odd);
    await page.getByLabel('Each row is').selectOption({ label: 'a deal' });
    for (const [column, says] of [
      ['X', 'Who uses it and pays'],
      ['Y', 'Who provides it and is paid'],
      ['Signed', 'When it was announced'],
    ] as const) {
      await reader.settled(page);
      await page.getByLabel(new RegExp(`, ${column}, is read as`)).selectOption({ label: says });
    }
    await reader.settled(page);
    await page.getByLabel(/How much, is read as/).selectOption('amount');
    await finds(page, 'odd.csv comes to 4 events about 1 deal and 2 parties.');
    await recordButton(page).click();
    await page.getByRole('heading', { name: /^Recorded/ }).waitFor();
    await choose(page, 'odder.csv', odd.replace('Cloud Odd', 'Cloud Odder'));
    expect(await finding(page)).toBe('odder.csv comes to 3 events about 1 deal and 1 party.');
    await page.getByText('Columns are read as the last time.').waitFor();
    await page.context().close();
  });

  it('names every cell that is wrong, in its place and with its address, and records nothing of it', async () => {
    const before = await position();
    const { page } = await opened();
    await choose(page, 'bad.csv', `${deals}2026-02-01,Lab One,Cloud B,lots,5 mW,,signed\n`);
    expect(await finding(page)).toBe('2 cells of bad.csv cannot be taken in as they are.');
    expect(await cell(page, 3, 5).innerText()).toContain('write "5 MW"');
    expect(await page.getByRole('region', { name: 'Errors' }).innerText()).toMatch(/Sheet1!D4[^]*Sheet1!E4/);
    expect(await recordButton(page).isDisabled()).toBe(true);
    await page.getByLabel('Only rows with an error').check();
    expect(await page.locator('.sheet-grid tbody tr').count()).toBe(1);
    expect(await position()).toBe(before);
    await page.context().close();
  });

  it('is recorded whole, and the second time, as a workbook too, says that nothing is new', async () => {
    const before = await position();
    const { page } = await opened();
    await choose(page, 'deals.csv', deals);
    await recordButton(page).click();
    await page.getByRole('heading', { name: `Recorded, up to position ${before + 8}` }).waitFor();
    await page
      .locator('main')
      .getByRole('link', { name: /Lab Two/ })
      .waitFor();
    const book = await writeXlsx({
      sheets: [{ name: 'Sheet1', rows: [head, ...rows].map((line) => line.split(',')) }],
    });
    for (const [name, content] of [
      ['again.csv', `\uFEFF${deals.replaceAll('\n', '\r\n')}`],
      ['again.xlsx', book as Uint8Array],
    ] as const) {
      await choose(page, name, content);
      expect(await finding(page)).toBe(`The ledger says all of ${name} already.`);
      expect(await recordButton(page).count()).toBe(0);
    }
    expect(await position()).toBe(before + 8);
    await page.context().close();
  });

  it('is one of its workbook, chosen among the names of all, and undone as an event is', async () => {
    const before = await position();
    const { page } = await opened();
    const told = (lab: string): string[][] => [
      head.split(','),
      ['2026-04-01', lab, 'Cloud Book', '$5B', '', '', 'signed'],
    ];
    const book = await writeXlsx({
      sheets: [
        { name: 'First', rows: told('Lab First') },
        { name: 'Second', rows: told('Lab Second') },
      ],
    });
    await choose(page, 'book.xlsx', book as Uint8Array);
    const sheet = page.getByLabel('of the sheet');
    expect(await sheet.locator('option').allInnerTexts()).toEqual(['First', 'Second']);
    await sheet.selectOption('Second');
    await page.getByRole('region', { name: 'Parties' }).getByText('Lab Second', { exact: true }).waitFor();
    await recordButton(page).click();
    await page.getByRole('heading', { name: `Recorded, up to position ${before + 4}` }).waitFor();
    await page.getByRole('button', { name: 'Undo it' }).click();
    await page.getByText('It counts no more').waitFor();
    expect(await position()).toBe(before + 8);
    const { status } = await reader.server.ask('/api/v1/parties/lab-second');
    expect(status).toBe(404);
    await page.context().close();
  });

  it('asks of each change whether we were wrong or the world changed, shows what moves, and records the answers', async () => {
    const { page } = await opened();
    await choose(page, 'changed.csv', deals.replace('10GW,H2 2026', '12GW,H1 2027'));
    expect(await finding(page)).toBe('2 cells of changed.csv are not what the ledger says.');
    expect(await recordButton(page).isDisabled()).toBe(true);
    const change = (address: string) => page.getByRole('group', { name: address });
    expect(await change('Sheet1!E3').innerText()).toMatch(/10 GW[^]*12 GW/);
    await change('Sheet1!E3').getByLabel('We were wrong').check();
    await reader.settled(page);
    await change('Sheet1!F3').getByLabel('The world changed').check();
    await finds(page, 'changed.csv comes to 2 events about 1 deal.');
    expect(await page.getByRole('region', { name: 'Numbers', exact: true }).innerText()).toMatch(
      /10 GW[^]*12 GW/,
    );
    await recordButton(page).click();
    await page.getByRole('heading', { name: /^Recorded/ }).waitFor();
    const { body } = await reader.server.ask<{ events: { type: string }[] }>(
      '/api/v1/events?stream=deal-lab-two-cloud-a-2026',
    );
    expect(body.events.slice(-2).map(({ type }) => type)).toEqual(['EventCorrected', 'CapacityRescheduled']);
    await page.context().close();
  });

  it.each([
    [
      'sheets',
      '**/api/v1/imports',
      (lab: string) => `${head}\n2026-07-01,${lab},Cloud Swift,$2B,,,signed\n`,
      'csv',
    ],
    [
      'files of events',
      '**/api/v1/events?dryRun=true',
      (lab: string) =>
        JSON.stringify({
          stream: `party-${lab.toLowerCase().replaceAll(' ', '-')}`,
          type: 'PartyRegistered',
          body: { name: lab, kind: 'company' },
        }),
      'ndjson',
    ],
  ])('of two %s the one chosen last is recorded, whichever is answered first', async (_, at, told, kind) => {
    const [first, last] = [`Lab ${kind} first`, `Lab ${kind} last`];
    const { page } = await opened();
    const take = async (lab: string): Promise<void> =>
      page
        .locator('input[type=file]')
        .setInputFiles({ name: `${lab}.${kind}`, mimeType: '', buffer: Buffer.from(told(lab)) });
    const letGo = await holdAnswer(page, at, async () => take(first));
    await take(last);
    const record = page.getByRole('button', { name: /^Record / });
    await record.waitFor();
    await letGo();
    await record.click();
    await page.getByRole('heading', { name: /^Recorded/ }).waitFor();
    const { text } = await reader.server.ask('/api/v1/events.ndjson');
    expect([text.includes(last), text.includes(first)]).toEqual([true, false]);
    await page.context().close();
  });

  it('says which rows are known already and which numbers stand out', async () => {
    const { page } = await opened();
    await choose(page, 'ten.csv', deals.replace('$38B over', '$380B over'));
    expect(await page.getByRole('region', { name: 'Outliers' }).innerText()).toContain('Sheet1!D2');
    expect(await page.getByRole('region', { name: 'Known already' }).innerText()).toContain('Sheet1!A2');
    await page.context().close();
  });

  it('takes a new name for a party of the ledger when told so', async () => {
    const { page } = await opened();
    await choose(page, 'named.csv', `${head}\n2026-05-05,Redmond,Cloud A,$1B,,,signed\n`);
    await page.getByLabel('Redmond is the party').fill('Microsoft');
    await page.getByLabel('Redmond is the party').blur();
    await page.getByText('“Redmond” is Microsoft, by its mapping.').waitFor();
    expect(await cell(page, 1, 2).innerText()).toMatch(/Redmond[^]*microsoft/);
    await page.context().close();
  });

  it('is dropped as well as chosen, and kept while its reader looks elsewhere', async () => {
    const { page } = await opened();
    const data = await page.evaluateHandle(
      `(() => { const data = new DataTransfer(); data.items.add(new File([${JSON.stringify(deals)}], 'dropped.csv')); return data; })()`,
    );
    await page.locator('.drop').dispatchEvent('drop', { dataTransfer: data });
    await finds(page, /dropped\.csv/);
    await page.getByRole('link', { name: 'Deals', exact: true }).first().click();
    await page.getByRole('heading', { name: 'Deals', level: 1 }).waitFor();
    await page.goBack();
    await page.locator('.sheet-grid').waitFor();
    expect(await finding(page)).toMatch(/dropped\.csv/);
    await page.context().close();
  });

  it.each([
    ['an empty file', 'empty.csv', '', /the file is empty/],
    ['what has no table', 'not.xlsx', 'hello', /there is no table in it/],
    ['a damaged workbook', 'cut.xlsx', 'PK\u0003\u0004 and no more', /workbook/],
    ['seventeen mebibytes', 'large.csv', 'x'.repeat(17 * 1024 * 1024), /16 MiB/],
  ])('says what is wrong with %s', async (_, name, content, says) => {
    const { page } = await opened();
    await choose(page, name, content);
    await page.locator('.problem').getByText(says).waitFor();
    await page.context().close();
  });

  it('queues nothing while the server is away, and tries again', async () => {
    const { page } = await opened();
    await page.context().setOffline(true);
    await choose(page, 'far.csv', deals);
    await page.getByRole('heading', { name: 'The server cannot be reached' }).waitFor();
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.sheet-grid').waitFor();
    await page.context().close();
  });

  it.each(['light', 'dark'] as const)(
    'has nothing serious against it from axe and fits 320 pixels (%s)',
    async (colorScheme) => {
      const { page } = await opened({ colorScheme, viewport: { width: 320, height: 700 } });
      await choose(
        page,
        'axe.csv',
        `${deals.replace('10GW', '14GW')}2026-02-01,New Lab,Cloud B,lots,,,signed\n`,
      );
      const { violations } = await new AxeBuilder({ page }).analyze();
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(serious.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
      await page.context().close();
    },
    60_000,
  );

  it('is taken in by keys alone', async () => {
    const { page } = await opened();
    await page.locator('input[type=file]').focus();
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Space')]);
    const keyed = `${head}\n2026-06-01,Lab Keys,Cloud Keys,$3B,,,signed\n`;
    await chooser.setFiles({ name: 'keys.csv', mimeType: 'text/csv', buffer: Buffer.from(keyed) });
    await page.locator('.record-bar').waitFor();
    const isRecord = async (): Promise<unknown> =>
      page.evaluate('document.activeElement.matches(".record-bar button")');
    for (let presses = 0; presses < 40 && !(await isRecord()); presses++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^Recorded/ }).waitFor();
    await page.context().close();
  });
});
