import { articleFacts } from '../article.js';

/** Facts as lines of a file. */
export const linesOf = (facts: readonly unknown[]): string =>
  facts.map((fact) => `${JSON.stringify(fact)}\n`).join('');

export const articleLines = linesOf(articleFacts);

/** What is asked of the article's ledger is pinned, so that its answers stay the same for ever. */
export const pinned = ['--effective', '2025-11-30', '--known', '2025-11-30'];
