import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PostgresServer } from '../postgres/server.js';
import { workplace } from './built.js';
import { articleLines, pinned } from './cli-ledger.js';

let server: PostgresServer;
let url: string;
let place: ReturnType<typeof workplace>;

beforeAll(async () => {
  place = workplace();
  server = await PostgresServer.shared();
  ({ url } = await server.database());
  await place.run(['record', '-'], { stdin: articleLines });
});
afterAll(async () => {
  await server.stop();
  place.remove();
});

/** What a store says of its log and of a view. */
const said = async (STORE_URL: string): Promise<unknown[]> => {
  const env = { STORE_URL };
  const [proof, view] = await Promise.all([
    place.run(['verify', '--json'], { env }),
    place.run(['show', 'compute-capacity', '--json', ...pinned], { env }),
  ]);
  const { viewHash } = JSON.parse(view.stdout) as { viewHash: string };
  return [JSON.parse(proof.stdout), viewHash];
};

describe('Copying a ledger', () => {
  it('into a database and back keeps its hashes and its views', async () => {
    const there = await place.run(['copy', 'sqlite:ledger.db', url, '--json']);
    const back = await place.run(['copy', url, 'sqlite:back.db']);
    expect([there.code, back.code]).toEqual([0, 0]);
    const answers = await Promise.all(['sqlite:ledger.db', url, 'sqlite:back.db'].map(said));
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it('as an export recorded elsewhere gives the same views', async () => {
    const { stdout } = await place.run(['export'], { env: { STORE_URL: url } });
    const again = { STORE_URL: 'sqlite:again.db' };
    expect(await place.run(['record', '-'], { env: again, stdin: stdout })).toMatchObject({ code: 0 });
    expect((await said('sqlite:again.db'))[1]).toBe((await said(url))[1]);
  });

  it('refuses a target with another history, and a source that is not there', async () => {
    await place.run(['record', '-'], {
      env: { STORE_URL: 'sqlite:other.db' },
      stdin: '{"stream":"party-x","type":"PartyRegistered","body":{"name":"x","kind":"company"}}\n',
    });
    const other = await place.run(['copy', 'sqlite:other.db', url]);
    expect([other.code, other.stderr]).toEqual([4, expect.stringContaining('the two logs differ')]);
    expect(await place.run(['copy', 'sqlite:nothing.db', url])).toMatchObject({ code: 3 });
  });
});
