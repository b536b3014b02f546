import type { NamedTarget } from '../../../worker/protocol.js';
import { classWords, spreadOf, takeProbability } from './chances.js';
import { targetOf } from './targets.js';

export type PlainEdit = Readonly<Record<string, unknown>>;
/** A line gives one edit, or several where something is drawn first. */
export type LineEdits = { edits: PlainEdit[] } | { problem: string };

const monthsIn: Readonly<Record<string, number>> = { m: 1, q: 3, y: 12 };

/** What happens: the fields of the edit, and what one of them is drawn from. */
interface Happening {
  edit: Record<string, unknown>;
  drawn?: { field: string; from: Record<string, unknown> };
  problem?: string;
}

interface Phrase {
  pattern: RegExp;
  happens(found: RegExpExecArray): Happening;
  /** The field that names the target. */
  at?: string;
}

const spreadEdit = (op: string, field: string, [from, to]: [number, number], unit: number): Happening => {
  const drawn = spreadOf(from, to, unit);
  return drawn
    ? { edit: { op }, drawn: { field, from: drawn } }
    : { edit: { op }, problem: 'a spread goes from the smaller to the greater number: +2..8q, 40..60%' };
};

const certainEdit = (edit: Record<string, unknown>): Happening => ({ edit });

const phrases: readonly Phrase[] = [
  {
    pattern: /\+\s*(-?\d{1,3})\s*\.\.\s*(-?\d{1,3})\s*([mqy])[a-z]*\b/i,
    happens: ([, from, to, unit]) =>
      spreadEdit('delay', 'months', [Number(from), Number(to)], monthsIn[unit!.toLowerCase()]!),
  },
  {
    pattern: /\+\s*(grid|project)\b/i,
    happens: ([, word]) => ({
      edit: { op: 'delay' },
      drawn: { field: 'months', from: { reference: classWords[word!.toLowerCase()] } },
    }),
  },
  {
    pattern: /([+\-−]\d{1,3})\s*([mqy])[a-z]*\b/i,
    happens: ([, count, unit]) =>
      certainEdit({ op: 'delay', months: Number(count!.replace('−', '-')) * monthsIn[unit!.toLowerCase()]! }),
  },
  {
    pattern: /\b(\d{1,3})\s*\.\.\s*(\d{1,3})\s*%/,
    happens: ([, from, to]) => spreadEdit('scale', 'toBp', [Number(from), Number(to)], 100),
  },
  {
    pattern: /\b(?:to\s+)?(\d{1,3}(?:\.\d{1,2})?)\s*%/i,
    happens: ([, percent]) => certainEdit({ op: 'scale', toBp: Math.round(Number(percent) * 100) }),
  },
  { pattern: /\bcancel(?:led)?\b/i, happens: () => certainEdit({ op: 'cancel' }) },
  { pattern: /\bexercised?\b/i, happens: () => certainEdit({ op: 'exercise' }), at: 'tranche' },
  { pattern: /\blapsed?\b/i, happens: () => certainEdit({ op: 'lapse' }), at: 'tranche' },
  {
    pattern: /\b(?:provider|by)\s+([a-z0-9-]+)/i,
    happens: ([, provider]) => certainEdit({ op: 'reassign', provider: provider!.toLowerCase() }),
  },
  {
    pattern: /\b(?:consumer|for)\s+([a-z0-9-]+)/i,
    happens: ([, consumer]) => certainEdit({ op: 'reassign', consumer: consumer!.toLowerCase() }),
  },
];

const fromPattern = /\bfrom\s+(\d{4}(?:-(?:Q[1-4]|H[12]|\d{2}(?:-\d{2})?))?)/i;

/** How edits are worded, for the hint beside the field; the first stands in it. */
export const examples = [
  'openai amd gw-1 +4q',
  'openai amd gw-1 +grid',
  'openai amd gw-1 +2..8q p 60%',
  'openai nvidia vera rubin 50%',
  'openai amd gw-2 exercise p 40% | lapse p 20%',
  'stargate michigan cancel',
  'openai broadcom -2q from 2027',
] as const;

