import type { SavedVersion } from '../../messages/saving.js';
import { runMemberNames } from '../../simulator/scenario/scenario.js';
import { Stop } from '../failure.js';
import { fileNamed, sendFromFile } from '../file-question.js';
import { print, printJson, say } from '../terminal.js';
import type { CommonOptions } from '../verb.js';

export interface SaveOptions extends CommonOptions {
  id?: string;
  name?: string;
  expectedVersion?: number;
}

export interface ForkOptions extends CommonOptions {
  name: string;
  id?: string;
}

const printSaved = (saved: SavedVersion, { json }: CommonOptions): void => {
  const { id, version, position } = saved;
  if (json) printJson(saved);
  else if (saved.saved) print(`Saved ${id}@${version} at position ${position}.`);
  else print(`${id}@${version} says the same already: nothing was saved.`);
};

/** What a file asks of one run is no part of what is kept. */
const isOfOneRun = (name: string): boolean => runMemberNames.some((one) => one === name);

const membersKept = (members: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(members).filter(([name]) => !isOfOneRun(name)));

/** The order as a file gives it, and the command line over it. */
const orderOf = (kept: Record<string, unknown>, { id, name, expectedVersion }: SaveOptions) => ({
  ...kept,
  ...(name !== undefined && { name }),
  ...(id !== undefined && { id }),
  ...(expectedVersion !== undefined && { expectedVersion }),
});

export const save = async (from: string, options: SaveOptions): Promise<void> => {
  const file = await fileNamed(from, options);
  const left = runMemberNames.filter((name) => name in file.members);
  const kept = membersKept(file.members);
  if (kept.name === undefined && options.name === undefined)
    throw new Stop('usage', `${file.name} has no name: give it one there, or with --name`);
  const { SaveScenario, withExistingLedger } = await import('../ledger.js');
  const order = new SaveScenario(orderOf(kept, options));
  const saved = await sendFromFile(file, order, () =>
    withExistingLedger(options, ({ tell: send }) => send(order)),
  );
  printSaved(saved, options);
  if (left.length > 0) say(`Left out, as they are asked of one run: ${left.join(', ')}.`);
};

export const fork = async (of: string, options: ForkOptions): Promise<void> => {
  const { withExistingLedger, ForkScenario, validateMessage } = await import('../ledger.js');
  const order = new ForkScenario(of, {
    name: options.name,
    ...(options.id !== undefined && { id: options.id }),
  });
  await withExistingLedger(options, async ({ tell: send }) =>
    printSaved(await send(validateMessage(order)), options),
  );
};
