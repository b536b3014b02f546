import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { description } from './http-described.js';
import { TestServer } from './http-server.js';

const home = join(import.meta.dirname, '../..');
const cache = join(home, 'node_modules', '.cache');
mkdirSync(cache, { recursive: true });
// Within the packages, so that the client finds the one that it is made with.
const folder = mkdtempSync(join(cache, 'client-'));
const run = promisify(execFile);
const node = async (...args: string[]): Promise<string> =>
  (await run(process.execPath, args, { cwd: folder, maxBuffer: 10_000_000 })).stdout;

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start({ publicRecord: true });
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

const compile = async (): Promise<string> =>
  node(
    join(home, 'node_modules/typescript/bin/tsc'),
    '--ignoreConfig',
    '--strict',
    '--module',
    'nodenext',
    '--target',
    'es2023',
    '--types',
    'node',
    '--typeRoots',
    join(home, 'node_modules/@types'),
    'questions.ts',
  );

describe('A TypeScript client generated from the description', () => {
  it('compiles strictly, and answers the questions of docs/clients', async () => {
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    writeFileSync(join(folder, 'openapi.json'), JSON.stringify(description));
    cpSync(join(home, 'docs/clients/questions.ts'), join(folder, 'questions.ts'));
    const generator = join(home, 'node_modules/openapi-typescript/bin/cli.js');
    await node(generator, 'openapi.json', '-o', 'gigaledger.d.ts');
    await compile();
    const lines = (await node('questions.js', server.url)).trimEnd().split('\n');
    // As README answers the same: AMD 6 GW of which 1 firm, Broadcom 10 GW of which none.
    expect(lines.slice(0, 2)).toEqual(['amd 6000000 1000000', 'broadcom 10000000 0']);
    expect(lines).toContain('2 1');
    expect(lines.filter((line) => /^(?:590|672) deal-\S+ 2026-05-08$/.test(line))).toHaveLength(2);
    expect(lines.slice(-2)).toEqual(["[ 'applied' ]", 'true']);
    // One member that the description does not know, and it no longer compiles.
    writeFileSync(
      join(folder, 'questions.ts'),
      "import type { paths } from './gigaledger.js';\nexport const none: keyof paths = '/api/v1/none';\n",
    );
    await expect(compile()).rejects.toThrow();
  });
});
