import { Stop } from '../failure.js';
import { nameOf, textOf } from '../input.js';
import type { Everywhere } from '../verb.js';

/** YAML, of which JSON is a part: one reader for both. */
const parsed = async (text: string, name: string): Promise<unknown> => {
  const { parseDocument } = await import('yaml');
  const document = parseDocument(text, { prettyErrors: true });
  if (document.errors.length > 0)
    throw new Stop('failure', `${name} is neither YAML nor JSON: ${document.errors[0]!.message}`);
  return document.toJS();
};

/** What may stand in the file of a scenario. */
const members = [
  'name',
  'base',
  'parent',
  'edits',
  'assumptions',
  'seed',
  'views',
  'monteCarlo',
  'attribution',
  'tornado',
];

export interface ScenarioFile {
  name?: unknown;
  base?: unknown;
  parent?: unknown;
  edits: unknown[];
  assumptions?: Record<string, unknown>;
  seed?: unknown;
  views?: unknown[];
  monteCarlo?: Record<string, unknown>;
  attribution?: boolean;
  tornado?: boolean;
}

/** Reads a scenario from a file; "-" is stdin. Without edits of its own it has to build on another one. */
export const scenarioIn = async (file: string, options: Everywhere): Promise<ScenarioFile> => {
  const name = nameOf(file);
  const value = await parsed(await textOf(file, options), name);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Stop('failure', `${name} must hold a scenario: {edits: […], views: […]}`);
  const strange = Object.keys(value).filter((key) => !members.includes(key));
  if (strange.length > 0)
    throw new Stop('failure', `${name} has ${strange.join(', ')}; a scenario has ${members.join(', ')}`);
  const { edits = 'parent' in value ? [] : undefined, views, ...rest } = value as Partial<ScenarioFile>;
  if (!Array.isArray(edits) || (views !== undefined && !Array.isArray(views)))
    throw new Stop('failure', `${name} must have edits, and views if any, as lists`);
  return { ...rest, edits, ...(views !== undefined && { views }) };
};
