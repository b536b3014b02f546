import type { Dimension } from '../quantity.js';
import { currencyNames, currencySigns } from './currency.js';
import { approximate, openEnds, openStarts, partsOfPeriods } from './date.js';
import { fractions } from './fraction.js';
import { numberWords, scales } from './number.js';
import { collectives } from './order.js';
import { type Phrases, wordsIn } from './phrase.js';
import { periods } from './rate.js';
import { boundingAfter, boundingBefore, type Bounding } from './qualifier.js';
import { undisclosedWords } from './undisclosed.js';
import { basisWords, partUnits, pieceNouns, powerNouns, powerUnits } from './unit.js';

/** What a field of words holds; a rate is an amount a month, and equivalents count as so many H100. */
export type WordMeaning = Dimension | 'rate' | 'equivalents' | 'date';

/** Words of one meaning. */
export interface Synonyms {
  words: readonly string[];
  means: string;
}

/** A part of the grammar: its rules in sentences, its tables, and examples that whoever prints it has read. */
export interface Section {
  title: string;
  rules: readonly string[];
  rows: readonly Synonyms[];
  reads: WordMeaning;
  examples: readonly string[];
}

const rowsOf = <Meaning>(table: Phrases<Meaning>, says: (means: Meaning) => string): Synonyms[] =>
  table.map(([words, means]) => ({ words, means: says(means) }));

const sentences: Readonly<Record<string, string>> = {
  about:
    'about: half a unit of the last digit that is not nought, either way, and at most a tenth of the value, percentages aside',
  'about, never more': 'about, but never more than the number',
  'about, never less': 'about, but never less than the number',
  'at-least': 'at least: no upper bound; for a percentage 100 %',
  over: 'over: as at least',
  'up-to': 'up to: from nothing',
  exactly: 'exactly',
};
const boundingSentence = ({ qualifier, never }: Bounding): string =>
  sentences[never === undefined ? qualifier : `${qualifier}, never ${never}`] ?? qualifier;

const power: Section = {
  title: 'Power',
  reads: 'power',
  rules: [
    'Kept in kilowatts. A small m before a capital W is a thousandth and refused.',
    '"1 GW, expandable to 2 GW" is at least 1 and at most 2 GW; an expansion that is an option of its own is a tranche of its own.',
    'GWe and GWac are gigawatts; only the words below say what basis is counted.',
    'Gigawatt hours are energy and refused. A date behind the power belongs in a field of its own.',
  ],
  rows: [
    ...rowsOf(powerUnits, (ten) => `10^${ten} kW`),
    ...rowsOf(basisWords, (basis) => `basis ${basis}`),
    { words: wordsIn(powerNouns), means: 'nothing' },
  ],
  examples: [
    '6 GW',
    'at least 10 GW',
    '300MW+',
    '5 GW or more',
    'almost 1 GW',
    'just over 1 GW',
    'about 1.9 GW',
    'about 1,200 MW',
    '2.8-3.1 GW',
    '900 MW to 1.2 GW',
    'between 2 and 3 GW',
    '1.2 GW (IT)',
    '5-gigawatt',
    'half a gigawatt',
    'several GW',
    'hundreds of MW',
    '1 GW, expandable to 2 GW',
    'up to 1GW by 2028',
    '1.200 MW',
    '1,5 GW',
    '5 mW',
    '1 GWh',
    'TBD',
  ],
};

const money: Section = {
  title: 'Money',
  reads: 'money',
  rules: [
    'Kept in the minor unit of the currency (ISO 4217: none for JPY and XOF, three digits for KWD and IQD). Any code of ISO 4217 stands before or behind the number.',
    '"$" is the US dollar and "¥" the yen, unless a code behind the number says otherwise.',
    'An amount for a period is a rate and belongs in ratePerMonth; an amount for each gigawatt belongs in a release.',
  ],
  rows: [...rowsOf(currencySigns, (code) => code), ...rowsOf(currencyNames, (code) => code)],
  examples: [
    '38B USD',
    'US$ 38 billion',
    '$38B USD',
    '€1.2bn',
    'A$9.7bn',
    '¥1tn',
    '480 billion yuan',
    '5 XOF',
    '5 IQD',
    '$5bn CAD',
    'about $600B',
    'about $1B',
    'just under $1B',
    '$40bn+',
    'up to an additional $25B',
    'between $10B and $15B',
    'several billion dollars',
    'tens of billions of dollars',
    '$1.25B per month',
    '$10B per GW',
    '1.080 EUR',
    '-5M USD',
  ],
};

const rate: Section = {
  title: 'Money a month (ratePerMonth)',
  reads: 'rate',
  rules: [
    'An amount is one of a month, unless the words give it another period. A year or a quarter that makes no whole amount a month is refused.',
  ],
  rows: rowsOf(periods, (months) => `${months} ${months === 1 ? 'month' : 'months'}`),
  examples: ['$1.25B', '$1.25B per month', '$30B a year', '$1.5bn/yr', '$10B a year'],
};

