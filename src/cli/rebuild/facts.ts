import { type Fact, revive } from '../../../events/index.js';
import { type LedgerClient, ProveLog } from '../ledger.js';
import { pagesUpTo } from '../pages.js';
import { ProgressBar } from '../progress.js';

export interface LogFacts {
  position: number;
  facts: readonly Fact[];
}

/** Everything that is in the log at this moment, read from the start. */
export const readFacts = async (ledger: LedgerClient): Promise<LogFacts> => {
  const { position } = await ledger.ask(new ProveLog());
  const progress = new ProgressBar('Reading', position);
  const facts: Fact[] = [];
  for await (const page of pagesUpTo(ledger, position)) {
    facts.push(...page.map(revive));
    progress.reached(facts.length);
  }
  progress.stop();
  return { position, facts };
};
