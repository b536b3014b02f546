import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { readReference } from '../../events/scenario/reference.js';
import type { ScenarioAnswer } from '../simulator/run.js';
import { exitCodes, Stop } from './failure.js';
import { scenarioIn } from './scenario/file.js';
import { print, printJson } from './terminal.js';
import { type Everywhere, optionsOf, verb, wholeFrom } from './verb.js';

interface Scenario {
  base?: unknown;
  parent?: string;
  edits: unknown[];
  assumptions?: Record<string, unknown>;
  views: unknown[];
  monteCarlo?: Record<string, unknown>;
  attribution?: boolean;
  tornado?: boolean;
}

interface Options extends Everywhere {
  view?: string[];
  draws?: number;
  seed?: number;
  attribution?: boolean;
  tornado?: boolean;
}

const usualSeed = 1;
const usualDraws = 10_000;
const wrong = (message: string): Error => new Stop('usage', message);
const usualViews = [{ view: 'compute-capacity' }];

/** A scenario to run, and the seed that its draws have where nothing else is said. */
interface Given {
  scenario: Scenario;
  seed?: number;
}

/** The views that the command line names stand in the place of the file's. */
const viewsFrom = ({ view }: Options, views: unknown[] | undefined): unknown[] =>
  view?.map((name) => ({ view: name })) ?? views ?? usualViews;

const isSaved = (file: string): boolean => readReference(file) !== undefined && !existsSync(file);

const givenBy = async (file: string, options: Options): Promise<Given> => {
  if (isSaved(file)) return { scenario: { parent: file, edits: [], views: viewsFrom(options, undefined) } };
  const { name: _name, seed, views, ...more } = await scenarioIn(file, options);
  return {
    scenario: { ...(more as Omit<Scenario, 'views'>), views: viewsFrom(options, views) },
    ...(seed !== undefined && { seed: seed as number }),
  };
};

/** What the command line asks of chance, on top of what the file does; the seed is the nearest one that there is. */
const withChance = (
  scenario: Scenario,
  nearest: number,
  { draws, seed, attribution, tornado }: Options,
): Scenario => {
  const isAsked = draws !== undefined || seed !== undefined;
  return {
    ...scenario,
    ...((isAsked || scenario.monteCarlo) && {
      monteCarlo: {
        seed: nearest,
        ...(isAsked && { draws: usualDraws }),
        ...scenario.monteCarlo,
        ...(draws && { draws }),
        ...(seed !== undefined && { seed }),
      },
    }),
    ...(attribution && { attribution }),
    ...(tornado && { tornado }),
  };
};

const simulate = async (file: string, options: Options): Promise<void> => {
  const { scenario, seed } = await givenBy(file, options);
  const { withExistingLedger, RunScenario, ShowScenario, validated } = await import('./ledger.js');
  const { scenarioText } = await import('./format/scenario.js');
  await withExistingLedger(options, async ({ ask }) => {
    const { parent, edits } = scenario;
    const below = parent === undefined ? undefined : (await ask(new ShowScenario(parent))).resolved;
    const asked = withChance(scenario, seed ?? below?.seed ?? usualSeed, options);
    const answer: ScenarioAnswer = await ask(validated(new RunScenario(asked)));
    if (options.json) printJson(answer);
    else print(scenarioText(answer, [...(below?.edits ?? []), ...edits]));
  });
  process.exitCode = exitCodes.ok;
};

export const declareSimulate = (program: Command): void => {
  verb(
    program,
    'simulate <file>',
    'Run a scenario, saved or from YAML or JSON: baseline, scenario and difference. Nothing is recorded.',
    [
      'simulate amd-slips.yaml',
      'simulate scenario-amd-slips@1 --view obligations',
      'simulate perhaps.yaml --draws 10000 --seed 7 --tornado --attribution',
      `simulate - <<< '{edits: [{op: delay, target: deal-openai-amd-2025, months: 12}], views: [{view: compute-capacity, timeline: year}]}'`,
    ],
  )
    .addHelpText(
      'after',
      '\nA scenario is {name?, base?, parent?, edits, assumptions?, seed?, views, monteCarlo?, attribution?, tornado?}; "-" reads it from stdin, and a name like scenario-amd-slips@1 is one that was saved. Without views it is asked of compute-capacity.',
    )
    .option('--view <name>', 'ask this view; may be repeated', (name, before: string[] = []) => [
      ...before,
      name,
    ])
    .option('--draws <n>', 'draw what is uncertain so many times', wholeFrom('--draws', wrong))
    .option('--seed <n>', 'the seed of the draws (1 when missing)', wholeFrom('--seed', wrong))
    .option('--attribution', 'which edit the difference is owed to')
    .option('--tornado', 'how far each uncertain input moves the answer by itself')
    .action(async (file: string, _options: unknown, command: Command) =>
      simulate(file, optionsOf<Options>(command)),
    );
};
