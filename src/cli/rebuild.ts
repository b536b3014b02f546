import type { Command } from 'commander';
import type { View } from '../../projections/kit/view.js';
import { Stop } from './failure.js';
import type { LedgerClient } from './ledger.js';
import type { LogFacts } from './rebuild/facts.js';
import { print, printJson } from './terminal.js';
import { type CommonOptions, optionsOf, verb } from './verb.js';

interface RebuildCheck {
  view: string;
  live: string;
  rebuilt: string;
  settled: string;
  same: boolean;
}

const compareHashes = async (view: View, { ask }: LedgerClient, facts: LogFacts): Promise<RebuildCheck> => {
  const { ShowView } = await import('./ledger.js');
  const { rebuiltHash, settledHash } = await import('./rebuild/hashes.js');
  const answer = await ask(new ShowView(view.name, { atPosition: String(facts.position) }));
  const [live, rebuilt, settled] = [answer.viewHash, rebuiltHash(answer, facts), settledHash(answer, facts)];
  return { view: view.name, live, rebuilt, settled, same: live === rebuilt && rebuilt === settled };
};

const text = ({ view, live, rebuilt, settled, same }: RebuildCheck): string =>
  same
    ? `${view}  same  ${live}`
    : `${view}  DIFFERENT\n  live    ${live}\n  rebuilt ${rebuilt}\n  settled ${settled}`;

const rebuild = async (options: CommonOptions): Promise<void> => {
  const { withExistingLedger } = await import('./ledger.js');
  const { views } = await import('../../projections/index.js');
  const { ProgressBar } = await import('./progress.js');
  const { readFacts } = await import('./rebuild/facts.js');
  await withExistingLedger(options, async (ledger) => {
    const facts = await readFacts(ledger);
    const progress = new ProgressBar('Rebuilding', views.length);
    const found: RebuildCheck[] = [];
    for (const view of views) {
      found.push(await compareHashes(view, ledger, facts));
      progress.reached(found.length);
    }
    progress.stop();
    if (options.json) printJson({ position: facts.position, views: found });
    else
      print(
        [...found.map(text), `${facts.position} events, rebuilt from nothing and settled one by one.`].join(
          '\n',
        ),
      );
    if (!found.every(({ same }) => same))
      throw new Stop(
        'checkFailed',
        'A view that was rebuilt differs from the live one: please report it with the output above.',
      );
  });
};

export const declareRebuild = (program: Command): void => {
  verb(
    program,
    'rebuild',
    'Build every view from nothing and compare it with the live one and with one settled event by event.',
    ['rebuild', 'rebuild --json'],
  ).action(async (_options: unknown, command: Command) => rebuild(optionsOf(command)));
};
