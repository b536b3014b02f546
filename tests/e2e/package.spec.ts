import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const home = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'gigaledger-package-'));
const sources = join(folder, 'sources');
const packed = join(folder, 'packed');
const empty = join(folder, 'empty');
const minutes = 60_000;

const npm = (args: readonly string[], cwd: string): string =>
  execFileSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], { cwd, encoding: 'utf8' });

/** A clone without anything built in it; its packages are the ones that are installed here, its types are checked elsewhere. */
const clone = (): void => {
  mkdirSync(sources);
  const left = new Set(['node_modules', 'dist', '.git', 'coverage', 'test-results']);
  for (const name of readdirSync(home).filter((one) => !left.has(one) && !/\.db/.test(one)))
    cpSync(join(home, name), join(sources, name), { recursive: true });
  symlinkSync(join(home, 'node_modules'), join(sources, 'node_modules'));
  const build = join(sources, 'tsconfig.build.json');
  const configuration = JSON.parse(readFileSync(build, 'utf8')) as object;
  writeFileSync(build, JSON.stringify({ ...configuration, compilerOptions: { noCheck: true } }));
};

/** The same as an old Node.js would see it: the launcher asks for the version only. */
const asOldNode = `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.20.2'}})`;

const run = (args: readonly string[], flags: readonly string[] = []) =>
  spawnSync(process.execPath, [...flags, join(empty, 'node_modules/.bin/gigaledger'), ...args], {
    cwd: empty,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, STORE_URL: 'sqlite:ledger.db' },
  });

/** A package in a bill of materials (CycloneDX). */
interface Component {
  group?: string;
  name: string;
  version: string;
  licenses?: { license?: { id?: string }; expression?: string }[];
}

const mayBeHandedOn =
  /\b(?:MIT|ISC|Apache-2\.0|BSD-[23]-Clause|MPL-2\.0|0BSD|CC0-1\.0|BlueOak-1\.0\.0|Python-2\.0)\b/;
const nameIn = ({ group, name, version }: Component): string =>
  `${group === undefined ? '' : `${group}/`}${name}@${version}`;
const licenceIn = (licenses: Component['licenses'] = []): string =>
  licenses.map(({ license, expression }) => license?.id ?? expression ?? '').join(' ');

let archive: string;

/** The paths in a packed package, without the folder that npm puts before each. */
const pathsIn = (file: string): string[] =>
  execFileSync('tar', ['-tzf', file], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((path) => path.replace(/^package\//, ''));

beforeAll(() => {
  clone();
  mkdirSync(packed);
  npm(['pack', '--pack-destination', packed], sources);
  [archive] = readdirSync(packed).map((name) => join(packed, name)) as [string];
  mkdirSync(empty);
  npm(['install', '--prefer-offline', archive], empty);
}, 10 * minutes);
afterAll(() => rmSync(folder, { recursive: true, force: true }), 5 * minutes);

describe('The package', () => {
  it('carries what is built, the page and the public record, and no tests', () => {
    const paths = pathsIn(archive);
    expect(paths).toEqual(
      expect.arrayContaining([
        'bin/gigaledger.js',
        'dist/program/command.js',
        'dist/program/licenses.txt',
        'dist/program/sbom.json',
        'dist/web/index.html',
        'events/record/parties.ndjson',
        'LICENSE',
      ]),
    );
    expect(paths.filter((path) => /(^|\/)tests?\/|\.spec\.|\.tsx?$/.test(path))).toEqual([]);
  });

  it('says what it is made of: each package at its version, with a licence that lets it be handed on', () => {
    const { components } = JSON.parse(
      readFileSync(join(empty, 'node_modules/gigaledger/dist/program/sbom.json'), 'utf8'),
    ) as { components: Component[] };
    const listed = components.map(nameIn);
    const { dependencies } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    expect(listed).toEqual(
      expect.arrayContaining(Object.entries(dependencies).map(([name, version]) => `${name}@${version}`)),
    );
    expect(listed.filter((name) => /^vitest@|\/axe-core@/.test(name))).toEqual([]);
    const withoutLeave = components.filter(({ licenses }) => !mayBeHandedOn.test(licenceIn(licenses)));
    // The letters of pictures, whose own licence says so in words.
    expect(withoutLeave.map(({ name }) => name)).toEqual(['dejavu-fonts-ttf']);
  });

  it('has every file that its program looks for beside itself', () => {
    const program = join(empty, 'node_modules/gigaledger/dist/program');
    const beside = /new URL\(["']([^"':]+)["'], import\.meta\.url\)/g;
    const sought = readdirSync(program)
      .filter((name) => name.endsWith('.js'))
      .flatMap((name) => [...readFileSync(join(program, name), 'utf8').matchAll(beside)])
      .map(([, name]) => name!);
    expect(sought).toContain('worker.js');
    expect(sought.filter((name) => !existsSync(join(program, name)))).toEqual([]);
  });

  it('runs from an empty folder: records, and shows what was recorded', () => {
    const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
    expect(run(['--version']).stdout.trim()).toBe(version);
    const record = join(empty, 'node_modules/gigaledger/events/record');
    const files = ['parties.ndjson', 'deal-openai-amd-2025.ndjson'].map((name) => join(record, name));
    expect(run(['record', ...files])).toMatchObject({ status: 0 });
    const shown = run(['show', 'compute-capacity', '--effective', '2025-12-01', '--known', '2025-12-01']);
    expect(shown.stdout).toMatch(/^amd +chips +unstated +6 GW +6 GW +1 GW +unknown/m);
  });

  it('runs with the Node.js that it brought along, where the one that starts it is too old', () => {
    const brought = join(empty, 'node_modules/.bin/node');
    expect(existsSync(realpathSync(brought))).toBe(true);
    expect(run(['doctor'], ['--import', asOldNode]).stdout).toContain(
      `ok   Node.js         ${execFileSync(brought, ['--version'], { encoding: 'utf8' }).trim().slice(1)}`,
    );
  });

  it('says what to do where there is neither', () => {
    rmSync(join(empty, 'node_modules/.bin/node'));
    const { status, stderr } = run(['--version'], ['--import', asOldNode]);
    expect([status, stderr]).toEqual([1, expect.stringContaining('gigaledger needs Node.js 22.13 or newer')]);
  });
});
