import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { articleFacts } from '../article.js';
import { workplace } from './built.js';
import { articleLines, pinned } from './cli-ledger.js';

const place = workplace();
beforeAll(async () => expect((await place.run(['record', '-'], { stdin: articleLines })).code).toBe(0));
afterAll(() => place.remove());

const transcript = (name: string): string => join(import.meta.dirname, '../golden/cli', `${name}.txt`);

const expectTranscript = (name: string, text: string): void => {
  if (process.env.GOLDEN === 'write') writeFileSync(transcript(name), text);
  expect(text).toBe(readFileSync(transcript(name), 'utf8'));
};

interface Answer {
  viewHash: string;
  question: Record<string, unknown>;
  rows: Record<string, unknown>[];
}

describe('A view', () => {
  it.each([
    ['show-compute-capacity', ['compute-capacity']],
    ['show-compute-capacity-by-deal', ['compute-capacity', '--by', 'deal,bindingness']],
    ['show-obligations', ['obligations']],
    [
      'show-obligations-by-quarter',
      [
        'obligations',
        '--timeline',
        'quarter',
        '--from',
        '2025-10-01',
        '--to',
        '2026-12-31',
        '--payer',
        'openai',
      ],
    ],
    ['show-market-share', ['market-share']],
    ['show-capacity-share', ['market-share', '--of', 'headline']],
    ['show-ownership', ['ownership']],
  ])('is an aligned table: %s', async (name, args) => {
    const { code, stdout, stderr } = await place.run([
      'show',
      ...args,
      ...pinned,
      '--at-position',
      String(articleFacts.length),
    ]);
    expect([code, stderr]).toEqual([0, '']);
    // Ids, and with them hashes of the log, are made anew each time; hashes of views are not.
    expectTranscript(name, stdout);
  });

  it('says at least, up to and unknown in words', async () => {
    const { stdout } = await place.run(['show', 'compute-capacity', ...pinned]);
    expect(stdout).toMatch(/nvidia +chips +unstated +≥ 10 GW/);
    expect(stdout).toMatch(/aws +hosting +unstated +undisclosed/);
    expect((await place.run(['deal', 'openai-nvidia-2025', ...pinned])).stdout).toMatch(
      /^investment .* ≤ \$100B +unknown/m,
    );
  });

  it('answers in JSON what its question answers again', async () => {
    const first = JSON.parse(
      (await place.run(['show', 'compute-capacity', '--json', ...pinned])).stdout,
    ) as Answer;
    const again = JSON.parse(
      (
        await place.run([
          'show',
          'compute-capacity',
          '--json',
          '--effective',
          String(first.question.effectiveAt),
          '--known',
          String(first.question.knownAt),
          '--at-position',
          String(first.question.atPosition),
        ])
      ).stdout,
    ) as Answer;
    expect(again).toEqual(first);
    expect(first.rows.find(({ provider }) => provider === 'amd')).toMatchObject({
      headlineKw: { low: 6_000_000, point: 6_000_000, high: 6_000_000 },
    });
  });

  it('answers in CSV with its citation in comments and three columns to a measure', async () => {
    const { stdout } = await place.run(['show', 'compute-capacity', '--csv', ...pinned]);
    expect(stdout).toMatch(
      /^# view: compute-capacity\n# effectiveAt: 2025-11-30\n# knownAt: 2025-11-30\n# position: \d+\n# policy: primary\n# viewHash: [0-9a-f]{64}\n/,
    );
    const rows = parse(stdout, { columns: true, comment: '#', comment_no_infix: true }) as Record<
      string,
      string
    >[];
    expect(rows.find(({ provider }) => provider === 'nvidia')).toMatchObject({
      headlineKwLow: '10000000',
      headlineKwPoint: '10000000',
      headlineKwHigh: '',
    });
  });

  it('is a smaller one as known earlier', async () => {
    const { stdout } = await place.run([
      'show',
      'compute-capacity',
      '--known',
      '2025-10-01',
      '--effective',
      '2025-10-01',
    ]);
    expect(stdout).toContain('Nothing to show.');
  });

  it('refuses a dimension that it has not, with those that it has', async () => {
    const { code, stderr } = await place.run(['show', 'compute-capacity', '--by', 'colour']);
    expect(code).toBe(2);
    expect(stderr).toContain('by has "colour"; it may have provider, consumer');
  });

  it('has no colours where NO_COLOR is set or nobody looks', async () => {
    const { stdout } = await place.run(['show', 'compute-capacity', ...pinned], { env: { NO_COLOR: '1' } });
    expect(stdout).not.toContain('\u001B');
  });

  it('of a ledger that is not there exits with 3 and makes none', async () => {
    const { code, stderr } = await place.run(['show', 'compute-capacity', '--store', 'sqlite:nowhere.db']);
    expect(code).toBe(3);
    expect(stderr).toContain('There is no ledger at sqlite:nowhere.db.');
  });
});

