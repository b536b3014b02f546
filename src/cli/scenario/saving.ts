import type { SavedVersion } from '../../messages/saving.js';
import { Stop } from '../failure.js';
import { nameOf } from '../input.js';
import { print, printJson, say } from '../terminal.js';
import type { Everywhere } from '../verb.js';
import { scenarioIn } from './file.js';

export interface SaveOptions extends Everywhere {
  id?: string;
  name?: string;
  expectedVersion?: number;
}

export interface ForkOptions extends Everywhere {
  name: string;
  id?: string;
}

const tell = (saved: SavedVersion, { json }: Everywhere): void => {
  const { id, version, position } = saved;
  if (json) printJson(saved);
  else if (saved.saved) print(`Saved ${id}@${version} at position ${position}.`);
  else print(`${id}@${version} says the same already: nothing was saved.`);
};

/** What a file asks of one run is no part of what is kept. */
const ofOneRun = ['views', 'monteCarlo', 'attribution', 'tornado'] as const;

export const save = async (file: string, options: SaveOptions): Promise<void> => {
  const scenario = await scenarioIn(file, options);
  const left = ofOneRun.filter((name) => scenario[name] !== undefined);
  const { base, parent, edits, assumptions, seed } = scenario;
  const name = options.name ?? scenario.name;
  if (name === undefined)
    throw new Stop('usage', `${nameOf(file)} has no name: give it one there, or with --name`);
  const order = {
    name,
    base,
    parent,
    edits,
    assumptions,
    seed,
    id: options.id,
    expectedVersion: options.expectedVersion,
  };
  const { withExistingLedger, SaveScenario, validated } = await import('../ledger.js');
  await withExistingLedger(options, async ({ tell: send }) => {
    tell(await send(validated(new SaveScenario(order))), options);
    if (left.length > 0) say(`Left out, as they are asked of one run: ${left.join(', ')}.`);
  });
};

export const fork = async (of: string, options: ForkOptions): Promise<void> => {
  const { withExistingLedger, ForkScenario, validated } = await import('../ledger.js');
  const order = new ForkScenario(of, {
    name: options.name,
    ...(options.id !== undefined && { id: options.id }),
  });
  await withExistingLedger(options, async ({ tell: send }) => tell(await send(validated(order)), options));
};
