import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { companyFacts } from '../spec/filings-given.js';
import { amd } from '../spec/ocf-written.js';
import { packageOf, stock, warrant } from '../spec/ocf-given.js';
import { workplace } from './built.js';

const place = workplace();
afterAll(() => place.remove());

const head = 'Date,Customer,Provider,Value,Capacity,Due,Status';
const deals = `${head}\n2025-11-03,Lab One,Cloud A,$38B over seven years,,,signed\n2026-01-05,Lab Two,Cloud A,up to 100bn,10GW,H2 2026,LOI\n`;
const file = (name: string, text: string | Uint8Array): string => {
  writeFileSync(join(place.folder, name), text);
  return name;
};

describe('gigaledger import', () => {
  it('is a dry run where nobody is asked: it shows every cell and makes no ledger', async () => {
    const { code, stdout } = await place.run(['import', file('deals.csv', deals), '--no-input']);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /Sheet1!D3 +amount +up to 100bn +≤ \$100B \(up-to\) +USD as the rest of the column/,
    );
    expect(stdout).toMatch(/Lab One +lab-one +new/);
    expect(stdout).toContain('nothing was recorded');
    expect(existsSync(join(place.folder, 'ledger.db'))).toBe(false);
  });

  it('records with --record, and nothing the second time', async () => {
    const first = await place.run(['import', 'deals.csv', '--record']);
    expect(first).toMatchObject({ code: 0, stdout: '8 recorded, 0 skipped; the log is at position 8.\n' });
    const again = await place.run([
      'import',
      file('again.csv', `\uFEFF${deals.replaceAll('\n', '\r\n')}`),
      '--record',
    ]);
    expect(again.stdout).toBe('0 recorded, 0 skipped; the log is at position 8.\n');
  });

  it('asks what a change is, and takes --changes for the answer', async () => {
    file('changed.csv', deals.replace('10GW', '12GW'));
    const open = await place.run(['import', 'changed.csv', '--record']);
    expect(open.code).not.toBe(0);
    expect(open.stderr).toContain('Sheet1!E3: power of all is 10 GW in the ledger and 12 GW in the sheet');
    const told = await place.run(['import', 'changed.csv', '--record', '--changes', 'world']);
    expect(told.stdout).toBe('1 recorded, 0 skipped; the log is at position 9.\n');
    expect((await place.run(['log', '--type', 'CapacityResized'])).stdout).toContain(
      'deal-lab-two-cloud-a-2026',
    );
  });

  it('remembers how a sheet was read for the next one with its columns', async () => {
    file('odd.csv', 'When signed,A,B,How much\n2026-03-01,Lab One,Cloud C,$5B\n');
    file(
      'map.json',
      '{"kind":"deals","columns":{"When signed":"on","A":"consumer","B":"provider","How much":"amount"}}',
    );
    expect((await place.run(['import', 'odd.csv', '--map', 'map.json', '--record'])).code).toBe(0);
    file('odder.csv', 'When signed,A,B,How much\n2026-09-01,Lab One,Cloud D,$6B\n');
    const { stdout } = await place.run(['import', 'odder.csv', '--no-input']);
    expect(stdout).toContain('read as deals, as the last time');
  });

  it('takes in the facts of a company, once', async () => {
    file('companyfacts.json', companyFacts());
    const dry = await place.run(['import', 'companyfacts.json', '--no-input']);
    expect(dry.stdout).toContain('MAYFLY CLOUD CORP: 9 rows, read as company-facts');
    expect(dry.stdout).toMatch(/backlog +98000000000 USD +\$98B +of 2025-05-31, 10-K\/A filed 2026-01-15/);
    expect((await place.run(['import', 'companyfacts.json', '--record'])).stdout).toMatch(/^7 recorded/);
    expect((await place.run(['import', 'companyfacts.json', '--record'])).stdout).toMatch(/^0 recorded/);
  });

  it('takes in the cap table that export writes, which says what of it is left out', async () => {
    file('cap.ocf', packageOf([stock('s1', 'a', '300'), stock('s2', 'b', '100'), warrant('w1', 'a')]));
    const at = (name: string): string[] => ['--store', `sqlite:${name}`];
    const ask = ['show', 'ownership', '--effective', '2026-07-01', '--known', '2026-07-03', '--json'];
    const shown = async (name: string): Promise<unknown> => {
      const { stdout } = await place.run([...ask, ...at(name)]);
      return JSON.parse(stdout).rows.map(({ rests: _, ...row }: { rests: unknown }) => row);
    };
    expect((await place.run(['import', 'cap.ocf', '--record', ...at('one.db')])).code).toBe(0);
    file('terms.yaml', JSON.stringify({ issuer: amd.issuer, stock_class: amd.stock_class }));
    const asked = ['export', '--ocf', 'again.ocf', '--issuer', 'mayfly-cloud', ...at('one.db')];
    expect(await place.run(asked)).toMatchObject({ code: 2, stderr: expect.stringContaining('--terms') });
    const written = await place.run([...asked, '--terms', 'terms.yaml']);
    expect(written).toMatchObject({ code: 0, stderr: '2 stakes and 0 warrants in again.ocf.\n' });
    expect(written.stdout).toContain(
      'deal-mayfly-cloud-alder-fund-warrant-w1/w: on what 1000 of its shares vest is not known',
    );
    expect((await place.run(['import', 'again.ocf', '--record', ...at('two.db')])).code).toBe(0);
    expect(await shown('two.db')).toEqual(await shown('one.db'));
  });

  it('takes in again what export writes as a sheet, and loses nothing', async () => {
    const tricky = [
      '=1+1',
      '- dash',
      '[not json',
      '"quoted"',
      "'apostrophe",
      '# mark',
      '{"a":1}',
      ' spaced ',
      '12',
      'true',
    ];
    const told = tricky.map((title, index) => ({
      stream: `deal-tricky-${index}`,
      type: 'DealAnnounced',
      effectiveOn: '2025-11-03',
      body: {
        title,
        kind: 'partnership',
        stage: 'announced',
        parties: [{ party: 'lab-one', role: 'customer' }],
      },
    }));
    file('tricky.ndjson', told.map((event) => `${JSON.stringify(event)}\n`).join(''));
    expect((await place.run(['record', 'tricky.ndjson'])).code).toBe(0);
    const { stdout: exported } = await place.run(['export', '--csv']);
    file('all.csv', exported);
    expect((await place.run(['import', 'all.csv', '--record'])).stdout).toMatch(/^0 recorded, \d+ skipped/);
    const copy = ['--store', 'sqlite:copy.db'];
    expect((await place.run(['import', 'all.csv', '--record', ...copy])).code).toBe(0);
    const plain = (text: string): unknown[] =>
      text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>)
        .map(({ recordedAt: _r, hash: _h, ...event }) => event);
    const [here, there] = [await place.run(['export']), await place.run(['export', ...copy])];
    expect(plain(there.stdout)).toEqual(plain(here.stdout));
  });

  it('says what is wrong by cell and fails the check', async () => {
    const { code, stdout } = await place.run([
      'import',
      file('bad.csv', `${head}\n2026-02-01,Lab One,Cloud B,lots,5 mW,,\n`),
      '--no-input',
    ]);
    expect(code).toBe(5);
    expect(stdout).toMatch(/Sheet1!E2 +can't read "5 mW": write "5 MW"/);
  });

  it('names the file that is not there, and the option that cannot be read', async () => {
    expect((await place.run(['import', 'none.csv'])).code).toBe(3);
    expect((await place.run(['import', 'deals.csv', '--changes', 'maybe'])).code).toBe(2);
    expect((await place.run(['import', 'deals.csv', '--map', '{"kind":"cats"}'])).code).toBe(2);
  });
});
