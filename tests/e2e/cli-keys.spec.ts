import { afterAll, describe, expect, it } from 'vitest';
import { workplace } from './built.js';

const { run, remove } = workplace();
afterAll(remove);

const secret = /^glk_[a-z]_[\w-]{43}_[0-9a-z]{6}$/;

describe('keys', () => {
  it('makes a key, shows it once, lists it without, and makes it worth nothing', async () => {
    expect((await run(['keys', 'list'])).stderr).toContain('There are no keys');
    const made = await run([
      'keys',
      'create',
      'desk',
      '--scope',
      'read,record',
      '--expires',
      '90d',
      '--json',
    ]);
    const shown = JSON.parse(made.stdout) as {
      name: string;
      scopes: string[];
      key: string;
      expiresAt: string;
    };
    expect([made.code, shown.name, shown.scopes]).toEqual([0, 'desk', ['read', 'record']]);
    expect(shown.key).toMatch(secret);
    expect(Math.round((Date.parse(shown.expiresAt) - Date.now()) / 86_400_000)).toBe(90);
    const listed = await run(['keys', 'list']);
    expect(listed.stdout).toMatch(/desk +read, record +\d{4}-\d\d-\d\d +good until/);
    expect(listed.stdout).not.toContain(shown.key);
    expect((await run(['keys', 'revoke', 'desk'])).code).toBe(0);
    expect((await run(['keys', 'list'])).stdout).toContain('revoked');
  });

  it.each([
    [['create', 'desk', '--scope', 'read'], 4, 'there is a key "desk" already'],
    [['revoke', 'nobody'], 4, 'there is no key "nobody"'],
    [['create', 'a b', '--scope', 'read'], 2, "A key's name has"],
    [['create', 'other', '--scope', 'write'], 2, '"write" is no scope; the scopes are read, record'],
    [['create', 'other', '--scope', 'read', '--expires', 'soon'], 2, '--expires is a time like 90d'],
    [['create', 'other'], 2, '--scope'],
  ])('refuses %j', async (args, code, says) => {
    const ran = await run(['keys', ...args]);
    expect([ran.code, ran.stdout]).toEqual([code, '']);
    expect(ran.stderr).toContain(says);
  });
});

describe('serve beyond this machine', () => {
  const serveOn = async (store: string, ...more: string[]) =>
    run(['serve', '--host', '0.0.0.0', '--port', '0', '--empty', '--store', `sqlite:${store}`, ...more]);

  it('is refused without keys, and with keys that would go over the network as they are', async () => {
    const open = await serveOn('open.db', '--behind-proxy');
    expect([open.code, open.stderr]).toEqual([2, expect.stringContaining('there are no access keys')]);
    await run(['keys', 'create', 'desk', '--scope', 'read', '--store', 'sqlite:locked.db']);
    const plain = await serveOn('locked.db');
    expect([plain.code, plain.stderr]).toEqual([2, expect.stringContaining('--behind-proxy')]);
  });

  it.each(['0.0.0.0', '127.0.0.1'])('on %s behind a proxy is refused without keys', async (host) => {
    const { code, stderr } = await serveOn('open.db', '--behind-proxy', '--host', host);
    expect([code, stderr]).toEqual([2, expect.stringContaining('there are no access keys')]);
  });

  it('names the setting that keys beside a database need', async () => {
    const store = ['--store', 'postgres://ledger@127.0.0.1:1/ledger'];
    const served = await run(['serve', '--host', '0.0.0.0', '--behind-proxy', ...store]);
    expect([served.code, served.stderr]).toEqual([2, expect.stringContaining('KEYS_FILE')]);
    const made = await run(['keys', 'create', 'desk', '--scope', 'read', ...store]);
    expect([made.code, made.stderr]).toEqual([4, expect.stringContaining('KEYS_FILE')]);
  });
});
