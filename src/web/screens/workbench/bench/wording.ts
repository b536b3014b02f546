import type { NamedTarget } from '../../../worker/protocol.js';
import { percentSaid } from '../../../../../projections/wording/percent-said.js';
import { distributionWords } from './chances.js';
import type { SheetReading } from './bench.js';
import { type EditLever, withValue } from './levers.js';
import type { BenchLine } from './sheet.js';
import { type PlainEdit, readEdit } from './words.js';

const delayUnits = [
  { size: 12, word: 'y' },
  { size: 3, word: 'q' },
  { size: 1, word: 'm' },
];
const scaleUnits = [{ size: 100, word: '%' }];

type VariableEdits = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

const assumptionIn = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null ? String((value as PlainEdit).assumption) : undefined;

const amountWords = (value: unknown, drawn: VariableEdits, op: 'delay' | 'scale'): string | undefined => {
  const sign = op === 'delay' ? '+' : '';
  const distribution = drawn.get(assumptionIn(value) ?? '');
  if (distribution) {
    const words = distributionWords(distribution, op === 'delay' ? delayUnits : scaleUnits);
    return words && sign + words;
  }
  if (typeof value !== 'number') return undefined;
  return op === 'scale' ? `${value / 100}%` : `${value < 0 ? '' : '+'}${value}m`;
};

const happeningText = (edit: PlainEdit, drawn: VariableEdits): string | undefined => {
  const { op, months, toBp, provider, consumer } = edit;
  if (op === 'delay') return amountWords(months, drawn, 'delay');
  if (op === 'scale') return amountWords(toBp, drawn, 'scale');
  if (op !== 'reassign') return String(op);
  return provider === undefined ? `consumer ${String(consumer)}` : `provider ${String(provider)}`;
};

const editInWords = (edit: PlainEdit, drawn: VariableEdits): string | undefined => {
  const { target, tranche, from, probability } = edit;
  const happens = happeningText(edit, drawn);
  if (happens === undefined) return undefined;
  return [
    String(target ?? tranche),
    happens,
    ...(from === undefined ? [] : [`from ${String(from)}`]),
    ...(typeof probability === 'number' ? [`p ${percentSaid(probability)}`] : []),
  ].join(' ');
};

const editsInWords = (edits: readonly PlainEdit[]): string | undefined => {
  const last = edits.at(-1)!;
  const drawn: VariableEdits = new Map(
    edits.slice(0, -1).map(({ assumption, distribution }) => [String(assumption), distribution as PlainEdit]),
  );
  if (last.op !== 'oneOf') return editInWords(last, drawn);
  const parts = (last.edits as PlainEdit[]).map((edit) => editInWords(edit, drawn));
  return parts.includes(undefined) ? undefined : parts.join(' | ');
};

const sortMembers = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sortMembers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, inner]) => [name, sortMembers(inner)]),
  );
};

export const isSame = (left: unknown, right: unknown): boolean =>
  JSON.stringify(sortMembers(left)) === JSON.stringify(sortMembers(right));

/** The words that are read as exactly these edits, where there are any. */
const exactWords = (edits: readonly PlainEdit[], targets: readonly NamedTarget[]): string | undefined => {
  const words = editsInWords(edits);
  const read = words === undefined ? undefined : readEdit(words, targets);
  return read && 'edits' in read && isSame(read.edits, edits) ? words : undefined;
};

const isDrawn = ({ op, distribution }: PlainEdit): boolean => op === 'set' && distribution !== undefined;

/** Edits as lines of the bench: in words where these mean exactly the same, else as JSON. */
export const linesFor = (edits: readonly PlainEdit[], targets: readonly NamedTarget[]): string[] => {
  const lines: string[] = [];
  for (let at = 0; at < edits.length;) {
    const next = edits.slice(at).findIndex((edit) => !isDrawn(edit));
    const group = next < 0 ? [edits[at]!] : edits.slice(at, at + next + 1);
    const words = exactWords(group, targets);
    lines.push(words ?? JSON.stringify(edits[at]));
    at += words === undefined ? 1 : group.length;
  }
  return lines;
};

interface LeverValue {
  lever: EditLever;
  x: number;
}

/** The lines of the sheet with these numbers in the edits that are turned. */
export const withLevers = (
  lines: readonly BenchLine[],
  reading: SheetReading,
  values: readonly LeverValue[],
  targets: readonly NamedTarget[],
): BenchLine[] => {
  const edits = values.reduce<readonly PlainEdit[]>(
    (turned, { lever, x }) => turned.with(lever.edit, withValue(turned, lever, x)),
    reading.edits,
  );
  const turned = new Set(values.map(({ lever }) => reading.lineOf[lever.edit]));
  return lines.flatMap((line, index) =>
    turned.has(index)
      ? linesFor(
          edits.filter((_, number) => reading.lineOf[number] === index),
          targets,
        ).map((text) => ({ text, isOff: false }))
      : [line],
  );
};
