import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { articleFacts } from '../article.js';
import { seriousOn } from './axe.js';
import { party } from './http-server.js';
import { Reader } from './reader.js';
import { holdAnswer, slowDown } from './slow.js';

let reader: Reader;
const amd = 'deal-openai-amd-2025';
let title: string;

beforeAll(async () => {
  reader = await Reader.start({ publicRecord: false });
  await reader.server.record(articleFacts);
  await reader.server.record({ stream: 'party-amd', type: 'PartyAmended', body: { name: 'AMD' } });
  await reader.server.record({
    stream: amd,
    type: 'CapacityCommitted',
    effectiveOn: '2025-11-01',
    knownOn: '2025-11-01',
    body: {
      tranche: 'gw-1',
      layer: 'chips',
      provider: 'amd',
      consumer: 'openai',
      power: '1 GW',
      due: '2026-H2',
      bindingness: 'firm',
    },
  });
  const { body } = await reader.server.ask<{ title: string }>(`/api/v1/deals/${amd}`);
  title = body.title;
});
afterAll(async () => reader?.stop());

const position = async (): Promise<number> =>
  Number((await reader.server.ask('/api/v1/log/proof')).body.position);

interface StoredEvent {
  id: string;
  type: string;
  body: Record<string, unknown>;
  source?: Record<string, unknown>;
  effectiveOn: string;
}

const eventsOf = async (stream: string): Promise<StoredEvent[]> =>
  (await reader.server.ask<{ events: StoredEvent[] }>(`/api/v1/events?stream=${stream}`)).body.events;

const form = (page: Page) => page.locator('.event-form');

const fill = async (page: Page, fields: Record<string, string>): Promise<void> => {
  for (const [name, value] of Object.entries(fields))
    await form(page)
      .getByLabel(new RegExp(`^${name}(?: needed)?$`))
      .first()
      .fill(value);
};

const choose = async (page: Page, search: string, event: string): Promise<void> => {
  await page.getByLabel('Search what happened').fill(search);
  await page.getByRole('button', { name: event }).click();
};

const heading = async (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('heading', { name }).waitFor();

const tryIt = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Try it' }).click();
  await heading(page, 'It would be recorded');
};

const record = async (page: Page): Promise<void> => {
  await tryIt(page);
  await page.getByRole('button', { name: 'Record it' }).click();
  await heading(page, /(^R| r)ecorded.* position/);
};

const runs = { 'Which deal': '', Tranche: 'gw-1', Power: '400 MW' };
const typeRuns = async (page: Page): Promise<void> => {
  await choose(page, 'runs', 'Part of it runs');
  await fill(page, { ...runs, 'Which deal': title });
};

