import { Stop } from './failure.js';
import { nameOf, textOf } from './input.js';
import type { Everywhere } from './verb.js';

/** What a file holds, with no other members than these; `kind` is what such a file is called. */
export const objectIn = async (
  file: string,
  options: Everywhere,
  kind: string,
  members: readonly string[],
): Promise<Record<string, unknown>> => {
  const name = nameOf(file);
  const text = await textOf(file, options);
  const { ScenarioFile } = await import('./simulate/scenario-file.js');
  const value = new ScenarioFile(text, name).members;
  const strange = Object.keys(value).filter((key) => !members.includes(key));
  if (strange.length > 0)
    throw new Stop('failure', `${name} has ${strange.join(', ')}; ${kind} has ${members.join(', ')}`);
  return value;
};

/** The same without its name, which is for people only. */
export const membersIn = async (...file: Parameters<typeof objectIn>): Promise<Record<string, unknown>> => {
  const { name: _name, ...rest } = await objectIn(...file);
  return rest;
};
