import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { articleFacts } from '../article.js';
import { workplace } from './built.js';
import { articleLines } from './cli-ledger.js';

let place: ReturnType<typeof workplace>;
beforeEach(() => (place = workplace()));
afterEach(() => place.remove());

const file = (name: string, text: string): string => {
  writeFileSync(join(place.folder, name), text);
  return name;
};

const party = (slug: string): string =>
  `${JSON.stringify({ stream: `party-${slug}`, type: 'PartyRegistered', body: { name: slug, kind: 'company' } })}\n`;
const deal = (body: Record<string, unknown> = {}): string =>
  `${JSON.stringify({ stream: 'deal-x', type: 'DealAnnounced', effectiveOn: '2025-Q4', body: { title: 'X', kind: 'chip-supply', stage: 'signed', parties: [{ party: 'openai', role: 'customer' }], ...body } })}\n`;

describe('Recording', () => {
  it('counts what was recorded, and records the same file once only', async () => {
    const name = file('article.ndjson', articleLines);
    const first = await place.run(['record', name]);
    expect(first).toEqual({
      code: 0,
      stdout: `${articleFacts.length} recorded, 0 skipped, 0 warnings; the log is at position ${articleFacts.length}.\n`,
      stderr: '',
    });
    const again = await place.run(['record', name]);
    expect(again).toEqual({
      code: 0,
      stdout: `0 recorded, ${articleFacts.length} skipped, 0 warnings; the log is at position ${articleFacts.length}.\n`,
      stderr: '',
    });
  });

  it('names a hundred places that are wrong, and how many more there are', async () => {
    const name = file('parties.ndjson', party('No Slug').repeat(130));
    const { code, stderr } = await place.run(['record', name]);
    expect(code).toBe(1);
    const lines = stderr.split('\n');
    expect(lines.filter((line) => line.includes('parties.ndjson:'))).toHaveLength(101);
    expect(lines).toContain('  and 30 more');
  });

  it('reads stdin, a JSON array and one event alike', async () => {
    expect((await place.run(['record', '-'], { stdin: party('openai') })).stdout).toContain('1 recorded');
    expect(
      (await place.run(['record', file('parties.json', `[${party('amd')},${party('aws')}]`)])).stdout,
    ).toContain('2 recorded');
    expect(
      (await place.run(['record', file('one.json', JSON.stringify(JSON.parse(party('iren')), null, 2))]))
        .stdout,
    ).toContain('1 recorded');
  });

  it('reads a file with a byte order mark and the line ends of Windows as the same file', async () => {
    const lines = party('openai') + deal();
    await place.run(['record', file('plain.ndjson', lines)]);
    const marked = `\uFEFF${lines.replaceAll('\n', '\r\n')}`;
    const again = await place.run(['record', file('marked.ndjson', marked)]);
    expect(again.stdout).toBe('0 recorded, 2 skipped, 0 warnings; the log is at position 2.\n');
    expect((await place.run(['record', '-'], { stdin: `\uFEFF[${party('amd')}]` })).stdout).toContain(
      '1 recorded',
    );
  });

  it('keeps every source of a fact, and asks for the first', async () => {
    const two = {
      source: { title: 'A filing', publisher: 'sec', kind: 'filing' },
      alsoSources: [
        { title: 'An article', publisher: 'the-paper', kind: 'press', url: 'https://paper.example/1' },
      ],
    };
    const sourced = (sources: object): string => `${JSON.stringify({ ...JSON.parse(deal()), ...sources })}\n`;
    await place.run(['record', '-'], { stdin: party('openai') });
    const without = await place.run(['record', '-'], { stdin: sourced({ alsoSources: two.alsoSources }) });
    expect(without.code).toBe(1);
    expect(without.stderr).toContain('alsoSources');
    expect((await place.run(['record', '-'], { stdin: sourced(two) })).stdout).toContain('1 recorded');
    const { stdout } = await place.run(['deal', 'deal-x']);
    for (const told of ['A filing', 'An article']) expect(stdout).toContain(told);
    expect((await place.run(['export'])).stdout).toContain(
      '"alsoSources":[{"kind":"press","publisher":"the-paper","title":"An article"',
    );
  });

  it('takes files in any order', async () => {
    const { code, stdout } = await place.run([
      'record',
      file('a-deal.ndjson', deal()),
      file('z-party.ndjson', party('openai')),
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain('2 recorded, 0 skipped');
  });

  it('answers in JSON with ids, revisions, positions and hashes', async () => {
    const answer = JSON.parse(
      (await place.run(['record', '-', '--json'], { stdin: party('openai') })).stdout,
    ) as { files: { file: string; events: object[] }[] };
    expect(answer.files[0]).toMatchObject({
      file: 'stdin',
      position: 1,
      events: [
        {
          stream: 'party-openai',
          revision: 1,
          position: 1,
          hash: expect.stringMatching(/^[0-9a-f]{64}$/),
          warnings: [],
        },
      ],
      skipped: [],
    });
  });

  it('keeps a warning beside what it records', async () => {
    const tranche = JSON.stringify({
      stream: 'deal-x',
      type: 'CapacityCommitted',
      effectiveOn: '2025',
      body: {
        tranche: 'a',
        layer: 'chips',
        provider: 'openai',
        consumer: 'lab',
        power: '1 GW',
        bindingness: 'firm',
        partOf: 'deal-y/all',
      },
    });
    const { code, stdout, stderr } = await place.run(['record', '-'], {
      stdin: party('openai') + party('lab') + deal() + tranche,
    });
    expect([code, stdout]).toEqual([0, '4 recorded, 0 skipped, 1 warning; the log is at position 4.\n']);
    expect(stderr).toMatch(/^stdin:4 warning, reference-is-known: .*deal-y\/all/);
  });
});

describe('A file with something wrong in it', () => {
  it('is refused whole, with every bad field by line and pointer', async () => {
    const bad = `${party('openai')}\n${JSON.stringify({ stream: 'party-amd', type: 'PartyRegistered', effectiveOn: '2025-Q9', body: { nam: 'AMD', kind: 'firm' } })}\n`;
    const { code, stdout, stderr } = await place.run(['record', file('bad.ndjson', bad)]);
    expect([code, stdout]).toEqual([1, '']);
    for (const pointer of ['/effectiveOn', '/body/nam', '/body/kind', '/body/name'])
      expect(stderr).toContain(`  bad.ndjson:3 ${pointer} `);
    expect((await place.run(['log'])).stdout).toBe('');
  });

  it('names the line of a field in a JSON array', async () => {
    const array = JSON.stringify(
      [
        JSON.parse(party('openai')),
        { ...(JSON.parse(party('amd')) as object), body: { name: 'AMD', kind: 'firm' } },
      ],
      null,
      2,
    );
    const line = array.split('\n').findIndex((text) => text.includes('"firm"')) + 1;
    expect((await place.run(['record', file('bad.json', array)])).stderr).toContain(
      `  bad.json:${line} /body/kind `,
    );
  });

  it('that is not JSON is refused with every such line', async () => {
    const { code, stderr } = await place.run([
      'record',
      file('bad.ndjson', `${party('openai')}nonsense\n{\n`),
    ]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/bad\.ndjson:2 is not JSON[^]*bad\.ndjson:3 is not JSON/);
  });

  it('that is not there exits with 3', async () => {
    const { code, stderr } = await place.run(['record', 'nowhere.ndjson']);
    expect([code, stderr]).toEqual([3, 'There is no file nowhere.ndjson.\n']);
  });
});

describe('A conflict', () => {
  it('with a rule exits with 4 and names the rule and the line', async () => {
    const { code, stderr } = await place.run(['record', '-'], { stdin: deal() });
    expect(code).toBe(4);
    expect(stderr).toMatch(/\(parties-are-registered\)\n {2}stdin:1 .*"openai"/);
  });

  it('over an id exits with 4', async () => {
    const id = '0199a2b4-7c1e-7000-8000-000000000001';
    const withId = (slug: string): string => JSON.stringify({ id, ...(JSON.parse(party(slug)) as object) });
    await place.run(['record', '-'], { stdin: withId('openai') });
    expect((await place.run(['record', '-'], { stdin: withId('amd') })).code).toBe(4);
  });

  it('over a revision exits with 4', async () => {
    const late = JSON.stringify({ ...(JSON.parse(party('openai')) as object), expectedRevision: 7 });
    expect((await place.run(['record', '-'], { stdin: late })).code).toBe(4);
  });
});

describe('A dry run', () => {
  const tranche = JSON.stringify({
    stream: 'deal-x',
    type: 'CapacityCommitted',
    effectiveOn: '2025-11-03',
    body: {
      tranche: 'a',
      layer: 'chips',
      provider: 'openai',
      consumer: 'lab',
      power: 'at least 10 GW',
      due: '2026-H2',
      bindingness: 'firm',
    },
  });

  it('shows what was read and what would move, and leaves nothing behind', async () => {
    const { code, stdout } = await place.run(['record', '-', '--dry-run'], {
      stdin: party('openai') + party('lab') + deal({ stage: 'signed' }) + tranche,
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/stdin:4 +\/body\/power +at least 10 GW +≥ 10 GW \(at-least\)/);
    expect(stdout).toMatch(/stdin:4 +\/body\/due +2026-H2 +2026-07-01 to 2026-12-31/);
    expect(stdout).toMatch(/openai · chips · unstated +headline +– +≥ 10 GW/);
    expect(stdout).toContain('4 would be recorded, 0 skipped; nothing was recorded.');
    expect(existsSync(join(place.folder, 'ledger.db'))).toBe(false);
  });

  it('of what breaks a rule exits with 4', async () => {
    expect((await place.run(['record', '-', '--dry-run'], { stdin: deal() })).code).toBe(4);
  });
});
