import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keptDate, readDate } from '../../events/kit/date.js';
import { decodeAs } from '../../events/kit/decode.js';
import { Money, Part, Pieces, Power } from '../../events/kit/fields.js';
import type { Dimension, Quantity } from '../../events/kit/quantity.js';
import { months, ordinals, seasons } from '../../events/kit/words/period.js';
import { approximate, openEnds, openStarts, partsOfPeriods } from '../../events/kit/words/date.js';
import { numberWords, scales } from '../../events/kit/words/number.js';
import { wordsIn } from '../../events/kit/words/phrase.js';
import { boundingAfter, boundingBefore } from '../../events/kit/words/qualifier.js';
import { readWords } from '../../events/kit/words/reader.js';
import { UnreadableWords } from '../../events/kit/words/unreadable.js';

class Said {
  @Power('Power.', { optional: true }) power?: Quantity;
  @Money('Money.', { optional: true }) money?: Quantity;
  @Part('A part.', { optional: true }) part?: Quantity;
  @Pieces('Pieces.', { optional: true }) pieces?: Quantity;
}

const dimensions = ['power', 'money', 'part', 'pieces'] as const;
const anyOf = (words: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...words);
const maybe = (words: readonly string[]): fc.Arbitrary<string> =>
  fc.option(anyOf(['', ...words]), { nil: '', freq: 2 });

const units: Record<Dimension, { before: string[]; after: string[] }> = {
  power: { before: [], after: ['GW', ' MW', ' kW', ' GW IT', '-gigawatt', ' GW (IT load)', ' mW', ' GWh'] },
  money: {
    before: ['$', '€', 'A$', 'JPY ', '¥'],
    after: [' USD', ' dollars', 'B', ' IQD', ' a year', ' yuan', ' per month'],
  },
  part: { before: [], after: ['%', ' per cent', ' bp', ' percentage points', ''] },
  pieces: { before: [], after: [' GPUs', '', ' H100', ' racks', ' H100e'] },
};

const digits = fc.oneof(
  fc.nat({ max: 2_000 }).map(String),
  fc.tuple(fc.nat({ max: 1_500 }), fc.nat({ max: 9_999 })).map(([whole, fraction]) => `${whole}.${fraction}`),
  fc
    .tuple(fc.nat({ max: 1_500 }), fc.nat({ max: 999 }))
    .map(([whole, fraction]) => `${whole},${String(fraction).padStart(3, '0')}`),
  anyOf([
    '1.200',
    '1,5',
    '10,00,000',
    "1'000",
    '2 500',
    '0,500',
    '1.070,10',
    '-5',
    '(5)',
    '',
    'several',
    'hundreds of',
    'tens of thousands',
  ]),
  anyOf(wordsIn(numberWords)),
);
const number = fc.tuple(digits, maybe(wordsIn(scales))).map(([some, scale]) => `${some} ${scale}`.trim());

/** What people may type in a field of a dimension, made of the grammar's own tables and of what they get wrong. */
const quantityWords = (dimension: Dimension): fc.Arbitrary<string> =>
  fc
    .tuple(
      maybe(wordsIn(boundingBefore)),
      maybe(units[dimension].before),
      number,
      fc.option(fc.tuple(anyOf(['-', ' to ', '–', ' and ']), number), { nil: undefined, freq: 4 }),
      maybe(units[dimension].after),
      maybe([
        ...wordsIn(boundingAfter).map((words) => ` ${words}`),
        '+',
        ' by 2028',
        ' (gross)',
        ' x 2',
        ', expandable to 900 GW',
      ]),
    )
    .map(([before, sign, first, range, unit, after]) =>
      `${before} ${sign}${first}${range?.join('') ?? ''}${unit}${after}`.trim(),
    );

const said = fc
  .constantFrom(...dimensions)
  .chain((dimension) => fc.tuple(fc.constant(dimension), quantityWords(dimension)));

