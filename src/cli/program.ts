import { Command } from 'commander';
import { nearestName } from '../../events/kit/nearest.js';
import { productVersion } from '../product-version.js';
import { declareChanges } from './changes.js';
import { declareBackup } from './backup.js';
import { declareCite } from './cite.js';
import { declareCompletion } from './completion.js';
import { declareCopy } from './copy.js';
import { declareDeal } from './deal.js';
import { declareDoctor } from './doctor.js';
import { declareExport } from './export.js';
import { declareFeasible } from './feasible.js';
import { declareGoal } from './goal.js';
import { declareHooks } from './hooks.js';
import { declareImport } from './import.js';
import { declareKeys } from './keys.js';
import { declareLog } from './log.js';
import { declareMcp } from './mcp.js';
import { declareRebuild } from './rebuild.js';
import { declareRecord } from './record.js';
import { declareRestore } from './restore.js';
import { declareScenario } from './scenario.js';
import { declareServe } from './serve.js';
import { declareShow } from './show.js';
import { declareSimulate } from './simulate.js';
import { declareTypes } from './types.js';
import { Stop } from './failure.js';
import { sayInPassing } from './terminal.js';
import { optionsOf } from './verb.js';
import { declareVerify } from './verify.js';
import { declareWatches } from './watches.js';
import { declareWhy } from './why.js';
import { declareWork } from './work.js';

const verbs = [
  declareServe,
  declareWork,
  declareRecord,
  declareImport,
  declareShow,
  declareLog,
  declareDeal,
  declareWhy,
  declareCite,
  declareChanges,
  declareWatches,
  declareHooks,
  declareSimulate,
  declareGoal,
  declareFeasible,
  declareScenario,
  declareRebuild,
  declareVerify,
  declareExport,
  declareBackup,
  declareRestore,
  declareCopy,
  declareMcp,
  declareTypes,
  declareDoctor,
  declareKeys,
  declareCompletion,
];

const examples = `Examples:
  $ gigaledger serve
  $ gigaledger show compute-capacity --by provider
  $ gigaledger show obligations --timeline quarter --by payer --csv
  $ gigaledger deal openai-amd-2025
  $ gigaledger record deals.ndjson --dry-run
`;

const ending = `
Data goes to stdout, messages to stderr.
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not found, 4 conflict, 5 a check failed.
STORE_URL names the store (sqlite:FILE or postgres://…, default sqlite:gigaledger.db); NO_COLOR turns colours off.`;

const throwOnExit = (command: Command): void => {
  command.exitOverride();
  command.commands.forEach(throwOnExit);
};

/** Asked for help on a verb that there is not, the parser would print everything. */
const refuseUnknownHelp = (root: Command, [, , first, verbName]: readonly string[]): void => {
  if (first !== 'help' || verbName === undefined || verbName.startsWith('-')) return;
  const names = root.commands.map((command) => command.name());
  if (names.includes(verbName) || verbName === 'help') return;
  const hint = nearestName(verbName, names);
  root.error(`error: unknown command '${verbName}'\n(Did you mean ${hint}?)`);
};

/** What these make leaves the hands of whoever asks, or has nothing to do with facts. */
const neverConfidential = new Set([
  'serve',
  'export',
  'copy',
  'backup',
  'restore',
  'work',
  'watches',
  'hooks',
  'mcp',
  'rebuild',
  'doctor',
  'keys',
  'types',
  'completion',
]);

const verbOf = (action: Command): Command => {
  const { parent } = action;
  return parent?.parent ? verbOf(parent) : action;
};

const refuseConfidential = (action: Command): void => {
  const name = verbOf(action).name();
  if (optionsOf(action).confidential === undefined || !neverConfidential.has(name)) return;
  throw new Stop('usage', `${name} never takes confidential facts in: leave --confidential out.`);
};

/** The whole command line; views become commands of `show` only when they are asked for. */
export const program = async (argv: readonly string[]): Promise<Command> => {
  const root = new Command('gigaledger')
    .description('An event-sourced ledger of AI-compute deals with scenario simulation.')
    .version(await productVersion(), '-V, --version', 'Print the version.')
    .helpOption('-h, --help', 'Print help.')
    .helpCommand('help [verb]', 'Print help for a verb.')
    .option('--store <url>', 'the store, instead of STORE_URL: sqlite:FILE or postgres://…')
    .option('--confidential <file>', 'confidential facts to fold in, and to record to, beside the store')
    .option('--json', 'answer in JSON')
    .option('--no-input', 'never read from the keyboard')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('before', examples)
    .addHelpText('after', ending);
  for (const declare of verbs) await declare(root, argv);
  root.hook('preAction', (_root, action) => {
    refuseConfidential(action);
    sayInPassing('Starting …');
  });
  throwOnExit(root);
  refuseUnknownHelp(root, argv);
  return root;
};
