import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { usualSegment } from '../../src/packed/packed-history.js';
import { openStore } from '../../src/open-store.js';
import { submitted } from '../contract/candidates.js';
import { workplace } from '../e2e/built.js';
import { logOfDeals } from './log-of-deals.js';

/** Deals of ten events each; `BENCH_DEALS=100000` adds a million events, where a log that is kept as objects is told. */
const sizes = [1_000, 10_000, ...(process.env.BENCH_DEALS ? [Number(process.env.BENCH_DEALS)] : [])];
const timeout = 1_800_000;
/** Resident bytes that a further event may take. */
const mostBytes = 300;
/** What a broken bound is told from a collector that has not run by. */
const margin = 2;
/** What a start of any size grows to by itself: pages of the store that are kept (64 MiB), and what is not yet collected. */
const settling = 160 * 2 ** 20;
const perCall = 5_000;
const rounds = 3;

interface Start {
  /** Of the processor, until the address is printed. */
  seconds: number;
  wallSeconds: number;
  residentBytes: number;
}

/** Ticks of user and system, 100 to a second, and pages that are resident (proc(5)). */
const startOf = (pid: number): Omit<Start, 'wallSeconds'> => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ').map(Number) ?? [];
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return {
    seconds: ((fields[11] ?? NaN) + (fields[12] ?? NaN)) / 100,
    residentBytes: Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1_024,
  };
};

interface MeasuredStart extends Start {
  events: number;
}

const record = async (file: string, deals: number): Promise<number> => {
  const store = await openStore(`sqlite:${file}`);
  const events = logOfDeals(deals);
  for (let from = 0; from < events.length; from += perCall) {
    const added = events.slice(from, from + perCall).map((event) => submitted({ ...event }));
    const byStream = [...Map.groupBy(added, ({ event }) => event.stream)];
    await store.append(byStream.map(([stream, own]) => ({ stream, events: own })));
  }
  await store.close();
  return events.length;
};

/** Starts the built product on a store, and stops it once its address is printed and what is to be done meanwhile is. */
const startOn = async (
  place: ReturnType<typeof workplace>,
  file: string,
  meanwhile: () => Promise<void> = async () => undefined,
): Promise<Start> => {
  const began = performance.now();
  const child = place.start(['serve', '--port', '0', '--empty', '--store', `sqlite:${file}`]);
  const ended = new Promise((resolve) => child.once('close', resolve));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const wallSeconds = (performance.now() - began) / 1_000;
  const start = { ...startOf(child.pid ?? NaN), wallSeconds };
  await meanwhile();
  child.kill('SIGTERM');
  await ended;
  return start;
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
  const events = await record(file, deals);
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
