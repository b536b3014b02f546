import type { FactOf } from '../kit/envelope.js';
import { evolveBy, type StreamDeclaration } from '../kit/stream.js';
import * as events from './scenario.events.js';
import { decideScenario } from './scenario.rules.js';

/** A scenario's versions in order; each is immutable. */
export interface Scenario {
  readonly stream: string;
  readonly versions: readonly FactOf<typeof events.ScenarioSaved>[];
}

const scenarioEvents = [events.ScenarioSaved] as const;

export const scenario: StreamDeclaration<Scenario, (typeof scenarioEvents)[number]> = {
  category: 'scenario',
  summary: 'A what-if, version by version; never folded into a view of the world.',
  events: scenarioEvents,
  initial: (stream) => ({ stream, versions: [] }),
  evolve: evolveBy<Scenario, (typeof scenarioEvents)[number]>({
    ScenarioSaved: (state, fact) => ({ ...state, versions: [...state.versions, fact] }),
  }),
  isImmutable: true,
  decide: (candidate, _state, surroundings) =>
    decideScenario(candidate, {
      recorded: (stream) => surroundings.recorded(stream),
      position: surroundings.position,
    }),
};
