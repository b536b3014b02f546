import type { NamingLog } from '../../../projections/vocabulary.js';
import type { Ground } from './ground.js';

/** All texts within edits: what they name, and what an event that they assume brings with it. */
export const namesIn = (edits: readonly unknown[]): ReadonlySet<string> => {
  const names = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value === 'string') names.add(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(look);
  };
  look(edits);
  return names;
};

/** What a scenario may name: what the log knows and what its edits bring. */
export const namesKnown = ({ history }: Pick<Ground, 'history'>, edits: readonly unknown[]): NamingLog => ({
  log: history,
  brought: namesIn(edits),
});
