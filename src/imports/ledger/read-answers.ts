import { isPlainObject } from '../../../events/kit/decode.js';
import { type ChangeAnswer, changeAnswers } from './change.js';

/** The answer to all changes, or to each by its cell. */
export type ChangesAnswered = ChangeAnswer | Readonly<Record<string, ChangeAnswer>>;

const isAnswer = (text: unknown): text is ChangeAnswer => changeAnswers.some((one) => one === text);

const form = `must be wrong, world or skip, or one of them for each cell, like "Sheet1!D17:wrong,Sheet1!E4:world" or {"Sheet1!D17": "wrong"}`;

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** "Sheet1!D17:wrong": a name may have a colon of its own, an answer has none. */
const pairIn = (text: string): [string, string] => {
  const at = text.lastIndexOf(':');
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
};

/** How changes were answered, in any of the forms in which people do; else what is wrong with it. */
export const readAnswers = (text: string): { answered: ChangesAnswered } | { fault: string } => {
  if (isAnswer(text)) return { answered: text };
  const said: unknown = text.trim().startsWith('{')
    ? parse(text)
    : Object.fromEntries(text.split(',').map(pairIn));
  if (!isPlainObject(said) || !Object.values(said).every(isAnswer)) return { fault: form };
  return { answered: said as Record<string, ChangeAnswer> };
};
