import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workplace } from './built.js';
import { linesOf } from './cli-ledger.js';

let place: ReturnType<typeof workplace>;
beforeAll(() => (place = workplace()));
afterAll(() => place.remove());

const party = (index: number) => ({
  stream: `party-p${index}`,
  type: 'PartyRegistered',
  body: { name: `P ${index}`, kind: 'company' },
});
const parties = (count: number): object[] => Array.from({ length: count }, (_, index) => party(index));

const file = (name: string, events: readonly object[]): string => {
  writeFileSync(join(place.folder, name), linesOf(events));
  return name;
};

/** Events in the file of the ledger, as another process sees them. */
const countIn = (ledger: string): number => {
  const path = join(place.folder, ledger);
  if (!existsSync(path)) return 0;
  const database = new Database(path, { readonly: true });
  try {
    return database.prepare('SELECT count(*) FROM events').pluck().get() as number;
  } catch {
    return 0; // Its tables are being made.
  } finally {
    database.close();
  }
};

describe('A long file', () => {
  it('is recorded each event once, when the run is killed in the middle and begun again', async () => {
    const count = 15_000;
    const env = { STORE_URL: 'sqlite:long.db' };
    const name = file('long.ndjson', parties(count));
    const child = place.start(['record', name], env);
    while (countIn('long.db') === 0) await setTimeout(5);
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGKILL');
    await ended;
    const before = countIn('long.db');
    expect(before % 5_000).toBe(0);
    expect(before).toBeLessThan(count);
    const { code, stdout } = await place.run(['record', name], { env });
    expect([code, stdout]).toEqual([
      0,
      `${count - before} recorded, ${before} skipped, 0 warnings; the log is at position ${count}.\n`,
    ]);
    expect((await place.run(['verify'], { env })).stdout).toContain(`${count} events`);
  });
});

describe('A file of which a later part is refused', () => {
  const late = { ...party(0), stream: 'party-late', body: { name: 'Late', kind: 'firm' } };
  const events = [...parties(5_000), late, party(5_000)];

  it('is recorded up to that part, and goes on from there once it is mended', async () => {
    const env = { STORE_URL: 'sqlite:mended.db' };
    const { code, stdout, stderr } = await place.run(['record', file('late.ndjson', events)], { env });
    expect([code, stdout]).toEqual([
      1,
      '5000 recorded, 0 skipped, 0 warnings; the log is at position 5000.\n',
    ]);
    expect(stderr).toContain('late.ndjson:5001 /body/kind ');
    expect(stderr).toContain('what stands before the place named was recorded, and nothing behind it');
    const mended = file('late.ndjson', [...parties(5_000), party(5_000)]);
    expect((await place.run(['record', mended], { env })).stdout).toContain('1 recorded, 5000 skipped');
  });

  it('says so of a line that is no JSON', async () => {
    const env = { STORE_URL: 'sqlite:broken.db' };
    const name = file('broken.ndjson', parties(5_000));
    writeFileSync(join(place.folder, name), `${linesOf(parties(5_000))}nonsense\n`);
    const { code, stderr } = await place.run(['record', name], { env });
    expect([code, countIn('broken.db')]).toEqual([1, 5_000]);
    expect(stderr).toContain('broken.ndjson:5001 is not JSON');
  });

  it('is recorded not at all with --atomic, or whole, in any order', async () => {
    const env = { STORE_URL: 'sqlite:atomic.db' };
    const refused = await place.run(['record', file('late.ndjson', events), '--atomic'], { env });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('nothing of it was recorded');
    expect(countIn('atomic.db')).toBe(0);
    const deal = {
      stream: 'deal-x',
      type: 'DealAnnounced',
      effectiveOn: '2025',
      body: {
        title: 'X',
        kind: 'chip-supply',
        stage: 'signed',
        parties: [{ party: 'p5001', role: 'customer' }],
      },
    };
    const backwards = file('backwards.ndjson', [deal, ...parties(5_002)]);
    const waiting = await place.run(['record', backwards], { env });
    expect([waiting.code, countIn('atomic.db')]).toEqual([4, 0]);
    expect(waiting.stderr).toContain('With --atomic the whole file is decided as one');
    expect((await place.run(['record', backwards, '--atomic'], { env })).stdout).toContain('5003 recorded');
  });
});
