import { daysOf } from '../../kit/date.js';
import { appendWith, type Decider } from '../../kit/stream.js';
import type { Deal } from '../deal.state.js';
import { addGrounds, ungrounded } from '../grounds.js';
import type { Observation } from './condition.js';
import { withEntry } from '../../kit/entries.js';
import type { conditionEvents } from './condition.events.js';

/** In the order of the days that were looked at; of one day what was told last. */
const inOrderOfDays = (before: readonly Observation[], seen: Observation): readonly Observation[] =>
  before.toSpliced(before.findLastIndex(({ on }) => on.first <= seen.on.first) + 1, 0, seen);

export const conditionDecider: Decider<Deal, (typeof conditionEvents)[number]> = {
  ConditionObserved: {
    evolve: (deal, fact) => {
      const { condition, holds, on } = fact.body;
      const seen = { holds, on: on ? daysOf(on) : fact.effective, ...addGrounds(ungrounded, fact) };
      const all = inOrderOfDays(deal.conditions.get(condition) ?? [], seen);
      return { ...deal, conditions: withEntry(deal.conditions, condition, all) };
    },
    decide: () => appendWith(),
  },
};
