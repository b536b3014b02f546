import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { editKinds } from '../../src/simulator/scenario/read-edits.js';
import { Reader } from './reader.js';
import { foundIn, seenWords, wordsOfScenarios, wordsOfTheLog } from './words-of-the-log.js';

let reader: Reader;
let words: readonly string[];

beforeAll(async () => {
  [reader, words] = await Promise.all([
    Reader.start(),
    wordsOfTheLog().then((all) => [...all, ...wordsOfScenarios()]),
  ]);
});
afterAll(async () => reader?.stop());

const [amd, broadcom, ports] = [
  'deal-openai-amd-2025',
  'deal-openai-broadcom-2025',
  'deal-openai-sbenergy-ports-2026',
];
const event = {
  stream: amd,
  type: 'CapacityRescheduled',
  source: { title: 'An assumption', kind: 'own' },
  body: { tranche: 'gw-2', due: '2028-H1' },
};

/** Of every kind one, as a file has it; each can be made of the public record. */
const edits: readonly Record<string, unknown>[] = [
  { op: 'set', assumption: 'late', distribution: { reference: 'large-project-slippage' } },
  { op: 'delay', target: broadcom, months: { assumption: 'late' }, from: '2027' },
  { op: 'delay', target: `${amd}/gw-1`, months: 12, probability: 0.6 },
  { op: 'scale', target: broadcom, toBp: 8_500 },
  { op: 'cap', scope: { layer: 'chips', consumer: 'openai' }, perQuarterKw: 2_000_000, overflow: 'defer' },
  { op: 'reassign', target: amd, tranches: ['gw-5', 'gw-6'], provider: 'nvidia' },
  { op: 'cancel', target: 'deal-alphabet-intersect-2025', probability: 0.2 },
  { op: 'exercise', tranche: `${amd}/gw-2` },
  { op: 'lapse', tranche: `${amd}/gw-3` },
  { op: 'reorder', targets: [`${ports}/option`, broadcom] },
  { op: 'assume', event },
  { op: 'suppress', event: '41d42098-bbd2-5fbe-9d68-9db26fc85b58' },
  { op: 'amend', event: '20e7d282-a989-52e4-ae27-cf55963af780', patch: { due: '2030' } },
  {
    op: 'oneOf',
    edits: [
      { op: 'delay', target: broadcom, months: 12, probability: 0.5 },
      { op: 'scale', target: broadcom, toBp: 5_000, probability: 0.3 },
    ],
  },
];

const saved = async (scenario: Record<string, unknown>): Promise<string> => {
  const { body } = await reader.server.post<{ id: string }>('/api/v1/scenarios', scenario);
  return body.id;
};

const at = (lines: readonly string[], more = ''): string =>
  `/workbench#edits=${encodeURIComponent(lines.join('\n'))}${more}`;

/** What of the log's language is seen, with everything opened that is folded away. */
const seen = async (page: Page): Promise<string[]> => {
  await page
    .locator('details > summary')
    .evaluateAll((all) => all.forEach((one) => ((one.parentElement as HTMLDetailsElement).open = true)));
  const text = String(await page.evaluate(seenWords));
  expect(text.length).toBeGreaterThan(500);
  return foundIn(text, words);
};

describe('The workbench has no word that only the log has, or a file', () => {
  it('with edits of every kind, saved and opened, and with all that may be done with them', async () => {
    expect([...new Set(edits.map(({ op }) => op))].sort()).toEqual(editKinds.map(({ op }) => op).sort());
    const ground = await saved({ name: 'What it builds on', edits: edits.slice(0, 1) });
    const id = await saved({ name: 'Every kind', parent: `${ground}@1`, edits });
    await reader.server.record({
      stream: amd,
      type: 'CapacityRescheduled',
      body: { tranche: 'gw-1', due: '2027-Q4' },
      source: { title: 'A word from the company', kind: 'company' },
      quote: 'The first gigawatt is due at the end of 2027.',
    });
    const { page } = await reader.look(`/workbench?scenario=${id}@1`, 1280);
    await page.locator('.edits b').nth(3).waitFor();
    expect(await seen(page)).toEqual([]);
    for (const panel of ['Copy it', 'Bring up to date', 'Turn into real events']) {
      await page.getByRole('button', { name: panel, exact: true }).click();
      if (panel === 'Bring up to date')
        await page
          .locator('.rebase')
          .getByText(/^AMD's first gigawatt .*known since/)
          .first()
          .waitFor();
      expect(await seen(page), panel).toEqual([]);
    }
    await page.context().close();
  });

  it('with an edit that is refused, one that may be several, and one that names nothing', async () => {
    const { page } = await reader.open(
      at(['deal-openai-nvidia-capacity-2026/training exercise', 'Broadcom 50%']),
    );
    await page.locator('.edits .wrong').nth(1).waitFor();
    await page.getByLabel('Type an edit').fill('Nobody +4q');
    await page.getByText(/^no deal or tranche is called/).waitFor();
    expect(await seen(page)).toEqual([]);
    await page.context().close();
  });

  it('with a goal, scarcity and what goes together answered', async () => {
    const { page } = await reader.open(
      at(
        [`${broadcom} 50%`, 'openai amd gw-1 +4q', 'openai amd gw-2 +2..8q', `${broadcom} cancel p 30%`],
        '&by=2031-Q4&level=9000000',
      ),
    );
    await page.getByRole('button', { name: 'Find it' }).click();
    await page.getByText(/reaches it/).waitFor();
    await page.getByRole('button', { name: 'Find the cheapest' }).click();
    await page.locator('.together .answer').waitFor();
    await page.getByRole('button', { name: 'Is there enough?' }).click();
    await page.locator('.enough .answer').waitFor();
    await page.getByLabel('What is uncertain is drawn').selectOption({ label: 'by common causes' });
    expect(await seen(page)).toEqual([]);
    await page.getByLabel('What is uncertain is drawn').selectOption({ label: 'pair by pair' });
    await page.getByRole('heading', { name: /What it hangs on/ }).waitFor();
    expect(await seen(page)).toEqual([]);
    await page.keyboard.press('v');
    expect(await seen(page)).toEqual([]);
    await page.context().close();
  });

  it('with two scenarios side by side', async () => {
    const id = await saved({ name: 'Later still', edits: [{ op: 'delay', target: broadcom, months: 24 }] });
    const { page } = await reader.open(at([`${broadcom} +12m`], `&beside=${id}@1`));
    await page.getByText(/From A, the bench, to B, “Later still”/).waitFor();
    expect(await seen(page)).toEqual([]);
    await page.context().close();
  });

  it('is found where it stands', () => {
    expect(foundIn('delay · deal-openai-amd-2025/gw-1 · toBp 5, then Rebase', words)).toHaveLength(3);
  });
});
