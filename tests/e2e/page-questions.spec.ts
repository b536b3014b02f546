import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Newcomer } from './newcomer.js';
import { Reader } from './reader.js';

let reader: Reader;

beforeAll(async () => {
  reader = await Reader.start();
});
afterAll(async () => reader?.stop());

describe('Somebody new finds', () => {
  it('what is firm today on the Overview itself, and by provider after one click', async () => {
    const newcomer = await Newcomer.arrive(reader);
    await newcomer.reads('At least 27.35 GW of chips is promised.', 'about 5.5 GW is firm.');
    await newcomer.follow('What is firm today?');
    await newcomer.reads('Headline by provider', 'AMD · chips', '1 GW');
    await newcomer.leave(1);
  });

  it('what was believed on 1 December 2025 after one click', async () => {
    const newcomer = await Newcomer.arrive(reader);
    await newcomer.follow('What was believed on 1 December 2025?');
    await newcomer.reads(
      'You are reading the world as known on 1 December 2025.',
      'At least 26 GW of chips is promised. 6 GW is signed, 1 GW is firm.',
    );
    await newcomer.leave(1);
  });

  it('what was believed on any other day by typing it: one click, the date, Enter', async () => {
    const newcomer = await Newcomer.arrive(reader);
    await newcomer.click(newcomer.page.getByLabel('Known at, a date'));
    await newcomer.page.getByLabel('Known at, a date').fill('2026-02');
    await newcomer.press('Enter');
    await newcomer.page.locator('.away-bar').waitFor();
    await newcomer.reads('You are reading the world as known on 28 February 2026.');
    await newcomer.leave(2);
  });

  it('why it is 27 % after two clicks: what was said, who published it, when and where', async () => {
    const newcomer = await Newcomer.arrive(reader);
    await newcomer.follow("Why is Microsoft's stake in OpenAI ~27 %?");
    const stakes = newcomer.page.getByRole('region', { name: 'Stakes', exact: true });
    expect((await stakes.boundingBox())!.y).toBeLessThan(700);
    await newcomer.click(stakes.getByRole('button', { name: '~27%' }).first());
    const card = newcomer.page.locator('.card');
    await card.getByText('stake about 27%').first().waitFor();
    expect(await card.innerText()).toMatch(/Microsoft, quoted by Anteroom|CNBC, copied by USA Email/);
    expect(await card.innerText()).toMatch(/known on \d+ \w+ 202\d/);
    expect(await card.locator('a[href^="https://"]').count()).toBeGreaterThan(0);
    await newcomer.leave(2);
  });

  it('which loops there are after one click, and the legs of one after another', async () => {
    const newcomer = await Newcomer.arrive(reader);
    await newcomer.follow('Which loops are there?');
    await newcomer.reads('A loop is not evidence of wrongdoing.');
    const loops = newcomer.page.getByRole('region', { name: 'Loops' }).getByRole('button', { name: ' – ' });
    expect(await loops.count()).toBe(12);
    await newcomer.click(loops.filter({ hasText: 'AMD – OpenAI' }));
    await newcomer.reads('OpenAI to AMD', 'hardware', 'AMD to OpenAI', 'warrant');
    await newcomer.leave(2);
  });

  it('the same by keys: two for a screen, one for its tables, one for all sources', async () => {
    const newcomer = await Newcomer.arrive(reader);
    await newcomer.press('g', 'n', '.');
    await newcomer.page
      .getByRole('dialog', { name: 'Sources' })
      .getByText(/publications behind/)
      .waitFor();
    await newcomer.leave(3);
  });
});
