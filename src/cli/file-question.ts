import { nameOf, textOf } from './input.js';
import type { ScenarioFile } from './scenario-file.js';
import type { CommonOptions } from './verb.js';

/** Reads a file of YAML or JSON; "-" is stdin. Throws a `Stop` that names the line of whatever can't be read. */
export const fileNamed = async (name: string, options: CommonOptions): Promise<ScenarioFile> => {
  const text = await textOf(name, options);
  const { ScenarioFile: Reader } = await import('./scenario-file.js');
  return new Reader(text, nameOf(name));
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
  const { problemsOf, Refusal } = await import('./ledger.js');
  const problems = file ? problemsOf(message) : [];
  if (file && problems.length > 0) throw file.refusal(problems);
  return send().catch((error: unknown) => {
    throw file && error instanceof Refusal && error.problems.length > 0
      ? file.refusal(error.problems)
      : error;
  });
};
