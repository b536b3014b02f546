import type { Command } from 'commander';
import type { ScenarioAnswer } from '../simulator/run.js';
import { declareLook, type LookOptions } from './drawn.js';
import { exitCodes, Stop } from './failure.js';
import { nameOf, textOf } from './input.js';
import { print, printJson, write } from './terminal.js';
import { type Everywhere, optionsOf, verb, wholeFrom } from './verb.js';

interface Options extends Everywhere, LookOptions {
  csv?: boolean;
  draws?: number;
  seed?: number;
  attribution?: boolean;
  tornado?: boolean;
}

type Scenario = Readonly<Record<string, unknown>>;

const usualSeed = 1;
const wrong = (message: string): Error => new Stop('usage', message);

/** What the command line asks of chance, on top of what the file does. */
const withChance = (scenario: Scenario, { draws, seed, attribution, tornado }: Options): Scenario => ({
  ...scenario,
  ...((draws !== undefined || seed !== undefined) && {
    monteCarlo: {
      ...(scenario.seed === undefined && { seed: usualSeed }),
      draws: 10_000,
      ...(scenario.monteCarlo as object | undefined),
      ...(draws && { draws }),
      ...(seed !== undefined && { seed }),
    },
  }),
  ...(attribution && { attribution }),
  ...(tornado && { tornado }),
});

const simulate = async (name: string, options: Options): Promise<void> => {
  const text = await textOf(name, options);
  const { ScenarioFile } = await import('./simulate/scenario-file.js');
  const file = new ScenarioFile(text, nameOf(name));
  const { problemsOf, Refusal, withExistingLedger, RunScenario } = await import('./ledger.js');
  const scenario = new RunScenario(withChance(file.members, options));
  const problems = problemsOf(scenario);
  if (problems.length > 0) throw file.refusal(problems);
  await withExistingLedger(options, async ({ ask }) => {
    const answer: ScenarioAnswer = await ask(scenario).catch((error: unknown) => {
      throw error instanceof Refusal && error.problems.length > 0 ? file.refusal(error.problems) : error;
    });
    await printAnswer(answer, scenario.edits, options);
  });
  process.exitCode = exitCodes.ok;
};

const printAnswer = async (
  answer: ScenarioAnswer,
  edits: readonly unknown[],
  options: Options,
): Promise<void> => {
  const { json, csv, svg } = options;
  const { scenarioText } = await import('./format/scenario.js');
  const { scenarioCsv } = await import('./format/scenario-csv.js');
  if (json) printJson(answer);
  else if (svg) write((await import('./simulated-chart.js')).scenarioSvg(answer, options));
  else if (csv) write(scenarioCsv(answer));
  else print(scenarioText(answer, edits));
};

export const declareSimulate = (program: Command): void => {
  const command = verb(
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
      '\nA scenario is {name?, base?, edits, assumptions?, seed?, views?, monteCarlo?, attribution?, tornado?}; "-" reads it from stdin. Without views it is asked of compute-capacity. `gigaledger types --scenario` prints its JSON Schema.',
    )
    .option('--csv', 'every number of both sides in CSV')
    .option('--draws <n>', 'draw what is uncertain so many times', wholeFrom('--draws', wrong))
    .option('--seed <n>', 'the seed of the draws (1 when missing)', wholeFrom('--seed', wrong))
    .option('--attribution', 'which edit the difference is owed to')
    .option('--tornado', 'how far each uncertain input moves the answer by itself');
  declareLook(command).action(async (file: string, _options: unknown, own: Command) =>
    simulate(file, optionsOf<Options>(own)),
  );
};
