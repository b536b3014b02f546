import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JobQueue } from '../../src/queue/job-queue.js';
import { QueueDatabase } from '../../src/queue/queue-database.js';
import { PostgresServer } from '../postgres/server.js';
import { upTo } from './candidates.js';

let server: PostgresServer;

beforeAll(async () => {
  server = await PostgresServer.shared();
});
afterAll(async () => server.stop());

describe('The queue', () => {
  it.each(upTo(3))('is made once by six that open it at once (round %i)', async () => {
    const database = await server.database();
    const opened = await Promise.allSettled(upTo(6).map(async () => JobQueue.open(database.url, 'serve')));
    await Promise.all(
      opened.map(async (one) => (one.status === 'fulfilled' ? one.value.close(0) : undefined)),
    );
    await database.drop();
    expect(opened.map((one) => (one.status === 'rejected' ? String(one.reason) : 'open'))).toEqual(
      upTo(6).map(() => 'open'),
    );
  });

  it('goes on after statements that failed inside what they had begun', async () => {
    const database = await server.database();
    const queue = new QueueDatabase(database.url);
    const failing = upTo(4).map(async () => queue.executeSql('BEGIN; SELECT 1/0; COMMIT'));
    for (const { status } of await Promise.allSettled(failing)) expect(status).toBe('rejected');
    const answers = upTo(4).map(async () => (await queue.executeSql('SELECT 2 AS two')).rows);
    expect(await Promise.all(answers)).toEqual(upTo(4).map(() => [{ two: 2 }]));
    await queue.close();
    await database.drop();
  });
});