const part: Section = {
  title: 'Parts of a whole',
  reads: 'part',
  rules: [
    'Kept in basis points, at most 10,000. A bare number is refused.',
    'A fraction in words is the basis points next to it; about a fraction is five percentage points either way.',
  ],
  rows: [
    ...rowsOf(partUnits, (ten) => (ten === 0 ? 'basis points' : 'per cent')),
    ...rowsOf(fractions, ([numerator, denominator]) => `${numerator}/${denominator}`),
  ],
  examples: [
    '29%',
    'about 27%',
    'about 30%',
    'over 80%',
    '10%+',
    '<1%',
    '12-17%',
    'between 5% and 10%',
    '315 basis points',
    'one third',
    'nearly half',
    'two thirds',
    '29',
    '0.27',
    '33.333%',
    '300%',
  ],
};

const pieces: Section = {
  title: 'Accelerators',
  reads: 'pieces',
  rules: [
    'Kept in pieces; a product says whose they are, and one of it is one piece.',
    'Racks, servers and clusters are refused, and so are H100-equivalents where pieces are counted.',
  ],
  rows: [{ words: wordsIn(pieceNouns), means: 'pieces' }],
  examples: [
    '400,000 GPUs',
    '~100k H100',
    'about 200,000',
    'more than 1 million TPUs',
    '220,000+ GPUs',
    'one million',
    'hundreds of thousands of NVIDIA GPUs',
    '4-5 million GPUs',
    '100,000 H100e',
    '500 racks',
  ],
};

const dates: Section = {
  title: 'Dates',
  reads: 'date',
  rules: [
    'As the standard writes them (ISO 8601-2): 2025-11-03, 2025-11, 2025-Q4, 2026-H2, 2026, 2026~, 2025-11/2032-11. Years of two digits are of this century.',
    'Its other forms are read, too: uncertain (2025-11?, 2025%), unspecified digits (201X, 2025-XX, 2025-11-1X), quarters, thirds, halves and seasons in the place of a month (2025-33, 2025-38, 2025-41, 2025-21), one of several ([2025-11,2026-02], [2025..2027]), instants (their day in UTC), and intervals of these. One without a beginning or an end (2025-11/..) is refused with what it may mean.',
    'Words that name a period of the calendar are kept as the standard writes it; others are kept behind their interval, as in "2027-05/2027-08 (mid-2027)".',
    'Early, mid and late are the thirds of a period: of a year January to April, May to August and September to December; of a month to the 10th, to the 20th, to its end.',
    'The start and the end of a period are its first and its last month; of a month, its first and its last third.',
    'By, through and no later than a period are that period: its last day is the last on which it is in time, and nothing is overdue before. So "by 2028" has until the end of 2028.',
    'Seasons are those of the northern half: spring is March to May. Winter lies in two years and names both.',
    'A fiscal period is that of the party that it names, else of the only party of the event whose fiscalYearEndsIn is known; a fiscal year has the number of the year in which it ends.',
    'What has no end ("from 2027"), and "until", "before" and days such as 03/11/2025, are refused with what they may mean.',
  ],
  rows: [
    ...rowsOf(partsOfPeriods, (cut) => (cut === 'whole' ? 'the period itself' : `its ${cut}`)),
    { words: wordsIn(approximate), means: 'approximate: the interval of the period' },
    { words: [...wordsIn(openStarts), ...wordsIn(openEnds)], means: 'refused: no end' },
  ],
  examples: [
    'mid-2027',
    'early 2027',
    'late 2027',
    'end of 2026',
    'by end of 2027',
    'by 2028',
    'through 2032',
    'spring 2026',
    'winter 2026/27',
    'Q4 2025',
    '4Q25',
    '2H26',
    'second half of 2026',
    'Nov 2025',
    'early Nov 2025',
    'November 3, 2025',
    '20 Nov 2026',
    '~2026',
    '2026-2027',
    '2027 to 2029',
    'Q4 2025 to mid-2026',
    'oracle FY26 Q3',
    'FY2026',
    'from 2027',
    '2027 onwards',
    'until 2032',
    'before 2028',
    'winter 2026',
    '03/11/2025',
    'TBD',
  ],
};

const everywhere: Section = {
  title: 'Any quantity',
  reads: 'power',
  rules: [
    'Large and small letters are alike, IT, codes of currencies and mW aside.',
    'A comma, a space or an apostrophe marks thousands and a point decimals. One point with three digits behind it, as in 1.200, may be either and is refused with both.',
    'Two numbers with "to", a dash, or between … and are the ends of a range, the point its middle; the lower end may leave its unit and its scale to the upper one.',
    'What names an order of magnitude and no number is from two of it to one less than ten of it, and its point is unknown.',
    'What is refused says what to write instead, where something near it is read.',
  ],
  rows: [
    { words: undisclosedWords, means: 'undisclosed: nobody said; never nothing' },
    ...rowsOf(boundingBefore, (bounding) => `before: ${boundingSentence(bounding)}`),
    ...rowsOf(boundingAfter, (bounding) => `behind: ${boundingSentence(bounding)}`),
    ...rowsOf(scales, (ten) => `10^${ten}`),
    ...rowsOf(numberWords, (value) => value),
    { words: Object.keys(collectives), means: 'an order of magnitude' },
  ],
  examples: [
    'about 600 MW',
    'nearly 7 GW',
    '~10 GW',
    '>= 10 GW',
    'max 5 GW',
    '1 200 MW',
    "1'200 MW",
    'not disclosed',
  ],
};

/** The whole grammar of words: read by the interfaces all alike, and printed by `gigaledger types --words`. */
export const grammar: readonly Section[] = [everywhere, power, money, rate, part, pieces, dates];
