import { Stop } from './failure.js';
import { nameOf, textOf } from './input.js';
import type { Everywhere } from './verb.js';

/** YAML, of which JSON is a part: one reader for both. */
const parsed = async (text: string, name: string): Promise<unknown> => {
  const { parseDocument } = await import('yaml');
  const document = parseDocument(text, { prettyErrors: true });
  if (document.errors.length > 0)
    throw new Stop('failure', `${name} is neither YAML nor JSON: ${document.errors[0]!.message}`);
  return document.toJS();
};

/** What a file holds, with no other members than these; `kind` is what such a file is called. */
export const objectIn = async (
  file: string,
  options: Everywhere,
  kind: string,
  members: readonly string[],
): Promise<Record<string, unknown>> => {
  const name = nameOf(file);
  const value = await parsed(await textOf(file, options), name);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Stop('failure', `${name} must hold ${kind}: ${members.join(', ')}`);
  const strange = Object.keys(value).filter((key) => !members.includes(key));
  if (strange.length > 0)
    throw new Stop('failure', `${name} has ${strange.join(', ')}; ${kind} has ${members.join(', ')}`);
  return value as Record<string, unknown>;
};

/** The same without its name, which is for people only. */
export const membersIn = async (...file: Parameters<typeof objectIn>): Promise<Record<string, unknown>> => {
  const { name: _name, ...rest } = await objectIn(...file);
  return rest;
};
