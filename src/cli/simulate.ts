import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { isPlainObject } from '../../events/kit/decode.js';
import { readReference } from '../../events/scenario/reference.js';
import type { RunScenario } from '../messages/run-scenario.js';
import type { ScenarioAnswer } from '../simulator/answer/run.js';
import { scenarioMemberNames } from '../simulator/scenario/scenario.js';
import { declareLook, type LookOptions } from './drawn.js';
import { exitCodes, Stop } from './failure.js';
import { fileNamed, sendFromFile } from './file-question.js';
import type { LedgerClient } from './ledger.js';
import type { ScenarioFile } from './scenario-file.js';
import { print, printJson, write } from './terminal.js';
import { type CommonOptions, optionsOf, verb, wholeFrom } from './verb.js';

interface SimulateOptions extends CommonOptions, LookOptions {
  csv?: boolean;
  view?: string[];
  draws?: number;
  seed?: number;
  attribution?: boolean;
  tornado?: boolean;
  whole?: boolean;
  watch?: boolean;
}

const membersInWords = scenarioMemberNames.map((name) => (name === 'edits' ? name : `${name}?`)).join(', ');

type ScenarioMembers = Readonly<Record<string, unknown>>;

/** What is to be run, and the file that it stands in, which knows the line of whatever is wrong. */
interface ScenarioInput {
  members: ScenarioMembers;
  file?: ScenarioFile;
}

const usualSeed = 1;
const usualDraws = 10_000;
const usageError = (message: string): Error => new Stop('usage', message);

const isSaved = (name: string): boolean => readReference(name) !== undefined && !existsSync(name);

const readGiven = async (name: string, options: SimulateOptions): Promise<ScenarioInput> => {
  if (isSaved(name)) return { members: { parent: name, edits: [] } };
  const file = await fileNamed(name, options);
  return { members: file.members, file };
};

/** The views that the command line names stand in the place of the file's. */
const withViews = (members: ScenarioMembers, { view }: SimulateOptions): ScenarioMembers => ({
  ...members,
  ...(view && { views: view.map((name) => ({ view: name })) }),
});

/** What the command line asks of chance, on top of what the file does; the seed is the nearest one that there is. */
const withChance = (
  members: ScenarioMembers,
  inherited: number | undefined,
  { draws, seed, attribution, tornado }: SimulateOptions,
): ScenarioMembers => {
  const isAsked = draws !== undefined || seed !== undefined;
  return {
    ...members,
    ...(isAsked && {
      monteCarlo: {
        ...(members.seed === undefined && { seed: inherited ?? usualSeed }),
        draws: usualDraws,
        ...(isPlainObject(members.monteCarlo) && members.monteCarlo),
        ...(draws && { draws }),
        ...(seed !== undefined && { seed }),
      },
    }),
    ...(attribution && { attribution }),
    ...(tornado && { tornado }),
  };
};

/** The answer, with a bar for whoever waits for it. */
const askWithProgress = async ({ ask }: LedgerClient, question: RunScenario): Promise<ScenarioAnswer> => {
  const { ProgressBar } = await import('./progress.js');
  const progress = new ProgressBar('Simulating', 1);
  try {
    return await ask(question, { heard: ({ done, of }) => progress.reached(done, of) });
  } finally {
    progress.stop();
  }
};

const runOnce = async (
  ledger: LedgerClient,
  { members, file }: ScenarioInput,
  options: SimulateOptions,
): Promise<void> => {
  const { RunScenario, ShowScenario } = await import('./ledger.js');
  const { parent } = members;
  // Where a file names a parent that there is not, the run says so by its line.
  const shown = typeof parent !== 'string' ? undefined : ledger.ask(new ShowScenario(parent));
  const below = (file ? await shown?.catch(() => undefined) : await shown)?.resolved;
  const scenario = new RunScenario(withChance(withViews(members, options), below?.seed, options));
  const answer = await askWithProgress(ledger, scenario);
  await printAnswer(answer, [...(below?.edits ?? []), ...scenario.edits], options);
};

/** Runs it, and again whenever the ledger or the file changes. */
const runAgain = async (ledger: LedgerClient, name: string, options: SimulateOptions): Promise<void> => {
  const { RunScenario } = await import('./ledger.js');
  const { answerAgain } = await import('./watch.js');
  const run = async (): Promise<void> => {
    const given = await readGiven(name, options);
    await sendFromFile(given.file, new RunScenario(given.members), () => runOnce(ledger, given, options));
  };
  await answerAgain(ledger, run, [name]);
};

const simulate = async (name: string, options: SimulateOptions): Promise<void> => {
  if (options.watch && name === '-') throw usageError('--watch reads its file again: stdin is none');
  const given = await readGiven(name, options);
  const { withExistingLedger, RunScenario, workLimits } = await import('./ledger.js');
  const run = (ledger: LedgerClient): Promise<void> =>
    options.watch ? runAgain(ledger, name, options) : runOnce(ledger, given, options);
  await sendFromFile(given.file, new RunScenario(given.members), () =>
    withExistingLedger(options, run, workLimits()),
  );
  process.exitCode = exitCodes.ok;
};

const printAnswer = async (
  answer: ScenarioAnswer,
  edits: readonly unknown[],
  options: SimulateOptions,
): Promise<void> => {
  const { json, csv, svg, whole } = options;
  const { scenarioText } = await import('./format/scenario.js');
  const { scenarioCsv } = await import('../sheets/scenario.js');
  if (json) printJson(answer);
  else if (svg) write((await import('./simulated-chart.js')).scenarioSvg(answer, options));
  else if (csv) write(scenarioCsv(answer));
  else print(scenarioText(answer, edits, whole));
};

const appendName = (name: string, before: string[] = []): string[] => [...before, name];

export const declareSimulate = (program: Command): void => {
  const command = verb(
    program,
    'simulate <file>',
    'Run a scenario, saved or from YAML or JSON, and show every number that it moves. Nothing is recorded.',
    [
      'simulate amd-slips.yaml',
      'simulate scenario-amd-slips@1 --view obligations --whole',
      'simulate perhaps.yaml --draws 10000 --seed 7 --tornado --attribution',
      `simulate - <<< '{edits: [{op: delay, target: deal-openai-amd-2025, months: 12}], views: [{view: compute-capacity, timeline: year}]}'`,
    ],
  )
    .addHelpText(
      'after',
      `\nA scenario is {${membersInWords}}; "-" reads it from stdin, and a name like scenario-amd-slips@1 is one that was saved. Without views it is asked of compute-capacity. \`gigaledger types --scenario\` prints its JSON Schema.`,
    )
    .option('--whole', 'the whole views before and after as well, not only what moved')
    .option('--watch', 'run it again whenever the file or the ledger has changed; Ctrl-C ends it')
    .option('--csv', 'every number of both sides in CSV')
    .option('--view <name>', 'ask this view; may be repeated', appendName)
    .option('--draws <n>', 'draw what is uncertain so many times', wholeFrom('--draws', usageError))
    .option('--seed <n>', 'the seed of the draws (1 when missing)', wholeFrom('--seed', usageError))
    .option('--attribution', 'which edit the difference is owed to')
    .option('--tornado', 'how far each uncertain input moves the answer by itself');
  declareLook(command).action(async (file: string, _options: unknown, own: Command) =>
    simulate(file, optionsOf<SimulateOptions>(own)),
  );
};
