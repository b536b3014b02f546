import { isPlainObject } from '../../events/kit/json.js';

/** Printable ASCII without a quote or a backslash: it is written as it is. */
const asItIs = /^[ !#-[\]-~]*$/;

/** Deeper than anything that is kept, and soon enough to be no circle. */
const mostDepth = 64;

/** A value that only the slow way can judge. */
class Unsure extends Error {}
const unsure = new Unsure();

const quoted = (text: string): string => {
  if (asItIs.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw unsure;
  return JSON.stringify(text);
};

/** By code units, like the standard order: names are few, and often nearly in order. */
const sorted = (names: readonly string[]): string[] => {
  const inOrder: string[] = [];
  for (const name of names) {
    let at = inOrder.push(name) - 1;
    while (at > 0) {
      const before = inOrder[at - 1];
      if (before === undefined || before <= name) break;
      inOrder[at--] = before;
    }
    inOrder[at] = name;
  }
  return inOrder;
};

const listText = (values: readonly unknown[], depth: number): string => {
  let text = '';
  for (const value of values) text += `${text === '' ? '' : ','}${textOf(value, depth)}`;
  return `[${text}]`;
};

/** More names than this are sorted by other means. */
const mostNames = 64;

const membersText = (value: Readonly<Record<string, unknown>>, depth: number): string => {
  if ('toJSON' in value) throw unsure;
  const names = Object.keys(value);
  if (names.length > mostNames) throw unsure;
  let text = '';
  for (const name of sorted(names)) {
    const member = value[name];
    if (member !== undefined) text += `${text === '' ? '' : ','}${quoted(name)}:${textOf(member, depth)}`;
  }
  return `{${text}}`;
};

const textOf = (value: unknown, depth: number): string => {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'number' && Number.isFinite(value)) return value === 0 ? '0' : String(value);
  if (value === null) return 'null';
  if (depth === mostDepth) throw unsure;
  if (Array.isArray(value)) return listText(value, depth + 1);
  if (isPlainObject(value)) return membersText(value, depth + 1);
  throw unsure;
};

/** The canonical form of plain JSON; undefined where only the slow way can tell what it is, or that there is none. */
export const quickCanonical = (value: unknown): string | undefined => {
  try {
    return textOf(value, 0);
  } catch (error) {
    if (error === unsure) return undefined;
    throw error;
  }
};
