import { accessSync, constants, existsSync, mkdirSync, rmdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** Ours, not the package's own: those switch off what keeps pages apart. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const debian = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const isRunnable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const patienceMs = 60_000;

/** Unpacking goes to one fixed place: one process does it, the others wait for the lock to go. */
const locked = async <T>(work: () => Promise<T>): Promise<T> => {
  const lock = join(tmpdir(), 'gigaledger-chromium.lock');
  for (let waited = 0; ; waited += 100) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      if (waited > patienceMs)
        throw new Error(`${lock} is held by another process that does not let go of it`);
      await pause(100);
    }
  }
  try {
    return await work();
  } finally {
    rmdirSync(lock);
  }
};

/** A browser, and the environment that it is started in: what the package sets for it is for no other process. */
interface Installed {
  path: string;
  env: Record<string, string | undefined>;
}

const unpacked = async (): Promise<Installed | undefined> => {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const own = { ...process.env };
  // Has the package bring along the libraries that a bare machine lacks; it reads this when it is loaded.
  if (!existsSync('/usr/lib/x86_64-linux-gnu/libnss3.so'))
    process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x';
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    const path = await locked(async () => packaged.executablePath());
    return { path, env: { ...process.env } };
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in own)) delete process.env[name];
    Object.assign(process.env, own);
  }
};

/** CHROMIUM_PATH, else the one of npm, else the one of the system. Missing is a failure, never a reason to skip. */
const find = async (): Promise<Installed> => {
  const chosen = process.env.CHROMIUM_PATH;
  const packaged = chosen === undefined ? await unpacked().catch(() => undefined) : undefined;
  const path = chosen ?? packaged?.path ?? debian.find(isRunnable);
  if (path !== undefined && isRunnable(path)) return { path, env: packaged?.env ?? process.env };
  throw new Error(
    `No Chromium${chosen ? ` at ${chosen}` : ''}: set CHROMIUM_PATH, or install one with "apt-get install chromium".`,
  );
};

/** Found once for all specs of a process: the package says only when it is loaded what it needs. */
let installed: Promise<Installed> | undefined;

export const launch = async (flags: readonly string[] = []): Promise<Browser> => {
  const { path, env } = await (installed ??= find());
  return chromium.launch({ executablePath: path, args: [...args, ...flags], headless: true, env });
};
