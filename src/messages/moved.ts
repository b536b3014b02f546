import { normalise } from '../../projections/asking.js';
import { type Difference, differenceOf } from '../../projections/difference.js';
import { ask, views } from '../../projections/index.js';
import type { Log } from '../../projections/kit/log.js';

/** The numbers of one view that differ between two logs. */
export interface MovedTables extends Difference {
  view: string;
}

/** Every view's usual question, asked today of both logs: what moved. */
export const movedNumbers = (before: Log, after: Log, today: string): MovedTables[] =>
  views.flatMap((view) => {
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
