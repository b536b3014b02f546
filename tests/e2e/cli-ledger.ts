import { articleFacts } from '../article.js';

/** The article's facts as lines of a file. */
export const articleLines = articleFacts.map((fact) => `${JSON.stringify(fact)}\n`).join('');

/** What is asked of the article's ledger is pinned, so that its answers stay the same for ever. */
export const pinned = ['--effective', '2025-11-30', '--known', '2025-11-30'];
