import { History } from '../../projections/kit/log.js';
import { writeJson } from '../../src/simulator/answer/written-answer.js';
import { BoardCache } from '../../src/simulator/compute/board-cache.js';
import { works } from '../../src/workers/work.js';
import { asked, today } from './settled-log.js';

const delayed = ['deal-1', 'deal-11', 'deal-21', 'deal-31', 'deal-41'];

/** Six deals edited: five are delayed, by another number of months each time so that no answer is remembered. */
export const sixEdits = (months: number): unknown[] => [
  ...delayed.map((target) => ({ op: 'delay', target, months })),
  { op: 'cancel', target: 'deal-51' },
];

/** What-ifs on one view of one log, as a process for heavy questions answers them: the first one settles the boards. */
export class WhatIfs {
  #months = 0;
  readonly #ground;

  constructor(
    readonly view: string,
    history: History,
  ) {
    const shelf = new BoardCache(history, true);
    this.#ground = { history, position: history.position, today, logHash: '0'.repeat(64), shelf };
  }

  /** The answer as it is sent: both sides, the difference, and the first events that each number rests on. */
  async answer(): Promise<Uint8Array> {
    this.#months = (this.#months % 60) + 1;
    const { effectiveAt } = asked;
    const scenario = { edits: sixEdits(this.#months), views: [{ view: this.view, effectiveAt }] };
    const { value } = await works.scenario(scenario, this.#ground, writeJson);
    return value!.written as Uint8Array;
  }
}
