import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contractRivals } from '../article.js';
import { workplace } from './built.js';
import { articleLines, linesOf } from './cli-ledger.js';

const place = workplace();

beforeAll(async () => {
  writeFileSync(join(place.folder, 'all.ndjson'), articleLines + linesOf(contractRivals()));
  expect((await place.run(['record', 'all.ndjson'])).code).toBe(0);
});
afterAll(() => place.remove());

describe('gigaledger why', () => {
  it('shows rival claims, what each policy makes of them, and the evidence', async () => {
    const { code, stdout } = await place.run(['why', 'openai-aws-2025', '--effective', '2026-12-31']);
    expect(code).toBe(0);
    expect(stdout).toContain('primary $138B, latest $100B, lowest $100B, highest $138B');
    expect(stdout).toContain('picked by: latest, lowest');
    expect(stdout).toContain('On the contract (press)');
  });

  it('exits with 3 when there is no such deal', async () => {
    expect((await place.run(['why', 'nothing'])).code).toBe(3);
  });
});

describe('gigaledger changes', () => {
  it('shows events and the numbers that they moved', async () => {
    const { code, stdout } = await place.run([
      'changes',
      '--from',
      '2025-12-01',
      '--effective',
      '2026-12-31',
      '--views',
      'obligations',
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^2 events moved \d+ numbers\./);
    expect(stdout).toMatch(/deal-openai-aws-2025.*committed\s+\$38B\s+\$138B/);
  });

  it('asks for the earlier side', async () => {
    const { code, stderr } = await place.run(['changes']);
    expect(code).toBe(2);
    expect(stderr).toContain('--from');
  });
});

describe('gigaledger verify --sources', () => {
  it('finds a source behind every number', async () => {
    const { code, stdout } = await place.run(['verify', '--sources']);
    expect([code, stdout.slice(0, 36)]).toEqual([0, 'Every number traces to its sources: ']);
  });

  it('exits with 5 and names what has none', async () => {
    const bare = JSON.stringify({
      stream: 'deal-openai-amd-2025',
      type: 'CapacityResized',
      effectiveOn: '2025-11-20',
      body: { tranche: 'all', power: '5 GW' },
    });
    expect((await place.run(['record', '-'], { stdin: bare })).code).toBe(0);
    const { code, stdout } = await place.run(['verify', '--sources']);
    expect(code).toBe(5);
    expect(stdout).toContain('has no source');
  });
});
