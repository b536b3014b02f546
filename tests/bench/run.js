// `npm run bench [NAME…]`, or `-- --quick`: a few ratios in less than a minute, red when one is broken.
// `npm run bench peers [NAME…]`: against other packages, which are installed first, beside the bench alone.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const home = new URL('../../', import.meta.url);
const given = process.argv.slice(2);
const isQuick = given.includes('--quick');
const isOfPeers = given.includes('peers');
const names = given.filter((name) => !['--quick', 'peers'].includes(name));
const pathOf = (path) => fileURLToPath(new URL(path, home));

const run = (command, args, cwd) => {
  const { status, error } = spawnSync(command, args, { cwd, stdio: 'inherit' });
  if (error) console.error(error.message);
  return status ?? 1;
};

const orEnd = (...command) => {
  const status = run(...command);
  if (status !== 0) process.exit(status);
};

/** The one package that is fetched or compiled where it is installed: only what needs it is left out without. */
const buildSqlite = (folder) => {
  if (run('npm', ['rebuild', 'sqlite3'], folder) !== 0)
    console.error('sqlite3 could be neither fetched nor compiled; Emmett on SQLite will not be measured.');
};

const installAll = (folder) => {
  orEnd('npm', ['ci', '--ignore-scripts'], folder);
  buildSqlite(folder);
};

const installPeers = () => {
  const folder = pathOf('tests/bench/peers');
  const [locked, installed] = ['package-lock.json', 'node_modules/.package-lock.json'].map(
    (name) => `${folder}/${name}`,
  );
  if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(locked).mtimeMs) installAll(folder);
  // The project's own type check leaves this folder out, since what it imports is not there.
  orEnd(process.execPath, [pathOf('node_modules/typescript/bin/tsc'), '-p', folder], folder);
};

if (isOfPeers) installPeers();

spawn(
  process.execPath,
  [pathOf('node_modules/vitest/vitest.mjs'), 'run', '--config', 'tests/bench/vitest.config.ts', ...names],
  {
    cwd: fileURLToPath(home),
    stdio: 'inherit',
    env: {
      ...process.env,
      ...(isQuick && { BENCH_QUICK: '1' }),
      ...(isOfPeers && { BENCH_PEERS: '1' }),
    },
  },
).on('exit', (code) => (process.exitCode = code ?? 1));
