import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { usualSegment } from '../../src/packed/packed-history.js';
import { workplace } from '../e2e/built.js';
import { recordDeals } from './recorded-deals.js';
import { type Start, StartedProduct } from './started-product.js';

/** Deals of ten events each; `BENCH_DEALS=100000` adds a million events, where a log that is kept as objects is told. */
const sizes = [1_000, 10_000, ...(process.env.BENCH_DEALS ? [Number(process.env.BENCH_DEALS)] : [])];
const timeout = 1_800_000;
/** Resident bytes that a further event may take. */
const mostBytes = 300;
/** What a broken bound is told from a collector that has not run by. */
const margin = 2;
/** What a start of any size grows to by itself: pages of the store that are kept (64 MiB), and what is not yet collected. */
const settling = 160 * 2 ** 20;
const rounds = 3;

interface MeasuredStart extends Start {
  events: number;
}

/** Starts the built product on a store, and stops it once its address is printed and what is to be done meanwhile is. */
const startOn = async (
  place: ReturnType<typeof workplace>,
  file: string,
  meanwhile: () => Promise<void> = async () => undefined,
): Promise<Start> => {
  const started = await StartedProduct.on(place, `sqlite:${file}`);
  await meanwhile();
  await started.stop();
  return started.start;
};

/** The least of some starts: other work only adds to it. */
const leastOf = async (start: () => Promise<Start>): Promise<Start> => {
  const starts: Start[] = [];
  for (let round = 0; round < rounds; round++) starts.push(await start());
  const least = (what: keyof Start): number => Math.min(...starts.map((one) => one[what]));
  return {
    seconds: least('seconds'),
    wallSeconds: least('wallSeconds'),
    residentBytes: least('residentBytes'),
  };
};

const tell = (events: number, how: string, { seconds, wallSeconds, residentBytes }: Start): void =>
  console.log(
    `${events} events, ${how}: ${seconds.toFixed(2)} s of the processor until the address is printed, ${wallSeconds.toFixed(2)} s by the clock, ${(residentBytes / 2 ** 20).toFixed()} MiB resident`,
  );

/** Starts that read the log off the store, then starts that take it over as it was kept beside it. */
const measure = async (place: ReturnType<typeof workplace>, deals: number): Promise<MeasuredStart> => {
  const file = join(place.folder, `${deals}.db`);
  const kept = `${file}.packed`;
  const events = await recordDeals(`sqlite:${file}`, deals);
  const anew = await leastOf(() => {
    rmSync(kept, { recursive: true, force: true });
    return startOn(place, file);
  });
  tell(events, 'nothing kept', anew);
  const segments = Math.floor(events / usualSegment);
  await startOn(place, file, async () => {
    while (segments > 0 && readdirSync(kept).filter((name) => name.endsWith('.bytes')).length < segments)
      await setTimeout(100);
  });
  const start = await leastOf(() => startOn(place, file));
  tell(events, `${segments} segments kept`, start);
  return { events, ...anew };
};

describe('A start', () => {
  it('takes as much time for a further event as for any, and at most 300 bytes', { timeout }, async () => {
    const place = workplace();
    const measured: MeasuredStart[] = [];
    try {
      for (const deals of sizes) measured.push(await measure(place, deals));
    } finally {
      place.remove();
    }
    for (const [index, large] of measured.entries()) {
      const small = measured[index - 1];
      if (small) holdGrowth(small, large);
    }
  });
});

const holdGrowth = (small: MeasuredStart, large: MeasuredStart): void => {
  const further = large.events - small.events;
  const bytes = (large.residentBytes - small.residentBytes) / further;
  const seconds = (large.seconds - small.seconds) / further;
  console.log(
    `from ${small.events} to ${large.events} events, for each: ${bytes.toFixed()} bytes (aim ${mostBytes}), ${(seconds * 1e6).toFixed(1)} µs`,
  );
  expect(large.seconds / small.seconds).toBeLessThan((margin * large.events) / small.events);
  expect(bytes).toBeLessThan(mostBytes + settling / further);
};
