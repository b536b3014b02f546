import type { Problem } from '../../../events/index.js';
import { decodeAs } from '../../../events/kit/decode.js';
import { JsonObject, Nested, Whole } from '../../../events/kit/fields.js';
import { Correlation } from '../chance/correlation.js';
import type { Result } from '../../../events/kit/decode.js';
import type { Scenario } from './scenario.js';

/** On how many paths what is uncertain is drawn, and which numbers are watched. */
export class MonteCarlo {
  @Whole('On how many paths.', { least: 1, most: 100_000 }) draws!: number;
  @Whole('What the draws are keyed by: the same seed draws the same.') seed!: number;
  @JsonObject('The numbers to watch; the first of each view when missing.', { optional: true, list: true })
  targets?: Record<string, unknown>[];
  @Nested(() => Correlation, 'How uncertain variables go together; each by itself when missing.', {
    optional: true,
  })
  correlation?: Correlation;
}

/** What is asked beside the views. */
export interface AnalysisRequest {
  monteCarlo?: MonteCarlo;
  attribution: boolean;
  tornado: boolean;
}

const flagProblems = (scenario: Scenario): Problem[] =>
  (['attribution', 'tornado'] as const)
    .filter((name) => scenario[name] !== undefined && typeof scenario[name] !== 'boolean')
    .map((name) => ({ pointer: `/${name}`, detail: 'must be true or false' }));

export const readAsks = (scenario: Scenario): Result<AnalysisRequest> => {
  const { monteCarlo: raw, attribution, tornado: asksTornado } = scenario;
  const read = raw === undefined ? undefined : decodeAs(MonteCarlo, raw, '/monteCarlo');
  const problems = [...(read?.problems ?? []), ...flagProblems(scenario)];
  if (problems.length > 0) return { problems };
  return {
    value: {
      ...(read?.value && { monteCarlo: read.value }),
      attribution: attribution === true,
      tornado: asksTornado === true,
    },
  };
};
