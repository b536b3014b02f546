import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { serve } from '../../src/serving.js';

const home = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const cache = join(home, 'node_modules', '.cache', 'gigaledger-built');

const digestOfSources = (): string => {
  const files = globSync(
    ['bin/*', 'events/**/*.ts', 'projections/**/*.ts', 'src/**/*.{ts,tsx}', '*.json', '*.config.js'],
    { cwd: home },
  ).sort();
  const digest = createHash('sha256');
  for (const file of files) digest.update(file).update(readFileSync(join(home, file)));
  return digest.digest('hex').slice(0, 16);
};

/** What the command line is made of, without its types being checked: that is another check's business. */
const configuration = {
  extends: join(home, 'tsconfig.json'),
  compilerOptions: {
    noCheck: true,
    sourceMap: false,
    rootDir: home,
    outDir: 'dist',
    typeRoots: [join(home, 'node_modules/@types')],
  },
  include: [],
  exclude: [],
  files: ['src/cli.ts', 'src/main.ts', 'src/serving.ts', 'src/workers/worker.ts'].map((file) =>
    join(home, file),
  ),
};

/** Compiles the product into a folder of its own, laid out like the package. */
const build = (folder: string): void => {
  mkdirSync(cache, { recursive: true });
  const draft = mkdtempSync(join(cache, 'draft-'));
  for (const name of ['bin', 'package.json', 'rolldown.config.js'])
    cpSync(join(home, name), join(draft, name), { recursive: true });
  symlinkSync(join(home, 'events'), join(draft, 'events'));
  writeFileSync(join(draft, 'tsconfig.json'), JSON.stringify(configuration));
  execFileSync(process.execPath, [join(home, 'node_modules/typescript/bin/tsc'), '-p', draft], {
    stdio: 'inherit',
  });
  execFileSync(
    process.execPath,
    [join(home, 'node_modules/rolldown/bin/cli.mjs'), '-c', '--log-level', 'warn'],
    {
      cwd: draft,
      stdio: 'inherit',
    },
  );
  try {
    renameSync(draft, folder);
  } catch {
    rmSync(draft, { recursive: true }); // Another worker was faster.
  }
};

const anHourMs = 3_600_000;

const forgetOld = (): void => {
  for (const name of existsSync(cache) ? readdirSync(cache) : []) {
    const folder = join(cache, name);
    if (Date.now() - statSync(folder).mtimeMs > anHourMs) rmSync(folder, { recursive: true, force: true });
  }
};

/** The built command line; compiled once for each state of the sources. */
const builtHome = (): string => {
  const folder = join(cache, digestOfSources());
  if (!existsSync(folder)) {
    forgetOld();
    build(folder);
  }
  return folder;
};

/** Built while the tests are collected, so that no test waits for it. */
const built = builtHome();

/** The built product's own way to serve: worker processes can only run what is built. */
export const serveBuilt = async (): Promise<typeof serve> => {
  const { href } = pathToFileURL(join(built, 'dist/program/serving.js'));
  return ((await import(href)) as { serve: typeof serve }).serve;
};

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Running {
  stdin?: string;
  env?: Record<string, string>;
  /** What Node.js itself is told. */
  flags?: readonly string[];
}

/** A folder for one test file, with a store in it; `run` runs the real command line there. */
export const workplace = () => {
  const folder = mkdtempSync(join(tmpdir(), 'gigaledger-cli-'));
  const environment = (env: Record<string, string> = {}): Record<string, string> => ({
    PATH: process.env.PATH ?? '',
    STORE_URL: 'sqlite:ledger.db',
    // What one command has compiled, the next ones need not.
    NODE_COMPILE_CACHE: join(built, 'compiled'),
    ...env,
  });
  /** For whoever starts it by other means. */
  const command = (args: readonly string[]) => ({
    command: process.execPath,
    args: [join(built, 'bin/gigaledger.js'), ...args],
    cwd: folder,
    env: environment(),
  });
  const start = (args: readonly string[], env: Record<string, string> = {}, flags: readonly string[] = []) =>
    spawn(process.execPath, [...flags, join(built, 'bin/gigaledger.js'), ...args], {
      cwd: folder,
      env: environment(env),
    });
  const run = async (args: readonly string[], { stdin = '', env, flags }: Running = {}): Promise<Ran> => {
    const child = start(args, env, flags);
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.stdin.end(stdin);
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    return { code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() };
  };
  return { folder, start, run, command, remove: () => rmSync(folder, { recursive: true, force: true }) };
};
