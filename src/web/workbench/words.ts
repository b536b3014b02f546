import type { Named } from '../worker/protocol.js';
import { targetOf } from './targets.js';

export type Edit = Readonly<Record<string, unknown>>;
export type Read = { edit: Edit } | { problem: string };

const monthsIn: Readonly<Record<string, number>> = { m: 1, q: 3, y: 12 };

interface Phrase {
  pattern: RegExp;
  /** The rest of the edit, from what the pattern caught. */
  edit(found: RegExpExecArray): Record<string, unknown>;
  /** The field that names the target. */
  at?: string;
}

const phrases: readonly Phrase[] = [
  {
    pattern: /([+-−]\d{1,3})\s*([mqy])[a-z]*\b/i,
    edit: ([, count, unit]) => ({
      op: 'delay',
      months: Number(count!.replace('−', '-')) * monthsIn[unit!.toLowerCase()]!,
    }),
  },
  {
    pattern: /\b(?:to\s+)?(\d{1,3}(?:\.\d{1,2})?)\s*%/i,
    edit: ([, percent]) => ({ op: 'scale', toBp: Math.round(Number(percent) * 100) }),
  },
  { pattern: /\bcancel(?:led)?\b/i, edit: () => ({ op: 'cancel' }) },
  { pattern: /\bexercised?\b/i, edit: () => ({ op: 'exercise' }), at: 'tranche' },
  { pattern: /\blapsed?\b/i, edit: () => ({ op: 'lapse' }), at: 'tranche' },
  {
    pattern: /\b(?:provider|by)\s+([a-z0-9-]+)/i,
    edit: ([, provider]) => ({ op: 'reassign', provider: provider!.toLowerCase() }),
  },
  {
    pattern: /\b(?:consumer|for)\s+([a-z0-9-]+)/i,
    edit: ([, consumer]) => ({ op: 'reassign', consumer: consumer!.toLowerCase() }),
  },
];

const fromPattern = /\bfrom\s+(\d{4}(?:-(?:Q[1-4]|H[12]|\d{2}(?:-\d{2})?))?)/i;

/** How edits are worded, for the hint beside the field. */
export const examples = [
  'amd gw-1 +4q',
  'deal-openai-nvidia-capacity-2026 50%',
  'amd gw-2 exercise',
  'stargate cancel',
  'broadcom -2q from 2027',
];

/** Reads an edit in words: a target, what happens to it, and from when. */
export const readEdit = (text: string, targets: readonly Named[]): Read => {
  const from = fromPattern.exec(text);
  const rest = from ? text.replace(from[0], ' ') : text;
  const phrase = phrases.find(({ pattern }) => pattern.test(rest));
  if (!phrase)
    return {
      problem: 'say what happens: +4q, -6m, 50%, cancel, exercise, lapse, provider NAME or consumer NAME',
    };
  const found = phrase.pattern.exec(rest)!;
  const named = targetOf(rest.replace(found[0], ' '), targets);
  if ('problem' in named) return named;
  const { op, ...more } = phrase.edit(found);
  return {
    edit: {
      op,
      [phrase.at ?? 'target']: named.target,
      ...more,
      ...(from && { from: from[1]!.toUpperCase() }),
    },
  };
};

/** A line of the workbench; one that is switched off stays where it is. */
export interface Line {
  text: string;
  isOff: boolean;
}

/** The edits stay in the fragment, which no browser sends to a server. */
export const fragmentOf = (lines: readonly Line[]): string =>
  lines.length === 0
    ? ''
    : `edits=${encodeURIComponent(lines.map(({ text, isOff }) => (isOff ? `!${text}` : text)).join('\n'))}`;

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
};

export const linesOf = (fragment: string): Line[] =>
  fragment.startsWith('edits=')
    ? decoded(fragment.slice('edits='.length))
        .split('\n')
        .filter((line) => line.replace('!', '').trim() !== '')
        .map((line) => ({ text: line.replace(/^!/, ''), isOff: line.startsWith('!') }))
    : [];

const flow = (entry: Edit): string =>
  `{ ${Object.entries(entry)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
    .join(', ')} }`;

/** The file that the command line runs. */
export const yamlOf = (edits: readonly Edit[], views: readonly Edit[]): string =>
  [
    '# gigaledger simulate scenario.yaml',
    edits.length === 0 ? 'edits: []' : 'edits:',
    ...edits.map((edit) => `  - ${flow(edit)}`),
    'views:',
    ...views.map((view) => `  - ${flow(view)}`),
    '',
  ].join('\n');
