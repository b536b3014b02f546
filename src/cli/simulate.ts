import type { Command } from 'commander';
import type { ScenarioAnswer } from '../simulator/run.js';
import { exitCodes, Stop } from './failure.js';
import { nameOf, textOf } from './input.js';
import { parsed } from './scenario-file.js';
import { print, printJson } from './terminal.js';
import { type Everywhere, optionsOf, verb, wholeFrom } from './verb.js';

interface Scenario {
  base?: unknown;
  edits: unknown[];
  assumptions?: Record<string, unknown>;
  views: unknown[];
  monteCarlo?: Record<string, unknown>;
  attribution?: boolean;
  tornado?: boolean;
}

interface Options extends Everywhere {
  draws?: number;
  seed?: number;
  attribution?: boolean;
  tornado?: boolean;
}

const fields = ['base', 'edits', 'assumptions', 'views', 'name', 'monteCarlo', 'attribution', 'tornado'];
const usualSeed = 1;
const wrong = (message: string): Error => new Stop('usage', message);
const usualViews = [{ view: 'compute-capacity' }];

const scenarioFrom = (value: unknown, name: string): Scenario => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Stop('failure', `${name} must hold a scenario: {edits: […], views: […]}`);
  const strange = Object.keys(value).filter((key) => !fields.includes(key));
  if (strange.length > 0)
    throw new Stop('failure', `${name} has ${strange.join(', ')}; a scenario has ${fields.join(', ')}`);
  const { name: _name, edits, views = usualViews, ...more } = value as Partial<Scenario> & { name?: unknown };
  if (!Array.isArray(edits) || !Array.isArray(views))
    throw new Stop('failure', `${name} must have edits, and views if any, as lists`);
  return { edits, views, ...more };
};

/** What the command line asks of chance, on top of what the file does. */
const withChance = (scenario: Scenario, { draws, seed, attribution, tornado }: Options): Scenario => ({
  ...scenario,
  ...((draws !== undefined || seed !== undefined) && {
    monteCarlo: {
      seed: usualSeed,
      draws: 10_000,
      ...scenario.monteCarlo,
      ...(draws && { draws }),
      ...(seed !== undefined && { seed }),
    },
  }),
  ...(attribution && { attribution }),
  ...(tornado && { tornado }),
});

const simulate = async (file: string, options: Options): Promise<void> => {
  const read = scenarioFrom(await parsed(await textOf(file, options), nameOf(file)), nameOf(file));
  const scenario = withChance(read, options);
  const { withExistingLedger, RunScenario } = await import('./ledger.js');
  const { scenarioText } = await import('./format/scenario.js');
  await withExistingLedger(options, async ({ ask }) => {
    const answer: ScenarioAnswer = await ask(new RunScenario(scenario));
    if (options.json) printJson(answer);
    else print(scenarioText(answer, scenario.edits));
  });
  process.exitCode = exitCodes.ok;
};

export const declareSimulate = (program: Command): void => {
  verb(
    program,
    'simulate <file>',
    'Run a scenario from YAML or JSON: baseline, scenario and difference. Nothing is recorded.',
    [
      'simulate amd-slips.yaml',
      'simulate perhaps.yaml --draws 10000 --seed 7 --tornado --attribution',
      `simulate - <<< '{edits: [{op: delay, target: deal-openai-amd-2025, months: 12}], views: [{view: compute-capacity, timeline: year}]}'`,
    ],
  )
    .addHelpText(
      'after',
      '\nA scenario is {name?, base?, edits, assumptions?, views, monteCarlo?, attribution?, tornado?}; "-" reads it from stdin. Without views it is asked of compute-capacity.',
    )
    .option('--draws <n>', 'draw what is uncertain so many times', wholeFrom('--draws', wrong))
    .option('--seed <n>', 'the seed of the draws (1 when missing)', wholeFrom('--seed', wrong))
    .option('--attribution', 'which edit the difference is owed to')
    .option('--tornado', 'how far each uncertain input moves the answer by itself')
    .action(async (file: string, _options: unknown, command: Command) =>
      simulate(file, optionsOf<Options>(command)),
    );
};
