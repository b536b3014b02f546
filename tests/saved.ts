import type { History } from '../projections/kit/log.js';
import { type ResolvedScenario, resolve } from '../src/simulator/scenario/resolve.js';
import { type Verdict, verdictsOf } from '../src/simulator/saved/verdict.js';
import { record, type Sent } from './ledger.js';

type Content = Record<string, unknown>;

/** That a version of a scenario is saved. */
export const savedScenario = (id: string, content: Content): Sent => ({
  stream: id,
  type: 'ScenarioSaved',
  body: { name: id, edits: [], ...content, base: String(content.base ?? 'live') },
});

/** Saves a version of a scenario; throws on what is refused. */
export const save = (history: History, id: string, content: Content): History => {
  record(history, savedScenario(id, content));
  return history;
};

export const resolved = (history: History, reference: string): ResolvedScenario => {
  const { value, problems } = resolve(history, reference);
  if (problems) throw new Error(problems[0]!.detail);
  return value;
};

/** What became of each edit, in a word. */
export const verdictWords = (history: History, reference: string, today = '2026-11-23'): string[] =>
  verdictsOf(resolved(history, reference), history, today).map(({ verdict }) => verdict);

export const verdictsIn = (history: History, reference: string, today = '2026-11-23'): Verdict[] =>
  verdictsOf(resolved(history, reference), history, today);