const unsaid =
  'say what happens: +4q, -6m, +2..8q, +grid, +project, 50%, cancel, exercise, lapse, provider NAME or consumer NAME; p 60% behind it makes it uncertain, | separates alternatives; anything else as JSON';

interface TargetedEdit {
  /** What is drawn before the edit. */
  before: PlainEdit[];
  edit: PlainEdit;
  target: string;
}

type TargetedReading = TargetedEdit | { problem: string };

/** The assumption that stands for what is drawn. */
const drawnName = (field: string, target: string): string => `${field} of ${target}`.slice(-100);

const composePart = (
  { edit: { op, ...more }, drawn }: Happening,
  field: string,
  target: string,
  rest: Record<string, unknown>,
): TargetedEdit => {
  const name = drawn && drawnName(drawn.field, target);
  return {
    before: drawn ? [{ op: 'set', assumption: name, distribution: drawn.from }] : [],
    edit: { op, [field]: target, ...more, ...(drawn && { [drawn.field]: { assumption: name } }), ...rest },
    target,
  };
};

/** One edit in words: a target, what happens to it, from when, and how likely. */
const readPart = (text: string, targets: readonly NamedTarget[], otherwise?: string): TargetedReading => {
  const from = fromPattern.exec(text);
  const { rest, probability } = takeProbability(from ? text.replace(from[0], ' ') : text);
  if (probability !== undefined && probability > 1) return { problem: 'a probability is at most 100%' };
  const phrase = phrases.find(({ pattern }) => pattern.test(rest));
  if (!phrase) return { problem: unsaid };
  const found = phrase.pattern.exec(rest)!;
  const happening = phrase.happens(found);
  if (happening.problem !== undefined) return { problem: happening.problem };
  const left = rest.replace(found[0], ' ').trim();
  const named = left === '' && otherwise !== undefined ? { target: otherwise } : targetOf(left, targets);
  if ('problem' in named) return named;
  return composePart(happening, phrase.at ?? 'target', named.target, {
    ...(from && { from: from[1]!.toUpperCase() }),
    ...(probability !== undefined && { probability }),
  });
};

/** Alternatives stand between bars; one that names no target is about that of the first. */
const readAlternatives = (texts: readonly string[], targets: readonly NamedTarget[]): LineEdits => {
  const parts: TargetedEdit[] = [];
  for (const text of texts) {
    const part = readPart(text, targets, parts[0]?.target);
    if ('problem' in part) return part;
    if (part.edit.probability === undefined)
      return { problem: `"${text.trim()}" needs a probability, as every alternative does: p 30%` };
    parts.push(part);
  }
  return {
    edits: [...parts.flatMap(({ before }) => before), { op: 'oneOf', edits: parts.map(({ edit }) => edit) }],
  };
};

const isEdit = (value: unknown): value is PlainEdit =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && 'op' in value;

/** Whatever the file can say can be typed: an edit as JSON, or a list of them. */
const readJson = (text: string): LineEdits => {
  try {
    const value: unknown = JSON.parse(text);
    const edits: unknown[] = Array.isArray(value) ? value : [value];
    return edits.length > 0 && edits.every(isEdit)
      ? { edits }
      : { problem: 'an edit as JSON is an object with an op, such as {"op": "cancel", "target": "…"}' };
  } catch {
    return { problem: 'this begins as JSON and is not: check its quotes, commas and braces' };
  }
};

/** Reads a line: an edit in words, alternatives between bars, or JSON. */
export const readEdit = (text: string, targets: readonly NamedTarget[]): LineEdits => {
  const typed = text.trim();
  if (/^[{[]/.test(typed)) return readJson(typed);
  const alternatives = typed.split('|');
  if (alternatives.length > 1) return readAlternatives(alternatives, targets);
  const part = readPart(typed, targets);
  return 'problem' in part ? part : { edits: [...part.before, part.edit] };
};
