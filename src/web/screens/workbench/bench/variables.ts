import type { MonteCarloAnswer } from '../../../../simulator/answer/monte-carlo.js';
import { alternativeSaid, drawnValue } from './assumed.js';
import type { EditSayer } from './use-said.js';
import type { PlainEdit } from './words.js';
import type { SheetReading } from './bench.js';

export type ReportedVariable = MonteCarloAnswer['variables'][number];

/** What the reader is told of something uncertain: the line that it comes from, and its unit. */
export interface VariableOrigin {
  reading: SheetReading;
  /** The edits that come before those of the lines, the parents', in sentences. */
  inherited: readonly string[];
  /** What the edits of each line do, in a sentence. */
  told: readonly string[];
  said: EditSayer;
}

/** What the line does that an edit comes from. */
export const lineOf = ({ reading, inherited, told }: VariableOrigin, edit: number): string | undefined =>
  inherited[edit] ?? told[reading.lineOf[edit - inherited.length] ?? -1];

const editOf = ({ reading, inherited }: VariableOrigin, edit: number): PlainEdit | undefined =>
  reading.edits[edit - inherited.length];

/** The field that a drawn assumption fills, as the bench names it. */
const fieldOf = ({ id }: ReportedVariable): string => /^assumption (\w+) of /.exec(id)?.[1] ?? '';

const kinds: Readonly<Record<ReportedVariable['kind'], string>> = {
  coin: 'whether',
  choice: 'which',
  value: 'how much',
};

/** "whether: AMD's first gigawatt is cancelled, with 30% probability". */
export const variableText = (source: VariableOrigin, variable: ReportedVariable): string => {
  const line = lineOf(source, variable.edit);
  return line === undefined ? variable.id : `${kinds[variable.kind]}: ${line}`;
};

const alternativeText = (source: VariableOrigin, { edit }: ReportedVariable, number: number): string => {
  if (number < 0) return 'none of them';
  return alternativeSaid(editOf(source, edit), number, source.said);
};

/** What an input came to, in words. */
export const inputText = (source: VariableOrigin, variable: ReportedVariable, input: number): string => {
  if (variable.kind === 'coin') return input === 1 ? 'it happens' : 'it does not';
  if (variable.kind === 'choice') return alternativeText(source, variable, input);
  return drawnValue(fieldOf(variable), input);
};

/** The label of an edit: its line, or what it is. */
export const editText = (source: VariableOrigin, edit: number, op: string): string =>
  lineOf(source, edit) ?? op;
