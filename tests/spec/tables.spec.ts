import { describe, expect, it } from 'vitest';
import { answerText } from '../../src/cli/format/answer.js';
import { tableText } from '../../src/cli/format/table.js';
import { titlesOf } from '../../src/cli/format/titles.js';
import { normalise } from '../../projections/asking.js';
import { ask, views } from '../../projections/index.js';
import { measureText } from '../../projections/wording/measure.js';
import { valid } from '../valid.js';
import { log, now } from './named.js';

const columns = [
  { title: 'tranche' },
  { title: 'headline', right: true },
  { title: 'signed', right: true },
  { title: 'firm', right: true },
];
const rows = [
  ['deal-openai-amd-2025/gw-1', '1 GW', '1 GW', '1 GW'],
  ['total', '6 GW', '6 GW', '1 GW'],
];

describe('A table', () => {
  it('is as wide as it is where nobody says how wide it may be', () => {
    expect(tableText(columns, rows, Infinity).split('\n')).toEqual([
      'tranche                    headline  signed  firm',
      'deal-openai-amd-2025/gw-1      1 GW    1 GW  1 GW',
      'total                          6 GW    6 GW  1 GW',
    ]);
  });

  it('that is too wide stands in several below each other, each with its names', () => {
    expect(tableText(columns, rows, 30).split('\n')).toEqual([
      'tranche        headline',
      'deal-openai-       1 GW',
      'amd-2025/gw-1',
      'total              6 GW',
      '',
      'tranche        signed  firm',
      'deal-openai-     1 GW  1 GW',
      'amd-2025/gw-1',
      'total            6 GW  1 GW',
    ]);
  });

  it.each([20, 30, 40, 60, 80])('has no line wider than %d, and leaves nothing out', (width) => {
    const text = tableText(columns, rows, width);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(width);
    for (const { title } of columns) expect(text).toContain(title);
    expect(text.match(/GW/g)).toHaveLength(6);
  });

  it('heads no two columns alike: what differs in its unit says so', () => {
    const titleOf = titlesOf(['party', 'disclosedUsCents', 'disclosedKw', 'ledgerKw']);
    expect(['party', 'disclosedUsCents', 'disclosedKw', 'ledgerKw'].map(titleOf)).toEqual([
      'party',
      'disclosed money',
      'disclosed power',
      'ledger',
    ]);
  });
});

const nothing = { low: 0, point: 0, high: 0 };

describe('An answer in words', () => {
  const answer = { rows: [], totals: [], undisclosed: ['deal-a/all'], undated: ['deal-b/all'], notes: [] };

  it('tells what is undisclosed and undated where there are no rows', () => {
    expect(answerText(answer).split('\n')).toEqual([
      'Nothing to show.',
      'Undisclosed, in no total: deal-a/all',
      'Undated, on no axis: deal-b/all',
    ]);
  });

  it('calls nothing throughout only what heads no column', () => {
    const five = { low: 5, point: 5, high: 5 };
    const row = {
      party: 'a',
      disclosedUsCents: nothing,
      disclosedKw: five,
      rests: [],
      restsCount: 0,
      flags: [],
    };
    const text = answerText({ ...answer, rows: [row] });
    expect(text).toContain('Nothing throughout: disclosed money\n');
    expect(text).toMatch(/^party +disclosed power/);
  });

  it.each([
    ['headlineKw', 'undisclosed'],
    ['plannedKw', 'undisclosed'],
    ['valueUsCents', 'undisclosed'],
    ['energizedKw', 'unknown'],
    ['outstandingKw', 'unknown'],
    ['paidUsCents', 'unknown'],
  ])('says of an open %s that it is %s, given or not', (name, word) => {
    expect(measureText(name, { low: 0, point: null, high: null })).toBe(word);
    expect(measureText(name, null)).toBe(word);
  });
});

describe('A number within bounds', () => {
  it.each([
    [95, 100, 105, '~100 GW'],
    [94, 100, 105, '94–105 GW'],
    // What is near on one side may be far on the other.
    [8.045, 8.05, 8.5, '8.045–8.5 GW'],
    [90.5, 100, 100, '90.5–100 GW'],
    [100, 100, 105.1, '100–105.1 GW'],
    // Bounds that read alike are told once.
    [0.999999, null, 1.000001, '~1 GW'],
    [0.999, null, 1.001, '0.999–1.001 GW'],
  ])('from %s by %s to %s GW reads %s', (low, point, high, text) => {
    const kilowatts = (gigawatts: number): number => Math.round(gigawatts * 1_000_000);
    const measure = {
      low: kilowatts(low),
      point: point === null ? null : kilowatts(point),
      high: kilowatts(high),
    };
    expect(measureText('headlineKw', measure)).toBe(text);
  });
});

describe('The table of a view of the public record', () => {
  it.each(views.map((view) => [view.name, view] as const))('has words in every cell: %s', (name, view) => {
    const asked = valid(normalise(name, {}, now, log));
    expect(answerText(ask(view, asked.question, log))).not.toContain('[object');
  });
});
