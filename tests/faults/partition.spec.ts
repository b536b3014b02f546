import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PostgresStore } from '../../src/store/postgres.js';
import { StoreUnavailable } from '../../src/store/store.js';
import { idsOf, one, positionsOf, terms, upTo } from '../contract/candidates.js';
import { nextId } from '../ids.js';
import { PostgresServer } from '../postgres/server.js';
import { Link } from './link.js';
import { told } from './progress.js';

const rounds = Number(process.env.PARTITIONS ?? 1);
const patienceMs = 1_000;

describe('When the network between a ledger and its database fails', () => {
  let server: PostgresServer;
  let link: Link;
  let direct: string;
  let through: string;
  beforeAll(async () => {
    server = await PostgresServer.start();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    ({ url: direct } = await server.database());
    link = await Link.to(server.port);
    through = direct.replace(`:${server.port}`, `:${link.port}`);
  });
  afterEach(() => link.close());

  /** What is written through the link while it fails, by callers of their own streams. */
  const write = async (
    store: PostgresStore,
    ids: readonly string[],
  ): Promise<PromiseSettledResult<unknown>[]> =>
    Promise.allSettled(
      ids.map((id, index) => store.append([one(terms(`deal-${index}`, `said in ${id}`, id))])),
    );
  const isRefusal = (one: PromiseSettledResult<unknown>): boolean =>
    one.status === 'rejected' && one.reason instanceof StoreUnavailable;

  const failures: [string, (link: Link) => void][] = [
    ['nothing arrives there', (one) => one.cut('there')],
    ['no answer comes back', (one) => one.cut('back')],
    ['nothing passes either way', (one) => one.cut('there', 'back')],
    ['every connection is reset', (one) => one.refuse()],
    ['the answers end, and what is sent still arrives', (one) => one.closeHalf()],
  ];

  it.each(failures)(
    '%s: nothing is acknowledged, and all is recorded once when it is sent again after it healed',
    async (name, fail) => {
      const store = await PostgresStore.open(through, undefined, patienceMs);
      const sent: string[] = [];
      const outages: number[] = [];
      for (const _ of told(name, upTo(rounds), rounds)) {
        const [before, meanwhile, later] = [upTo(4).map(nextId), upTo(4).map(nextId), upTo(4).map(nextId)];
        expect((await write(store, before)).filter(isRefusal)).toEqual([]);
        fail(link);
        expect((await write(store, meanwhile)).map(isRefusal)).toEqual(meanwhile.map(() => true));
        await expect(store.assertWritable()).rejects.toBeInstanceOf(StoreUnavailable);
        link.heal();
        const healed = performance.now();
        for (const ids of [later, meanwhile])
          await expect
            .poll(async () => (await write(store, ids)).every(({ status }) => status === 'fulfilled'))
            .toBe(true);
        outages.push(performance.now() - healed);
        sent.push(...before, ...meanwhile, ...later);
      }
      await store.close();
      console.log(
        `${name}: ${rounds} times, ${sent.length} events; all written again ${Math.round(Math.max(...outages))} ms after it healed, at most`,
      );
      const reader = await PostgresStore.openToRead(direct);
      const there = await reader.read(0, 1e6);
      expect(positionsOf(there)).toEqual(upTo(sent.length));
      expect(idsOf(there).sort()).toEqual(sent.sort());
      expect(await reader.verify()).toMatchObject({ ok: true });
      await reader.close();
    },
    60_000 + rounds * 30_000,
  );

  it('the driver alone still waits when the ledger has long answered: the control', async () => {
    const store = await PostgresStore.open(through, undefined, patienceMs);
    const client = new pg.Client({ connectionString: through });
    client.on('error', () => undefined);
    await client.connect();
    link.cut('there', 'back');
    let isOver = false;
    const waiting = client.query('SELECT 1').finally(() => (isOver = true));
    waiting.catch(() => undefined);
    expect((await write(store, [nextId()])).map(isRefusal)).toEqual([true]);
    await setTimeout(2 * patienceMs);
    expect(isOver).toBe(false);
    link.heal();
    await waiting;
    await client.end();
    await store.close();
  });
});
