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

/** The Python of this machine; a proxy that it may have is not asked. */
const python = async (...args: string[]): Promise<string[]> => {
  const { stdout } = await run('python3', args, { cwd: folder, env: { ...process.env, no_proxy: '*' } });
  return stdout.trimEnd().split('\n');
};

interface Checked {
  generalDiagnostics: { file: string; message: string; range: { start: { line: number } } }[];
  summary: { filesAnalyzed: number };
}

/** What a strict type checker says of the Python files here, as of the oldest Python that has to do. */
const checked = async (): Promise<Checked> => {
  const settings = { typeCheckingMode: 'strict', pythonVersion: '3.9' };
  writeFileSync(join(folder, 'pyrightconfig.json'), JSON.stringify(settings));
  const checker = join(home, 'node_modules/pyright/index.js');
  // It ends with 1 where it finds an error, which is among what it says.
  const said = await node(checker, '--outputjson').catch((error: { stdout: string }) => error.stdout);
  return JSON.parse(said) as Checked;
};

const errorsIn = (found: Checked['generalDiagnostics']): string[] =>
  found.map(({ file, message, range }) => `${file}:${range.start.line + 1} ${message}`);

describe('The Python client that is served', () => {
  beforeAll(async () => {
    writeFileSync(join(folder, 'gigaledger.py'), (await server.ask('/clients/gigaledger.py')).text);
    cpSync(join(home, 'docs/clients/questions.py'), join(folder, 'questions.py'));
  });

  it('compiles, and answers the questions of docs/clients as README does', async () => {
    await python('-W', 'error', '-m', 'py_compile', 'gigaledger.py');
    expect(await python('questions.py', server.url)).toEqual([
      'amd (6000000, 6000000) 1000000',
      'broadcom (10000000, 10000000) 0',
      'google (0, None) 0',
      'nvidia (10000000, None) 0',
      '2 1',
      '590 deal-microsoft-anthropic-2025 2026-05-08',
      '672 deal-nvidia-anthropic-2025 2026-05-08',
      "['applied']",
      '400 The request cannot be read',
      'True',
    ]);
  });

  it('records, follows the log, and reads what is no JSON', async () => {
    writeFileSync(
      join(folder, 'more.py'),
      [
        'import sys',
        'from gigaledger import Gigaledger, Refused',
        'ledger = Gigaledger(sys.argv[1])',
        'recorded = ledger.record_events({"stream": "party-py", "type": "PartyRegistered",',
        '    "body": {"name": "Py", "kind": "company"}}, dry_run="true")',
        'print(recorded["events"][0]["stream"])',
        'message = next(ledger.follow_log(after=1))',
        'print(message.event, message.id, message.data["specversion"])',
        'print(ledger.compute_capacity_xlsx()[:2], ledger.compute_capacity_csv(layer="chips")[:24])',
        'cited = ledger.cite_number("compute-capacity", measure="firmKw", as_="csl",',
        '    question={"by": "provider", "provider": "amd", "layer": "chips"})',
        'print(type(cited).__name__, ledger.show_deal("deal-openai-amd-2025")["deal"])',
        'try:',
        '    ledger.record_events({"stream": "x", "type": "PartyLeft", "body": {"party": "x"}})',
        'except Refused as refused:',
        '    print(str(refused).splitlines()[0], [one["pointer"] for one in refused.problem.get("errors", [])])',
      ].join('\n'),
    );
    const lines = await python('more.py', server.url);
    expect(lines.slice(0, 4)).toEqual([
      'party-py',
      expect.stringMatching(/^\w+ 2 1\.0$/),
      "b'PK' # view: compute-capacity",
      'list deal-openai-amd-2025',
    ]);
    expect(lines[4]).toMatch(/^422 The content is not valid: .*\['\/stream'\]$/);
  });

  it('has types that a strict checker takes, and that know what there is', async () => {
    writeFileSync(
      join(folder, 'wrong.py'),
      [
        'from gigaledger import Gigaledger',
        'Gigaledger().compute_capacity(layers="chips")',
        'print(Gigaledger().compute_capacity()["lines"])',
      ].join('\n'),
    );
    const { summary, generalDiagnostics } = await checked();
    const isWrong = ({ file }: { file: string }): boolean => file.endsWith('wrong.py');
    expect(errorsIn(generalDiagnostics.filter((one) => !isWrong(one)))).toEqual([]);
    expect(summary.filesAnalyzed).toBe(4);
    expect(errorsIn(generalDiagnostics.filter(isWrong)).join('\n')).toMatch(/"layers"[^]*"lines"/);
  });
});

describe('The description', () => {
  it('has a method of the Python client for every operation', async () => {
    const { text } = await server.ask('/clients/gigaledger.py');
    const methods = [...text.matchAll(/^ {4}def ([a-z]\w*)\($/gm)].map(([, name]) => name);
    const operations = Object.values(description.paths).flatMap((methodsAt) => Object.values(methodsAt));
    expect(new Set(methods).size).toBe(operations.length);
  });
});
