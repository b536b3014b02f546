import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScenarioAnswer } from '../../src/simulator/answer/run.js';
import { seriousOn } from './axe.js';
import { Reader } from './reader.js';
import { holdAnswer, slowDown } from './slow.js';

let reader: Reader;

beforeAll(async () => {
  reader = await Reader.start();
});
afterAll(async () => reader?.stop());

const broadcom = 'deal-openai-broadcom-2025';
const gw = 'deal-openai-amd-2025/gw-1';
const delay = (months: number) => ({ op: 'delay', target: gw, months });

interface Shown {
  version: number;
  name: string;
  base: unknown;
  edits: unknown[];
  forkedFrom?: string;
  parent?: string;
}

const shown = async (reference: string): Promise<Shown> =>
  (await reader.server.ask<Shown>(`/api/v1/scenarios/${reference}`)).body;

const given = async (scenario: Record<string, unknown>): Promise<string> => {
  const { body } = await reader.server.post<{ id: string }>('/api/v1/scenarios', scenario);
  return body.id;
};

const position = async (): Promise<unknown> => (await reader.server.ask('/api/v1/log/proof')).body.position;

const opened = (page: Page) => page.getByRole('region', { name: 'The open scenario' });

const press = async (page: Page, ...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};

describe('Saving a scenario', () => {
  it('takes the keyboard alone: type, reorder, name, save', async () => {
    const { page, complaints } = await reader.open('/workbench');
    await page.getByLabel('Type an edit').focus();
    await page.keyboard.type('openai amd gw-1 +4q');
    await press(page, 'Enter');
    await page.keyboard.type('openai amd gw-2 exercise p 40%');
    await press(page, 'Enter');
    await page.locator('.edits li').nth(1).waitFor();
    // From the field over its button, the first edit and its later and remove buttons, to the second one's earlier.
    await press(page, 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab');
    expect(await page.evaluate('document.activeElement.ariaLabel')).toBe('Edit 2: earlier');
    await press(page, 'Enter');
    await expect
      .poll(() => page.locator('.edits li code').first().textContent())
      .toBe('openai amd gw-2 exercise p 40%');
    await page.getByLabel('Name', { exact: true }).focus();
    await page.keyboard.type('By keyboard');
    await press(page, 'Enter');
    await opened(page).waitFor();
    expect(new URL(page.url()).search).toBe('?scenario=scenario-by-keyboard%401');
    expect(new URL(page.url()).hash).toBe('');
    expect((await shown('scenario-by-keyboard')).edits).toEqual([
      { op: 'exercise', tranche: 'deal-openai-amd-2025/gw-2', probability: 0.4 },
      delay(12),
    ]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('is done by who types faster than the page answers: what was open stays in it, and it is saved once', async () => {
    const id = await given({ name: 'Slowly read', edits: [delay(3)] });
    const { page } = await reader.open('/deals');
    await slowDown(page);
    await page.goto(`${reader.server.url}/workbench?scenario=${id}@1`);
    await page.getByLabel('Type an edit').fill('openai amd gw-2 lapse');
    await press(page, 'Enter');
    await page.getByLabel('Name', { exact: true }).fill('Quickly typed');
    await press(page, 'Enter', 'Enter');
    await opened(page).getByText(`${id}@2`).first().waitFor();
    expect(await shown(id)).toMatchObject({
      version: 2,
      name: 'Quickly typed',
      edits: [delay(3), { op: 'lapse', tranche: 'deal-openai-amd-2025/gw-2' }],
    });
    await page.context().close();
  });

  it('waits for an edit that is refused, cannot be read or stands in the field, as does every way to share it', async () => {
    const { page } = await reader.open('/workbench');
    const field = page.getByLabel('Type an edit');
    const add = async (text: string): Promise<void> => {
      await field.fill(text);
      await press(page, 'Enter');
    };
    const ways = ['Save', 'Copy link', 'Save as YAML'].map((name) =>
      page.getByRole('button', { name, exact: true }),
    );
    const areOpen = async (): Promise<boolean[]> => Promise.all(ways.map(async (way) => way.isEnabled()));
    const kept = page.getByRole('region', { name: 'Where it is kept' });
    await page.getByLabel('Name', { exact: true }).fill('Refused');
    await add('openai amd gw-1 +4q');
    await expect.poll(areOpen).toEqual([true, true, true]);
    // An option is taken; what is only intended is none.
    await add('deal-openai-nvidia-capacity-2026/training exercise');
    await kept.getByText(/Not to be saved or shared yet. Edit 2 is refused: must be optional/).waitFor();
    await page.locator('.edits li').nth(1).locator('.wrong').waitFor();
    expect(await areOpen()).toEqual([false, false, false]);
    await page.getByLabel('Edit 2 is on').uncheck();
    await expect.poll(areOpen).toEqual([true, true, true]);
    await field.fill('broadcom 50%');
    await kept.getByText('The field holds an edit that is not among them').waitFor();
    expect(await areOpen()).toEqual([false, false, false]);
    await field.fill('');
    await expect.poll(areOpen).toEqual([true, true, true]);
    await page.context().close();
  });

  it('leaves on the bench what was changed while it was being saved', async () => {
    const { page } = await reader.open(`/workbench#edits=${encodeURIComponent('openai amd gw-1 +3m')}`);
    await page.getByLabel('Name', { exact: true }).fill('On its way');
    const letGo = await holdAnswer(page, '**/api/v1/scenarios', async () =>
      page.getByRole('button', { name: 'Save', exact: true }).click(),
    );
    await page.getByLabel('Type an edit').fill('openai amd gw-2 lapse');
    await press(page, 'Enter');
    await letGo();
    await opened(page).getByText('changed on the bench, not saved').waitFor();
    expect((await shown('scenario-on-its-way')).edits).toEqual([delay(3)]);
    expect(await page.locator('.edits code').allTextContents()).toHaveLength(2);
    await page.getByRole('button', { name: 'Copy it', exact: true }).click();
    expect(await page.getByRole('button', { name: 'Save the copy' }).isDisabled()).toBe(true);
    await page.context().close();
  });

  it('keeps what was drawn, and an address reproduces it', async () => {
    const { page } = await reader.open(
      `/workbench#edits=${encodeURIComponent('openai amd gw-1 +2..8q')}&seed=9`,
    );
    await page.getByLabel('Name', { exact: true }).fill('Late by chance');
    await page.getByLabel('Stands on').selectOption('pinned');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await opened(page).waitFor();
    const address = page.url();
    await page.context().close();
    const { page: again } = await reader.open(address.replace(reader.server.url, ''));
    await again.getByRole('heading', { name: 'What may come of it: planned chips' }).waitFor();
    expect(await again.locator('.edits code').allTextContents()).toEqual(
      ['openai amd gw-1 +2..8q'].map(() => `${gw} +2..8q`),
    );
    expect(await again.getByLabel('Seed').inputValue()).toBe('9');
    expect(await opened(again).innerText()).toMatch(/stands on what was recorded up to position \d+/);
    await again.context().close();
  });

  it('shows what somebody else saved meanwhile, and saves after it only when told to', async () => {
    const id = await given({ name: 'Disputed', edits: [delay(3)] });
    const { page } = await reader.open(`/workbench?scenario=${id}@1`);
    await page.getByLabel('Type an edit').fill('openai amd gw-2 lapse');
    await page.keyboard.press('Enter');
    await page.getByText('changed on the bench, not saved').waitFor();
    await reader.server.post('/api/v1/scenarios', {
      id,
      name: 'Of them',
      edits: [delay(6)],
      expectedVersion: 1,
    });
    await page.getByRole('button', { name: 'Save as version 2' }).click();
    await page.getByText('Meanwhile version 2 was saved: “Of them”, 1 edit:').waitFor();
    await page.locator('.save').getByText("AMD's first gigawatt for OpenAI comes 6 months later").waitFor();
    expect((await shown(id)).version).toBe(2);
    await page.getByRole('button', { name: 'Save mine after it, as version 3' }).click();
    await opened(page).getByText(`${id}@3`).first().waitFor();
    expect((await shown(id)).edits).toEqual([
      delay(3),
      { op: 'lapse', tranche: 'deal-openai-amd-2025/gw-2' },
    ]);
    expect((await shown(`${id}@2`)).name).toBe('Of them');
    await page.context().close();
  });

  it('says so while the server is away and queues nothing; simulating goes on', async () => {
    const before = await position();
    const { page } = await reader.open(`/workbench#edits=${encodeURIComponent('openai amd gw-1 +4q')}`);
    await page.context().setOffline(true);
    await page.getByLabel('Name', { exact: true }).fill('Far away');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('heading', { name: 'The server cannot be reached' }).waitFor();
    await page.getByLabel('Type an edit').fill('deal-openai-broadcom-2025 cancel p 30%');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'What may come of it: planned chips' }).waitFor();
    await page.context().setOffline(false);
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Far away');
    expect(await position()).toBe(before);
    await page.context().close();
  });
});

describe('A saved scenario', () => {
  it('is forked under another name, and remembers what it is a copy of', async () => {
    const id = await given({ name: 'Original', edits: [delay(3)] });
    const { page } = await reader.open(`/workbench?scenario=${id}`);
    await page.getByRole('button', { name: 'Copy it', exact: true }).click();
    await page.getByLabel('Name of the copy').fill('Copy');
    await page.getByRole('button', { name: 'Save the copy' }).click();
    await opened(page).getByText(`a copy of ${id}@1`).waitFor();
    expect((await shown('scenario-copy')).forkedFrom).toBe(`${id}@1`);
    await page.context().close();
  });

  it('is built upon: the edits of what is below come first, and are shown', async () => {
    const id = await given({ name: 'Ground', edits: [delay(3)] });
    const { page } = await reader.open(`/workbench?scenario=${id}`);
    await page.getByRole('link', { name: 'Build on it' }).click();
    await page
      .getByRole('region', { name: 'What it builds on' })
      .getByText("AMD's first gigawatt for OpenAI comes 3 months later")
      .waitFor();
    await page.getByLabel('Type an edit').fill('openai amd gw-1 +3m');
    await page.keyboard.press('Enter');
    // Three months and three more: 2026-H2 becomes 2027-H1, as by six at once.
    await page.locator('.edits').getByText("AMD's first gigawatt for OpenAI comes 3 months later").waitFor();
    await page.locator('.edits').getByText('It changes 1 part; left alone: ').waitFor();
    await page.getByLabel('Name', { exact: true }).fill('Storey');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await opened(page).waitFor();
    expect(await shown('scenario-storey')).toMatchObject({ parent: `${id}@1`, edits: [delay(3)] });
    await page.context().close();
  });

  it('is rebased with a verdict on every edit, and a person decides what is contradicted', async () => {
    const id = await given({
      name: 'Overtaken',
      edits: [delay(3), { op: 'cancel', target: 'deal-openai-broadcom-2025' }],
    });
    await reader.server.record({
      stream: 'deal-openai-amd-2025',
      type: 'CapacityRescheduled',
      body: { tranche: 'gw-1', due: '2027-Q4' },
      source: { title: 'AMD says', kind: 'company' },
      quote: 'The first gigawatt is due at the end of 2027.',
    });
    const { page } = await reader.open(`/workbench?scenario=${id}@1`);
    await opened(page).locator('.state.affected').waitFor();
    await page.getByRole('button', { name: 'Bring up to date' }).click();
    const panel = page.locator('.rebase');
    await panel.getByText('The first gigawatt is due at the end of 2027.').waitFor();
    expect(await panel.locator('.verdict').allTextContents()).toEqual(['you decide', 'stays']);
    const save = page.getByRole('button', { name: 'Save it up to date' });
    expect(await save.isDisabled()).toBe(true);
    await panel.getByLabel('drop it').check();
    await save.click();
    await opened(page).getByText(`${id}@2`).first().waitFor();
    expect((await shown(id)).edits).toEqual([{ op: 'cancel', target: 'deal-openai-broadcom-2025' }]);
    expect((await shown(`${id}@1`)).edits).toHaveLength(2);
    await page.context().close();
  });

  it('is adopted edit by edit: tried first, with a source, and recorded only then', async () => {
    const id = await given({
      name: 'Came true',
      edits: [{ op: 'exercise', tranche: 'deal-openai-amd-2025/gw-2' }],
    });
    const before = await position();
    const { page } = await reader.open(`/workbench?scenario=${id}@1`);
    await page.getByRole('button', { name: 'Turn into real events' }).click();
    const panel = page.locator('.adopt');
    await panel.getByLabel("The option on AMD's second gigawatt is taken up").check();
    expect(await panel.getByRole('button', { name: 'Try it' }).isDisabled()).toBe(true);
    await panel.getByLabel('Title of what was published').fill('OpenAI takes the second gigawatt');
    await panel.getByRole('button', { name: 'Try it' }).click();
    await panel.getByRole('heading', { name: 'It would be recorded' }).waitFor();
    // 1 GW is firm; with the second it is 2 GW.
    expect(await panel.innerText()).toMatch(/firm\s+0\s+1 GW|firm\s+1 GW\s+2 GW/);
    expect(await position()).toBe(before);
    await panel.getByRole('button', { name: 'Record it' }).click();
    await panel.getByRole('heading', { name: `Recorded at position ${Number(before) + 1}` }).waitFor();
    await page.context().close();
  });

  it('is not adopted on the word of an answer about what was chosen before', async () => {
    const id = await given({
      name: 'Two came true',
      edits: [{ op: 'lapse', tranche: 'deal-openai-amd-2025/gw-3' }, delay(3)],
    });
    const { page } = await reader.open(`/workbench?scenario=${id}@1`);
    await page.getByRole('button', { name: 'Turn into real events' }).click();
    const panel = page.locator('.adopt');
    await panel.locator('.choice input').first().check();
    await panel.getByLabel('Title of what was published').fill('One came true');
    const letGo = await holdAnswer(page, '**/adopt', async () =>
      panel.getByRole('button', { name: 'Try it' }).click(),
    );
    await panel.locator('.choice input').nth(1).check();
    await letGo();
    expect(await panel.getByRole('button', { name: 'Record it' }).count()).toBe(0);
    await panel.getByRole('button', { name: 'Try it' }).click();
    await panel.getByRole('button', { name: 'Record it' }).waitFor();
    await page.context().close();
  });

  it('stands beside the bench on one scale, with what moved drawn between them and said', async () => {
    const id = await given({ name: 'Later still', edits: [{ ...delay(24), target: broadcom }] });
    const lines = encodeURIComponent(`${broadcom} +12m`);
    const { page, complaints } = await reader.open(`/workbench#edits=${lines}`);
    await page.getByRole('combobox', { name: 'Beside it' }).selectOption(`${id}@1`);
    // Ten gigawatts are due by the end of 2029: a year late by the end of 2030, and two years late by that of 2031.
    await page
      .getByText(
        '“Later still”: 10 GW less of chips is planned from 2030-Q4 to 2031-Q3, and the same by 2031-Q4.',
      )
      .waitFor();
    const plans = await Promise.all(
      [12, 24].map(async (months) => {
        const { body } = await reader.server.post<ScenarioAnswer>('/api/v1/scenarios/run', {
          edits: [{ ...delay(months), target: broadcom }],
          views: [
            { view: 'compute-capacity', by: 'layer', layer: 'chips', timeline: 'year', to: '2031-12-31' },
          ],
        });
        const { totals } = body.views[0]!.scenario;
        return (totals.find(({ period }) => period === '2030')!.plannedKw as { point: number }).point;
      }),
    );
    expect(plans[0]! - plans[1]!).toBe(10_000_000);
    const scale = async (side: string): Promise<string[]> =>
      (
        await page
          .getByRole('region', { name: `Scenario ${side}` })
          .locator('svg text')
          .allTextContents()
      ).filter((text) => /^\d+ GW$/.test(text));
    await expect.poll(async () => (await scale('A')).length).toBeGreaterThan(2);
    expect(await scale('A')).toEqual(await scale('B'));
    expect(new URL(page.url()).hash).toContain('beside=');
    await page.reload();
    await page.getByRole('region', { name: 'Scenario B' }).locator('svg').first().waitFor();
    await expect.poll(() => scale('B')).toEqual(await scale('A'));
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('that is not there is said to be missing', async () => {
    const { page } = await reader.open('/workbench?scenario=scenario-nobody@4');
    await page
      .getByText('There is no scenario scenario-nobody@4 in the log that this page has read.')
      .waitFor();
    await page.context().close();
  });

  it('has nothing serious against it from axe in either theme, and fits 320 pixels', async () => {
    const id = await given({
      name: 'Looked at',
      edits: [delay(3), { op: 'cancel', target: 'deal-openai-broadcom-2025', probability: 0.3 }],
    });
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await reader.open(`/workbench?scenario=${id}@1`, {
        colorScheme,
        viewport: { width: 320, height: 800 },
      });
      await page.getByRole('heading', { name: /Step by step/ }).waitFor();
      for (const panel of ['Copy it', 'Bring up to date', 'Turn into real events']) {
        await page.getByRole('button', { name: panel, exact: true }).click();
        // What differs between the themes is their colours.
        const rules = colorScheme === 'dark' ? ['color-contrast'] : undefined;
        expect([panel, await seriousOn(page, rules)]).toEqual([panel, []]);
      }
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
      await page.context().close();
    }
  });
});
