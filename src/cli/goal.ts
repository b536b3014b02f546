import type { Command } from 'commander';
import { exitCodes } from './failure.js';
import { fileNamed, sendFromFile } from './file-question.js';
import { print, printJson } from './terminal.js';
import { type CommonOptions, optionsOf, verb } from './verb.js';

const seekGoal = async (name: string, options: CommonOptions): Promise<void> => {
  const file = await fileNamed(name, options);
  // A name is for people only.
  const { name: _name, ...members } = file.members;
  const { withExistingLedger, SeekGoal } = await import('./ledger.js');
  const { goalText } = await import('./format/goal.js');
  const search = new SeekGoal(members);
  const answer = await sendFromFile(file, search, () =>
    withExistingLedger(options, ({ ask }) => ask(search)),
  );
  if (options.json) printJson(answer);
  else print(goalText(answer, search.goal));
  process.exitCode = answer.found ? exitCodes.ok : exitCodes.checkFailed;
};

export const declareGoal = (program: Command): void => {
  verb(
    program,
    'goal <file>',
    'What it would take: the values of one lever or several at which numbers reach their levels. Nothing is recorded.',
    [
      'goal twelve-gigawatts.yaml',
      `goal - <<< '{edits: [{op: delay, target: deal-openai-amd-2025, months: {assumption: slip}}], views: [{view: compute-capacity, timeline: year, layer: chips}], goal: {lever: slip, least: 0, most: 48, find: largest, target: {measure: plannedKw, by: "2029", level: 1000000}}}'`,
    ],
  )
    .addHelpText(
      'after',
      '\nA goal is {name?, parent?, edits, assumptions?, views, goal}; "-" reads it from stdin. An edit reads a lever as {assumption: NAME}.\ngoal is {lever, least, most, step?, find?, target}, or {levers: [{lever, least, most, step?, costPerStep?, find?}], targets: [{measure, level, sense?, only?, by?, view?}]}: the cheapest mix.\nExits with 5 where nothing reaches the goal.',
    )
    .action(async (file: string, _options: unknown, command: Command) =>
      seekGoal(file, optionsOf<CommonOptions>(command)),
    );
};
