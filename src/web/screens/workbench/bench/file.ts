import { scenarioMemberNames, scenarioMembers } from '../../../../simulator/scenario/scenario.js';
import type { NamedTarget } from '../../../worker/protocol.js';
import type { BenchScenario } from './bench.js';
import { readTogether } from './correlation.js';
import type { Sheet, WatchedMeasure } from './sheet.js';
import { linesFor } from './wording.js';
import type { PlainEdit } from './words.js';

const flow = (entry: PlainEdit): string =>
  `{ ${Object.entries(entry)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
    .join(', ')} }`;

const listEdits = (name: string, entries: readonly PlainEdit[]): string[] =>
  entries.length === 0 ? [`${name}: []`] : [`${name}:`, ...entries.map((entry) => `  - ${flow(entry)}`)];

/** The file that the command line runs. */
export const yamlOf = ({ edits, views, ...more }: BenchScenario): string =>
  [
    '# gigaledger simulate scenario.yaml',
    ...Object.entries(more).map(([name, value]) => `${name}: ${JSON.stringify(value)}`),
    ...listEdits('edits', edits),
    ...listEdits('views', views),
    '',
  ].join('\n');

/** What a file brings to the bench; a note says what the bench leaves out of it. */
export type FileContent = { sheet: Sheet; name?: string; note?: string } | { problem: string };

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isList = (value: unknown): value is PlainEdit[] => Array.isArray(value) && value.every(isFields);

const problemIn = (file: Record<string, unknown>): string | undefined => {
  const strange = Object.keys(file).filter((name) => !(name in scenarioMembers));
  if (strange.length > 0)
    return `The file has ${strange.join(', ')}; a scenario has ${scenarioMemberNames.join(', ')}.`;
  if (!isList(file.edits)) return 'The file needs edits: a list, each {op: …}.';
  return file.views === undefined || isList(file.views) ? undefined : 'The views of the file are not a list.';
};

const numberIn = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** The first target is the one that the bench watches. */
const chanceIn = (monteCarlo: unknown): Partial<Sheet> => {
  if (!isFields(monteCarlo)) return {};
  const { draws, seed, targets, correlation } = monteCarlo;
  const [first] = isList(targets) ? targets : [];
  const { view = 0, measure, only = {}, by, level } = first ?? {};
  return {
    draws: numberIn(draws),
    seed: numberIn(seed),
    together: readTogether(correlation),
    ...(typeof measure === 'string' && {
      watched: { view, measure, only } as WatchedMeasure,
      by: by as string | undefined,
      level: numberIn(level),
    }),
  };
};

const noteOf = ({ monteCarlo }: Record<string, unknown>): string | undefined => {
  const targets = isFields(monteCarlo) && isList(monteCarlo.targets) ? monteCarlo.targets : [];
  return targets.length > 1
    ? `The file watches ${targets.length} numbers; the bench watches one at a time, the first to begin with.`
    : undefined;
};

const sheetIn = (file: Record<string, unknown>, targets: readonly NamedTarget[]): Sheet => ({
  lines: linesFor(file.edits as PlainEdit[], targets).map((text) => ({ text, isOff: false })),
  base: numberIn(file.base),
  ...(typeof file.parent === 'string' && { parent: file.parent }),
  ...(isFields(file.assumptions) && { assumptions: file.assumptions }),
  ...(file.views !== undefined && { views: file.views as PlainEdit[] }),
  seed: numberIn(file.seed),
  ...chanceIn(file.monteCarlo),
  attribution: file.attribution === true,
});

/** Reads a scenario file, YAML or JSON, onto the bench. The reader of YAML is only loaded when a file is opened. */
export const openFile = async (text: string, targets: readonly NamedTarget[]): Promise<FileContent> => {
  const { parseDocument } = await import('yaml');
  const document = parseDocument(text, { prettyErrors: true });
  const [error] = document.errors;
  if (error) return { problem: `This is neither YAML nor JSON: ${error.message}` };
  const file: unknown = document.toJS();
  if (!isFields(file)) return { problem: 'The file holds no scenario: {edits: […], views: […]}.' };
  const problem = problemIn(file);
  if (problem !== undefined) return { problem };
  const note = noteOf(file);
  return {
    sheet: sheetIn(file, targets),
    ...(typeof file.name === 'string' && { name: file.name }),
    ...(note !== undefined && { note }),
  };
};
