import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Given } from '../given.js';
import { fact } from './facts.js';
import { rules } from './ocf-rules.js';
import { amd, asked, known, type Package, written } from './ocf-written.js';
import { imported } from './sheets-given.js';

const filesIn = ({ bytes }: Package) =>
  new Map(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)]));

type Item = Readonly<Record<'object_type' | 'vesting_condition_id' | 'date', string>>;

const rowsOf = (given: Given) => given.answer('ownership', asked).rows.map(({ rests: _, ...row }) => row);
const warrantsOf = (given: Given) => {
  const { warrants } = given.answer('ownership', asked);
  return (warrants as { warrant: string; rests: unknown }[]).map(({ rests: _, ...warrant }) => warrant);
};

describe('A package that is written', () => {
  it('is what the format demands, file by file, and its manifest names each with its checksum', () => {
    const files = filesIn(written(known, amd));
    const manifest = JSON.parse(files.get('Manifest.ocf.json') ?? '') as Record<
      string,
      { filepath: string; md5: string }[]
    >;
    expect([rules.manifest(manifest), rules.manifest.errors]).toEqual([true, null]);
    const named = Object.entries(manifest).flatMap(([list, all]) => (list.endsWith('_files') ? all : []));
    expect(named.map(({ filepath }) => filepath.slice(2)).sort()).toEqual(
      [...files.keys()].filter((name) => !name.startsWith('Manifest')).sort(),
    );
    for (const { filepath, md5 } of named) {
      const text = files.get(filepath.slice(2)) ?? '';
      expect(createHash('md5').update(text).digest('hex')).toBe(md5);
      expect([rules.items(JSON.parse(text)), rules.items.errors]).toEqual([true, null]);
    }
  });

  it('and is read into an empty ledger again says of who holds what the same', async () => {
    const again = await imported(written(known, amd).bytes);
    expect(rowsOf(again)).toEqual(rowsOf(known).filter(({ holder }) => holder === 'bank'));
    expect(warrantsOf(again)).toEqual(warrantsOf(known).filter(({ warrant }) => warrant === 'w'));
  });

  it('says what vested by its conditions, too: 600 on 1 May, beside the 400 that were recorded', async () => {
    const target = { condition: 'price-target-2', holds: true };
    const met = known.and(fact('2026-05-01', 'deal-amd-lab', 'ConditionObserved', target));
    const files = filesIn(written(met, amd));
    const { items } = JSON.parse(files.get('Transactions.ocf.json') ?? '') as { items: Item[] };
    const vested = items.filter((one) => one.object_type === 'TX_VESTING_EVENT');
    expect(vested.map((one) => [one.vesting_condition_id, one.date])).toEqual([
      ['deal-amd-lab/w/1', '2026-02-01'],
      ['deal-amd-lab/w/2', '2026-05-01'],
    ]);
    expect([rules.items(JSON.parse(files.get('Transactions.ocf.json') ?? '')), rules.items.errors]).toEqual([
      true,
      null,
    ]);
    const again = warrantsOf(await imported(written(met, amd).bytes));
    expect(again).toMatchObject([{ vestedShares: { low: 1000, point: 1000, high: 1000 } }]);
  });

  it('names what it leaves out, and why', () => {
    const { leftOut, stakes, warrants } = written(known, amd);
    expect([stakes, warrants]).toEqual([1, 1]);
    expect(leftOut).toEqual([
      { of: 'stake-cloud-amd/unstated', because: 'how many shares it is, is not known' },
      { of: 'stake-fund-amd/basic', because: 'what was paid for a share is not known' },
      {
        of: 'deal-amd-cloud/open',
        because: expect.stringContaining('on what 500 of its shares vest is not known'),
      },
      { of: 'deal-amd-lab/free', because: expect.stringContaining('what was paid for it is not known') },
    ]);
  });

  it('says nothing that nobody said: without a class of stock there are no stakes', () => {
    const { leftOut, stakes } = written(known, { ...amd, stock_class: undefined });
    expect(stakes).toBe(0);
    expect(leftOut[0]?.because).toContain('of which class the stock is, is not known');
  });
});
