import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Reader } from './reader.js';

let reader: Reader;

beforeAll(async () => {
  reader = await Reader.start();
});
afterAll(async () => reader?.stop());

describe('The palette', () => {
  const opened = async (text: string): Promise<Page> => {
    const { page } = await reader.open('/');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Go to' }).waitFor();
    await page.keyboard.type(text);
    return page;
  };
  /** What the field tells assistive technology is marked. */
  const marked = async (page: Page): Promise<string> => {
    const id = await page.getByRole('combobox', { name: /^Go to/ }).getAttribute('aria-activedescendant');
    const option = page.locator(`#${id}`);
    expect(await option.getAttribute('aria-selected')).toBe('true');
    expect(await page.getByRole('listbox').getByRole('option', { selected: true }).count()).toBe(1);
    return option.innerText();
  };

  it('goes up and down with the arrows, round the ends, and follows the marked row', async () => {
    const page = await opened('openai');
    const names = await page.getByRole('listbox').getByRole('option').allInnerTexts();
    expect(names.length).toBe(12);
    expect(await marked(page)).toBe(names[0]);
    await page.keyboard.press('ArrowDown');
    expect(await marked(page)).toBe(names[1]);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    expect(await marked(page)).toBe(names.at(-1));
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/deals?party=openai');
    await page.context().close();
  });

  it('helps with a slip of the hand', async () => {
    const page = await opened('opnai amd procesors');
    await page.getByText('Nothing is called just that. Did you mean one of these?').waitFor();
    expect(await marked(page)).toBe('OpenAI buys 6 GW of AMD processors deal');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'OpenAI buys 6 GW of AMD processors' }).waitFor();
    await page.context().close();
  });

  it('says that nothing is called that, and Enter stays', async () => {
    const page = await opened('zzzzqqqq');
    await page.getByText('Nothing is called that.').waitFor();
    await page.keyboard.press('Enter');
    expect(await page.getByRole('dialog', { name: 'Go to' }).count()).toBe(1);
    await page.context().close();
  });
});

interface ListedDeal {
  title: string;
  parties: { party: string }[];
  capacity: { headlineKw: { low: number; high: number | null } }[];
}

describe('The list of deals', () => {
  const rows = async (page: Page): Promise<string[][]> =>
    (await page.locator('main tbody tr').all()).length === 0
      ? []
      : Promise.all(
          (await page.locator('main tbody tr').all()).map(async (row) =>
            row.locator('th, td').allInnerTexts(),
          ),
        );

  it('is narrowed to a party, and says so in its address', async () => {
    const { page } = await reader.open('/deals');
    await page.getByLabel('Party').selectOption({ label: 'IREN' });
    await page.waitForURL('**/deals?party=iren');
    await reader.settled(page);
    const found = await rows(page);
    const { body } = await reader.server.ask<{ deals: ListedDeal[] }>('/api/v1/deals?limit=500');
    const expected = body.deals.filter(({ parties }) => parties.some(({ party }) => party === 'iren'));
    expect(found.map(([title]) => title)).toEqual(expected.map(({ title }) => title));
    expect(found.length).toBeGreaterThan(0);
    await page.context().close();
  });

  it('stands in the order of size, the largest first', async () => {
    const { page } = await reader.open('/deals?sort=capacity');
    const { body } = await reader.server.ask<{ deals: ListedDeal[] }>('/api/v1/deals?limit=500');
    const size = ({ capacity }: ListedDeal): number =>
      Math.max(-1, ...capacity.map(({ headlineKw: { low, high } }) => high ?? low));
    const expected = body.deals.toSorted((left, right) => size(right) - size(left));
    expect((await rows(page)).map(([title]) => title)).toEqual(expected.map(({ title }) => title));
    expect(expected.slice(0, 2).map(size)).toEqual([10_800_000, 10_000_000]);
    await page.getByRole('button', { name: 'money' }).click();
    expect((await rows(page))[0]![5]).toMatch(/^\D*\d+(\.\d+)?B/);
    await page.context().close();
  });

  it('leaves out a party or an order that there is not', async () => {
    const { page } = await reader.open('/deals?party=nobody&sort=colour');
    await page
      .getByText('Left out, because it cannot be read here: sort “colour”, party “nobody”.')
      .waitFor();
    await page.getByText('100 deals', { exact: true }).waitFor();
    await page.context().close();
  });
});

describe('The loops', () => {
  it('are at hand where they are closest, and in one list where there are many', async () => {
    const { page } = await reader.open('/network');
    const loops = page.getByRole('region', { name: 'Loops' });
    expect(await loops.getByRole('button', { name: ' – ' }).count()).toBe(12);
    const all = loops.getByLabel(/^All \d+/);
    const count = Number(/\d+/.exec(await loops.getByRole('heading').innerText())![0]);
    expect(await all.locator('option').count()).toBe(count + 1);
    await all.selectOption({ index: count });
    expect(await loops.getByRole('button', { name: ' – ', pressed: true }).count()).toBe(1);
    expect(await loops.locator('li').count()).toBeGreaterThan(1);
    await page.context().close();
  });

  it('says so where none goes by the name in the address', async () => {
    const { page } = await reader.open('/network?only=a%2Bb:c%2Bd');
    await page.getByText('No loop goes by “a+b:c+d” by then.').waitFor();
    await page.context().close();
  });
});

describe('Why a number is what it is', () => {
  it('lists the numbers on which claims or policies differ, and counts the others', async () => {
    const { page } = await reader.open('/deals/deal-openai-aws-2025');
    const why = page.locator('details', { hasText: 'Why these numbers?' });
    for (const row of await why.locator('tbody tr').all())
      expect((await row.locator('td').allInnerTexts()).slice(2).join('')).not.toBe('');
    await why.getByText(/^\d+ other numbers are the same under every policy/).waitFor();
    await page.context().close();
  });
});

describe('A source', () => {
  it('goes by its title where it names no publisher', async () => {
    await reader.server.record({
      stream: 'deal-openai-amd-2025',
      type: 'CapacityRescheduled',
      effectiveOn: '2026-11-20',
      source: { title: 'A note of our own', kind: 'own' },
      body: { tranche: 'gw-1', due: '2027-H1' },
    });
    const { page } = await reader.open('/deals/deal-openai-amd-2025');
    await page.getByRole('button', { name: 'A note of our own' }).waitFor();
    await page.context().close();
  });
});

describe('Before the first event', () => {
  it.each(['/', '/deals', '/capacity', '/shares', '/network'])(
    'no table of %s is but a head',
    async (address) => {
      const { page } = await reader.open(`${address}?known=1999-01-01`);
      await page.waitForTimeout(500);
      await reader.settled(page);
      expect(await page.locator('main table:not(:has(tbody tr))').count()).toBe(0);
      await page.context().close();
    },
  );
});
