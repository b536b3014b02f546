import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { lines, ndjson } from '../e2e/http-server.js';
import { Reader } from '../e2e/reader.js';
import { logOfDeals } from './log-of-deals.js';

const frames = 20;
/** So long a frame with the new dates is waited for. */
const patienceMs = 1_000;

const quantile = (values: readonly number[], part: number): number =>
  values.toSorted((left, right) => left - right)[Math.floor((values.length - 1) * part)]!;

const told = (values: readonly number[]): string =>
  `median ${quantile(values, 0.5).toFixed(1)} ms, nine in ten under ${quantile(values, 0.9).toFixed(1)} ms`;

interface Frames {
  /** From the input to the end of the frame in which every figure says the new date, for each step of the slider. */
  times: number[];
  /** Steps after which not every figure said it in time. */
  missing: number;
  /** From one frame to the next while nothing happens, on the same page. */
  empty: number[];
}

/** Moves a clock step by step, and waits after each for the frame in which every figure says its new date. */
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
      const empty: number[] = [];
      for (let frame = 0; frame < 60; frame++) {
        const start = performance.now();
        await new Promise((resolve) => requestAnimationFrame(resolve));
        empty.push(performance.now() - start);
      }
      const isShown = (date: string): boolean => {
        const figures = [...document.querySelectorAll('.figure .citation')];
        return figures.length > 0 && figures.every(({ textContent }) => textContent.includes(date));
      };
      const changed = (date: string): Promise<boolean> =>
        new Promise((resolve) => {
          const done = (isNew: boolean): void => {
            observer.disconnect();
            resolve(isNew);
          };
          const observer = new MutationObserver(() => isShown(date) && done(true));
          const all = { subtree: true, attributes: true, childList: true, characterData: true };
          observer.observe(document.body, all);
          setTimeout(() => done(false), patienceMs);
        });
      const times: number[] = [];
      let missing = 0;
      for (const day of days) {
        await new Promise((resolve) => setTimeout(resolve, 200));
        const start = performance.now();
        slider.value = String(day);
        const isNew = changed(`${clock} ${new Date(day * 86_400_000).toISOString().slice(0, 10)}`);
        slider.dispatchEvent(new Event('input', { bubbles: true }));
        if (await isNew) {
          await painted();
          times.push(performance.now() - start);
        } else missing++;
      }
      return { times, missing, empty };
    },
    { clock, days, patienceMs },
  ) as Promise<Frames>;

/** Switches an edit off and on again: from each click to the end of the frame in which its difference is drawn. */
const editTimes = async (page: Page): Promise<number[]> =>
  page.evaluate(async (turns) => {
    /* eslint-disable */
    const { document, requestAnimationFrame, MessageChannel, performance, MutationObserver } =
      globalThis as any;
    const painted = (): Promise<void> =>
      new Promise((resolve) =>
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => resolve();
          channel.port2.postMessage(0);
        }),
      );
    const isDrawn = (isOff: boolean): boolean =>
      document.querySelector('main').textContent.includes('No number moves.') === isOff;
    const times: number[] = [];
    for (let turn = 0; turn < turns; turn++) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      const isOff = turn % 2 === 0;
      const start = performance.now();
      const drawn = new Promise<void>((resolve) => {
        const observer = new MutationObserver(() => {
          if (!isDrawn(isOff)) return;
          observer.disconnect();
          resolve();
        });
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      });
      document.querySelector('[aria-label="Edit 1 is on"]').click();
      await drawn;
      await painted();
      times.push(performance.now() - start);
    }
    return times;
  }, frames);

const measureEdits = async (reader: Reader, name: string, edit: string): Promise<void> => {
  const { page } = await reader.open(`/workbench#edits=${encodeURIComponent(edit)}`);
  console.log(`${name}, an edit to its drawn difference: ${told(await editTimes(page))}`);
  await page.context().close();
};

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
      const { times, missing, empty } = await frameTimes(page, clock, days);
      const ratio = (quantile(times, 0.5) / quantile(empty, 0.5)).toFixed(1);
      console.log(
        `${name}, ${address}, ${clock}: ${told(times)}: ${ratio} times an empty frame (${times.length} frames, ${missing} too late)`,
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

  it('measures an edit of a scenario', async () =>
    measureEdits(reader, 'public record', 'openai amd gw-1 +4q'));

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

  it('measures an edit of a scenario', async () => measureEdits(reader, '5,003 events', 'deal-10/hall +4q'));

  it('measures a frame of the slider', async () => measured(reader, '5,003 events'));
});
