import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { views } from '../../projections/index.js';
import { workplace } from '../e2e/built.js';
import { recordDeals } from './recorded-deals.js';
import { StartedProduct } from './started-product.js';

/** Of ten events each; `BENCH_DEALS=100000` is a million events, recorded in about a minute. */
const deals = Number(process.env.BENCH_DEALS ?? 10_000);
/** Only what matches, for whoever mends one of them. */
const only = new RegExp(process.env.BENCH_ONLY ?? '');
const timeout = 3_600_000;
/** What a light question that is asked all the while may wait, in milliseconds by the clock, on cores that do other things. */
const [mostWaitMs, margin] = [250, 4];

/** A question that was given fewer seconds of the processor than these lacked a core, and says nothing of the product. */
const fairSeconds = 40;

interface Asked {
  about: string;
  address: string;
  body?: unknown;
}

const view = (name: string, query = ''): Asked => ({
  about: `${name}${query && ' '}${query}`,
  address: `/api/v1/views/${name}${query && '?'}${query}`,
});
const quarters = 'timeline=quarter&from=2026-01-01&to=2028-12-31';
const withTimeline = ['compute-capacity', 'obligations', 'exposure', 'flows'];

const usual = views.map(({ name }) => view(name));
const further: Asked[] = [
  ...views.filter(({ dimensions }) => dimensions.includes('deal')).map(({ name }) => view(name, 'by=deal')),
  ...withTimeline.map((name) => view(name, quarters)),
  { about: 'deals', address: '/api/v1/deals' },
  { about: 'why', address: '/api/v1/deals/deal-5/why' },
  { about: 'changes of a day', address: '/api/v1/changes?from=2026-09-20&to=2026-09-21' },
  {
    about: 'a what-if on capacity',
    address: '/api/v1/scenarios/run',
    body: {
      edits: [{ op: 'delay', target: 'deal-11', months: 6 }],
      views: [{ view: 'compute-capacity', by: 'provider' }],
    },
  },
];

const place = workplace();
let product: StartedProduct;

/** The longest that a light question waited while something was worked out, in milliseconds. */
const longestWait = async (work: Promise<unknown>): Promise<number> => {
  const waits: number[] = [];
  let isDone = false;
  void work.finally(() => (isDone = true));
  while (!isDone) {
    const began = performance.now();
    await product.ask('/health/live');
    waits.push(performance.now() - began);
    await setTimeout(50);
  }
  return Math.max(...waits);
};

/** What came of a question; prints what it took. */
const measure = async ({
  about,
  address,
  body,
}: Asked): Promise<{ isAnswered: boolean; waitMs: number; seconds: number }> => {
  const [began, before] = [performance.now(), product.used.seconds];
  const asked = product.ask(address, body).then(
    (bytes) => ({ isAnswered: true, told: `${(bytes / 1e6).toFixed(2)} MB` }),
    (error: Error) => ({ isAnswered: false, told: error.message.slice(0, 400) }),
  );
  const waitMs = await longestWait(asked);
  const { isAnswered, told } = await asked;
  const { seconds: until, residentBytes } = product.used;
  const seconds = until - before;
  console.log(
    `${about}: ${((performance.now() - began) / 1_000).toFixed(1)} s by the clock, ${seconds.toFixed(1)} of the processor, ${(residentBytes / 2 ** 20).toFixed()} MiB then, a light question at most ${waitMs.toFixed()} ms: ${told}`,
  );
  return { isAnswered, waitMs, seconds };
};

beforeAll(async () => {
  const store = `sqlite:${join(place.folder, 'asked.db')}`;
  const events = await recordDeals(store, deals);
  product = await StartedProduct.on(place, store);
  const { wallSeconds, residentBytes } = product.start;
  console.log(
    `${events} events: serving after ${wallSeconds.toFixed(1)} s, ${(residentBytes / 2 ** 20).toFixed()} MiB`,
  );
}, timeout);
afterAll(async () => {
  await product?.stop();
  place.remove();
});

describe('A ledger that is served with default settings', () => {
  it.each(usual.filter(({ about }) => only.test(about)))(
    'answers $about, where it is given a core',
    { timeout },
    async (asked) => {
      const { isAnswered, waitMs, seconds } = await measure(asked);
      expect(isAnswered || seconds < fairSeconds).toBe(true);
      expect(waitMs).toBeLessThan(margin * mostWaitMs);
    },
  );

  it.each(further.filter(({ about }) => only.test(about)))(
    'holds nobody up while it works on $about, answered or refused',
    { timeout },
    async (asked) => {
      const { waitMs } = await measure(asked);
      expect(waitMs).toBeLessThan(margin * mostWaitMs);
    },
  );
});
