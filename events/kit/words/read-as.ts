import { keptDate } from '../date.js';
import type { Quantity } from '../quantity.js';
import type { WordMeaning } from './grammar.js';
import { type ReadingOptions, readWords } from './reader.js';
import type { Calendars } from './date.js';
import { UnreadableWords } from './unreadable.js';

const quantities: Readonly<Record<'rate' | 'equivalents', ReadingOptions>> = {
  rate: { perMonth: true },
  equivalents: { equivalents: true },
};

/** What words are read as in a field of a kind: bounds, a date as it is kept, or why they are refused. */
export const readAs = (
  text: string,
  read: WordMeaning,
  calendars?: Calendars,
): Quantity | string | UnreadableWords => {
  if (read === 'date') return keptDate(text, calendars);
  if (read === 'rate') return readWords(text, 'money', quantities.rate);
  return read === 'equivalents' ? readWords(text, 'pieces', quantities.equivalents) : readWords(text, read);
};
