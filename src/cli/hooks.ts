import type { Command } from 'commander';
import type { HookDocument } from '../messages/hook-orders.js';
import { Stop } from './failure.js';
import { tableText } from './format/table.js';
import { print, printJson, say } from './terminal.js';
import { type CommonOptions, optionsOf, verb, wholeFrom } from './verb.js';

interface AddOptions extends CommonOptions {
  watch?: string;
  stream?: string;
  type?: string;
  after?: number;
}

const add = async (url: string, options: AddOptions): Promise<void> => {
  const { KeepHook, validateMessage, withExistingLedger } = await import('./ledger.js');
  const { watch, stream, type, after, json } = options;
  const given = Object.entries({ url, watch, stream, type, after }).filter(
    ([, value]) => value !== undefined,
  );
  await withExistingLedger(options, async ({ tell }) => {
    const hook = await tell(validateMessage(new KeepHook(Object.fromEntries(given)), 'the webhook'));
    if (json) return printJson(hook);
    print(hook.secret);
    say(
      `This is the secret of webhook ${hook.id}, with which a receiver checks signatures. It is shown this once.`,
    );
  });
};

const subjectText = ({ watch, stream, type }: HookDocument): string =>
  watch === undefined ? ['events', stream, type].filter(Boolean).join(' ') : `watch ${watch}`;

const stateText = ({ paused, failures, fault }: HookDocument): string => {
  if (paused) return `given up: ${fault ?? ''}`;
  return failures > 0 ? `failed ${failures} times: ${fault ?? ''}` : 'good';
};

const list = async (options: CommonOptions): Promise<void> => {
  const { ListHooks, withExistingLedger } = await import('./ledger.js');
  await withExistingLedger(options, async ({ ask }) => {
    const { webhooks } = await ask(new ListHooks());
    if (options.json) return printJson(webhooks);
    if (webhooks.length === 0) return say('No address is told of anything.');
    const columns = ['webhook', 'address', 'told of', 'delivered', 'state'].map((title) => ({ title }));
    const rows = webhooks.map((hook) => [
      hook.id,
      hook.url,
      subjectText(hook),
      String(hook.delivered),
      stateText(hook),
    ]);
    print(tableText(columns, rows));
  });
};

const resume = async (id: string, options: CommonOptions): Promise<void> => {
  const { ResumeHook, validateMessage, withExistingLedger } = await import('./ledger.js');
  const order = validateMessage(new ResumeHook(id), 'the webhook');
  await withExistingLedger(options, async ({ tell }) => tell(order));
  say(`Webhook ${id} is tried again.`);
};

const drop = async (id: string, options: CommonOptions): Promise<void> => {
  const { DropHook, validateMessage, withExistingLedger } = await import('./ledger.js');
  const order = validateMessage(new DropHook(id), 'the webhook');
  await withExistingLedger(options, async ({ tell }) => tell(order));
  say(`Webhook ${id} is told nothing more.`);
};

const wholeOption = wholeFrom('--after', (message) => new Stop('usage', message));

export const declareHooks = (program: Command): void => {
  const hooks = verb(
    program,
    'hooks',
    'Addresses that are told of alerts or events, as signed CloudEvents.',
    [
      'hooks add https://example.org/hook --watch firm-chips-of-openai',
      'hooks add https://example.org/hook --type CapacityRescheduled',
      'hooks list',
      'hooks drop 019aa2c5-7d1e-7c4f-8b1f-5f0c1d2e3f40',
    ],
  );
  hooks
    .command('add <url>')
    .description('Have an address told, and show once the secret with which its messages are signed.')
    .option('--watch <id>', 'of the alerts of this watch; of events when missing')
    .option('--stream <stream>', 'of events of this stream only')
    .option('--type <type>', 'of events of this type only')
    .option(
      '--after <n>',
      'of what stands after this position or alert; of what comes when missing',
      wholeOption,
    )
    .action(async (url: string, _options: unknown, command: Command) =>
      add(url, optionsOf<AddOptions>(command)),
    );
  hooks
    .command('list')
    .description('List which addresses are told of what, and how each fares.')
    .action(async (_options: unknown, command: Command) => list(optionsOf(command)));
  hooks
    .command('resume <id>')
    .description('Try one again that failed or was given up; it goes on where it was.')
    .action(async (id: string, _options: unknown, command: Command) => resume(id, optionsOf(command)));
  hooks
    .command('drop <id>')
    .description('Tell an address nothing more.')
    .action(async (id: string, _options: unknown, command: Command) => drop(id, optionsOf(command)));
};
