import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { lines, ndjson } from '../e2e/http-server.js';
import { Reader } from '../e2e/reader.js';
import { logOfDeals } from './log-of-deals.js';

const frames = 20;
/** So long a frame with other numbers is waited for. */
const patienceMs = 1_000;

const quantile = (values: readonly number[], part: number): number =>
  values.toSorted((left, right) => left - right)[Math.floor((values.length - 1) * part)]!;

const told = (values: readonly number[]): string =>
  `median ${quantile(values, 0.5).toFixed(1)} ms, nine in ten under ${quantile(values, 0.9).toFixed(1)} ms`;

interface Frames {
  /** From the input to the end of the frame that shows other numbers, for each step of the slider. */
  times: number[];
  missing: number;
}

/** Moves the clock step by step, and waits after each for the frame that shows other numbers. */
const frameTimes = async (page: Page, clock: string, days: readonly number[]): Promise<Frames> =>
  page.evaluate(
    async ({ clock, days, patienceMs }) => {
      /* eslint-disable */
      const { document, requestAnimationFrame, MessageChannel, performance, Event, MutationObserver } =
        globalThis as any;
      const slider = document.getElementById(clock);
      const painted = (): Promise<void> =>
        new Promise((resolve) =>
          requestAnimationFrame(() => {
            const channel = new MessageChannel();
            channel.port1.onmessage = () => resolve();
            channel.port2.postMessage(0);
          }),
        );
      const shown = (): string => document.querySelector('[data-view-hash]')?.dataset.viewHash ?? '';
      const changed = (before: string): Promise<boolean> =>
        new Promise((resolve) => {
          const done = (isNew: boolean): void => {
            observer.disconnect();
            resolve(isNew);
          };
          const observer = new MutationObserver(() => shown() !== before && done(true));
          observer.observe(document.body, { subtree: true, attributes: true, childList: true });
          setTimeout(() => done(false), patienceMs);
        });
      const times: number[] = [];
      let missing = 0;
      for (const day of days) {
        await new Promise((resolve) => setTimeout(resolve, 200));
        const before = shown();
        const start = performance.now();
        slider.value = String(day);
        const isNew = changed(before);
        slider.dispatchEvent(new Event('input', { bubbles: true }));
        if (await isNew) {
          await painted();
          times.push(performance.now() - start);
        } else missing++;
      }
      return { times, missing };
    },
    { clock, days, patienceMs },
  ) as Promise<Frames>;

/** The days on which something about capacity became known, the latest first. */
const daysOf = async (reader: Reader): Promise<number[]> => {
  const { text } = await reader.server.ask('/api/v1/events.ndjson');
  const events = text
    .split('\n')
    .filter((line) => line.includes('"CapacityCommitted"'))
    .map((line) => JSON.parse(line) as { knownOn: string });
  const days = new Set(events.map(({ knownOn }) => Date.parse(knownOn) / 86_400_000));
  return [...days].sort((left, right) => right - left).slice(0, frames);
};

const measured = async (reader: Reader, name: string): Promise<void> => {
  const days = await daysOf(reader);
  for (const address of ['/', '/capacity']) {
    for (const clock of ['known', 'effective']) {
      const { page } = await reader.open(address);
      const { times, missing } = await frameTimes(page, clock, days);
      if (times.length > 0)
        console.log(
          `${name}, ${address}, ${clock}: ${told(times)} (${times.length} frames, ${missing} without other numbers)`,
        );
      await page.context().close();
    }
  }
};

describe('The page', () => {
  let reader: Reader;
  beforeAll(async () => {
    reader = await Reader.start();
  });
  afterAll(async () => reader?.stop());

  it('measures the first chart', async () => {
    const times: number[] = [];
    for (let run = 0; run < 9; run++) {
      const context = await reader.browser.newContext();
      const page = await context.newPage();
      const start = performance.now();
      await page.goto(reader.server.url, { waitUntil: 'commit' });
      await page.locator('figure svg').first().waitFor();
      times.push(performance.now() - start);
      await context.close();
    }
    console.log(`first chart of the public record: ${told(times)}`);
  });

  it('measures a frame of the slider on the public record', async () => measured(reader, 'public record'));
});

describe('The page at 5,000 events', () => {
  let reader: Reader;
  beforeAll(async () => {
    reader = await Reader.start({ publicRecord: false });
    const events = logOfDeals(500);
    const { status, text } = await reader.server.record(lines(events), ndjson);
    if (status !== 201) throw new Error(text);
  });
  afterAll(async () => reader?.stop());

  it('measures a frame of the slider', async () => measured(reader, '5,003 events'));
});
