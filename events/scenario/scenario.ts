import type { FactOf } from '../kit/envelope.js';
import { decideBy, type Decider, evolveBy, type StreamDeclaration } from '../kit/stream.js';
import * as events from './scenario.events.js';
import { decideScenario } from './scenario.rules.js';

/** A scenario's versions in order; each is immutable. */
export interface ScenarioHistory {
  readonly stream: string;
  readonly versions: readonly FactOf<typeof events.ScenarioSaved>[];
}

const scenarioEvents = [events.ScenarioSaved] as const;

const decider: Decider<ScenarioHistory, (typeof scenarioEvents)[number]> = {
  ScenarioSaved: {
    evolve: (state, fact) => ({ ...state, versions: [...state.versions, fact] }),
    decide: (candidate, _state, surroundings) =>
      decideScenario(candidate, {
        recorded: (stream) => surroundings.recorded(stream),
        position: surroundings.position,
      }),
  },
};

export const scenario: StreamDeclaration<ScenarioHistory, (typeof scenarioEvents)[number]> = {
  category: 'scenario',
  summary: 'A what-if, version by version; never folded into a view of the world.',
  events: scenarioEvents,
  initial: (stream) => ({ stream, versions: [] }),
  evolve: evolveBy(decider),
  isImmutable: true,
  decide: decideBy(decider),
};