describe('Recording an event', () => {
  it('asks for its source first, and warns while there is none', async () => {
    const { page } = await reader.open('/record');
    expect(await form(page).locator('legend').allInnerTexts()).toEqual(['Who says so', 'What happened']);
    const warning = page.getByRole('note').getByText('No source yet');
    await warning.waitFor();
    await fill(page, { Address: 'https://example.com/news' });
    await warning.waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('finds what happened by its words, tries it with what would move, and records only then', async () => {
    const before = await position();
    const { page, complaints } = await reader.open('/record');
    await typeRuns(page);
    await fill(page, { Publisher: 'Reuters', Published: '20 Nov 2026' });
    await tryIt(page);
    expect(await page.locator('main').innerText()).toMatch(/energized\s+unknown\s+/);
    expect(await position()).toBe(before);
    await page.getByRole('button', { name: 'Record it' }).click();
    await heading(page, `Recorded at position ${before + 1}`);
    expect((await eventsOf(amd)).at(-1)).toMatchObject({
      type: 'CapacityEnergized',
      body: { tranche: 'gw-1', power: { low: 400_000, text: '400 MW' } },
      source: { publisher: 'Reuters', publishedOn: '2026-11-20' },
    });
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('says afterwards what moved and where, and undoes it by a retraction', async () => {
    const { page } = await reader.open('/record');
    await choose(page, 'date', 'A date moved');
    await fill(page, { 'Which deal': title, Tranche: 'gw-1', Due: 'mid-2027' });
    await record(page);
    await heading(page, 'What moved');
    await page.getByRole('button', { name: 'Undo it' }).click();
    await page.getByText('Undone.').waitFor();
    const [moved, retracted] = (await eventsOf(amd)).slice(-2);
    expect([moved?.type, retracted?.type, retracted?.body.event]).toEqual([
      'CapacityRescheduled',
      'EventRetracted',
      moved?.id,
    ]);
    await page.locator('.recorded').getByRole('link', { name: title }).click();
    await page.waitForURL(`**/deals/${amd}`);
    await page.context().close();
  });

  it('shows beside the words what they are read as, or what to write instead', async () => {
    const { page } = await reader.open('/record');
    await choose(page, 'promised', 'A tranche of capacity was promised');
    await fill(page, { Power: '2 GW', Due: 'mid-2027', Starts: '20 Nov 2026', Published: 'Q3 2026' });
    const main = page.locator('.event-form');
    for (const says of [
      '2 GW',
      '1 May 2027 to 31 August 2027',
      '20 November 2026',
      '1 July 2026 to 30 September 2026',
    ])
      await main.locator('.reads').getByText(says).waitFor();
    await fill(page, { Power: '5 mW' });
    await main.getByText('write "5 MW"').waitFor();
    await page.context().close();
  });

  it('has the parties of a deal as rows, registers who is new, and asks nobody for JSON', async () => {
    const { page } = await reader.open('/record');
    await choose(page, 'became known', 'A deal became known');
    await form(page)
      .getByRole('group', { name: 'What happened' })
      .getByLabel(/^Title/)
      .fill('Lab Nine rents from AMD');
    await form(page).getByLabel(/^Kind/).selectOption('capacity-lease');
    await form(page)
      .getByLabel(/^Stage/)
      .selectOption('signed');
    const row = (number: number) => page.getByRole('group', { name: `Parties ${number}`, exact: true });
    await row(1)
      .getByLabel(/^Party/)
      .fill('Lab Nine');
    await row(1).getByLabel(/^Role/).fill('customer');
    await page.getByRole('button', { name: '+ Add to parties' }).click();
    await row(2)
      .getByLabel(/^Party/)
      .fill('AMD');
    await row(2).getByLabel(/^Role/).fill('provider');
    await page.getByText('new: it is registered as a company with this').waitFor();
    expect(await form(page).innerText()).not.toMatch(/JSON/);
    await fill(page, { 'True since': '2026-11-20' });
    await record(page);
    const { body } = await reader.server.ask<{ parties: unknown[] }>('/api/v1/deals/deal-lab-nine-amd-2026');
    expect(body.parties).toMatchObject([
      { party: 'lab-nine', name: 'Lab Nine', role: 'customer' },
      { party: 'amd', role: 'provider' },
    ]);
    await page.context().close();
  });

  it('picks tranches of the deal from what there is', async () => {
    const { page } = await reader.open('/record');
    await choose(page, 'date', 'A date moved');
    await fill(page, { 'Which deal': title });
    await expect
      .poll(() =>
        page.locator('#record-own option').evaluateAll((all) => all.map((one) => one.getAttribute('value'))),
      )
      .toContain('gw-1');
    await page.context().close();
  });

  it('names what is wrong beside its field, and keeps what was typed', async () => {
    const { page } = await reader.open('/record');
    await typeRuns(page);
    await fill(page, { Power: 'plenty' });
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.locator('.problem').getByText('/body/power').waitFor();
    await form(page).locator('.field', { hasText: 'Power' }).locator('.wrong').first().waitFor();
    expect(await form(page).getByLabel('Power', { exact: true }).inputValue()).toBe('plenty');
    await page.context().close();
  });

  it('keeps a draft while its reader looks elsewhere, and after the page was closed', async () => {
    const { page } = await reader.open('/record');
    await typeRuns(page);
    await page.getByRole('link', { name: 'Deals', exact: true }).first().click();
    await page.getByRole('heading', { name: 'Deals', level: 1 }).waitFor();
    await page.goBack();
    await page.getByText('This is the draft that you left.').waitFor();
    expect(await form(page).getByLabel('Power', { exact: true }).inputValue()).toBe('400 MW');
    await page.reload();
    await page.getByText('This is the draft that you left.').waitFor();
    await page.getByRole('button', { name: 'Begin anew' }).click();
    await page.getByLabel('Search what happened').waitFor();
    await page.context().close();
  });

  it('shows what somebody else recorded meanwhile, and offers to record after it', async () => {
    await reader.server.record(party('conflicted'));
    const { page } = await reader.open('/record');
    await choose(page, 'changed', 'A party changed');
    await fill(page, { 'Which party': 'conflicted', Name: 'Of us' });
    await tryIt(page);
    await reader.server.record({
      stream: 'party-conflicted',
      type: 'PartyAmended',
      body: { name: 'Of them' },
    });
    await page.getByRole('button', { name: 'Record it' }).click();
    await page.getByText('A party changed: name Of them').waitFor();
    await page.getByRole('button', { name: 'Record mine after it' }).click();
    await heading(page, /Recorded at position/);
    await page.context().close();
  });

  it('says so when the server is away, and queues nothing', async () => {
    const before = await position();
    const { page } = await reader.open('/record');
    await choose(page, 'new here', 'A party is new here');
    await fill(page, { Name: 'Far Away' });
    await form(page).getByLabel(/^Kind/).selectOption('company');
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Try it' }).click();
    await heading(page, 'The server cannot be reached');
    await page.context().setOffline(false);
    expect(await position()).toBe(before);
    await page.context().close();
  });

  const byKeysAlone = async (page: Page): Promise<void> => {
    await page.getByLabel('Search what happened').focus();
    await page.keyboard.type('runs');
    await expect.poll(() => page.locator('.event-choice').count()).toBe(1);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await form(page)
      .getByLabel(/^Which deal/)
      .focus();
    await page.keyboard.type(title);
    await page.keyboard.press('Tab');
    await page.keyboard.type('gw-1');
    await page.keyboard.press('Tab');
    await page.keyboard.type('450 MW');
    await page.keyboard.press('Enter');
    await heading(page, 'It would be recorded');
    await page.keyboard.press('Enter');
    await heading(page, /Recorded at position/);
  };

  it('is done by keys alone', async () => {
    const { page } = await reader.open('/record');
    await byKeysAlone(page);
    await page.context().close();
  });

  it('is done by who types faster than the page answers', async () => {
    const { page } = await reader.open('/record');
    await slowDown(page);
    await byKeysAlone(page);
    await page.context().close();
  });

  it('is not recorded on the word of an answer about what was typed before', async () => {
    const { page } = await reader.open('/record');
    await typeRuns(page);
    const letGo = await holdAnswer(page, '**/api/v1/events?dryRun=true', async () =>
      page.getByRole('button', { name: 'Try it' }).click(),
    );
    await fill(page, { Power: '300 MW' });
    await letGo();
    expect(await page.getByRole('heading', { name: 'It would be recorded' }).count()).toBe(0);
    await tryIt(page);
    await page.getByRole('button', { name: 'Record it' }).waitFor();
    await page.context().close();
  });
});

describe('Correcting an event', () => {
  const fromTheNumber = async (page: Page, says: string): Promise<void> => {
    const number = page.locator('.table .quoted button', { hasText: /^1 GW$/ }).first();
    await number.focus();
    await page.locator('.card').getByRole('link', { name: says }).first().click();
    await heading(page, 'Were we wrong, or did the world change?');
  };

  it('starts at the number: this is wrong, filled in with words, and only what was touched differs', async () => {
    const { page } = await reader.open(`/deals/${amd}`);
    await fromTheNumber(page, 'This is wrong');
    expect(await page.getByLabel(/^We were wrong/).isChecked()).toBe(true);
    expect(
      await form(page)
        .getByLabel(/^Provider/)
        .inputValue(),
    ).toBe('AMD');
    const before = (await eventsOf(amd)).find(({ body }) => body.tranche === 'gw-1')!;
    await fill(page, { Due: 'H1 2027', 'Why it was wrong': 'Misread the half-year.' });
    await record(page);
    const corrected = (await eventsOf(amd)).at(-1)!;
    expect(corrected).toMatchObject({
      type: 'EventCorrected',
      body: { event: before.id, body: { ...before.body, due: '2027-H1' }, reason: 'Misread the half-year.' },
    });
    // Corrected again, it begins with what counts, and not with what was recorded first.
    await page.goto(`${reader.server.url}/record?correct=${before.id}`);
    await expect.poll(() => form(page).getByLabel(/^Due/).inputValue()).toBe('2027-H1');
    await page.context().close();
  });

  it('starts at the number: this has changed, with what it is about filled in', async () => {
    const { page } = await reader.open(`/deals/${amd}`);
    await fromTheNumber(page, 'This has changed');
    expect(await page.getByLabel(/^The world changed/).isChecked()).toBe(true);
    await choose(page, 'size', 'A size changed');
    expect(
      await form(page)
        .getByLabel(/^Tranche/)
        .inputValue(),
    ).toBe('gw-1');
    await fill(page, { Power: '1.2 GW' });
    await record(page);
    expect((await eventsOf(amd)).at(-1)).toMatchObject({
      type: 'CapacityResized',
      body: { tranche: 'gw-1', power: { text: '1.2 GW' } },
    });
    await page.context().close();
  });

  it('takes back what never happened, with a reason', async () => {
    const { page } = await reader.open(`/deals/${amd}`);
    await page
      .getByRole('link', { name: /^Correct event/ })
      .last()
      .click();
    await page.getByLabel(/^It never happened/).check();
    await fill(page, { 'Why it was wrong': 'Another deal was meant.' });
    await record(page);
    expect((await eventsOf(amd)).at(-1)).toMatchObject({
      type: 'EventRetracted',
      body: { reason: 'Another deal was meant.' },
    });
    await page.context().close();
  });

  it('says so of an event that is not there', async () => {
    const { page } = await reader.open('/record?correct=0199a2b4-7c1e-7000-8000-000000000001');
    await page.getByText('There is no such event here.').waitFor();
    await page.context().close();
  });
});

describe('The form', () => {
  it.each(['light', 'dark'] as const)(
    'has nothing serious against it from axe and fits 320 pixels (%s)',
    async (colorScheme) => {
      const { page } = await reader.open('/record', { colorScheme, viewport: { width: 320, height: 700 } });
      const examine = async (): Promise<void> => {
        expect(await seriousOn(page)).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
      };
      await examine();
      await choose(page, 'promised', 'Money was promised');
      await fill(page, { Payment: 'more', Amount: '$3B', 'Expires on': 'soon' });
      await examine();
      await page.getByRole('button', { name: 'Try it' }).click();
      await page.locator('.problem').waitFor();
      await examine();
      await page.goto(`${reader.server.url}/record?correct=${(await eventsOf(amd))[0]!.id}`);
      await heading(page, 'Were we wrong, or did the world change?');
      await examine();
      await page.context().close();
    },
    60_000,
  );
});
