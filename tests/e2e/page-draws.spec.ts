import { readFileSync } from 'node:fs';
import type { BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { ScenarioAnswer } from '../../src/simulator/answer/run.js';
import { Reader } from './reader.js';

let reader: Reader;

beforeAll(async () => {
  reader = await Reader.start();
});
afterAll(async () => reader?.stop());

const edits = encodeURIComponent(
  [
    'openai amd gw-1 +grid',
    'deal-openai-broadcom-2025 +project p 30%',
    'openai amd gw-2 exercise p 40% | lapse p 20%',
  ].join('\n'),
);

/** Writes down in the page what is asked of its workers and what they answer; as draws are asked for, a clock steps. */
const stepAsDrawsBegin = async (context: BrowserContext): Promise<void> => {
  await context.addInitScript(() => {
    /* eslint-disable */
    const page = globalThis as any;
    const kinds = new Map<number, string>();
    page.heard = [] as string[];
    const Original = page.Worker;
    page.Worker = class extends Original {
      constructor(address: unknown, options: unknown) {
        super(address, options);
        (this as any).addEventListener('message', ({ data }: any) => {
          if (data.number !== undefined) page.heard.push(`answered ${kinds.get(data.number)}`);
        });
      }
      postMessage(asked: any, ...more: unknown[]): void {
        super.postMessage(asked, ...more);
        if (asked.number === undefined) return;
        kinds.set(asked.number, asked.kind);
        const isFirst = asked.kind === 'drawn' && !page.heard.includes('asked drawn');
        page.heard.push(`asked ${asked.kind}`);
        if (isFirst) page.document.querySelector('[aria-label="Known at: the event before"]').click();
      }
    };
  });
};

describe('Draws', () => {
  it('keep no view waiting: a clock that steps as they begin is answered before they are', async () => {
    const context = await reader.browser.newContext({ locale: 'en-US' });
    await stepAsDrawsBegin(context);
    const page = await context.newPage();
    await page.goto(`${reader.server.url}/workbench#edits=${edits}&draws=100000&seed=7`);
    await page.getByText('100000 draws of').waitFor({ timeout: 120_000 });
    const heard = await page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);
    const drawing = heard.slice(heard.indexOf('asked drawn'), heard.indexOf('answered drawn'));
    expect(drawing).toContain('asked scenario');
    expect(drawing).toContain('answered scenario');
    await context.close();
  }, 180_000);

  it('are of the log as it grows: the same as the server draws of it', async () => {
    const { page } = await reader.open(`/workbench#edits=${edits}&draws=500&seed=7`);
    await page.getByText('500 draws of').waitFor();
    const event = {
      stream: 'deal-openai-amd-2025',
      type: 'CapacityRescheduled',
      effectiveOn: '2026-03-01',
      knownOn: '2026-03-01',
      body: { tranche: 'gw-1', due: '2027-H2' },
      source: { title: 'A note of our own', kind: 'own' },
    };
    const { body: recording } = await reader.server.record([event]);
    const { position } = recording.events[0]!;
    await page.getByText(`base position ${position}`).waitFor();
    const [pinned] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as YAML' }).click(),
    ]);
    const scenario = parse(readFileSync(await pinned.path(), 'utf8')) as Record<string, unknown>;
    const { body } = await reader.server.post<ScenarioAnswer>('/api/v1/scenarios/run', scenario);
    await page.getByText(`result ${body.resultHash.slice(0, 12)}`).waitFor();
    expect(body.base.position).toBe(position);
    await page.context().close();
  });
});
