import { parse } from 'yaml';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Change } from '../../projections/difference.js';
import type { History } from '../../projections/kit/log.js';
import { publicRecord } from '../../src/public-record.js';
import { ScenarioFile } from '../../src/cli/scenario-file.js';
import { editKinds } from '../../src/simulator/scenario/read-edits.js';
import type { Scenario, ScenarioAnswer } from '../../src/simulator/answer/run.js';
import { referenceClasses } from '../../src/simulator/chance/reference-classes.js';
import { ledger, type Sent } from '../given.js';
import { gigawatts, whatIf } from '../what-if.js';

const record = join(import.meta.dirname, '../../events/record');
const folder = join(record, 'scenarios');
/** Beside them stand files that ask for goals and for feasibility. */
const files = readdirSync(folder).filter((name) =>
  readFileSync(join(folder, name), 'utf8').includes('/scenario.schema.json'),
);

let log: History;
const answers = new Map<string, ScenarioAnswer>();

/** A file's seed is that of its draws, as the message reads it. */
const scenarioOf = (name: string): Scenario => {
  const { seed, ...scenario } = new ScenarioFile(readFileSync(join(folder, name), 'utf8'), name).members;
  const { monteCarlo } = scenario;
  return { ...scenario, ...(monteCarlo !== undefined && { monteCarlo: { seed, ...(monteCarlo as object) } }) } as Scenario;
};

beforeAll(async () => {
  log = ledger((await publicRecord()) as Sent[]);
  for (const name of files) answers.set(name, whatIf(log, scenarioOf(name)));
});

/** What a person would check: what the edits did, every total that moved, chances, parts, and the hash. */
const compact = ({ effects, views, monteCarlo, attribution, resultHash }: ScenarioAnswer): object => ({
  effects: effects.map(({ op, status, touched }) => ({ op, status, touched })),
  views: views.map(({ view, baseline, scenario, difference }) => ({
    view,
    baselineHash: baseline.viewHash,
    scenarioHash: scenario.viewHash,
    totals: difference.totals,
  })),
  chances: monteCarlo?.targets.map(({ measure, by, fan, reaching }) => ({ measure, by, periods: fan.periods, reaching })),
  attribution,
  resultHash,
});

