import { daysOf } from '../../kit/date.js';
import { appendWith, type Decider } from '../../kit/stream.js';
import type { Deal } from '../deal.state.js';
import { addGrounds, ungrounded } from '../grounds.js';
import { withEntry } from '../../kit/entries.js';
import type { conditionEvents } from './condition.events.js';

export const conditionDecider: Decider<Deal, (typeof conditionEvents)[number]> = {
  ConditionObserved: {
    evolve: (deal, fact) => {
      const { condition, holds, on } = fact.body;
      const seen = { holds, on: on ? daysOf(on) : fact.effective, ...addGrounds(ungrounded, fact) };
      const before = deal.conditions.get(condition) ?? [];
      return { ...deal, conditions: withEntry(deal.conditions, condition, [...before, seen]) };
    },
    decide: () => appendWith(),
  },
};
