import type { Chance } from '../../../../simulator/answer/monte-carlo.js';
import { plural } from '../../../../charts/words/dates.js';
import type { Edit } from './words.js';
import type { Reading } from './bench.js';

export type Variable = Chance['variables'][number];

/** What the reader is told of something uncertain: the line that it comes from, and its unit. */
export interface Source {
  reading: Reading;
  /** The edits that come before those of the lines, the parents', in words. */
  inherited: readonly string[];
}

const lineOf = ({ reading, inherited }: Source, edit: number): string | undefined =>
  inherited[edit] ?? reading.lines[reading.lineOf[edit - inherited.length] ?? -1]?.text;

const editOf = ({ reading, inherited }: Source, edit: number): Edit | undefined =>
  reading.edits[edit - inherited.length];

/** The field that a drawn assumption fills, as the bench names it. */
const fieldOf = ({ id }: Variable): string => /^assumption (\w+) of /.exec(id)?.[1] ?? '';

const kinds: Readonly<Record<Variable['kind'], string>> = {
  coin: 'whether',
  choice: 'which',
  value: 'how much',
};

/** "how much: amd gw-1 +grid". */
export const variableText = (source: Source, variable: Variable): string => {
  const line = lineOf(source, variable.edit);
  return line === undefined ? variable.id : `${kinds[variable.kind]}: ${line}`;
};

const alternativeText = (source: Source, { edit }: Variable, number: number): string => {
  if (number < 0) return 'none of them';
  const alternatives = editOf(source, edit)?.edits;
  const words = lineOf(source, edit)
    ?.split('|')
    [number]?.replace(/\bp\s*=?\s*[\d.]+\s*%/i, '');
  return Array.isArray(alternatives) && words ? words.trim() : `alternative ${number + 1}`;
};

/** What an input came to, in words. */
export const inputText = (source: Source, variable: Variable, input: number): string => {
  if (variable.kind === 'coin') return input === 1 ? 'it happens' : 'it does not';
  if (variable.kind === 'choice') return alternativeText(source, variable, input);
  const field = fieldOf(variable);
  return field === 'toBp' ? `${input / 100}%` : field === 'months' ? plural(input, 'month') : String(input);
};

/** The label of an edit: its line, or what it is. */
export const editText = (source: Source, edit: number, op: string): string => lineOf(source, edit) ?? op;
