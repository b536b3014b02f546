import type { Quantity } from '../../../events/kit/quantity.js';
import { type WordMeaning, grammar, type Synonyms, type Section } from '../../../events/kit/words/grammar.js';
import { readAs } from '../../../events/kit/words/read-as.js';
import { UnreadableWords } from '../../../events/kit/words/unreadable.js';
import {
  amountText,
  money,
  part,
  plain,
  power,
  type UnitSteps,
} from '../../../projections/wording/number.js';

const unitOf = (read: WordMeaning, currency: string | undefined): UnitSteps => {
  if (currency !== undefined) return money(currency);
  return read === 'power' ? power : read === 'part' ? part : plain;
};

const ends = ({ low, point, high }: Quantity, unit: UnitSteps): string => {
  const text = (end: Quantity['point'], none: string): string =>
    end === null ? none : amountText(BigInt(end), unit);
  return low === high && low === point
    ? text(point, '')
    : [text(low, ''), text(point, 'unknown'), text(high, 'open')].join(' · ');
};

const quantityWords = (quantity: Quantity, read: WordMeaning): string => {
  const { qualifier, basis, currency } = quantity;
  if (qualifier === 'undisclosed') return qualifier;
  return `${ends(quantity, unitOf(read, currency))} (${[qualifier, basis].filter(Boolean).join(', ')})`;
};

// The fiscal year of the example ends with May.
const calendars = (): { party: string; endsIn: number }[] => [{ party: 'oracle', endsIn: 5 }];

/** What an example is read as, in a few words. */
const readingText = (text: string, read: WordMeaning): string => {
  const reading = readAs(text, read, calendars);
  if (reading instanceof UnreadableWords) return `refused: ${reading.detail}`;
  return typeof reading === 'string' ? reading : quantityWords(reading, read);
};

const cell = (text: string): string => text.replaceAll('|', '\\|');

const rowLine = ({ words, means }: Synonyms): string => `| ${cell(words.join(' · '))} | ${cell(means)} |`;

const section = ({ title, rules, rows, reads, examples }: Section): string[] => [
  `## ${title}`,
  '',
  ...rules.map((rule) => `- ${rule}`),
  '',
  '| words | meaning |',
  '|---|---|',
  ...rows.map(rowLine),
  '',
  '| example | read as |',
  '|---|---|',
  ...examples.map((text) => `| \`${text}\` | ${cell(readingText(text, reads))} |`),
  '',
];

const intro = [
  '# Words',
  '',
  'What quantities and dates may be written as, wherever they are written: in files, in requests, in sheets, on the command line and on the page. This page is printed by `gigaledger types --words`. Bounds are shown as lowest · point · highest, rounded where they have more than four digits; the words are kept with them.',
  '',
];

/** The page that documents what words are read as. */
export const wordsMarkdown = (): string =>
  `${[...intro, ...grammar.flatMap(section)].join('\n').trimEnd()}\n`;
