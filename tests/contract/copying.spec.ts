import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { copyLog } from '../../src/store/copying.js';
import { OtherHistory } from '../../src/store/store.js';
import { PostgresServer } from '../postgres/server.js';
import { one, party, several, terms } from './candidates.js';
import { everything, type Open, type Opened } from './held.js';
import { openPostgres } from './postgres.databases.js';
import { openSqlite } from './sqlite.files.js';

let server: PostgresServer;
beforeAll(async () => {
  server = await PostgresServer.shared();
});
afterAll(() => server.stop());

const openDatabase = openPostgres(() => server);

describe.each<[string, Open, Open]>([
  ['a file into a database', openSqlite, openDatabase],
  ['a database into a file', openDatabase, openSqlite],
])('Copying %s', (_, openSource, openTarget) => {
  let source: Opened;
  let target: Opened;
  beforeEach(async () => {
    source = await openSource(() => new Date('2026-01-31T12:00:00.123Z'));
    target = await openTarget();
    const warnings = [{ rule: 'energized-within-nameplate', detail: '≥ 1' }];
    const deals = several(2_500, (index) => ({ ...terms(`deal-${index % 7}`, `event ${index}`), warnings }));
    await source.store.append([...deals.map((added) => one(added)), one(party('openai', 'Ünïcödé "𝔘" \\'))]);
  });
  afterEach(async () => {
    await source.dispose();
    await target.dispose();
  });

  it('keeps positions, instants, hashes and what stands beside events', async () => {
    await copyLog(source.store, target.store);
    expect(await target.store.read(0, everything)).toEqual(await source.store.read(0, everything));
    expect(await target.store.verify()).toEqual(await source.store.verify());
  });

  it('goes on where an earlier copy ended, and adds nothing twice', async () => {
    await copyLog(source.store, target.store);
    expect(await copyLog(source.store, target.store)).toMatchObject({ copied: 0, position: 2_501 });
    await source.store.append([one(terms('deal-0', 'later'))]);
    expect(await copyLog(source.store, target.store)).toMatchObject({ copied: 1, position: 2_502 });
    expect(await target.store.head()).toEqual(await source.store.head());
  });

  it('refuses a target that holds something else, and leaves it as it was', async () => {
    await target.store.append([one(terms('deal-0', 'something else'))]);
    const before = await target.store.head();
    await expect(copyLog(source.store, target.store)).rejects.toThrow(OtherHistory);
    expect(await target.store.head()).toEqual(before);
  });

  it('refuses a target that is longer', async () => {
    await copyLog(source.store, target.store);
    await target.store.append([one(terms('deal-0', 'longer'))]);
    await expect(copyLog(source.store, target.store)).rejects.toThrow('at position 2502 the two logs differ');
  });
});
