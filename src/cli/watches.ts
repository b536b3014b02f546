import type { Command } from 'commander';
import type { WatchDocument } from '../messages/watch-orders.js';
import { alertTitle } from '../watches/alert-words.js';
import { tableText } from './format/table.js';
import { addPair } from './pairs.js';
import { print, printJson, say } from './terminal.js';
import { type CommonOptions, optionsOf, verb } from './verb.js';

interface KeepOptions extends CommonOptions {
  where?: Record<string, string>;
  by?: string;
  moreThan?: string;
}

const keep = async (name: string, view: string, measure: string, options: KeepOptions): Promise<void> => {
  const { KeepWatch, validateMessage, withExistingLedger } = await import('./ledger.js');
  const { where = {}, by, moreThan, json } = options;
  const question = { ...where, ...(by !== undefined && { by }) };
  const members = { name, view, measure, question, ...(moreThan !== undefined && { moreThan }) };
  await withExistingLedger(options, async ({ tell }) => {
    const watch = await tell(validateMessage(new KeepWatch(members), 'the watch'));
    if (json) return printJson(watch);
    print(watch.id);
    say(`"${name}" is watched from now on, by a server that serves this ledger.`);
  });
};

const questionText = ({ question }: WatchDocument): string =>
  Object.entries(question)
    .map(([parameter, value]) => `${parameter}=${value}`)
    .join(' ');

const list = async (options: CommonOptions): Promise<void> => {
  const { ListWatches, withExistingLedger } = await import('./ledger.js');
  await withExistingLedger(options, async ({ ask }) => {
    const { watches } = await ask(new ListWatches());
    if (options.json) return printJson(watches);
    if (watches.length === 0) return say('Nothing is watched.');
    const columns = ['watch', 'view', 'measure', 'of', 'more than', 'told'].map((title) => ({ title }));
    print(
      tableText(
        columns,
        watches.map((watch) => [
          watch.id,
          watch.view,
          watch.measure,
          questionText(watch),
          watch.moreThan,
          String(watch.alertCount),
        ]),
      ),
    );
  });
};

const show = async (id: string, options: CommonOptions): Promise<void> => {
  const { ShowWatch, withExistingLedger } = await import('./ledger.js');
  await withExistingLedger(options, async ({ ask }) => {
    const watch = await ask(new ShowWatch(id));
    if (options.json) return printJson(watch);
    if (watch.alerts.length === 0) say(`"${watch.name}" has told nothing yet.`);
    for (const alert of watch.alerts) print(`${alert.at}  known ${alert.knownAt}  ${alertTitle(alert)}`);
  });
};

const drop = async (id: string, options: CommonOptions): Promise<void> => {
  const { DropWatch, withExistingLedger } = await import('./ledger.js');
  await withExistingLedger(options, async ({ tell }) => tell(new DropWatch(id)));
  say(`"${id}" is watched no more.`);
};

export const declareWatches = (program: Command): void => {
  const watch = verb(program, 'watch', 'Numbers to be told of when they move by more than you let pass.', [
    'watch keep "Firm chips of OpenAI" compute-capacity firm --where consumer=openai --where layer=chips --more-than 5%',
    'watch list',
    'watch show firm-chips-of-openai',
    'watch drop firm-chips-of-openai',
  ]);
  watch
    .command('keep <name> <view> <measure>')
    .description('Watch a number from now on; its id is made out of its name.')
    .option('--where <name=value>', 'a parameter of the view; may be repeated', addPair)
    .option('--by <dimensions>', 'watch a row for each of these; the totals when missing')
    .option(
      '--more-than <change>',
      '5% of what was told last, or a whole number (kW, US cents, …); 0 when missing',
    )
    .action(async (name: string, view: string, measure: string, _options: unknown, command: Command) =>
      keep(name, view, measure, optionsOf<KeepOptions>(command)),
    );
  watch
    .command('list')
    .description('List what is watched.')
    .action(async (_options: unknown, command: Command) => list(optionsOf(command)));
  watch
    .command('show <id>')
    .description('Show what a watch told last, the newest first.')
    .action(async (id: string, _options: unknown, command: Command) => show(id, optionsOf(command)));
  watch
    .command('drop <id>')
    .description('Watch it no more, and forget what it told.')
    .action(async (id: string, _options: unknown, command: Command) => drop(id, optionsOf(command)));
};
