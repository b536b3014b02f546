import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workplace } from './built.js';
import { articleLines } from './cli-ledger.js';

const { run, remove, folder } = workplace();
beforeAll(async () => {
  await run(['record', '-'], { stdin: articleLines });
});
afterAll(remove);

const env = { WEBHOOK_ALLOW: '127.0.0.1' };
const url = 'http://127.0.0.1:9/hook';

describe('hooks', () => {
  it('adds a webhook, shows its secret once, lists it, resumes it and drops it', async () => {
    expect((await run(['hooks', 'list'])).stderr).toContain('No address is told of anything.');
    const added = await run(['hooks', 'add', url, '--type', 'CapacityRescheduled', '--json'], { env });
    const { id, secret } = JSON.parse(added.stdout) as { id: string; secret: string };
    expect([added.code, secret]).toEqual([0, expect.stringMatching(/^whsec_/)]);
    const { stdout } = await run(['hooks', 'list']);
    expect(stdout).toMatch(/127\.0\.0\.1:9\/hook +events CapacityRescheduled +24 +good/);
    expect(stdout).not.toContain(secret);
    expect(statSync(join(folder, 'ledger.db.feeds.db')).mode & 0o777).toBe(0o600);
    expect((await run(['hooks', 'resume', id])).code).toBe(0);
    expect((await run(['hooks', 'drop', id])).code).toBe(0);
    expect((await run(['hooks', 'drop', id])).code).toBe(3);
  });

  it.each([
    [['add', url], 1, 'no public address'],
    [['add', url, '--after', 'x'], 2, '--after must be a whole number'],
    [['drop', 'x'], 1, 'id must be a UUID'],
  ])('refuses %j', async (args, code, says) => {
    const ran = await run(['hooks', ...args]);
    expect([ran.code, ran.stdout]).toEqual([code, '']);
    expect(ran.stderr).toContain(says);
  });

  it('are not allowed inside by what is no network', async () => {
    const { code, stderr } = await run(['hooks', 'list'], { env: { WEBHOOK_ALLOW: 'inside' } });
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('WEBHOOK_ALLOW must be addresses or networks'),
    ]);
  });
});
