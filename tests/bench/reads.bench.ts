import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workplace } from '../e2e/built.js';
import { served } from '../e2e/postgres-process.js';
import { PostgresServer } from '../postgres/server.js';
import { Nginx } from './front/nginx.js';
import { programOf } from './front/programs.js';

const seconds = Number(process.env.SECONDS ?? 5);
const connections = 16;
const cut = 'effectiveAt=2026-06-30&knownAt=2026-06-30';
const unpinned = `/api/v1/views/compute-capacity?by=provider&${cut}`;

type Server = Awaited<ReturnType<typeof served>>;

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

/** Processor time of processes until now, in seconds: Linux counts a hundred to the second. */
const processorOf = (pids: readonly number[]): number =>
  pids.reduce((sum, pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return sum + (Number(fields[11]) + Number(fields[12])) / 100;
  }, 0);

const drive = async (driver: string, url: string): Promise<number> => {
  const given = [`-t1`, `-c${connections}`, `-d${seconds}s`, `--timeout`, `30s`, url];
  const { stdout } = await promisify(execFile)(driver, given);
  expect(stdout).not.toMatch(/Non-2xx/);
  return Number(/(\d+) requests in/.exec(stdout)![1]);
};

/** Answers per second as the machine was, and processor time that each took. */
const measure = async (
  driver: string,
  what: string,
  urls: readonly string[],
  pids: readonly number[],
): Promise<void> => {
  await Promise.all(urls.map((url) => fetch(url)));
  const [since, before] = [performance.now(), processorOf(pids)];
  const counts = await Promise.all(urls.map((url) => drive(driver, url)));
  const answers = counts.reduce((sum, count) => sum + count, 0);
  const took = (performance.now() - since) / 1_000;
  const each = ((processorOf(pids) - before) / answers) * 1e6;
  console.log(
    `${what}: ${Math.round(answers / took)} answers a second; ${Math.round(each)} µs of processor time each, ${Math.round(1e6 / each)} a second of a core`,
  );
};

const [program, driver] = [programOf('nginx'), programOf('wrk')];
if (program && driver)
  describe('A pinned answer', () => {
    let place: ReturnType<typeof workplace>;
    let database: PostgresServer;
    let servers: Server[];
    let nginx: Nginx;
    let key: string;
    let pinned: string;

    beforeAll(async () => {
      place = workplace();
      process.env.KEYS_FILE = 'shared.keys.json';
      process.env.PUBLIC_READ = 'on';
      key = (await place.run(['keys', 'create', 'desk', '--scope', 'read'])).stdout.trim();
      database = await PostgresServer.start();
      const { url } = await database.database();
      const first = await served(place, url, []);
      servers = [first, await served(place, url, [])];
      const head = (await (await fetch(`${first.address}/api/v1/log/proof`)).json()) as { position: number };
      pinned = `${unpinned}&atPosition=${head.position}`;
      const names = servers.map(({ address }) => new URL(address).host);
      nginx = await Nginx.start(program, await freePort(), names);
    }, 300_000);
    afterAll(async () => {
      await nginx.stop();
      await Promise.all(servers.map((server) => server.end('SIGTERM')));
      await database.stop();
      place.remove();
    });

    const cacheOf = async (address: string, headers = {}): Promise<string | null> => {
      const response = await fetch(nginx.url + address, { headers });
      expect(response.status).toBe(200);
      await response.arrayBuffer(); // Kept only once it is whole.
      return response.headers.get('x-cache');
    };

    it('is served by the cache when it is pinned, and never when it is not or came with a key', async () => {
      const authorization = { authorization: `Bearer ${key}` };
      await cacheOf(pinned);
      expect(await cacheOf(pinned)).toBe('HIT');
      expect([await cacheOf(unpinned), await cacheOf(unpinned)]).toEqual(['MISS', 'MISS']);
      expect([await cacheOf(pinned, authorization), await cacheOf(pinned, authorization)]).toEqual([
        'MISS',
        'MISS',
      ]);
      expect(await cacheOf(pinned)).toBe('HIT');
      const [kept, fresh] = [nginx.url, servers[0]!.address].map(async (url) =>
        (await fetch(url + pinned)).text(),
      );
      expect(await kept).toBe(await fresh);
    });

    it('measures answers a second of one process, of two, and of nginx in front', async () => {
      const [one, two] = servers;
      const pids = servers.map(({ child }) => child.pid!);
      await measure(driver, 'one process', [one!.address + pinned], [pids[0]!]);
      await measure(driver, 'two processes', [one!.address + pinned, two!.address + pinned], pids);
      await measure(driver, 'nginx, a pinned answer', [nginx.url + pinned], [...pids, ...nginx.pids]);
      await measure(driver, 'nginx, one that is not', [nginx.url + unpinned], [...pids, ...nginx.pids]);
    });
  });
else
  it('needs nginx and wrk', () =>
    console.log('they are missing: install them, or INSTALL=on on Debian as root'));
