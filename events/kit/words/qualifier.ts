import type { Qualifier } from '../quantity.js';
import { type Phrases, takeEnd, takeStart } from './phrase.js';

/** How words bound a number: a qualifier, and for "about" whether the value itself is its ceiling or its floor. */
export interface Bounding {
  qualifier: Qualifier;
  never?: 'more' | 'less';
}

const about: Bounding = { qualifier: 'about' };
const almost: Bounding = { qualifier: 'about', never: 'more' };
const justOver: Bounding = { qualifier: 'about', never: 'less' };
const atLeast: Bounding = { qualifier: 'at-least' };
const over: Bounding = { qualifier: 'over' };
const upTo: Bounding = { qualifier: 'up-to' };
export const exactly: Bounding = { qualifier: 'exactly' };

/** Words before a number. */
export const boundingBefore: Phrases<Bounding> = [
  [
    ['~', '≈', 'about', 'approximately', 'approx.', 'approx', 'around', 'roughly', 'circa', 'ca.', 'ca'],
    about,
  ],
  [['c.', 'c', 'some', 'close to', 'on the order of', 'in the region of'], about],
  [
    [
      'almost',
      'nearly',
      'just under',
      'just below',
      'slightly under',
      'slightly less than',
      'a little under',
    ],
    almost,
  ],
  [['just over', 'just above', 'slightly over', 'slightly more than', 'a little over'], justOver],
  [
    [
      '≥',
      '>=',
      'at least',
      'no less than',
      'not less than',
      'a minimum of',
      'minimum of',
      'minimum',
      'min.',
      'min',
    ],
    atLeast,
  ],
  [
    ['>', 'over', 'more than', 'above', 'exceeding', 'in excess of', 'well over', 'well above', 'north of'],
    over,
  ],
  [['greater than', 'upwards of'], over],
  [
    [
      '≤',
      '<=',
      '<',
      'up to',
      'capped at',
      'at most',
      'no more than',
      'not more than',
      'less than',
      'fewer than',
    ],
    upTo,
  ],
  [
    ['under', 'below', 'a maximum of', 'maximum of', 'maximum', 'max.', 'max', 'as much as', 'as many as'],
    upTo,
  ],
  [['exactly', 'precisely'], exactly],
];

/** Words behind a number or behind its unit. */
export const boundingAfter: Phrases<Bounding> = [
  [
    ['+', 'plus', 'or more', 'and more', 'or above', 'and above', 'and up', 'minimum', 'min.', 'at least'],
    atLeast,
  ],
  [['or less', 'or fewer', 'maximum', 'max.', 'max', 'at most'], upTo],
  [['or so', 'approximately', 'approx.'], about],
];

/** What says nothing of the amount: "up to an additional $25B" is up to $25B. */
const fillers: Phrases<undefined> = [
  [['an additional', 'additional', 'a further', 'another', 'a total of', 'an extra'], undefined],
];

const takeBefore = takeStart(boundingBefore);
const takeAfter = takeEnd(boundingAfter);
const takeFiller = takeStart(fillers);

export const withoutFiller = (text: string): string => takeFiller(text)?.rest ?? text;

export interface BoundedWords {
  rest: string;
  bounding: Bounding;
}

const commonBounding = (first: Bounding | undefined, second: Bounding | undefined): Bounding | undefined => {
  if (first && second) return first.qualifier === second.qualifier ? first : undefined;
  return first ?? second ?? exactly;
};

/** Takes the bounding words off both ends of a text; undefined when they contradict each other. */
export const takeBounding = (text: string): BoundedWords | undefined => {
  const start = takeBefore(text);
  const end = takeAfter(start?.rest ?? text);
  const bounding = commonBounding(start?.means, end?.means);
  return bounding && { rest: (end ?? start ?? { rest: text }).rest, bounding };
};

/** What "+" says when it stands between the number and its unit: "300+ MW". */
export const takeInner = (text: string, outer: Bounding): BoundedWords | undefined => {
  const end = takeAfter(text);
  if (!end) return { rest: text, bounding: outer };
  const bounding = outer === exactly ? end.means : commonBounding(outer, end.means);
  return bounding && { rest: end.rest, bounding };
};
