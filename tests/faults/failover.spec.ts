import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PostgresStore } from '../../src/store/postgres.js';
import { promisedBy } from '../../src/store/postgres/standing.js';
import { OutcomeUnknown } from '../../src/store/store.js';
import { one, positionsOf, terms, upTo } from '../contract/candidates.js';
import { nextId } from '../ids.js';
import { ReplicatedPair } from '../postgres/pair.js';
import { type FailoverOutcome, failOverOnce } from './failover.js';
import { told } from './progress.js';

const rounds = Number(process.env.FAILOVERS ?? 2);

const say = (what: string, outcomes: readonly FailoverOutcome[]): void => {
  const sum = (of: (outcome: FailoverOutcome) => number): number =>
    outcomes.reduce((total, one) => total + of(one), 0);
  const outages = outcomes.map(({ outage }) => Math.round(outage)).sort((left, right) => left - right);
  console.log(
    `${what}: ${outcomes.length} failovers, ${sum((one) => one.acknowledged)} acknowledged, ${sum((one) => one.lost)} lost, ${sum((one) => one.misplaced)} misplaced; writes back after ${outages[outages.length >> 1]} ms, at most ${outages.at(-1)} ms`,
  );
};

describe('A primary that fails', () => {
  it(
    'loses nothing that was acknowledged when its standby is synchronous',
    { timeout: 60_000 * rounds },
    async () => {
      const outcomes: FailoverOutcome[] = [];
      for (const round of told('failovers', upTo(rounds), rounds))
        outcomes.push(await failOverOnce('synchronous', round % 2 === 0));
      say('synchronous', outcomes);
      for (const outcome of outcomes) {
        expect(outcome).toMatchObject({ lost: 0, misplaced: 0, faults: 0 });
        expect(outcome.acknowledged).toBeGreaterThanOrEqual(40);
      }
    },
  );

  it('loses what had not reached a standby that is not: the control', async () => {
    const outcome = await failOverOnce('asynchronous', true);
    say('asynchronous', [outcome]);
    expect(outcome.lost).toBeGreaterThan(0);
    expect(outcome).toMatchObject({ misplaced: 0, faults: 0 });
  });
});

describe('A primary that comes back after another was promoted', () => {
  it('is passed over, though it is named first and takes writes', async () => {
    const pair = await ReplicatedPair.start('synchronous');
    const named = (await pair.database()).replace(
      /@(?<standby>[^,]*),(?<primary>[^/]*)/,
      '@$<primary>,$<standby>',
    );
    const before = await PostgresStore.open(named);
    await before.append([one(terms('deal-a', 'one'))]);
    await before.close();
    await pair.failOver();
    await pair.primary.run();
    const [old] = await pair.primary.ask('SELECT NOT pg_is_in_recovery() AS writes');
    expect(old).toEqual({ writes: true });
    const store = await PostgresStore.open(named);
    expect(positionsOf(await store.append([one(terms('deal-a', 'two'))]))).toEqual([2]);
    await store.close();
    const head = `SELECT position FROM gigaledger.head`;
    const promoted = await pair.standby.ask(head, named.replace(/127[^,]*,/, ''));
    expect(promoted).toEqual([{ position: '2' }]);
    await pair.stop();
  });
});

describe('A commit whose wait for the standby was called off', () => {
  let pair: ReplicatedPair;
  let url: string;
  beforeAll(async () => {
    pair = await ReplicatedPair.start('synchronous');
    url = await pair.database();
  });
  afterAll(() => pair.stop());

  /** Calls off every wait for the standby until the work is done. */
  const calledOff = async <T>(work: Promise<T>): Promise<T> => {
    const callOff = "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'";
    let isOver = false;
    const done = work.finally(() => (isOver = true));
    done.catch(() => undefined); // While nobody waits for it yet.
    for (; !isOver; await setTimeout(50)) await pair.primary.ask(callOff);
    return done;
  };

  it('is success for the driver alone: the control', async () => {
    const client = new pg.Client({ connectionString: new URL(url.replace(/127[^,]*,/, '')).href });
    await client.connect();
    await client.query('CREATE TABLE control (id integer)');
    await pair.standby.halt('SIGINT');
    const { rowCount } = await calledOff(client.query('INSERT INTO control VALUES (1)'));
    expect(rowCount).toBe(1);
    await client.end();
    await pair.standby.run();
    await pair.follows('sync');
  });

  it('is not acknowledged, and recorded once when it is sent again', async () => {
    const store = await PostgresStore.open(url, undefined, 1_000);
    await pair.standby.halt('SIGINT');
    const id = nextId();
    const append = store.append([one(terms('deal-a', 'one', id))]);
    await expect(calledOff(append)).rejects.toBeInstanceOf(OutcomeUnknown);
    await pair.standby.run();
    await pair.follows('sync');
    expect(positionsOf(await store.append([one(terms('deal-a', 'one', id))]))).toEqual([1]);
    await store.close();
  });

  it('is foreseen: a store whose standby is away, or that lost the one it was to have, is not ready', async () => {
    const store = await PostgresStore.open(url, undefined, 1_000);
    const demanding = await PostgresStore.open(`${url}?standbys=1`, undefined, 1_000);
    const standingOf = (one: PostgresStore): Promise<unknown> =>
      one.assertWritable().catch((error: Error) => error.message);
    const standing = (): Promise<unknown> => standingOf(store);
    const alone = (names: string): Promise<unknown> =>
      pair.primary
        .ask(`ALTER SYSTEM SET synchronous_standby_names = '${names}'`)
        .then(() => pair.primary.ask('SELECT pg_reload_conf()'));
    await expect.poll(standing).toEqual({ standbys: 1 });
    await pair.standby.halt('SIGINT');
    await expect.poll(standing).toMatch(/^writes wait for one standby, and 0 of them follow/);
    await pair.standby.run();
    await expect.poll(standing).toEqual({ standbys: 1 });
    expect(await standingOf(demanding)).toEqual({ standbys: 1 });
    await alone('');
    await expect.poll(standing).toEqual({ standbys: 0 });
    expect(await standingOf(demanding)).toMatch(/^STORE_URL asks for one standby, and writes wait for 0/);
    await Promise.all([store.close(), demanding.close()]);
  });
});

describe('How many standbys a commit waits for', () => {
  it.each([
    ['', 0],
    ['standby', 1],
    ['*', 1],
    ['a, b', 1],
    ['FIRST 2 (a, b, c)', 2],
    ['any 3 (*)', 3],
    ['2 ("first 9 (x)", b)', 2],
  ])('is read off the setting: %j', (names, count) => {
    expect(promisedBy(names)).toBe(count);
  });
});
