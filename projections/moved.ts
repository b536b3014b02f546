import type { Fact } from '../events/index.js';
import { normalise } from './asking.js';
import { type Difference, differenceOf } from './difference.js';
import { ask, views } from './index.js';
import { type Log, Overlay } from './kit/log.js';

/** The numbers of one view that differ between two logs. */
export interface MovedTables extends Difference {
  view: string;
}

/** A log as it would read with some more facts. */
export const logWith = (log: Log, facts: readonly Fact[]): Log => {
  const byStream = [...Map.groupBy(facts, ({ stream }) => stream)];
  return new Overlay(
    log,
    new Map(byStream.map(([stream, own]) => [stream, [...log.facts(stream), ...own]] as const)),
  );
};

/** Every view's usual question, asked today of a log and of the same with some more facts: what moved. */
export const movedNumbers = (before: Log, added: readonly Fact[], today: string): MovedTables[] => {
  const after = logWith(before, added);
  return views.flatMap((view) => {
    const { value: asked } = normalise(view.name, {}, { today, position: Number.MAX_SAFE_INTEGER }, before);
    if (!asked) return [];
    const difference = differenceOf(
      ask(asked.view, asked.question, before),
      ask(asked.view, asked.question, after),
    );
    return difference.rows.length + difference.totals.length === 0
      ? []
      : [{ view: view.name, ...difference }];
  });
};
