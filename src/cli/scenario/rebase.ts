import { Undecided } from '../../messages/refusals.js';
import type { RebaseAnswer } from '../../messages/rebase-scenario.js';
import { Stop } from '../failure.js';
import type { LedgerClient } from '../ledger.js';
import { print, printJson } from '../terminal.js';
import type { CommonOptions } from '../verb.js';
import { verdictLines } from './looking.js';

export interface RebaseOptions extends CommonOptions {
  dryRun?: boolean;
  to?: number;
  keep?: number[];
  drop?: number[];
}

const decisions = ({ keep = [], drop = [] }: RebaseOptions): Record<string, string> => {
  const both = keep.filter((edit) => drop.includes(edit));
  if (both.length > 0) throw new Stop('usage', `edit ${both[0]} can't be both kept and dropped`);
  const told = (edits: readonly number[], word: string) =>
    edits.map((edit): [string, string] => [String(edit - 1), word]);
  return Object.fromEntries([...told(keep, 'keep'), ...told(drop, 'drop')]);
};

const summary = ({ id, version, base, saved }: RebaseAnswer, isDry: boolean): string => {
  if (saved) return `Saved ${id}@${version}, base ${base}.`;
  return isDry
    ? 'A dry run: nothing was saved.'
    : `Nothing was recorded since ${id}@${version}: nothing was saved.`;
};

/** The edits of the version, and what becomes of them; conflicts are told with the flags that decide them. */
const order = async (
  ledger: LedgerClient,
  id: string,
  options: RebaseOptions,
  edits: readonly unknown[],
): Promise<RebaseAnswer> => {
  const { RebaseScenario, validateMessage } = await import('../ledger.js');
  const { dryRun, to } = options;
  const how = { resolve: decisions(options), ...(dryRun && { dryRun }), ...(to !== undefined && { to }) };
  try {
    return await ledger.tell(validateMessage(new RebaseScenario(id, how)));
  } catch (error) {
    if (!(error instanceof Undecided)) throw error;
    const { verdicts } = error;
    const open = error.problems.map(({ pointer }) => Number(pointer.split('/').at(-1)) + 1);
    throw new Stop(
      'conflict',
      [
        `${error.title}: decide with --keep or --drop ${open.join(', ')}; nothing was saved.`,
        ...verdictLines(edits, verdicts),
      ].join('\n'),
    );
  }
};

export const rebase = async (id: string, options: RebaseOptions): Promise<void> => {
  const { withExistingLedger, ShowScenario } = await import('../ledger.js');
  await withExistingLedger(options, async (ledger) => {
    const { edits } = await ledger.ask(new ShowScenario(id));
    const rebased = await order(ledger, id, options, edits);
    if (options.json) return printJson(rebased);
    print([...verdictLines(edits, rebased.verdicts), summary(rebased, options.dryRun === true)].join('\n'));
  });
};