describe('The scenarios of the public record', () => {
  it('are five, each with its question, who asks it and what is assumed', () => {
    expect(files).toHaveLength(5);
    for (const name of files) {
      const text = readFileSync(join(folder, name), 'utf8');
      expect(text).toMatch(/^# yaml-language-server: \$schema=.*\n# .*\?\n/);
      expect(text).toMatch(/# Asked every week by .*[^]*# From the record[^]*# Assumed here: [^]*# Clocks: /);
    }
  });

  it.each(files)('answer as they did before: %s', (name) => {
    const now = `${JSON.stringify(compact(answers.get(name)!), null, 1)}\n`;
    const golden = join(import.meta.dirname, 'scenarios', name.replace('.yaml', '.json'));
    if (process.env.UPDATE_GOLDEN) writeFileSync(golden, now);
    expect(existsSync(golden)).toBe(true);
    expect(now).toBe(readFileSync(golden, 'utf8'));
  });
});

const guide = readFileSync(join(import.meta.dirname, '../../docs/scenarios.md'), 'utf8');
const examples = [...guide.matchAll(/```yaml\n([^]*?)```/g)].map(([, text]) => text!);

describe('docs/scenarios.md', () => {
  const lists = examples.filter((text) => Array.isArray(parse(text)));
  const views = [{ view: 'compute-capacity', effectiveAt: '2026-11-20', knownAt: '2026-11-20' }];

  it('begins with a scenario that runs', () => {
    expect(whatIf(log, parse(examples[0]!) as Scenario).views[0]!.difference.rows).not.toEqual([]);
  });

  it('shows chances that go together in a scenario that runs', () => {
    const correlated = examples.find((text) => text.includes('correlation'))!;
    const { monteCarlo } = whatIf(log, { ...(parse(correlated) as Scenario), views });
    expect(monteCarlo).toMatchObject({ method: 'sampled', correlation: { factors: [{ name: 'grid' }] } });
  });

  it.each(lists)('has edits that act on the public record: %s', (text) => {
    // What is less likely than not is not assumed to be made: here each is looked at as if it were.
    const edits = (parse(text) as Record<string, unknown>[]).map(({ probability: _, ...edit }) => edit);
    const { effects } = whatIf(log, { edits, views });
    expect(effects.map(({ status }) => status)).toEqual(effects.map(() => 'applied'));
  });

  it('has an example of every edit', () => {
    const ops = lists.flatMap((text) => (parse(text) as { op: string }[]).map(({ op }) => op));
    expect([...new Set(ops)].sort()).toEqual(editKinds.map(({ op }) => op).sort());
  });
});

interface Line {
  type: string;
  knownOn: string;
  rivalOf?: string;
  body: Record<string, string> & { over: { from: string; months: number } };
}

/** The record read by hand: the lines of one file, as known at the end of November 2025. */
const linesOf = (deal: string, type: string): Line[] =>
  readFileSync(join(record, `${deal}.ndjson`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line)
    .filter((line) => line.type === type && line.knownOn <= '2025-11-30');

type Entry = Record<string, unknown>;
const answer = (name: string): ScenarioAnswer => answers.get(`${name}.yaml`)!;
const stocks = (name: string, side: 'baseline' | 'scenario', measure: string, view = 0): number[] =>
  (answer(name).views[view]![side].totals as Entry[]).map((total) => gigawatts(total[measure]));

describe("AMD's first gigawatt a year late", () => {
  it('is one gigawatt less at the end of 2026 and in June 2027, and nothing less at the end of 2027', () => {
    const dated = linesOf('deal-openai-amd-2025', 'CapacityCommitted').filter(({ body }) => body.due);
    // One tranche of six has a date: the second half of 2026, which ends on 31 December 2026.
    expect(dated.map(({ body }) => [body.power, body.due])).toEqual([['1 GW', '2026-H2']]);
    // 2026-H2, 2027-H1, 2027-H2: 1, 1, 1 as agreed; twelve months later it ends on 31 December 2027: 0, 0, 1.
    expect(stocks('amd-slips', 'baseline', 'dueKw')).toEqual([1, 1, 1]);
    expect(stocks('amd-slips', 'scenario', 'dueKw')).toEqual([0, 0, 1]);
  });

  it('leaves headline and firm as they were: 6 GW and 1 GW', () => {
    for (const side of ['baseline', 'scenario'] as const) {
      expect(stocks('amd-slips', side, 'headlineKw')).toEqual([6, 6, 6]);
      expect(stocks('amd-slips', side, 'firmKw')).toEqual([1, 1, 1]);
    }
  });
});

/** Whole cents of a sum spread evenly over months from one on, that fall into each year; months count from 2025-01. */
const yearly = (usCents: bigint, first: number, months: number): bigint[] => {
  const until = (month: number): bigint => {
    const passed = BigInt(Math.min(Math.max(month - first, 0), months));
    return (usCents * passed) / BigInt(months);
  };
  return Array.from({ length: 8 }, (_, year) => until(12 * (year + 1)) - until(12 * year));
};

describe('OpenAI paying AWS and Oracle a quarter later', () => {
  const billion = 100_000_000_000n;
  const yearOf = (period: string): number => Number(period) - 2025;
  const moved = (payee: string): bigint[] => {
    const all = Array.from({ length: 8 }, () => 0n);
    for (const row of answer('openai-pays-late').views[0]!.difference.rows as (Entry & { period: string })[])
      if (row.payee === payee && row.committedUsCents)
        all[yearOf(row.period)] = BigInt((row.committedUsCents as Change).point!);
    return all;
  };
  it('takes $1.357B from AWS in 2025 and gives it back in 2032: 38 × 3 ÷ 84', () => {
    const [{ body }] = linesOf('deal-openai-aws-2025', 'PaymentCommitted') as [Line];
    expect([body.amount, body.over]).toEqual(['38B USD', { from: '2025-Q4', months: 84 }]);
    const [before, after] = [9, 12].map((first) => yearly(38n * billion, first, 84));
    const expected = after!.map((cents, year) => cents - before![year]!);
    expect(expected[0]).toBe(-135_714_285_714n);
    const got = moved('aws');
    got.forEach((cents, year) => expect(Math.abs(Number(cents - expected[year]!))).toBeLessThanOrEqual(2));
    expect(got.reduce((sum, cents) => sum + cents, 0n)).toBe(0n);
  });

  it('takes $15B from Oracle in 2027 and gives it back in 2032: 300 × 3 ÷ 60', () => {
    const later = linesOf('deal-openai-oracle-2025', 'PaymentCommitted').at(-1)!;
    expect([later.body.amount, later.body.over]).toEqual(['about 300B USD', { from: '2027', months: 60 }]);
    const [before, after] = [24, 27].map((first) => yearly(300n * billion, first, 60));
    const expected = after!.map((cents, year) => cents - before![year]!);
    expect(expected).toEqual([0n, 0n, -15n * billion, 0n, 0n, 0n, 0n, 15n * billion]);
    expect(moved('oracle')).toEqual(expected);
  });

  it('hits nobody else', () => {
    const rows = answer('openai-pays-late').views[0]!.difference.rows as Entry[];
    expect([...new Set(rows.map(({ payee }) => payee))]).toEqual(['aws', 'oracle']);
  });
});

describe('The options, taken or left', () => {
  /** Every way in which five options of a gigawatt each can come out, beside the one that is firm. */
  const firm = Array.from({ length: 32 }, (_, path) => 1 + [0, 1, 2, 3, 4].filter((bit) => (path >> bit) & 1).length);
  const target = (index: number) => answer('options-taken-or-left').monteCarlo!.targets[index]!;

  it('make 6 GW firm where all are taken, and 1 GW where none is', () => {
    expect(stocks('options-taken-or-left', 'baseline', 'firmKw')).toEqual([1]);
    expect(stocks('options-taken-or-left', 'scenario', 'firmKw')).toEqual([6]);
    expect([gigawatts({ point: target(0).least }), gigawatts({ point: target(0).most })]).toEqual([1, 6]);
  });

  it('leave 3.5 GW on average, 4 GW or more in half of the cases, and all six in one of thirty-two', () => {
    const mean = firm.reduce((sum, each) => sum + each, 0) / 32;
    expect(mean).toBe(3.5);
    expect(target(0).fan.periods[0]!.mean).toBe(mean * 1_000_000);
    expect(firm.filter((each) => each >= 4)).toHaveLength(16);
    expect(target(0).reaching).toMatchObject({ probability: 16 / 32, standardError: 0 });
    expect(target(1).reaching).toMatchObject({ probability: 1 / 32, standardError: 0 });
  });

  it('make the campus firm as a whole: 4.25 and 3.8 GW', () => {
    expect(stocks('options-taken-or-left', 'baseline', 'firmKw', 1)).toEqual([4.25]);
    expect(stocks('options-taken-or-left', 'scenario', 'firmKw', 1)).toEqual([8.05]);
  });
});

describe('The grid as late as it usually is', () => {
  const months = referenceClasses['grid-connection-slippage']!.runs.flatMap(([value, times]) =>
    Array.from({ length: times }, () => value),
  );
  const partUntil = (most: number): number => months.filter((late) => late <= most).length / 100;

  it('is late by twelve months at most in 52 of 100 cases, and by twenty-four in 80', () => {
    expect([months.length, partUntil(12), partUntil(24)]).toEqual([100, 0.52, 0.8]);
  });

  it.each([
    ['10.8 GW of projects by the end of 2029', 0, 10_800_000],
    ['8.05 GW of the campus by the end of 2033', 1, 8_050_000],
    ["200 MW of IREN's by the end of 2027", 2, 200_000],
  ])('lets %s run with 52 %%, within four standard errors, and half of it a year later in 80', (_name, index, wholeKw) => {
    // Each is due in one year: it runs by the end of the next where it is late by twelve months at most.
    const { reaching, fan, draws } = { draws: 10_000, ...answer('grid-is-late').monteCarlo!.targets[index]! };
    const error = (part: number): number => Math.sqrt((part * (1 - part)) / draws);
    expect(Math.abs(reaching!.probability - 0.52)).toBeLessThan(4 * error(0.52));
    const [atOnce, next, afterwards] = fan.periods.map(({ mean }) => Number(mean) / wholeKw);
    expect(atOnce).toBe(0);
    expect(Math.abs(next! - 0.52)).toBeLessThan(4 * error(0.52));
    expect(Math.abs(afterwards! - 0.8)).toBeLessThan(4 * error(0.8));
  });
});

describe("NVIDIA's gigawatts at half their power", () => {
  const released = (side: 'baseline' | 'scenario'): [string, number][] =>
    (answer('nvidia-at-half').views[0]![side].totals as Entry[]).map((total) => [
      String(total.period),
      Number((total.releasedUsCents as { low: number }).low) / 1e11,
    ]);
  /** $10B for each whole gigawatt: the staircase of the letter of intent. */
  const steps = (gigawattsThere: number): number => 10 * Math.floor(gigawattsThere);

  it('release nothing for half of the first gigawatt, and $50B for half of ten', () => {
    const [first, rest] = linesOf('deal-openai-nvidia-2025', 'CapacityCommitted').map(({ body }) => body);
    expect([first!.power, first!.due, rest!.power, rest!.due]).toEqual(['1 GW', '2026-H2', 'at least 9 GW', undefined]);
    // As it was, one gigawatt has a date: $10B from 2026 on.
    expect(released('baseline')).toEqual(['2026', '2027', '2028', '2029'].map((year) => [year, steps(1)]));
    // At half: 0.5 GW until 2028, which is no step; 0.5 + 4.5 GW in 2029.
    expect([steps(0.5), steps(0.5 + 4.5)]).toEqual([0, 50]);
    expect(released('scenario')).toEqual([['2029', 50]]);
  });

  it('owe $70B to the date and −$30B to the halving: 40 in all', () => {
    const [nothing, dated, halved, both] = [steps(1), steps(1 + 9), steps(0.5), steps(0.5 + 4.5)];
    // Shapley of two: the average of what an edit adds first and of what it adds second.
    const date = (dated - nothing + (both - halved)) / 2;
    const half = (halved - nothing + (both - dated)) / 2;
    expect([date, half, date + half]).toEqual([70, -30, both - nothing]);
    const parts = answer('nvidia-at-half').attribution![0]!.parts.map(({ value }) => Number(value) / 1e11);
    expect(parts).toEqual([date, half]);
  });
});
