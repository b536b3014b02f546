import { capacityShares } from './capacity-share.js';
import { computeCapacity } from './compute-capacity.js';
import { exposure } from './exposure.js';
import { flows } from './flows.js';
import { Board } from './kit/board.js';
import type { Log } from './kit/log.js';
import type { Question } from './kit/question.js';
import type { Answer, View } from './kit/view.js';
import { labs } from './labs.js';
import { reportedShares } from './market-share.js';
import { obligations } from './obligations.js';
import { overlaps } from './overlaps.js';
import { ownership } from './ownership.js';
import { reconciliation } from './reconciliation.js';
import { slippage } from './slippage.js';

/** The one list of views. */
export const views: readonly View[] = [
  computeCapacity,
  reportedShares,
  obligations,
  ownership,
  exposure,
  flows,
  reconciliation,
  slippage,
  overlaps,
  labs,
];

/** The view of this name; shares of capacity are read off deals, reported ones off markets. */
export const viewNamed = (name: string, options: Readonly<Record<string, string>> = {}): View | undefined =>
  name === reportedShares.name && options.of !== undefined && options.of !== 'reported'
    ? capacityShares
    : views.find((view) => view.name === name);

export const ask = (view: View, question: Question, log: Log): Answer =>
  new Board(view, question, log).answer();
