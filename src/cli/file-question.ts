import type { Problem } from '../../events/index.js';
import { nameOf, textOf } from './input.js';
import type { ScenarioFile } from './scenario-file.js';
import type { CommonOptions } from './verb.js';

/** Reads a file of YAML or JSON; "-" is stdin. Throws a `Stop` that names the line of whatever can't be read. */
export const fileNamed = async (name: string, options: CommonOptions): Promise<ScenarioFile> => {
  const text = await textOf(name, options);
  const { ScenarioFile: Reader } = await import('./scenario-file.js');
  return new Reader(text, nameOf(name));
};

/** What is wrong with edits by themselves; what they assume of each other, or of a parent, only the ledger tells. */
const editProblems = async (message: object): Promise<Problem[]> => {
  const { edits } = message as { edits?: unknown };
  if (!Array.isArray(edits)) return [];
  const { readEdits } = await import('../simulator/scenario/read-edits.js');
  const { problems = [] } = readEdits(edits, undefined);
  return problems.filter(({ detail }) => !detail.startsWith('there is no assumption'));
};

/** Where there is no ledger, what is wrong with the file comes first. */
const asTold = async (error: unknown, file: ScenarioFile, message: object): Promise<unknown> => {
  const { NoLedger, Refusal } = await import('./ledger.js');
  const problems =
    error instanceof Refusal ? error.problems : error instanceof NoLedger ? await editProblems(message) : [];
  return problems.length > 0 ? file.refusal(problems) : error;
};

/**
 * Asks or tells what a file says: whatever is wrong with the message, by its own declarations or as the ledger finds
 * it, is told by its line in the file. A message that is from no file is refused as usual.
 */
export const sendFromFile = async <Answer>(
  file: ScenarioFile | undefined,
  message: object,
  send: () => Promise<Answer>,
): Promise<Answer> => {
  const { problemsOf } = await import('./ledger.js');
  const problems = file ? problemsOf(message) : [];
  if (file && problems.length > 0) throw file.refusal(problems);
  return send().catch(async (error: unknown) => {
    throw file ? await asTold(error, file, message) : error;
  });
};
