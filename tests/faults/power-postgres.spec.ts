import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PostgresStore } from '../../src/store/postgres.js';
import { PostgresServer } from '../postgres/server.js';
import { aftermath } from './after.js';
import { Appender, builtAppender } from './children.js';
import { cutAll } from './cuts.js';
import { canWatchDisk, diskBetween } from './disk.js';

const cuts = Number(process.env.CUTS ?? 3);
const enoughTime = 120_000 + cuts * 10_000;

describe.runIf(canWatchDisk)('When the power goes under a database', () => {
  let between: ReturnType<typeof diskBetween>;
  let appender: Awaited<ReturnType<typeof builtAppender>>;
  let server: PostgresServer;
  let url: string;
  beforeAll(async () => {
    between = diskBetween();
    appender = await builtAppender();
  });
  afterAll(() => {
    for (const one of [between, appender]) one.remove();
  });
  beforeEach(async () => {
    server = await PostgresServer.start(unhurried);
    ({ url } = await server.database());
  });
  afterEach(() => server.stop());

  /**
   * A database that acknowledges before it syncs, unless it is told otherwise; and that writes its tables often, a few
   * of which are always on their way to the disk.
   */
  const unhurried = {
    synchronous_commit: 'off',
    wal_writer_delay: '10s',
    shared_buffers: '1MB',
    bgwriter_delay: '10ms',
    bgwriter_flush_after: '0',
    checkpoint_flush_after: '0',
    min_wal_size: '2MB',
    max_wal_size: '2MB',
  };

  /** Writes down what is done to the disk while the work is done, and cuts at moments of it; the sectors lost. */
  const cutWhile = async (
    work: (watching: Record<string, string>) => Promise<void>,
    look: (url: string, said: string[]) => Promise<void>,
    count = cuts,
  ): Promise<number> => {
    const [before, left, record] = ['before', 'left', 'record'].map((name) => join(server.folder, name));
    await server.halt('SIGINT');
    cpSync(server.data, before!, { recursive: true });
    const watching = between.environment({ folder: server.data, record: record! });
    await server.run(watching);
    await work(watching);
    await server.halt('SIGINT');
    return cutAll({ left: left!, before: before!, record: record!, cuts: count }, async (said) => {
      const again = await PostgresServer.start({ fsync: 'off' }, left!);
      const { pathname } = new URL(url);
      try {
        await look(`postgres://postgres@127.0.0.1:${again.port}${pathname}`, said);
      } finally {
        await again.halt('SIGQUIT');
        await again.stop();
      }
    });
  };

  it(
    'nothing that was acknowledged is lost, no batch is torn, and the chain is whole',
    async () => {
      await (await PostgresStore.open(url)).close();
      const batches = 50 + Math.floor(cuts / 5);
      let most = 0;
      const lost = await cutWhile(
        async (watching) => {
          const under = ['env', ...Object.entries(watching).map(([name, value]) => `${name}=${value}`)];
          const appending = { log: url, manner: 'when-durable', callers: 4, batches } as const;
          await new Appender(appender.script, appending, under).ended;
        },
        async (there, acknowledged) => {
          expect(await aftermath(there, acknowledged)).toMatchObject({ lost: [], torn: [], faults: [] });
          most = Math.max(most, acknowledged.length);
        },
      );
      console.log(
        `${cuts} cuts: ${most} events acknowledged by the last, none lost; ${lost} sectors dropped`,
      );
      expect(most).toBeGreaterThan(100);
      expect(lost).toBeGreaterThan(cuts);
    },
    enoughTime,
  );

  it(
    'what it acknowledges to a driver that takes it as it is is lost: the control',
    async () => {
      await server.ask('CREATE TABLE kept (id integer)', url);
      const careless = `const client = new (require('pg').Client)(${JSON.stringify(url)});
        (async () => {
          await client.connect();
          for (let id = 1; id <= 200; id++) {
            await client.query('INSERT INTO kept VALUES ($1)', [id]);
            require('fs').writeSync(1, id + '\\n');
          }
          await client.end();
        })();`;
      let lost = 0;
      await cutWhile(
        async (watching) => {
          const env = { ...process.env, ...watching };
          expect(spawnSync(process.execPath, ['-e', careless], { env }).status).toBe(0);
        },
        async (there, acknowledged) => {
          const rows = await server.ask('SELECT id FROM kept', there);
          const ids = new Set(rows.map(({ id }) => id));
          lost += acknowledged.filter((id) => !ids.has(Number(id))).length;
        },
        3,
      );
      console.log(`a database that acknowledges first: ${lost} acknowledged rows lost in 3 cuts`);
      expect(lost).toBeGreaterThan(0);
    },
    enoughTime,
  );
});
