import { Command } from 'commander';
import { adopt, type AdoptOptions } from './scenario/adopt.js';
import { listAll, showOne } from './scenario/looking.js';
import { rebase, type RebaseOptions } from './scenario/rebase.js';
import { fork, type ForkOptions, save, type SaveOptions } from './scenario/saving.js';
import { Stop } from './failure.js';
import { optionsOf, verb, wholeFrom } from './verb.js';

const usageError = (message: string): Error => new Stop('usage', message);

/** Numbers of edits, as they are shown: from 1. */
const editNumbers =
  (name: string) =>
  (text: string, before: readonly number[] = []): number[] => {
    const number = wholeFrom(name, usageError)(text);
    if (number === 0) throw usageError(`${name} counts from 1, as \`gigaledger scenario show\` does`);
    return [...before, number];
  };

const declareSaving = (parent: Command): void => {
  parent
    .command('save <file>')
    .description('Save a scenario from YAML or JSON: a new one, or with --id a new version of one.')
    .option('--id <id>', 'the scenario that gets a new version; a new one under this name if there is none')
    .option('--name <name>', 'what it asks, instead of the name in the file')
    .option(
      '--expected-version <n>',
      'refuse unless this is its latest version',
      wholeFrom('--expected-version', usageError),
    )
    .action(async (file: string, _options: unknown, command: Command) =>
      save(file, optionsOf<SaveOptions>(command)),
    );
  parent
    .command('fork <id>')
    .description('Go on from a version under another name.')
    .requiredOption('--name <name>', 'what the new scenario asks')
    .option('--id <id>', 'the name of its stream; made out of the name when missing')
    .action(async (id: string, _options: unknown, command: Command) =>
      fork(id, optionsOf<ForkOptions>(command)),
    );
};

const declareLooking = (parent: Command): void => {
  parent
    .command('list')
    .description('The latest version of every saved scenario, and whether the log has grown past it.')
    .action(async (_options: unknown, command: Command) => listAll(optionsOf(command)));
  parent
    .command('show <id>')
    .description('One scenario with its edits, and what became of each since it was saved.')
    .action(async (id: string, _options: unknown, command: Command) => showOne(id, optionsOf(command)));
};

const declareRebase = (parent: Command): void => {
  parent
    .command('rebase <id>')
    .description('Save a new version that takes into account what was recorded since.')
    .option('--dry-run', 'show what became of every edit, but save nothing')
    .option('--to <position>', 'count only up to this position of the log', wholeFrom('--to', usageError))
    .option('--keep <n>', 'keep this edit though it is in conflict; may be repeated', editNumbers('--keep'))
    .option('--drop <n>', 'drop this edit; may be repeated', editNumbers('--drop'))
    .action(async (id: string, _options: unknown, command: Command) =>
      rebase(id, optionsOf<RebaseOptions>(command)),
    );
};

const declareAdopt = (parent: Command): void => {
  parent
    .command('adopt <id>')
    .description('It happened as assumed: record what edits stand for as real events, with their source.')
    .requiredOption('--edit <n>', 'the edit that came true; may be repeated', editNumbers('--edit'))
    .requiredOption('--title <title>', 'the title of the source')
    .requiredOption('--kind <kind>', 'how close it stands to the fact: filing, company, wire, press, …')
    .option('--publisher <name>', 'who published it')
    .option('--url <url>', 'its address')
    .option('--published-on <date>', 'when it was published')
    .option('--quote <sentence>', 'the sentence it rests on')
    .option('--known-on <date>', 'when it could be known (today when missing)')
    .option('--effective-on <date>', 'when it became true (the date that the edit states, else today)')
    .option('--dry-run', 'show what would be recorded, but record nothing')
    .action(async (id: string, _options: unknown, command: Command) =>
      adopt(id, optionsOf<AdoptOptions>(command)),
    );
};

export const declareScenario = (program: Command): void => {
  const parent = verb(program, 'scenario', 'Save what-ifs, look at them again, rebase and adopt them.', [
    'scenario save amd-slips.yaml',
    'scenario list',
    'scenario show scenario-amd-slips@1',
    'scenario fork scenario-amd-slips --name "AMD slips further"',
    'scenario rebase scenario-amd-slips --drop 2',
    'scenario adopt scenario-amd-slips --edit 1 --title "AMD 10-Q" --kind filing --publisher AMD --url https://www.sec.gov/x',
    'simulate scenario-amd-slips',
    'show compute-capacity --scenario scenario-amd-slips',
  ]).addHelpText(
    'after',
    '\nA scenario is named by its stream, with @version if not the latest. Edits are numbered from 1, as `scenario show` shows them.',
  );
  declareSaving(parent);
  declareLooking(parent);
  declareRebase(parent);
  declareAdopt(parent);
};
