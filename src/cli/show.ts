import { type Command, Option } from 'commander';
import type { View } from '../../projections/kit/view.js';
import type { AnswerFileOptions } from './answer-file.js';
import { declareLook, type LookOptions, pictureOfView, writePng } from './drawn.js';
import type { PictureFile } from '../charts/render-svg.js';
import type { LedgerClient } from './ledger.js';
import type { ViewAnswer } from '../simulator/answer/view-answer.js';
import { print, printJson, say, write } from './terminal.js';
import { type CommonOptions, optionsOf, verb } from './verb.js';

type ShowOptions = CommonOptions &
  Record<string, unknown> &
  LookOptions &
  AnswerFileOptions & { csv?: boolean; png?: string; watch?: boolean };

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const option = (
  command: Command,
  name: string,
  says: string,
  { oneOf, usual }: { oneOf?: readonly string[]; usual?: string } = {},
): void => {
  const values = oneOf ? ` (${oneOf.join(', ')}${usual === undefined ? '' : `; ${usual} when missing`})` : '';
  command.addOption(new Option(`--${kebab(name)} <value>`, says + values));
};

const commonOptions = (command: Command, view: View): void => {
  command
    .option(
      '--by <dimensions>',
      `a row for each of these, separated by commas: ${view.dimensions.join(', ')} (${view.defaultBy.join(',')} when missing)`,
    )
    .option('--effective <date>', 'true in the world by then (today when missing)')
    .option('--known <date>', 'known by then: a date or an instant (now when missing)')
    .option('--at-position <n>', 'recorded by then: a position of the log')
    .option('--policy <policy>', 'which of rival claims counts: primary, latest, lowest, highest')
    .option('--scenario <id>', 'as if this saved scenario were the log; @version if not the latest')
    .option('--rests <which>', 'which of the events that a number rests on --json lists: first (20) or all');
};

const timelineOptions = (command: Command): void => {
  command
    .option('--timeline <period>', 'a row for each month, quarter, half or year')
    .option('--from <date>', 'the first date of the timeline')
    .option('--to <date>', 'the last date of the timeline');
};

const ownOptions = (command: Command, view: View, moreDimensions: readonly string[]): void => {
  for (const [name, { says, oneOf, default: usual }] of Object.entries(view.parameters))
    option(command, name, says, { oneOf, usual });
  const dimensions = [...new Set([...view.dimensions, ...moreDimensions])].filter(
    (name) => !(name in view.parameters),
  );
  for (const name of dimensions) option(command, name, `only this ${name}`);
};

/** The parameters of a question, out of the options of a command. */
export const parametersFrom = ({
  store: _s,
  confidential: _n,
  json: _j,
  input: _i,
  csv: _c,
  svg: _g,
  png: _p,
  theme: _t,
  width: _w,
  watch: _a,
  output: _o,
  force: _f,
  effective,
  known,
  ...rest
}: ShowOptions): Record<string, string> => {
  const parameters = { ...rest, effectiveAt: effective, knownAt: known };
  return Object.fromEntries(
    Object.entries(parameters).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
};

/** To stdout, or into a file where it is no text. */
const printPicture = async (picture: PictureFile, { svg, png }: ShowOptions): Promise<void> => {
  if (svg) write(picture.svg);
  if (png) await writePng(picture, png);
};

/** The answer in the form that was asked for; the table when none was. */
const printAnswer = async (
  answer: ViewAnswer,
  options: ShowOptions,
  draw: () => Promise<PictureFile>,
): Promise<void> => {
  const { answerText, citation } = await import('./format/answer.js');
  const { answerCsv } = await import('../sheets/view.js');
  if (options.json) printJson(answer);
  else if (options.svg || options.png) await printPicture(await draw(), options);
  else if (options.csv) write(answerCsv(answer));
  else print(`${answerText(answer)}\n${citation(answer)}`);
};

const show = async (view: string, command: Command): Promise<void> => {
  const options = optionsOf<ShowOptions>(command);
  const { output } = options;
  const { askedByFormat, formatOfFile, writeAnswer } = await import('./answer-file.js');
  const ending = output === undefined ? undefined : await formatOfFile(view, output, options);
  const { withExistingLedger, ShowView } = await import('./ledger.js');
  const { answerAgain } = await import('./watch.js');
  const parameters = { ...parametersFrom(options), ...(ending && (await askedByFormat(ending))) };
  const showOnce = async (ledger: LedgerClient): Promise<void> => {
    const answer = await ledger.ask(new ShowView(view, parameters));
    if (answer.position === 0)
      say(`The ledger at ${ledger.address} is empty: \`gigaledger record FILE\` records the first events.`);
    const draw = async () => pictureOfView(ledger, view, parameters, options);
    if (output === undefined || ending === undefined) await printAnswer(answer, options, draw);
    else await writeAnswer(output, ending, answer, ledger, draw);
  };
  await withExistingLedger(options, (ledger) =>
    options.watch ? answerAgain(ledger, () => showOnce(ledger)) : showOnce(ledger),
  );
};

/** Every view is a command, so that its help, its parameters and its typos are its own. */
const declareView = (parent: Command, view: View, more: readonly string[]): void => {
  const command = parent
    .command(view.name)
    .summary(view.summary)
    .description(`${view.summary}\n${view.definition}`);
  commonOptions(command, view);
  if (view.timelines) timelineOptions(command);
  ownOptions(command, view, more);
  declareLook(
    command
      .option('--csv', 'answer in CSV')
      .option('--png <file>', 'draw the answer into a file, in pixels: the same picture as --svg')
      .addOption(
        new Option(
          '-o, --output <file>',
          `into a file, as its ending says: .xlsx, .parquet, .csv, .ndjson, .md, .json, .svg, .png${view.traits?.tellsOwnership ? ', .bods.json (Beneficial Ownership Data Standard)' : ''}`,
        ).conflicts(['csv', 'json', 'svg', 'png', 'watch']),
      )
      .option('--force', 'overwrite the file')
      .option('--watch', 'answer anew whenever the ledger has grown; Ctrl-C ends it'),
  ).action(async () => show(view.name, command));
};

export const declareShow = async (program: Command, argv: readonly string[]): Promise<void> => {
  const command = verb(program, 'show', 'Show a view as an aligned table: the same answer as the API.', [
    'show compute-capacity --by provider,bindingness',
    'show compute-capacity --known 2025-12-01 --deal deal-openai-nvidia-2025',
    'show obligations --timeline quarter --from 2025-10-01 --to 2027-12-31',
    'show market-share --of headline --by supplier --json',
    'show compute-capacity --by provider --svg > capacity.svg',
    'show compute-capacity --by provider --png capacity.png',
    'show obligations --output obligations.xlsx',
  ])
    .usage('VIEW [options]')
    .addHelpText(
      'after',
      '\nIn tables ~ means within 5% either way, and numbers keep four digits; --json and --csv keep all of them.',
    );
  if (!argv.includes('show')) return;
  const { views, viewNamed } = await import('../../projections/index.js');
  // Asked of something else than its own streams, a view may know further dimensions.
  for (const view of views)
    declareView(
      command,
      view,
      view.parameters.of?.oneOf?.flatMap((of) => viewNamed(view.name, { of })?.dimensions ?? []) ?? [],
    );
};
