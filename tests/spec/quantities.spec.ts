import { describe, expect, it } from 'vitest';
import { decodeAs } from '../../events/kit/decode.js';
import { Money, Part, Power } from '../../events/kit/fields.js';
import type { Dimension, Quantity } from '../../events/kit/quantity.js';
import { readWords } from '../../events/kit/words/reader.js';
import { UnreadableWords } from '../../events/kit/words/unreadable.js';
import { given } from '../given.js';
import { cast, deal, payment } from './facts.js';

const read = (words: string, dimension: Dimension): Quantity => {
  const reading = readWords(words, dimension);
  if (reading instanceof UnreadableWords) throw new Error(reading.detail);
  return reading;
};
const ends = (words: string, dimension: Dimension): unknown[] => {
  const { low, point, high } = read(words, dimension);
  return [low, point, high];
};

const billion = 100_000_000_000;

describe('A quantity', () => {
  it.each<[string, Dimension, Quantity['qualifier'], unknown, unknown, unknown]>([
    ['6 GW', 'power', 'exactly', 6_000_000, 6_000_000, 6_000_000],
    ['about 27 %', 'part', 'about', 2_650, 2_700, 2_750],
    ['at least 10 GW', 'power', 'at-least', 10_000_000, 10_000_000, null],
    ['over 80 %', 'part', 'over', 8_000, 8_000, 10_000],
    ['over 80 GW', 'power', 'over', 80_000_000, 80_000_000, null],
    ['up to $100B', 'money', 'up-to', 0, 100 * billion, 100 * billion],
    ['capped at $100B', 'money', 'up-to', 0, 100 * billion, 100 * billion],
    ['2.8 to 3.1 GW', 'power', 'between', 2_800_000, 2_950_000, 3_100_000],
    ['hundreds of thousands', 'pieces', 'order-of', 200_000, null, 999_999],
    ['undisclosed', 'power', 'undisclosed', 0, null, null],
  ])('reads "%s"', (words, dimension, qualifier, low, point, high) => {
    expect(read(words, dimension)).toEqual({
      low,
      point,
      high,
      qualifier,
      text: words,
      ...(dimension === 'money' && { currency: 'USD' }),
    });
  });

  it.each<[string, Dimension, object]>([
    ['~27%', 'part', { low: 2_650, high: 2_750 }],
    ['38B USD', 'money', { point: 38 * billion, currency: 'USD' }],
    ['€1.2bn', 'money', { point: 1.2 * billion, currency: 'EUR' }],
    ['1.5 trillion dollars', 'money', { point: 1_500 * billion, currency: 'USD' }],
    ['750 MW IT', 'power', { point: 750_000, basis: 'it' }],
    ['1,200 MW facility', 'power', { point: 1_200_000, basis: 'facility' }],
    ['2.8-3.1 GW', 'power', { low: 2_800_000, high: 3_100_000 }],
    ['175-185B USD', 'money', { low: 175 * billion, point: 180 * billion, high: 185 * billion }],
    ['400,000 GPUs', 'pieces', { point: 400_000 }],
    ['1 GW, expandable to 2 GW', 'power', { low: 1_000_000, point: 1_000_000, high: 2_000_000 }],
    ['1 GW, expandable to up to 2 GW', 'power', { low: 1_000_000, point: 1_000_000, high: 2_000_000 }],
    ['100 JPY', 'money', { point: 100, currency: 'JPY' }],
    ['1 KWD', 'money', { point: 1_000, currency: 'KWD' }],
  ])('reads "%s" and keeps the words', (words, dimension, expected) => {
    expect(read(words, dimension)).toMatchObject({ ...expected, text: words });
  });

  it('takes "about" by the last stated digit that is not nought, and a tenth at most', () => {
    expect(ends('about 27.0%', 'part')).toEqual([2_650, 2_700, 2_750]);
    expect(ends('about 10 GW', 'power')).toEqual([9_000_000, 10_000_000, 11_000_000]);
    expect(ends('about 1.4T USD', 'money')).toEqual([1_350 * billion, 1_400 * billion, 1_450 * billion]);
  });

  it('reads each end of a range in its own unit', () => {
    expect(ends('900 MW to 1.2 GW', 'power')).toEqual([900_000, 1_050_000, 1_200_000]);
    expect(ends('$500M to $1.5B', 'money')).toEqual([billion / 2, billion, 1.5 * billion]);
  });

  it.each<[string, Dimension, RegExp]>([
    ['1e3 MW', 'power', /can't read/],
    ['-5 GW', 'power', /can't read/],
    ['some GW', 'power', /can't read/],
    ['10', 'power', /can't read/],
    ['27', 'part', /can't read/],
    ['38B', 'money', /can't read/],
    ['38B XYZ', 'money', /can't read/],
    ['1,00 MW', 'power', /can't read/],
    ['€1bn to $2bn', 'money', /can't read/],
    ['1 GW, expandable to about 2 GW', 'power', /can't read/],
    ['1 GW, expandable to at least 2 GW', 'power', /can't read/],
    ['up to 1 GW, expandable to 2 GW', 'power', /write "1 GW, expandable to 2 GW"/],
    ['1-2 GW, expandable to 3 GW', 'power', /can't read/],
    ['2 GW, expandable to 1 GW', 'power', /can't read/],
    ['at least 2-3 GW', 'power', /can't read/],
    ['0.5 kW', 'power', /finer than a kilowatt/],
    ['1.0055 USD', 'money', /finer than the currency's minor unit/],
    ['1.5 JPY', 'money', /finer than the currency's minor unit/],
    ['27.055%', 'part', /finer than a basis point/],
    ['300 %', 'part', /more than 100%/],
    ['up to 300 %', 'part', /more than 100%/],
    ['3.1 to 2.8 GW', 'power', /above the upper end/],
    [`${' '.repeat(100)}6 GW`, 'power', /longer than 100 characters/],
  ])('is refused as "%s"', (words, dimension, why) => {
    const reading = readWords(words, dimension);
    expect(reading).toBeInstanceOf(UnreadableWords);
    expect((reading as UnreadableWords).detail).toMatch(why);
  });

  it.each(['rack', 'cabinet', 'server', 'node', 'cluster', 'pod'])(
    'counts accelerators, not what they stand in: a %s or some of them',
    (holder) => {
      for (const words of [`4 ${holder}`, `1,000 ${holder}s`, `4 NVL72 ${holder.toUpperCase()}S`]) {
        const reading = readWords(words, 'pieces');
        expect(reading, words).toMatchObject({ detail: expect.stringContaining('accelerators stand in') });
      }
    },
  );

  it('is a decimal string beyond 2^53', () => {
    expect(read('90T USD', 'money').point).toBe(9_000_000_000_000_000);
    expect(read('100T USD', 'money').point).toBe('10000000000000000');
    expect(read('90071992547409.91 USD', 'money').point).toBe(9_007_199_254_740_991);
    expect(read('90071992547409.92 USD', 'money').point).toBe('9007199254740992');
  });

  it('adds exactly beyond 2^53', () => {
    const committed = given(
      ...cast,
      deal('deal-a'),
      payment('deal-a', 'p', '90T USD'),
      payment('deal-a', 'q', '90000000000000.01 USD'),
    ).answer('obligations').totals[0]!.committedUsCents;
    expect(committed).toMatchObject({ point: '18000000000000001' });
  });
});

class Said {
  @Power('Power.', { optional: true }) power?: Quantity;
  @Money('Money.', { optional: true }) money?: Quantity;
  @Part('A part.', { optional: true }) part?: Quantity;
}

const said = (field: keyof Said, value: object): string => {
  const { problems } = decodeAs(Said, { [field]: value });
  return problems ? `refused at ${problems.map(({ pointer }) => pointer).join()}` : 'accepted';
};
const six = { low: 6, point: 6, high: 6, qualifier: 'exactly' };

describe('The canonical object', () => {
  it.each<[string, keyof Said, object]>([
    ['an exact power', 'power', six],
    ['a power without a ceiling', 'power', { ...six, high: null, qualifier: 'at-least', basis: 'it' }],
    ['an unknown point', 'power', { low: 2, point: null, high: 9, qualifier: 'order-of' }],
    [
      'nothing disclosed, in no currency',
      'money',
      { low: 0, point: null, high: null, qualifier: 'undisclosed' },
    ],
    [
      'a decimal string of money',
      'money',
      { low: '9007199254740993', point: '9007199254740993', high: null, qualifier: 'over', currency: 'USD' },
    ],
    ['all of it', 'part', { low: 10_000, point: 10_000, high: 10_000, qualifier: 'exactly' }],
  ])('is accepted as %s', (_, field, value) => expect(said(field, value)).toBe('accepted'));

  it.each<[string, keyof Said, object]>([
    ['bounds upside down', 'power', { ...six, low: 7 }],
    ['a high below the point', 'power', { ...six, high: 5 }],
    ['a fraction', 'power', { ...six, low: 0.5 }],
    ['less than nothing', 'power', { ...six, low: -1 }],
    ['no qualifier', 'power', { low: 6, point: 6, high: 6 }],
    ['a field of its own', 'power', { ...six, unit: 'GW' }],
    ['a basis that there is not', 'power', { ...six, basis: 'roof' }],
    ['money without a currency', 'money', six],
    ['an unknown currency', 'money', { ...six, currency: 'XYZ' }],
    ['undisclosed money with a value', 'money', { ...six, qualifier: 'undisclosed' }],
    ['more than all of it', 'part', { low: 30_000, point: 30_000, high: 30_000, qualifier: 'exactly' }],
    ['words that are too long', 'power', { ...six, text: 'x'.repeat(101) }],
  ])('is refused as %s', (_, field, value) => expect(said(field, value)).toBe(`refused at /${field}`));
});
