import { describe, expect, it } from 'vitest';
import { moveByMonths, readDate } from '../../events/kit/date.js';
import { readFiscalPeriod, readPeriod } from '../../events/kit/words/period.js';
import { given } from '../given.js';
import { delay } from '../what-if.js';
import { cast, deal, tranche } from './facts.js';

describe('A date', () => {
  it.each([
    ['2025-11-03', '2025-11-03', '2025-11-03'],
    ['2024-02-29', '2024-02-29', '2024-02-29'],
    ['2025-11', '2025-11-01', '2025-11-30'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2025-Q1', '2025-01-01', '2025-03-31'],
    ['2025-Q4', '2025-10-01', '2025-12-31'],
    ['2026-H1', '2026-01-01', '2026-06-30'],
    ['2026-H2', '2026-07-01', '2026-12-31'],
    ['2026', '2026-01-01', '2026-12-31'],
    ['2025-11/2032-11', '2025-11-01', '2032-11-30'],
    ['2025-Q4/2026', '2025-10-01', '2026-12-31'],
    ['2025-11-03/2025-11-03', '2025-11-03', '2025-11-03'],
  ])('"%s" spans %s to %s', (text, first, last) => expect(readDate(text)).toEqual({ first, last }));

  it.each(['2026', '2026-Q4', '2026-H2', '2026-11', '2026-11-03'])(
    '"%s" spans the same days when it is approximate',
    (text) => {
      expect(readDate(`${text}~`)).toEqual(readDate(text));
    },
  );

  it.each([
    ['a day that there is not', '2025-02-30'],
    ['the 29th of February of a common year', '2025-02-29'],
    ['a 31st of April', '2026-04-31'],
    ['a thirteenth month', '2025-13'],
    ['a month nought', '2025-00'],
    ['a fifth quarter', '2025-Q5'],
    ['a third half', '2025-H3'],
    ['a season in two years', '2025-24'],
    ['a week', '2025-W45'],
    ['a day of the year', '2025-307'],
    ['a time of no day', '2025-02-30T12:00:00Z'],
    ['a short year', '25-11-03'],
    ['a day in another order', '03.11.2025'],
    ['an interval that ends before it begins', '2026/2025'],
    ['an interval without an end', '2025-11/'],
    ['an interval of three', '2025/2026/2027'],
    ['words', 'soon'],
    ['a range that begins after a quarter of no year', 'Q4 from 2026 to 2027'],
    ['nothing', ''],
  ])('is refused as %s', (_, text) => expect(readDate(text)).toBeUndefined());
});

/** The days of so many months from the one of a number on, 2025's first being 1. */
const monthsOf2025 = (first: number, count: number) => ({
  first: new Date(Date.UTC(2025, first - 1)).toISOString().slice(0, 10),
  last: new Date(Date.UTC(2025, first - 1 + count, 0)).toISOString().slice(0, 10),
});

describe('A month in words', () => {
  const words = [
    ['january', 'jan'],
    ['february', 'feb'],
    ['march', 'mar'],
    ['april', 'apr'],
    ['may'],
    ['june', 'jun'],
    ['july', 'jul'],
    ['august', 'aug'],
    ['september', 'sept', 'sep'],
    ['october', 'oct'],
    ['november', 'nov'],
    ['december', 'dec'],
  ].flatMap((names, index) => names.map((name): [string, number] => [name, index + 1]));

  it.each(words)('is "%s" for the one with number %i, beside a year and in a day', (name, number) => {
    const days = monthsOf2025(number, 1);
    for (const text of [`${name} 2025`, `${name.toUpperCase()}. of 2025`, `2025 ${name}`])
      expect(readPeriod(text)?.days, text).toEqual(days);
    const seventh = days.first.replace(/01$/, '07');
    for (const text of [`${name} 7, 2025`, `7th ${name} 2025`, `7 ${name}. 2025`])
      expect(readPeriod(text)?.days, text).toEqual({ first: seventh, last: seventh });
  });
});

describe('A part of a year that is counted in words', () => {
  const counted = [
    ['first', '1st'],
    ['second', '2nd'],
    ['third', '3rd'],
    ['fourth', '4th'],
  ].flatMap((names, index) => names.map((name): [string, number] => [name, index + 1]));
  /** The fiscal year ends with May: 2026's first month is June 2025. */
  const fiscalDays = (text: string) => readFiscalPeriod(text)?.daysFor(5);

  it.each(counted)('may be the %s quarter, and of two halves none after the second', (name, number) => {
    expect(readPeriod(`${name} quarter of 2025`)?.days).toEqual(monthsOf2025(number * 3 - 2, 3));
    const half = number > 2 ? undefined : monthsOf2025(number * 6 - 5, 6);
    expect(readPeriod(`${name} half of 2025`)?.days).toEqual(half);
  });
  it.each(counted)('may be the %s quarter of a fiscal year, and of two halves none after', (name, number) => {
    const half = number > 2 ? undefined : monthsOf2025(number * 6, 6);
    for (const year of ['FY26', 'fiscal 2026', "fiscal year '26"]) {
      const places = (part: string) => [
        `${name}-${part} of ${year}`,
        `${year}, ${name.toUpperCase()} ${part}`,
      ];
      for (const text of places('quarter'))
        expect(fiscalDays(text), text).toEqual(monthsOf2025(number * 3 + 3, 3));
      for (const text of places('half')) expect(fiscalDays(text), text).toEqual(half);
    }
  });
});

describe('A date moved by months', () => {
  it.each([
    ['2026-03-15', 1, '2026-04-15'],
    ['2026-01-30', 1, '2026-02-28'],
    ['2026-03-15', -2, '2026-01-15'],
    ['2026-11', 2, '2027-01'],
    ['2026-Q4', 6, '2027-Q2'],
    ['2026-H2', 6, '2027-H1'],
    ['2026', 12, '2027'],
  ])('goes from %s by %i to %s', (text, months, moved) => expect(moveByMonths(text, months)).toBe(moved));

  it("stays a month's end when it is one", () => {
    expect(moveByMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(moveByMonths('2026-02-28', 1)).toBe('2026-03-31');
    expect(moveByMonths('2026-04-30', 1)).toBe('2026-05-31');
  });

  it('moves whole months where it is a month or coarser', () => {
    expect(readDate(moveByMonths('2026-Q4', 1))).toEqual({ first: '2026-11-01', last: '2027-01-31' });
    expect(readDate(moveByMonths('2026-01/2026-02', 1))).toEqual({
      first: '2026-02-01',
      last: '2026-03-31',
    });
    expect(readDate(moveByMonths('2026~', 6))).toEqual({ first: '2026-07-01', last: '2027-06-30' });
  });

  it('moves both ends of an interval of days', () => {
    expect(readDate(moveByMonths('2026-01-15/2026-02-28', 1))).toEqual({
      first: '2026-02-15',
      last: '2026-03-31',
    });
  });

  it('stays as it is written when it moves by none', () => expect(moveByMonths('2026~', 0)).toBe('2026~'));
});

const capacity = 'compute-capacity';
const due = (when: string) => given(...cast, deal('deal-a'), tranche('deal-a', 't', '1 GW', { due: when }));

describe('What is due in the second half of 2026', () => {
  const half = due('2026-H2');

  it('counts towards nothing before July', () => half.at('2026-06-30').shows(capacity, { dueKw: 0 }));
  it('is perhaps due from its earliest day: high alone', () => {
    half.at('2026-07-01').shows(capacity, { dueKw: [0, 0, 1] });
    half.at('2026-12-30').shows(capacity, { dueKw: [0, 0, 1] });
  });
  it('is surely due from its latest day', () => half.at('2026-12-31').shows(capacity, { dueKw: 1 }));
});

describe('What is due on 4 May', () => {
  it('is due from that day on', () => {
    due('2026-05-04').at('2026-05-03').shows(capacity, { dueKw: 0 });
    due('2026-05-04').at('2026-05-04').shows(capacity, { dueKw: 1 });
  });
});

describe('Two delays of a month each', () => {
  const later = (when: string) => due(when).assuming(delay('deal-a/t', 1), delay('deal-a/t', 1));

  it('take 31 January to 31 March', () => {
    later('2026-01-31').at('2026-03-30').shows(capacity, { dueKw: 0 });
    later('2026-01-31').at('2026-03-31').shows(capacity, { dueKw: 1 });
  });
  it('take 30 January to 30 March, not to 28', () => {
    later('2026-01-30').at('2026-03-29').shows(capacity, { dueKw: 0 });
    later('2026-01-30').at('2026-03-30').shows(capacity, { dueKw: 1 });
  });
});

describe('A question as known at an instant', () => {
  const two = given(
    ...cast,
    deal('deal-a'),
    tranche('deal-a', 't', '1 GW', {}, { knownOn: '2026-05-01' }),
    tranche('deal-a', 'u', '2 GW', {}, { knownOn: '2026-05-02' }),
  );

  it.each([
    ['2026-05-01T23:30:00Z', 1],
    ['2026-05-01T23:30:00-05:00', 3],
    ['2026-05-02T00:30:00.25+02:00', 1],
    ['2026-05-02T00:30', 3],
  ])('is about its day in UTC: %s knows %i GW', (knownAt, headlineKw) => {
    two.asking({ knownAt }).shows('compute-capacity', { headlineKw });
  });
  it('is refused where that is none', () =>
    expect(() => two.asking({ knownAt: '2026-05-01T25:00:00Z' }).answer('compute-capacity')).toThrow(
      'knownAt must be a date like 2025-11-30 or an instant',
    ));
});
