import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ShownKey } from '../../src/access/key-ring.js';
import { findingOfClock } from '../../src/cli/doctor/clock.js';
import {
  findingOfClocks,
  findingOfQueue,
  findingOfServers,
  findingsOfStandbys,
} from '../../src/cli/doctor/database.js';
import type { Finding } from '../../src/cli/doctor/finding.js';
import { findingsOfKeys } from '../../src/cli/doctor/keys.js';
import { checkTls } from '../../src/cli/doctor/tls.js';
import type { DatabaseState } from '../../src/inspect-database.js';
import type { ServerState } from '../../src/store/postgres/inspect.js';

const now = new Date('2026-03-01T12:00:00Z');

describe('What the doctor says of the clock', () => {
  it.each([
    ['2026-03-01T12:00:00.900Z', true],
    ['2026-03-01T14:00:00.000Z', false],
  ])('is, when the last event was recorded at %s, that it is well: %s', (recordedAt, ok) => {
    expect(findingOfClock(recordedAt, now).ok).toBe(ok);
  });
});

const bad = (findings: readonly Finding[]): string[] =>
  findings.filter(({ ok }) => !ok).map(({ what, found }) => `${what}: ${found}`);

const key = (name: string, more: Partial<ShownKey> = {}): ShownKey => ({
  name,
  scopes: ['read'],
  createdAt: '2026-01-01T00:00:00.000Z',
  expiresAt: null,
  revokedAt: null,
  ...more,
});
const ending = (expiresAt: string): Partial<ShownKey> => ({ expiresAt });

describe('What the doctor says of keys', () => {
  it.each<[string, ShownKey[], string[]]>([
    ['none', [], []],
    ['one for reading', [key('a')], []],
    ['one that ends in two weeks and a day', [key('a', ending('2026-03-16T12:00:00Z'))], []],
    [
      'one that ends in a week',
      [key('a', ending('2026-03-08T12:00:00Z'))],
      ['key expiry: "a" ends 2026-03-08'],
    ],
    ['one that is over beside a good one', [key('a', ending('2026-02-28T12:00:00Z')), key('b')], []],
    ['one that is over', [key('a', ending('2026-02-28T12:00:00Z'))], ['keys: 0 of 1 are good']],
    [
      'one for everything',
      [key('a', { scopes: ['read', 'record', 'simulate', 'admin'] })],
      ['key scopes: "a" may do everything: read, record, simulate, admin'],
    ],
    [
      'one for everything that was revoked',
      [key('b'), key('a', { scopes: ['read', 'admin'], revokedAt: '2026-02-01' })],
      [],
    ],
    [
      'one for what is confidential that never ends',
      [key('a', { scopes: ['read', 'confidential'] })],
      ['key scopes: "a" may read what is confidential and never ends'],
    ],
    [
      'an administrator for a month',
      [key('a', { scopes: ['admin'], ...ending('2026-04-01T00:00:00Z') })],
      [],
    ],
  ])('%s', (_what, keys, expected) => {
    expect(bad(findingsOfKeys(keys, now))).toEqual(expected);
  });

  it('names those that are over', () => {
    const [, expiry] = findingsOfKeys([key('a', ending('2026-02-28T12:00:00Z')), key('b')], now);
    expect(expiry).toMatchObject({ ok: true, found: 'over: "a"' });
  });
});

