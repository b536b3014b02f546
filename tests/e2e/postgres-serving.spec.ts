import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { upTo } from '../contract/candidates.js';
import { PostgresServer } from '../postgres/server.js';
import { workplace } from './built.js';
import { served } from './postgres-process.js';

let server: PostgresServer;
let database: Awaited<ReturnType<PostgresServer['database']>>;
let place: ReturnType<typeof workplace>;

beforeAll(async () => {
  place = workplace();
  server = await PostgresServer.shared();
  database = await server.database();
});
afterAll(async () => {
  await database.drop();
  await server.stop();
  place.remove();
});

const record = async (address: string, slug: string, key?: string): Promise<Response> =>
  fetch(`${address}/api/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key !== undefined && { 'idempotency-key': key }) },
    body: JSON.stringify({
      stream: `party-${slug}`,
      type: 'PartyRegistered',
      body: { name: slug, kind: 'company' },
    }),
  });

const logOf = async (address: string): Promise<{ position: number; stream: string }[]> => {
  const { events } = (await (await fetch(`${address}/api/v1/events?limit=1000`)).json()) as {
    events: { position: number; stream: string }[];
  };
  return events;
};

describe('Two processes on one database', () => {
  let one: Awaited<ReturnType<typeof served>>;
  let other: Awaited<ReturnType<typeof served>>;
  const serving = () => served(place, database.url, ['--empty']);
  beforeAll(async () => {
    [one, other] = await Promise.all([serving(), serving()]);
  });
  afterAll(async () => {
    await other.end('SIGTERM');
  });

  it('both record, and answer alike', async () => {
    const answers = await Promise.all(
      upTo(40).map((number) => record((number % 2 ? one : other).address, `p${number}`)),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    const [log, same] = [await logOf(one.address), await logOf(other.address)];
    expect(log.map(({ position }) => position)).toEqual(upTo(40));
    expect(same).toEqual(log);
    const parties = await Promise.all(
      [one, other].map(async ({ address }) => (await fetch(`${address}/api/v1/parties`)).json()),
    );
    expect(parties[0]).toEqual(parties[1]);
  });

  it('answer a key that comes again through the other with the first answer', async () => {
    const first = await record(one.address, 'openai', 'key-1');
    const again = await record(other.address, 'openai', 'key-1');
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await again.json()).toEqual(await first.json());
  });

  it('are found by the doctor, who says that nobody works on jobs', async () => {
    const { code, stdout } = await place.run(['doctor'], { env: { STORE_URL: database.url, PORT: '0' } });
    const found = stdout.replace(/ +/g, ' ');
    expect(found).toMatch(/^ok servers postgres:\S+ takes writes$/m);
    expect(found).toMatch(/^ok standbys what is acknowledged stands on one server alone$/m);
    expect(found).toMatch(/^ok clocks of the servers and of this machine agree$/m);
    expect(found).toMatch(/^bad queue 0 work, 0 serve and stand in, 2 only ask$/m);
    expect(code).toBe(1);
  });

  it('record on when the one that wrote stands still, which goes on when it wakes', async () => {
    expect((await record(one.address, 'before-sleep')).status).toBe(201);
    one.child.kill('SIGSTOP');
    expect((await record(other.address, 'asleep')).status).toBe(201);
    one.child.kill('SIGCONT');
    expect((await record(one.address, 'awake')).status).toBe(201);
    expect((await logOf(other.address)).map(({ position }) => position)).toEqual(upTo(44));
  });

  it('record on when the one that wrote is killed', async () => {
    expect((await record(one.address, 'before')).status).toBe(201);
    await one.end('SIGKILL');
    const since = performance.now();
    expect((await record(other.address, 'after')).status).toBe(201);
    console.log(`the writer was killed: the other wrote after ${Math.round(performance.now() - since)} ms`);
    expect((await logOf(other.address)).map(({ position }) => position)).toEqual(upTo(46));
    expect((await fetch(`${other.address}/health/ready`)).status).toBe(200);
    expect(await place.run(['verify'], { env: { STORE_URL: database.url } })).toMatchObject({ code: 0 });
  });
});

describe('The command line', () => {
  it('never shows the password of a database', async () => {
    const STORE_URL = 'postgres://somebody:secret@127.0.0.1:1/ledger';
    const verbs = [['verify'], ['doctor'], ['show', 'ownership']];
    const answers = await Promise.all(verbs.map((verb) => place.run(verb, { env: { STORE_URL } })));
    for (const { code, stdout, stderr } of answers) {
      expect(code).not.toBe(0);
      expect(stdout + stderr).not.toContain('secret');
    }
  });
});
