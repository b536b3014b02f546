import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pinsOf } from '../../src/cli/export/data-package.js';
import { ExportFolder } from '../../src/cli/export/files.js';
import { writeSite } from '../../src/cli/export/site.js';
import { withLedger } from '../../src/cli/ledger.js';
import { workplace } from './built.js';
import { articleLines, linesOf, pinned } from './cli-ledger.js';

let place: ReturnType<typeof workplace>;

const source = { title: 'A data room', kind: 'own' };
const secrets = linesOf([
  {
    stream: 'party-zeta-holdings',
    type: 'PartyRegistered',
    body: { name: 'Zeta Holdings', kind: 'company' },
  },
  {
    stream: 'deal-openai-amd-2025',
    type: 'CapacityCommitted',
    effectiveOn: '2025-11-03',
    knownOn: '2025-11-03',
    source,
    body: {
      tranche: 'side-letter',
      layer: 'chips',
      provider: 'amd',
      consumer: 'openai',
      power: '777 MW',
      basis: 'it',
      bindingness: 'firm',
    },
  },
]);

const withSecrets = ['--confidential', 'secret.db'];

beforeAll(async () => {
  place = workplace();
  await place.run(['record', '-'], { stdin: articleLines });
});
afterAll(() => place.remove());

describe('Confidential facts on the command line', () => {
  const question = [
    'show',
    'compute-capacity',
    '--by',
    'tranche',
    '--deal',
    'deal-openai-amd-2025',
    ...pinned,
  ];

  it('are recorded in their own file, and folded in for whoever names it', async () => {
    const before = await place.run(question);
    expect(await place.run(['record', '-', ...withSecrets], { stdin: secrets })).toMatchObject({ code: 0 });
    expect((await place.run(question)).stdout).toBe(before.stdout);
    const { stdout } = await place.run([...question, ...withSecrets]);
    expect(stdout).toMatch(/side-letter .*777 MW.* confidential\n/);
    expect(stdout).toContain(' · confidential\n');
    expect(before.stdout).not.toContain('confidential');
  });

  it('are flagged as rows, and as answers', async () => {
    const { stdout } = await place.run([...question, ...withSecrets, '--json']);
    const { rows, confidential } = JSON.parse(stdout) as {
      confidential: boolean;
      rows: { tranche: string; flags: string[] }[];
    };
    expect(confidential).toBe(true);
    const flagged = rows.filter(({ flags }) => flags.includes('confidential'));
    expect(flagged.map(({ tranche }) => tranche)).toEqual(['deal-openai-amd-2025/side-letter']);
    const csv = await place.run([...question, ...withSecrets, '--csv']);
    expect(csv.stdout).toContain('# confidential: not for the public\n');
  });

  it('are said to be so event by event, and are recorded nowhere as what they are not', async () => {
    const { stdout } = await place.run(['log', '--json', '--type', 'CapacityCommitted', ...withSecrets]);
    const [last] = stdout.trim().split('\n').slice(-1);
    expect(JSON.parse(last!)).toMatchObject({ confidential: true, body: { tranche: 'side-letter' } });
    const copied = await place.run(['record', '-'], { stdin: `${last}\n` });
    expect([copied.code, copied.stderr]).toEqual([1, expect.stringContaining('confidential')]);
  });

  it('are sound beside the log that they stand on', async () => {
    const { code, stdout } = await place.run(['verify', ...withSecrets]);
    expect([code, stdout]).toEqual([0, expect.stringContaining('is sound')]);
  });

  it.each([
    ['export', ['export']],
    ['a copy', ['copy', 'sqlite:ledger.db', 'sqlite:other.db']],
    ['a webhook', ['hooks', 'list']],
    ['an assistant', ['mcp']],
  ])('never go into %s', async (_, args) => {
    const refused = await place.run([...args, ...withSecrets]);
    expect([refused.code, refused.stderr]).toEqual([
      2,
      expect.stringContaining('never takes confidential facts'),
    ]);
  });

  it('stand in no file that is made of the same ledger: log, data package, site', async () => {
    expect(await place.run(['export', '--datapackage', 'package'])).toMatchObject({ code: 0 });
    expect(await place.run(['export', '--output', 'log.ndjson'])).toMatchObject({ code: 0 });
    const at = (name: string): string => join(place.folder, name);
    await withLedger({ address: `sqlite:${at('ledger.db')}` }, async (ledger) => {
      const pins = await pinsOf(ledger, {});
      await writeSite({ ledger, folder: await ExportFolder.open(at('site'), {}), pins });
    });
    const files = readdirSync(place.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith('secret.db'))
      .map(({ parentPath, name }) => join(parentPath, name));
    expect(files).toEqual(expect.arrayContaining([at('package/datapackage.json'), at('site/index.html')]));
    const secretly = /Zeta Holdings|zeta-holdings|side-letter|777\s?MW/;
    const isTold = (file: string): boolean => secretly.test(readFileSync(file, 'latin1'));
    expect(files.filter(isTold)).toEqual([]);
    // The control: the search finds it where it stands.
    expect(isTold(at('secret.db')) || isTold(at('secret.db-wal'))).toBe(true);
  });

  it('are no ledger', async () => {
    const taken = await place.run(['log'], { env: { STORE_URL: 'sqlite:secret.db' } });
    expect([taken.code, taken.stderr]).toEqual([1, expect.stringContaining('a file of confidential facts')]);
    expect(taken.stdout).toBe('');
  });
});
