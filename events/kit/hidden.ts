import { pointerTo } from './json.js';
import type { Problem } from './problem.js';

/**
 * What nobody sees in a text, by the general categories and properties of Unicode: controls, format characters such as
 * a zero-width space, a soft hyphen or a mark of direction, separators of lines, fillers. With them two names that
 * look alike could differ, and a name could lie about what it is.
 */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;

const hiddenInText = (text: string, pointer: string): Problem[] => {
  const found = hidden.exec(text);
  if (!found) return [];
  const code = found[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
  return [{ pointer, detail: `has the invisible character U+${code} at place ${found.index + 1}` }];
};

const hasHidden = (value: unknown): boolean => {
  if (typeof value === 'string') return hidden.test(value);
  if (typeof value !== 'object' || value === null) return false;
  for (const [name, inner] of Object.entries(value)) if (hidden.test(name) || hasHidden(inner)) return true;
  return false;
};

const placesOfHidden = (value: unknown, pointer: string): Problem[] => {
  if (typeof value === 'string') return hiddenInText(value, pointer);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const place = pointerTo(pointer, name);
    return [...placesOfHidden(name, place), ...placesOfHidden(inner, place)];
  });
};

/** Every text of a JSON value that has an invisible character, names of members included. */
export const hiddenIn = (value: unknown, pointer: string): Problem[] =>
  // Places are made only where there is something to tell of.
  hasHidden(value) ? placesOfHidden(value, pointer) : [];

/** Printable ASCII with single blanks between. */
const tidy = /^[!-~]+(?: [!-~]+)*$/;

/** One way to write a text: composed characters, single blanks, none at its ends. */
export const tidyText = (text: string): string =>
  tidy.test(text)
    ? text
    : text
        .normalize('NFC')
        .replace(/\p{Zs}+/gu, ' ')
        .trim();
