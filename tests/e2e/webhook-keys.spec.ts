import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KeptKey } from '../../src/access/access-key.js';
import { KeyFile } from '../../src/access/key-file.js';
import { KeyRing } from '../../src/access/key-ring.js';
import { party, TestServer } from './http-server.js';
import { Receiver } from './receiver.js';

const webhooks = '/api/v1/webhooks';
let server: TestServer;
let ring: KeyRing;
let keysFile: string;
let good: Record<string, string>;
beforeAll(async () => {
  server = await TestServer.start({ webhookAllow: ['127.0.0.1'] });
  keysFile = join(server.folder, 'ledger.db.keys.json');
  ring = new KeyRing(new KeyFile(keysFile));
  good = madeKey('good');
});
afterAll(() => server.stop());

/** The header of a new key that may do everything in public. */
const madeKey = (name: string): Record<string, string> => ({
  authorization: `Bearer ${ring.create(name, ['read', 'record', 'admin'], null).key}`,
});

interface Shown {
  id: string;
  madeBy?: string;
  paused: boolean;
  fault: string | null;
}

const ask = async (address: string, key: Record<string, string>, body?: object): Promise<Shown> => {
  const json = { 'content-type': 'application/json', ...key };
  const asked = { method: 'POST', headers: json, body: JSON.stringify(body) };
  const answer = await server.ask<Shown>(address, body ? asked : { headers: key });
  // What needs admin may be asked ten times a second, and a slow machine makes for more looks.
  if (answer.status === 429) {
    await setTimeout(1_000 * Number(answer.headers.get('retry-after')));
    return ask(address, key, body);
  }
  expect(answer.status).toBeLessThan(300);
  return answer.body;
};

const record = async (slug: string): Promise<unknown> => ask('/api/v1/events', good, [party(slug)]);

/** As time and whoever keeps the file may change a key. */
const changeKey = (name: string, change: Partial<KeptKey>): void => {
  const { keys } = JSON.parse(readFileSync(keysFile, 'utf8')) as { keys: KeptKey[] };
  const changed = keys.map((key) => (key.name === name ? { ...key, ...change } : key));
  writeFileSync(keysFile, JSON.stringify({ keys: changed }));
};

const subjectsAt = ({ received }: Receiver): string[] =>
  received.map(({ body }) => (JSON.parse(body) as { subject: string }).subject);

describe('A webhook whose key', () => {
  it.each([
    ['was revoked', (name: string) => ring.revoke(name)],
    ['has expired', (name: string) => changeKey(name, { expiresAt: '2026-01-01T00:00:00.000Z' })],
    ['lost its right', (name: string) => changeKey(name, { scopes: ['read', 'record'] })],
  ])('%s is told nothing more, and says so, until another key resumes it', async (how, end) => {
    const name = how.replaceAll(' ', '-');
    const [receiver, other] = [await Receiver.start(), await Receiver.start()];
    const hook = await ask(webhooks, madeKey(name), { url: receiver.url() });
    const kept = await ask(webhooks, good, { url: other.url() });
    expect([hook.madeBy, kept.madeBy]).toEqual([name, 'good']);
    await record(`${name}-before`);
    await receiver.after(1);
    end(name);
    const shown = async (): Promise<Shown> => ask(`${webhooks}/${hook.id}`, good);
    await expect.poll(shown).toMatchObject({
      paused: true,
      fault: `the key "${name}" was revoked, has expired or lost the scope admin: a key that has it may resume the webhook`,
    });
    await record(`${name}-after`);
    await other.after(2);
    expect(subjectsAt(receiver)).toEqual([`party-${name}-before`]);
    const resumed = await ask(`${webhooks}/${hook.id}/resume`, good, {});
    expect([resumed.madeBy, resumed.paused, resumed.fault]).toEqual(['good', false, null]);
    await receiver.after(2);
    expect(subjectsAt(receiver)).toEqual(subjectsAt(other));
    for (const { id } of [hook, kept])
      await server.ask(`${webhooks}/${id}`, { method: 'DELETE', headers: good });
    await Promise.all([receiver.stop(), other.stop()]);
  });

  it('is revoked in the middle of much that is to be told hears what was being sent, and no more', async () => {
    const receiver = await Receiver.start();
    receiver.answers((_received, count, response) => {
      if (count === 3) ring.revoke('hasty');
      response.writeHead(204).end();
    });
    const key = madeKey('hasty');
    await ask(
      '/api/v1/events',
      good,
      Array.from({ length: 20 }, (_, index) => party(`many-${index}`)),
    );
    const { id } = await ask(webhooks, key, { url: receiver.url(), after: 0 });
    await expect
      .poll(async () => ask(`${webhooks}/${id}`, good))
      .toMatchObject({ paused: true, delivered: 3 });
    expect(receiver.received).toHaveLength(3);
    await receiver.stop();
  });
});