const rises = ({ low, point, high }: Quantity): boolean => {
  const ends = [low, point, high].filter((end) => end !== null).map(BigInt);
  return ends.every((end, index) => index === 0 || ends[index - 1]! <= end);
};

describe('Words that are read as a quantity', () => {
  it('have low ≤ point ≤ high, and come back as they are kept', () => {
    fc.assert(
      fc.property(said, ([dimension, text]) => {
        const reading = readWords(text, dimension);
        if (reading instanceof UnreadableWords) return;
        expect(rises(reading), text).toBe(true);
        expect(decodeAs(Said, { [dimension]: reading }), text).toEqual({ value: { [dimension]: reading } });
      }),
      { numRuns: 4_000 },
    );
  });

  it('are offered only where they are read', () => {
    fc.assert(
      fc.property(said, ([dimension, text]) => {
        const reading = readWords(text, dimension);
        if (!(reading instanceof UnreadableWords)) return;
        expect(reading.detail).not.toBe('');
        for (const offer of reading.offers)
          expect(readWords(offer, dimension), `${text}: ${offer}`).not.toBeInstanceOf(UnreadableWords);
      }),
      { numRuns: 4_000 },
    );
  });

  it('are refused without an error whatever they are', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...dimensions),
        fc.string({ maxLength: 100, unit: 'grapheme' }),
        (dimension, text) => {
          const reading = readWords(text, dimension);
          if (!(reading instanceof UnreadableWords)) expect(rises(reading)).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('Words that bound a number, or name a part of a period', () => {
  const around = [
    ...wordsIn(boundingBefore).map((words) => `${words} 40 GW`),
    ...wordsIn(boundingAfter).map((words) => `40 GW ${words}`),
  ];
  const parts = [...wordsIn(partsOfPeriods), ...wordsIn(approximate)].map((words) => `${words} 2027`);
  const capitals = (text: string): string[] => [
    text.toUpperCase(),
    text.charAt(0).toUpperCase() + text.slice(1),
  ];

  it.each(around)('are read in capitals as in small letters: "%s"', (text) => {
    const { low, point, high, qualifier } = readWords(text, 'power') as Quantity;
    for (const loud of capitals(text))
      expect(readWords(loud, 'power')).toMatchObject({ low, point, high, qualifier });
  });
  it.each(parts)('are read in capitals as in small letters: "%s"', (text) => {
    const kept = keptDate(text);
    expect(kept).not.toBeInstanceOf(UnreadableWords);
    for (const loud of capitals(text))
      expect(String(keptDate(loud)).toLowerCase()).toBe(String(kept).toLowerCase());
  });
  it.each(wordsIn(boundingBefore).filter((words) => /[a-z]$/.test(words)))(
    'do not begin a longer word: "%s"',
    (words) => expect(readWords(`${words}ish 40 GW`, 'power')).toBeInstanceOf(UnreadableWords),
  );
  it.each(wordsIn(boundingAfter).filter((words) => /^[a-z]/.test(words)))(
    'do not end a longer word: "%s"',
    (words) => expect(readWords(`40 GW be${words}`, 'power')).toBeInstanceOf(UnreadableWords),
  );
});

/** Counted in the text, digit by digit: how far the last digit that is not nought reaches, in thousandths. */
const reachOf = (text: string): number => {
  const [whole = '', fraction = ''] = text.split('.');
  const last = Math.max(...[...(whole + fraction)].map((digit, index) => (digit === '0' ? -1 : index)));
  const place = 10 ** (whole.length - 1 - last);
  return Math.min((place / 2) * 1_000, Number(text) * 100);
};

describe('About a number', () => {
  const spoken = fc
    .tuple(fc.integer({ min: 1, max: 9_999 }), fc.constantFrom(1, 10, 100))
    .map(([value, divisor]) => String(value / divisor))
    .filter((text) => !/^\d{1,3}\.\d{3}$/.test(text));
  const thousandths = (text: string): number[] => {
    const { low, point, high } = readWords(text, 'power') as Quantity;
    return [Number(low), Number(point), Number(high)];
  };

  it('is half a unit of its last digit that is not nought, and a tenth at most', () => {
    fc.assert(
      fc.property(spoken, (text) => {
        const [low, point, high] = thousandths(`about ${text} MW`);
        const value = Math.round(Number(text) * 1_000);
        expect([low, point, high]).toEqual([
          Math.ceil(value - reachOf(text) - 1e-6),
          value,
          Math.floor(value + reachOf(text) + 1e-6),
        ]);
      }),
    );
  });

  it('is the same in every unit that it is written in', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), (value) => {
        expect(thousandths(`about ${value},000 MW`)).toEqual(thousandths(`about ${value} GW`));
        const money = (text: string): unknown[] => Object.values(readWords(text, 'money')).slice(0, 3);
        expect(money(`about $${value},000M`)).toEqual(money(`about ${value} billion dollars`));
      }),
    );
  });

  it.each(['almost', 'nearly', 'just under'])('is never more than the number when it is "%s"', (word) => {
    fc.assert(
      fc.property(spoken, (text) => {
        const [low, point] = thousandths(`about ${text} GW`);
        expect(thousandths(`${word} ${text} GW`)).toEqual([low, point, point]);
      }),
    );
  });
});

