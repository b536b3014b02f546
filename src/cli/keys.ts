import type { Command } from 'commander';
import { isScope, type Scope, scopes } from '../access/access-key.js';
import { KeysUnavailable } from '../access/key-file.js';
import { type KeyRing, type ShownKey, WrongKeyName } from '../access/key-ring.js';
import { Stop } from './failure.js';
import { tableText } from './format/table.js';
import { print, printJson, say } from './terminal.js';
import { type CommonOptions, optionsOf, verb } from './verb.js';

interface CreateOptions extends CommonOptions {
  scope: string;
  expires?: string;
}

const scopesFrom = (text: string): Scope[] => {
  const named = [...new Set(text.split(',').map((one) => one.trim()))];
  const strange = named.find((one) => !isScope(one));
  if (strange !== undefined)
    throw new Stop('usage', `"${strange}" is no scope; the scopes are ${scopes.join(', ')}.`);
  return scopes.filter((scope) => named.includes(scope));
};

const nameFrom = (text: string): string => {
  if (/^[a-z0-9][a-z0-9._@-]{0,59}$/i.test(text)) return text;
  throw new Stop(
    'usage',
    `A key's name has letters, digits, ".", "_", "@" and "-", at most 60 of them; "${text}" does not.`,
  );
};

const aDayMs = 86_400_000;
const unitDays: Readonly<Record<string, number>> = { d: 1, w: 7, y: 365 };

const expiryFrom = (text: string | undefined): Date | null => {
  if (text === undefined) return null;
  const [, count, unit] = /^([1-9]\d{0,3})([dwy])$/.exec(text) ?? [];
  if (unit !== undefined) return new Date(Date.now() + Number(count) * unitDays[unit]! * aDayMs);
  throw new Stop('usage', `--expires is a time like 90d, 12w or 1y, not "${text}".`);
};

/** Does something with the keys of the store that the options name. */
const withKeys = async <T>(options: CommonOptions, work: (ring: KeyRing) => T): Promise<T> => {
  const [{ configurationFrom }, { openKeys }] = await Promise.all([
    import('../configuration.js'),
    import('../open-keys.js'),
  ]);
  const { store } = options;
  const environment = { ...process.env, ...(store !== undefined && { STORE_URL: store }) };
  const { storeUrl, keysFile } = configurationFrom(environment);
  try {
    return work(openKeys(storeUrl, keysFile));
  } catch (error) {
    if (error instanceof WrongKeyName) throw new Stop('conflict', `${error.message}.`);
    throw error instanceof KeysUnavailable ? new Stop('failure', `${error.message}.`) : error;
  }
};

const create = async (name: string, options: CreateOptions): Promise<void> => {
  const [granted, expiresAt] = [scopesFrom(options.scope), expiryFrom(options.expires)];
  const { key, kept } = await withKeys(options, (ring) => ring.create(nameFrom(name), granted, expiresAt));
  if (options.json)
    return printJson({ name: kept.name, scopes: kept.scopes, key, expiresAt: kept.expiresAt });
  print(key);
  say(`This is the key of "${name}" (${granted.join(', ')}). It is shown this once: keep it now.`);
};

const stateOf = ({ revokedAt, expiresAt }: ShownKey): string => {
  if (revokedAt !== null) return `revoked ${revokedAt.slice(0, 10)}`;
  if (expiresAt === null) return 'good';
  const on = expiresAt.slice(0, 10);
  return new Date(expiresAt) < new Date() ? `expired ${on}` : `good until ${on}`;
};

const list = async (options: CommonOptions): Promise<void> => {
  const keys = await withKeys(options, (ring) => ring.list);
  if (options.json) return printJson(keys);
  if (keys.length === 0) return say('There are no keys: the ledger is open, on this machine alone.');
  const columns = ['name', 'scopes', 'made', 'state'].map((title) => ({ title }));
  print(
    tableText(
      columns,
      keys.map((key) => [key.name, key.scopes.join(', '), key.createdAt.slice(0, 10), stateOf(key)]),
    ),
  );
};

const revoke = async (name: string, options: CommonOptions): Promise<void> => {
  await withKeys(options, (ring) => ring.revoke(name));
  say(`The key "${name}" is worth nothing any more.`);
};

export const declareKeys = (program: Command): void => {
  const keys = verb(
    program,
    'keys',
    'Access keys: who may read, record, simulate and look after the ledger.',
    ['keys create desk --scope read,record --expires 90d', 'keys list', 'keys revoke desk'],
  );
  keys
    .command('create <name>')
    .description('Make a key and show it once; the events that are recorded with it carry its name.')
    .requiredOption('--scope <scopes>', `what it may do: ${scopes.join(', ')}, separated by commas`)
    .option('--expires <time>', 'how long it is good, like 90d or 1y; for ever when missing')
    .action(async (name: string, _options: unknown, command: Command) =>
      create(name, optionsOf<CreateOptions>(command)),
    );
  keys
    .command('list')
    .description('List the keys, without what they are known by.')
    .action(async (_options: unknown, command: Command) => list(optionsOf(command)));
  keys
    .command('revoke <name>')
    .description('Make a key worth nothing; open streams end within five seconds.')
    .action(async (name: string, _options: unknown, command: Command) => revoke(name, optionsOf(command)));
};
