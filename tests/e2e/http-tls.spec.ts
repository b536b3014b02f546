import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KeyFile } from '../../src/access/key-file.js';
import { KeyRing } from '../../src/access/key-ring.js';
import { BadConfiguration, type Configuration, configurationFrom } from '../../src/configuration.js';
import { serve, type Serving } from '../../src/serving.js';

let folder: string;
let serving: Serving;
let ca: string;
let key: string;
const files = { certFile: '', keyFile: '' };

const everywhere = (): Configuration => ({
  storeUrl: `sqlite:${join(folder, 'ledger.db')}`,
  host: '0.0.0.0',
  port: 0,
  publicRecord: false,
});
const start = (more: Partial<Configuration> = {}) => serve({ ...everywhere(), ...more }, { say: () => {} });

/** Status and headers of an answer, over a connection that trusts the test's own certificate alone. */
const ask = (
  path: string,
  { method = 'GET', headers = {}, body = '' }: { method?: string; headers?: object; body?: string } = {},
): Promise<{ status: number | undefined; cookies: string[] }> =>
  new Promise((resolve, reject) => {
    const { port } = new URL(serving.url);
    const sent = request({ host: 'localhost', port, path, method, ca, headers: { ...headers } }, (answer) => {
      answer.resume();
      resolve({ status: answer.statusCode, cookies: answer.headers['set-cookie'] ?? [] });
    });
    sent.on('error', reject).end(body);
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tls-'));
  const made = await generate([{ name: 'commonName', value: 'localhost' }], { keySize: 2048 });
  ca = made.cert;
  files.certFile = join(folder, 'cert.pem');
  files.keyFile = join(folder, 'key.pem');
  await writeFile(files.certFile, made.cert);
  await writeFile(files.keyFile, made.private);
});
afterAll(async () => {
  await serving?.close();
  await rm(folder, { recursive: true });
});

describe('An address that others reach', () => {
  it('is served with keys and TLS alone', async () => {
    await expect(start({ tls: files })).rejects.toThrow(/there are no access keys/);
    ({ key } = new KeyRing(new KeyFile(`${join(folder, 'ledger.db')}.keys.json`)).create(
      'desk',
      ['read'],
      null,
    ));
    await expect(start()).rejects.toThrow(/--tls-cert FILE --tls-key FILE/);
    serving = await start({ tls: files });
    expect(serving.url).toMatch(/^https:/);
    expect((await ask('/api/v1/views')).status).toBe(401);
    expect((await ask('/api/v1/views', { headers: { authorization: `Bearer ${key}` } })).status).toBe(200);
  });

  it('keeps its cookie from going anywhere without TLS, and answers nothing without', async () => {
    const { status, cookies } = await ask('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key }),
    });
    expect([status, cookies]).toEqual([200, [expect.stringContaining('; Secure')]]);
    const plain = new Promise((resolve, reject) =>
      get(serving.url.replace('https', 'http'), resolve).on('error', reject),
    );
    await expect(plain).rejects.toThrow();
  });
});

describe('A certificate that is of no use', () => {
  it.each<[string, () => Partial<Configuration['tls']>]>([
    ['can’t be read', () => ({ ...files, certFile: join(folder, 'none.pem') })],
    ['is none', () => ({ ...files, certFile: join(folder, 'ledger.db.keys.json') })],
    ['is not of the key', () => ({ certFile: files.keyFile, keyFile: files.certFile })],
  ])('keeps the server from starting, and is named: it %s', async (_how, tls) => {
    const error: unknown = await start({ tls: { ...files, ...tls() } }).catch((thrown: unknown) => thrown);
    expect([error instanceof BadConfiguration, String(error)]).toEqual([
      true,
      expect.stringContaining('TLS_CERT'),
    ]);
  });

  it('has no key', () => {
    expect(() => configurationFrom({ TLS_CERT: 'cert.pem' })).toThrow('TLS_KEY is missing');
  });
});