const year = fc.integer({ min: 2000, max: 2099 }).map(String);
const period = fc.oneof(
  year,
  fc
    .tuple(
      anyOf(['Q1', 'Q4', 'H1', '2H', '3Q', 'Q5', ...wordsIn(months), ...wordsIn(seasons), 'winter']),
      year,
    )
    .map((parts) => parts.join(' ')),
  fc
    .tuple(anyOf(wordsIn(ordinals)), anyOf(['quarter', 'half']), year)
    .map(([nth, unit, of]) => `${nth} ${unit} of ${of}`),
  fc
    .tuple(anyOf(wordsIn(months)), fc.integer({ min: 1, max: 32 }), year)
    .map(([month, day, of]) => `${month} ${day}, ${of}`),
  fc.tuple(anyOf(['FY', 'oracle FY', 'Q3 FY']), year).map((parts) => parts.join('')),
  fc.tuple(fc.nat({ max: 32 }), fc.nat({ max: 14 }), year).map((parts) => parts.join('/')),
);
const time: fc.Arbitrary<string> = fc
  .tuple(
    maybe([...wordsIn(partsOfPeriods), ...wordsIn(openStarts), '~', 'until', 'before', 'mid-', 'by late']),
    period,
    fc.option(fc.tuple(anyOf([' to ', '-', ' through ']), period), { nil: undefined, freq: 3 }),
    maybe([...wordsIn(openEnds), 'or so']),
  )
  .map(([before, first, range, after]) => `${before} ${first}${range?.join('') ?? ''} ${after}`.trim());

describe('Words about time', () => {
  const calendars = (): { party: string; endsIn: number }[] => [{ party: 'oracle', endsIn: 5 }];

  it('are kept as an interval that is read again as it stands', () => {
    fc.assert(
      fc.property(time, (text) => {
        const kept = keptDate(text, calendars);
        if (kept instanceof UnreadableWords) return;
        const days = readDate(kept);
        expect(days, text).toBeDefined();
        expect(days!.first <= days!.last, text).toBe(true);
        expect(keptDate(kept)).toBe(kept);
        // What needs no calendar is the same wherever it is read.
        const anywhere = readDate(text);
        if (anywhere) expect(anywhere).toEqual(days);
      }),
      { numRuns: 4_000 },
    );
  });

  it('are offered only where they are read', () => {
    fc.assert(
      fc.property(time, (text) => {
        const kept = keptDate(text, calendars);
        if (!(kept instanceof UnreadableWords)) return;
        for (const offer of kept.offers)
          expect(keptDate(offer, calendars), `${text}: ${offer}`).not.toBeInstanceOf(UnreadableWords);
      }),
      { numRuns: 4_000 },
    );
  });
});