describe('What the doctor says of TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  const file = (name: string): string => join(folder, name);
  const day = 86_400_000;
  const made = async (name: string): Promise<void> => {
    const { cert, private: secret } = await generate([{ name: 'commonName', value: 'ledger.example.org' }], {
      keySize: 2048,
      notBeforeDate: now,
      notAfterDate: new Date(now.getTime() + 90 * day),
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'ledger.example.org' }] }],
    });
    writeFileSync(file(`${name}.crt`), cert);
    writeFileSync(file(`${name}.key`), secret, { mode: 0o600 });
  };
  beforeAll(async () => {
    await Promise.all([made('one'), made('other')]);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const looked = (
    at: number,
    { cert = 'one.crt', secret = 'one.key', names = ['ledger.example.org'] } = {},
  ) =>
    checkTls(
      {
        storeUrl: 'sqlite:x.db',
        host: '0.0.0.0',
        port: 0,
        publicRecord: false,
        hostNames: names,
        tls: { certFile: file(cert), keyFile: file(secret) },
      },
      new Date(now.getTime() + at * day),
    );

  it('is nothing where the server speaks none', () => {
    expect(checkTls({ storeUrl: 'sqlite:x.db', host: '127.0.0.1', port: 0, publicRecord: false })).toEqual(
      [],
    );
  });

  it('is well of a certificate that is good, for the name', () => {
    const findings = looked(1);
    expect(bad(findings)).toEqual([]);
    expect(findings.map(({ what }) => what)).toEqual(['TLS files', 'TLS expiry', 'TLS name']);
  });

  it.each([
    [-1, 'TLS expiry: good only from 2026-03-01 on'],
    [70, 'TLS expiry: it ends on 2026-05-30'],
    [91, 'TLS expiry: it ended on 2026-05-30'],
  ])('is bad %i days after it was made', (at, expected) => {
    expect(bad(looked(at))).toEqual([expected]);
  });

  it.each([
    [
      'another name',
      { names: ['other.example.org'] },
      /^TLS name: it is for DNS:ledger\.example\.org, and not for other/,
    ],
    ['the key of another', { secret: 'other.key' }, /^TLS files: the key is not that of the certificate/],
    ['a file that is not there', { cert: 'none.crt' }, /^TLS files: .*ENOENT/],
    ['a file that is no certificate', { cert: 'one.key' }, /^TLS files: /],
  ])('is bad of %s', (_what, wrong, expected) => {
    expect(bad(looked(1, wrong)).join()).toMatch(expected);
  });

  it('is bad of a key that others can read', () => {
    chmodSync(file('other.key'), 0o644);
    expect(bad(looked(1, { cert: 'other.crt', secret: 'other.key' }))).toEqual([
      `TLS files: ${file('other.key')} is open to others`,
    ]);
  });
});

const server = (
  name: string,
  standing: ServerState['standing'],
  more: Partial<ServerState> = {},
): ServerState => ({
  name,
  standing,
  ...more,
});

describe('What the doctor says of a database', () => {
  const primary = server('a', 'takes writes', { kept: { standbys: 0 } });
  const standby = server('b', 'standby');

  it.each<[string, ServerState[], string[]]>([
    ['one server', [primary], []],
    ['a primary and its standby', [primary, standby], []],
    ['a standby alone', [standby], ['servers: b is a standby']],
    ['a server that is away', [primary, server('b', 'away')], ['servers: a takes writes, b is away']],
    [
      'two that take writes',
      [primary, server('b', 'takes writes')],
      ['servers: a takes writes, b takes writes'],
    ],
  ])('%s', (_what, servers, expected) => {
    expect(bad([findingOfServers(servers)])).toEqual(expected);
  });

  it('is that a standby of which no write waits saves nothing', () => {
    expect(bad(findingsOfStandbys([primary, standby]))).toEqual([
      'standbys: what is acknowledged stands on one server alone',
    ]);
    expect(bad(findingsOfStandbys([primary]))).toEqual([]);
    expect(
      bad(findingsOfStandbys([server('a', 'takes writes', { kept: { standbys: 1 } }), standby])),
    ).toEqual([]);
    expect(bad(findingsOfStandbys([server('a', 'takes writes', { kept: 'writes wait' })]))).toEqual([
      'standbys: writes wait',
    ]);
    expect(findingsOfStandbys([standby])).toEqual([]);
  });

  it.each([
    [900, 0, true],
    [-1_500, 0, false],
    [1_500, 600, true],
    [1_700, 600, false],
  ])('is of a clock %i ms ahead, known within %i ms, that it is well: %s', (aheadMs, give, ok) => {
    expect(findingOfClocks([server('a', 'standby', { clock: { aheadMs, give } })]).ok).toBe(ok);
  });

  it('is that nobody works on jobs where servers only ask', () => {
    expect(bad([findingOfQueue({ ask: 2 })])).toEqual(['queue: 0 work, 0 serve and stand in, 2 only ask']);
    const attended: DatabaseState['attending'][] = [{ ask: 1, serve: 1 }, { ask: 1, work: 1 }, {}];
    expect(bad([...attended, undefined].map((one) => findingOfQueue(one)))).toEqual([]);
  });
});