describe('A deal', () => {
  it('is found with and without its prefix', async () => {
    const [short, long] = [
      await place.run(['deal', 'openai-nvidia-2025', ...pinned]),
      await place.run(['deal', 'deal-openai-nvidia-2025', ...pinned]),
    ];
    expect(short).toEqual(long);
    expectTranscript('deal-openai-nvidia-2025', short.stdout);
  });

  it('is listed with the others', async () => {
    const { stdout } = await place.run(['deal', ...pinned]);
    expect(stdout).toMatch(/^deal-openai-amd-2025 +signed +2025-10-06 +6 GW chips/m);
  });

  it('that is not there exits with 3 and names similar ones', async () => {
    const { code, stderr } = await place.run(['deal', 'openai-amd-2024']);
    expect(code).toBe(3);
    expect(stderr).toContain('Did you mean one of deal-openai-amd-2025');
  });
});

describe('The log', () => {
  it('is read by stream and type, from a position, so many at a time', async () => {
    const events = (text: string): { position: number; stream: string; type: string }[] =>
      text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as never);
    const ofStream = events((await place.run(['log', '--stream', 'deal-openai-aws-2025', '--json'])).stdout);
    expect(ofStream.map(({ type }) => type)).toEqual([
      'DealAnnounced',
      'PaymentCommitted',
      'CapacityCommitted',
    ]);
    expect(
      events((await place.run(['log', '--after', '2', '--limit', '3', '--json'])).stdout).map(
        ({ position }) => position,
      ),
    ).toEqual([3, 4, 5]);
    expect((await place.run(['log', '--type', 'StakeDisclosed'])).stdout).toMatch(
      /stake-microsoft-openai#1 {2}StakeDisclosed .*"about 27%"/,
    );
  });

  it('is followed until it is told to stop', async () => {
    const child = place.start(['log', '--stream', 'party-late', '--follow', '--json']);
    const seen = new Promise<string>((resolve) =>
      child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString())),
    );
    await place.run(['record', '-'], {
      stdin: JSON.stringify({
        stream: 'party-late',
        type: 'PartyRegistered',
        body: { name: 'Late', kind: 'company' },
      }),
    });
    expect(JSON.parse(await seen)).toMatchObject({ stream: 'party-late', revision: 1 });
    const ended = new Promise((resolve) => child.on('close', resolve));
    child.kill('SIGINT');
    expect(await ended).toBe(0);
  });

  it('ends without a failure when it is told to stop at its first line', async () => {
    const child = place.start(['log', '--follow', '--json']);
    const ended = new Promise((resolve) => child.on('close', resolve));
    child.stdout.once('data', () => child.kill('SIGINT'));
    expect(await ended).toBe(0);
  });

  const magic = (name: string): string =>
    readFileSync(join(place.folder, name)).subarray(0, 4).toString('latin1');
  const intoFile = async (name: string, ...more: string[]) =>
    place.run(['show', 'compute-capacity', ...pinned, '--output', name, ...more]);

  it('is written into a file as its ending says, and over one only where that is said', async () => {
    for (const name of ['a.csv', 'a.md', 'a.ndjson', 'a.json', 'a.svg', 'a.png', 'a.xlsx', 'a.parquet'])
      expect(await intoFile(name)).toMatchObject({ code: 0, stdout: '' });
    const { stdout } = await place.run(['show', 'compute-capacity', '--csv', ...pinned]);
    expect(readFileSync(join(place.folder, 'a.csv'), 'utf8')).toBe(stdout);
    expect(['a.xlsx', 'a.parquet', 'a.svg'].map(magic)).toEqual(['PK\u0003\u0004', 'PAR1', '<svg']);
    const { rows } = JSON.parse(readFileSync(join(place.folder, 'a.json'), 'utf8')) as Answer;
    expect(rows.map(({ provider }) => provider)).toContain('amd');
    const again = await intoFile('a.csv', '--known', '2025-10-01');
    expect([again.code, again.stderr]).toEqual([4, expect.stringContaining('a.csv is there already')]);
    expect((await intoFile('a.csv', '--known', '2025-10-01', '--force')).code).toBe(0);
    expect(readFileSync(join(place.folder, 'a.csv'), 'utf8')).not.toBe(stdout);
  });

  it('is refused a file whose ending says nothing', async () => {
    const { code, stderr } = await intoFile('a.doc');
    expect([code, stderr]).toEqual([2, expect.stringContaining('must end in .json, .svg, .png, .csv')]);
  });
});
