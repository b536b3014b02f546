import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Newcomer } from './newcomer.js';
import { Reader } from './reader.js';

let reader: Reader;

beforeAll(async () => {
  reader = await Reader.start();
});
afterAll(async () => reader?.stop());

const slipAsked = "What does a year's slip of AMD's first gigawatt do?";
const copies = { permissions: ['clipboard-read', 'clipboard-write'] };
const amd = 'OpenAI buys 6 GW of AMD processors';

const position = async (): Promise<number> =>
  Number((await reader.server.ask('/api/v1/log/proof')).body.position);

/** At the workbench, with a year's slip saved under a name: two clicks and a name. */
const saves = async (newcomer: Newcomer, name: string): Promise<void> => {
  await newcomer.follow(slipAsked);
  await newcomer.types(newcomer.page.getByLabel('Name', { exact: true }), name);
  await newcomer.pushes('Save');
  await newcomer.page.getByRole('region', { name: 'The open scenario' }).getByText(name).first().waitFor();
};

describe('Somebody new does, from the Overview', () => {
  it("a year's slip of AMD's first gigawatt with one click", async () => {
    const newcomer = await Newcomer.arrive(reader);
    await newcomer.follow(slipAsked);
    const finding = newcomer.page.getByText(/1 GW less of chips is planned from 2026-Q4 to 2027-Q3/).first();
    await finding.waitFor();
    expect((await finding.boundingBox())!.y).toBeLessThan(200);
    await newcomer.page.getByText('chips · 2026-Q4').first().waitFor();
    await newcomer.leave(1);
  });

  it('finds a deal in four: the field of names, its first letters, the second of the list, Enter', async () => {
    const newcomer = await Newcomer.arrive(reader);
    await newcomer.press('/');
    await newcomer.types(newcomer.page.getByRole('dialog').getByRole('combobox'), 'iren');
    await newcomer.page.getByRole('option', { name: 'Microsoft buys AI cloud services from IREN' }).waitFor();
    await newcomer.press('ArrowDown', 'ArrowDown', 'Enter');
    await newcomer.page.waitForURL('**/deals/deal-microsoft-iren-2025');
    await newcomer.reads('$9.7B');
    await newcomer.leave(4, 1);
  });

  it('records that part of it runs, and takes it back: five clicks, five fields, nothing before it was tried', async () => {
    const before = await position();
    const newcomer = await Newcomer.arrive(reader);
    const { page } = newcomer;
    await newcomer.follow('Record');
    const field = (name: RegExp) => page.locator('.event-form').getByLabel(name).first();
    await newcomer.types(field(/^Publisher/), 'Reuters');
    await newcomer.types(page.getByLabel('Search what happened'), 'runs');
    await newcomer.pushes('Part of it runs');
    await newcomer.types(field(/^Which deal/), amd);
    await newcomer.types(field(/^Tranche/), 'gw-1');
    await newcomer.types(field(/^Power/), '400 MW');
    await newcomer.pushes('Try it');
    await page.getByRole('heading', { name: 'It would be recorded' }).waitFor();
    expect(await position()).toBe(before);
    await newcomer.pushes('Record it');
    await page.getByRole('heading', { name: `Recorded at position ${before + 1}` }).waitFor();
    await newcomer.pushes('Undo it');
    await page.getByText('Undone.').waitFor();
    await newcomer.leave(5, 5);
  });

  it('corrects a number where it stands, and takes it back: seven clicks, two fields', async () => {
    const newcomer = await Newcomer.arrive(reader);
    const { page } = newcomer;
    await newcomer.follow('Deals');
    await newcomer.follow(amd);
    await newcomer.click(page.locator('.table .quoted button', { hasText: /^1 GW$/ }).first());
    await newcomer.click(page.locator('.card').getByRole('link', { name: 'This is wrong' }).first());
    const form = page.locator('.event-form');
    await newcomer.types(form.getByLabel(/^Due/).first(), 'H1 2027');
    await newcomer.types(form.getByLabel(/^Why it was wrong/).first(), 'Misread the half-year.');
    await newcomer.pushes('Try it');
    await page.getByRole('heading', { name: 'It would be recorded' }).waitFor();
    await newcomer.pushes('Record it');
    await page.getByRole('heading', { name: /ecorded.* position/ }).waitFor();
    await newcomer.pushes('Undo it');
    await page.getByText('Undone.').waitFor();
    await newcomer.leave(7, 2);
  });

  it('saves a scenario with two clicks and a name, and is told of no news by it', async () => {
    const newcomer = await Newcomer.arrive(reader);
    await saves(newcomer, 'A year late');
    await newcomer.page.goto(reader.server.url);
    await reader.settled(newcomer.page);
    expect(await newcomer.page.getByRole('region', { name: 'Since your last visit' }).count()).toBe(0);
    await newcomer.leave(2, 1);
  });

  it('copies one with two more and another name, and is told no longer that the first was saved', async () => {
    const newcomer = await Newcomer.arrive(reader);
    await saves(newcomer, 'To be forked');
    await newcomer.pushes('Copy it');
    await newcomer.types(newcomer.page.getByLabel('Name of the copy'), 'The copy');
    await newcomer.pushes('Save the copy');
    await newcomer.page
      .getByRole('region', { name: 'The open scenario' })
      .getByText(/a copy of/)
      .first()
      .waitFor();
    expect(await newcomer.page.getByText(/^Saved as/).count()).toBe(0);
    await newcomer.leave(4, 2);
  });

  it('compares two readings with one key: what moved is said, and one year lies between them', async () => {
    const newcomer = await Newcomer.arrive(reader);
    await newcomer.press('=');
    await newcomer.page.getByText(/^From A to B: \d+ numbers of power moved$/).waitFor();
    await newcomer.leave(1);
  });

  it('takes a figure along as a file with two clicks', async () => {
    const newcomer = await Newcomer.arrive(reader);
    await newcomer.follow('Capacity');
    await newcomer.page.locator('.figure').first().hover();
    const saved = newcomer.page.waitForEvent('download');
    await newcomer.pushes('SVG');
    const drawn = readFileSync(await (await saved).path(), 'utf8');
    expect(drawn).toContain('Committed against energized');
    expect(drawn).toContain('known 20');
    await newcomer.leave(2);
  });

  it('shares what it sees with one key, and the link shows the same', async () => {
    const newcomer = await Newcomer.arrive(reader, copies);
    await newcomer.follow('What was believed on 1 December 2025?');
    await newcomer.press('y');
    await newcomer.page.getByText('The link is copied.').waitFor();
    const link = String(await newcomer.page.evaluate('navigator.clipboard.readText()'));
    const { page: other } = await reader.open(link.replace(reader.server.url, ''));
    await other.getByText('You are reading the world as known on 1 December 2025.').waitFor();
    await other.context().close();
    await newcomer.leave(2);
  });

  it('reads on while the server is away, and is told since when', async () => {
    const away = await Reader.start();
    const newcomer = await Newcomer.arrive(away);
    await away.server.stop();
    await newcomer.page.getByText(/^Away from the server: reading \d+ events as of \d\d:\d\d UTC$/).waitFor();
    await newcomer.follow('What was believed on 1 December 2025?');
    await newcomer.reads('At least 26 GW of chips is promised. 6 GW is signed, 1 GW is firm.');
    await newcomer.leave(1);
    await away.browser.close();
  });
});
