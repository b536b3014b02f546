import type { Fact } from '../events/index.js';
import { normalise, type RawParameters } from './asking.js';
import { ask, views } from './index.js';
import type { Log } from './kit/log.js';
import { isMeasure, isZero } from './kit/measure.js';

/** A number that can't be followed to its source. */
export interface UntracedNumber {
  view: string;
  keys: Record<string, unknown>;
  because: string;
}

type CitedEntry = Readonly<Record<string, unknown>> & { rests?: readonly string[] };

const saysSomething = (entry: CitedEntry): boolean =>
  Object.values(entry).some((value) => isMeasure(value) && !isZero(value));

const keysOf = (entry: CitedEntry): Record<string, unknown> =>
  Object.fromEntries(Object.entries(entry).filter(([, value]) => typeof value === 'string'));

/** Registered parties and defined markets are names, not numbers: they need no source. */
const needsSource = (fact: Fact): boolean =>
  fact.type !== 'PartyRegistered' && fact.type !== 'MarketDefined' && !fact.hypothetical;

const faultOf = (id: string, log: Log): string | undefined => {
  const fact = log.fact(id);
  if (!fact) return `no event has the id ${id}`;
  if (!needsSource(fact)) return undefined;
  if (!fact.source) return `${fact.type} ${id} on ${fact.stream} has no source`;
  return [fact.source, ...(fact.alsoSources ?? [])].some(({ title }) => title.trim() === '')
    ? `a source of ${id} has no title`
    : undefined;
};

const faultsOf = (view: string, entry: CitedEntry, log: Log): UntracedNumber[] => {
  if (!saysSomething(entry)) return [];
  const rests = entry.rests ?? [];
  if (rests.length === 0) return [{ view, keys: keysOf(entry), because: 'it rests on no event' }];
  return rests.flatMap((id) => {
    const because = faultOf(id, log);
    return because === undefined ? [] : [{ view, keys: keysOf(entry), because }];
  });
};

const questionsOf = (dimensions: readonly string[], timelines: boolean): RawParameters[] => [
  {},
  ...dimensions.map((by) => ({ by })),
  ...(timelines ? [{ timeline: 'quarter' }] : []),
];

/** Walks the answers of every view, by every dimension, and names each number that can't be followed to a source. */
export const findUntraced = (log: Log, today: string): { checked: number; faults: UntracedNumber[] } => {
  const faults: UntracedNumber[] = [];
  let checked = 0;
  for (const view of views) {
    for (const parameters of questionsOf(view.dimensions, view.timelines)) {
      const { value: asked } = normalise(view.name, parameters, { today, position: log.position }, log);
      if (!asked) continue;
      const { rows } = ask(asked.view, asked.question, log);
      checked += rows.length;
      faults.push(...rows.flatMap((row) => faultsOf(view.name, row, log)));
    }
  }
  return { checked, faults };
};
