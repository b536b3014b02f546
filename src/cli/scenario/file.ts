import { Stop } from '../failure.js';
import { nameOf } from '../input.js';
import { objectIn } from '../scenario-file.js';
import type { Everywhere } from '../verb.js';

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
  const value = await objectIn(file, options, 'a scenario', members);
  const { edits = 'parent' in value ? [] : undefined, views, ...rest } = value as Partial<ScenarioFile>;
  if (!Array.isArray(edits) || (views !== undefined && !Array.isArray(views)))
    throw new Stop('failure', `${name} must have edits, and views if any, as lists`);
  return { ...rest, edits, ...(views !== undefined && { views }) };
};
