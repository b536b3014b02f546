import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SqliteStore } from '../../src/store/sqlite.js';
import { one, several, submitted, terms } from './candidates.js';
import { folder } from './sqlite.files.js';

describe('The SQLite file, verified,', () => {
  let files: ReturnType<typeof folder>;
  let store: SqliteStore;
  let raw: Database.Database;

  beforeEach(async () => {
    files = folder();
    store = await SqliteStore.open(files.file('ledger.db'));
    const receipt = { key: 'key', digest: 'd', status: 201, body: '' };
    await store.append([one(terms('deal-a', 'one')), one(terms('deal-a', 'two'))], () => receipt);
    raw = new Database(files.file('ledger.db'));
  });
  afterEach(async () => {
    raw.close();
    await store.close();
    files.remove();
  });

  const spoil = (sql: string): void => {
    const triggers = raw.prepare<[], { name: string; sql: string }>(
      "SELECT * FROM sqlite_schema WHERE type = 'trigger'",
    );
    const dropped = triggers.all();
    for (const { name } of dropped) raw.exec(`DROP TRIGGER ${name}`);
    raw.exec(sql);
    for (const trigger of dropped) raw.exec(trigger.sql);
  };

  it.each([
    ['a change of its bytes', "canonical = replace(canonical, 'two', 'too')", 'the hash does not match'],
    ['bytes that are not canonical', "canonical = ' ' || canonical", 'not a canonical event'],
    ['bytes that are no JSON', "canonical = '{'", 'not a canonical event'],
    ['bytes that are no text', "canonical = CAST(x'ff' AS TEXT)", 'not a canonical event'],
    ['another hash', "hash = replace(hash, substr(hash, 1, 1), 'g')", 'the hash does not match'],
    ['another id', "id = 'other'", 'the column id differs'],
    ['another type', "type = 'DealAnnounced'", 'the column type differs'],
    ['another stream', "stream = 'deal-b'", 'the column stream differs'],
    ['another revision', 'revision = 7', 'is revision 7 of deal-a where 2 is due'],
    ['another position', 'position = 9', 'is missing: 9 follows 1'],
    ['another digest of what was sent', "sent = 'other'", 'beside the event was changed'],
    ['other warnings', "warnings = '[1]'", 'beside the event was changed'],
  ])('finds %s, and where', async (_, change, says) => {
    spoil(`UPDATE events SET ${change} WHERE position = 2`);
    const { ok, faults } = await store.verify();
    expect(ok).toBe(false);
    expect(faults.map(({ detail }) => detail).join('\n')).toContain(says);
    expect(faults[0]).toMatchObject({ position: 2 });
  });

  it('finds an event that is gone', async () => {
    spoil('DELETE FROM events WHERE position = 1');
    const { faults } = await store.verify();
    expect(faults[0]).toEqual({ position: 1, detail: 'is missing: 2 follows 0' });
    await expect(store.read(0, 10)).rejects.toThrow('position 1 is missing');
  });

  it('finds a change of a receipt', async () => {
    spoil("UPDATE receipts SET body = 'other'");
    expect(await store.verify()).toMatchObject({
      faults: [{ position: 0, detail: 'the receipt key was changed' }],
    });
  });

  it('finds a guard that is gone', async () => {
    raw.exec('DROP TRIGGER receipts_are_never_replaced');
    const faults = [{ position: 0, detail: 'receipts_are_never_replaced is missing or altered' }];
    expect(await store.verify()).toMatchObject({ ok: false, faults });
  });

  it.each([
    ['of a type that nobody declared', { type: 'DealForgotten' }, 'there is no event type "DealForgotten"'],
    ['with a body that its type does not have', { body: { tariff: 1 } }, '/body/tariff is not a field here'],
    ['with a member that no event has', { mood: 'good' }, '/mood is not a field here'],
  ])('finds an event %s', async (_, change, says) => {
    const { event, ...beside } = terms('deal-a', 'three');
    await store.append([one({ ...beside, event: { ...event, ...change } })]);
    const { faults } = await store.verify();
    expect(faults[0]).toMatchObject({ position: 3, detail: expect.stringContaining(says) });
  });

  it('decodes corrections by the type of the event that they correct', async () => {
    const [wrong] = await store.read(0, 1);
    const correction = { event: wrong!.event.id, body: { terms: 'right' }, reason: 'Misread.' };
    await store.append([one(submitted({ stream: 'deal-a', type: 'EventCorrected', body: correction }))]);
    expect(await store.verify()).toMatchObject({ ok: true, position: 3 });
  });

  it('walks logs that are longer than a page', async () => {
    await store.append([
      { stream: 'deal-b', events: several(4_500, (index) => terms('deal-b', `event ${index}`)) },
    ]);
    expect(await store.verify()).toMatchObject({ ok: true, position: 4_502 });
    spoil("UPDATE events SET sent = 'other' WHERE position = 4400");
    expect((await store.verify()).faults.map(({ position }) => position)).toEqual([4_400]);
  });
});
