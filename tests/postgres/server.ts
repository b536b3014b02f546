import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  chownSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { whenThisEnds } from './afterwards.js';
import { postgresBinaries, runningAs } from './binaries.js';

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'gigaledger-pg-'));
  if (runningAs.uid !== undefined) chownSync(folder, runningAs.uid, runningAs.gid);
  return folder;
};

let fresh: string | undefined;

/** What a server begins with, made once; copies of it belong to one system, so that one can follow another. */
const freshData = (): string => {
  if (fresh !== undefined) return fresh;
  const folder = temporaryFolder();
  const data = ['-D', join(folder, 'data')];
  const made = [
    ...data,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C',
    '--no-sync',
    '--wal-segsize=1',
  ];
  const place = { ...runningAs, cwd: folder, stdio: 'pipe' } as const;
  execFileSync(join(postgresBinaries(), 'initdb'), made, place);
  whenThisEnds(`rm -rf "${folder}"`);
  return (fresh = folder);
};

/** Durable, as a real one is; small, so that it starts at once. */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '32MB',
  max_wal_size: '256MB',
  fsync: 'on',
  synchronous_commit: 'on',
};

const endWithThis = (server: ChildProcess, folder: string): void => {
  const waiting = whenThisEnds(`kill -QUIT ${server.pid} && sleep 1; rm -rf "${folder}"`);
  server.once('exit', () => waiting.kill());
};

/** The processes that run in a folder: those of a server in its data, whoever started them. */
const processesIn = (folder: string): number[] =>
  readdirSync('/proc').flatMap((name) => {
    try {
      return /^\d+$/.test(name) && readlinkSync(join('/proc', name, 'cwd')) === folder ? [Number(name)] : [];
    } catch {
      return []; // It has ended, or is somebody else's.
    }
  });

const kill = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};

/** As after a machine was started again: nobody runs on it, and it belongs to whoever may run. */
const makeOwn = (data: string): void => {
  rmSync(join(data, 'postmaster.pid'), { force: true });
  const { uid, gid } = runningAs;
  if (uid !== undefined) execFileSync('chown', ['-R', `${uid}:${gid}`, data]);
  execFileSync('chmod', ['-R', 'u=rwX,go=', data]);
};

/** A PostgreSQL server of a test's own, or the one that TEST_DATABASE_URL names. */
export class PostgresServer {
  #process: ChildProcess | undefined;

  private constructor(
    readonly folder: string,
    readonly port: number,
    private readonly url: string,
    private readonly more: Readonly<Record<string, string>> = {},
  ) {}

  /** The server for tests that need nothing but databases. */
  static async shared(): Promise<PostgresServer> {
    const { TEST_DATABASE_URL: url } = process.env;
    return url === undefined ? PostgresServer.start() : new PostgresServer('', 0, url);
  }

  /** A new server that a test may stop and kill, with further settings; over a copy of what another one left, if given. */
  static async start(more: Readonly<Record<string, string>> = {}, left?: string): Promise<PostgresServer> {
    const folder = temporaryFolder();
    execFileSync('cp', ['-a', left ?? join(freshData(), 'data'), join(folder, 'data')]);
    if (left !== undefined) makeOwn(join(folder, 'data'));
    const port = await freePort();
    const server = new PostgresServer(folder, port, `postgres://postgres@127.0.0.1:${port}/postgres`, more);
    if ('primary_conninfo' in more) server.#write('standby.signal');
    await server.run();
    return server;
  }

  /** A hot standby of this one, which was only just started and is reached at the port. */
  async standby(name: string, port = this.port): Promise<PostgresServer> {
    const from = `host=127.0.0.1 port=${port} user=postgres application_name=${name}`;
    return PostgresServer.start({ ...this.more, primary_conninfo: from });
  }

  #write(file: string): void {
    const path = join(this.data, file);
    writeFileSync(path, '');
    if (runningAs.uid !== undefined) chownSync(path, runningAs.uid, runningAs.gid);
  }

  /** Where its files are. */
  get data(): string {
    return join(this.folder, 'data');
  }

  /** Starts it, after it was stopped too; resolves once it answers. */
  async run(environment: Readonly<Record<string, string>> = {}): Promise<void> {
    const set = Object.entries({ ...settings, ...this.more, port: this.port }).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ]);
    const binary = join(postgresBinaries(), 'postgres');
    const child = spawn(binary, ['-D', this.data, ...set], {
      ...runningAs,
      cwd: this.folder,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'ignore', openSync(join(this.folder, 'log'), 'a')],
    });
    this.#process = child;
    endWithThis(child, this.folder);
    for (const deadline = Date.now() + 30_000; !(await this.#answers()); await setTimeout(20))
      if (Date.now() > deadline || child.exitCode !== null)
        throw new Error(`PostgreSQL doesn't start: ${readFileSync(join(this.folder, 'log'), 'utf8')}`);
  }

  /** The process that was started last; resolves once it has ended. */
  async ended(): Promise<void> {
    const child = this.#process!;
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }

  /** As when the machine fails: all its processes, with those that it starts meanwhile; resolves once none is left. */
  async crash(): Promise<void> {
    for (let living; (living = processesIn(this.data)).length > 0; await setTimeout(5))
      for (const pid of living) kill(pid);
    await this.ended();
  }

  /** SIGINT: sessions are ended; SIGQUIT: as after a crash. */
  async halt(signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  }

  async stop(): Promise<void> {
    await this.halt('SIGINT');
    if (this.folder !== '') rmSync(this.folder, { recursive: true, force: true });
  }

  /** A database of its own, empty. */
  async database(): Promise<{ url: string; drop: () => Promise<void> }> {
    const name = `ledger_${randomUUID().replaceAll('-', '')}`;
    await this.ask(`CREATE DATABASE ${name}`);
    const url = new URL(this.url);
    url.pathname = `/${name}`;
    return { url: url.href, drop: async () => void (await this.ask(`DROP DATABASE ${name} WITH (FORCE)`)) };
  }

  /** As the one who may do everything. */
  async ask(sql: string, url = this.url): Promise<Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  }

  async #answers(): Promise<boolean> {
    return this.ask('SELECT 1').then(
      () => true,
      () => false,
    );
  }
}
