import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { workplace } from './built.js';
import { articleLines } from './cli-ledger.js';

const place = workplace();
beforeAll(async () => expect((await place.run(['record', '-'], { stdin: articleLines })).code).toBe(0));
afterAll(() => place.remove());

/** What a command that goes on has written so far, and how it ends when it is interrupted. */
const watched = (args: readonly string[]) => {
  const child = place.start(args);
  const told = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (told.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (told.err += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { told, interrupt: () => child.kill('SIGINT') && ended };
};

const patience = { timeout: 30_000 };
const later = '--effective 2026-03-01 --known 2026-03-01 --provider amd --json'.split(' ');

const news = JSON.stringify({
  stream: 'party-newcomer',
  type: 'PartyRegistered',
  body: { name: 'Newcomer', kind: 'company', layers: ['models'] },
});

describe('A view that is watched', () => {
  it('is answered again when another process records, and ends without a failure', async () => {
    const { told, interrupt } = watched(['show', 'compute-capacity', '--watch', ...later]);
    const answers = () => told.out.split('\n').filter((line) => line.startsWith('{'));
    await vi.waitFor(() => expect(answers()).toHaveLength(1), patience);
    expect(await place.run(['record', '-'], { stdin: news })).toMatchObject({ code: 0 });
    await vi.waitFor(() => expect(answers()).toHaveLength(2), patience);
    const [before, after] = answers().map((line) => (JSON.parse(line) as { position: number }).position);
    expect(after).toBe(before! + 1);
    expect(await interrupt()).toBe(0);
  });
});

describe('A scenario that is watched', () => {
  const file = join(place.folder, 'slip.yaml');
  const delayed = (months: string): string =>
    `{edits: [{op: delay, target: deal-openai-amd-2025, months: ${months}}]}`;

  it('is run again when its file changes, and tells what is wrong with it meanwhile', async () => {
    writeFileSync(file, delayed('6'));
    const { told, interrupt } = watched(['simulate', 'slip.yaml', '--watch', '--json']);
    const answers = () => told.out.split('\n').filter((line) => line.startsWith('{'));
    await vi.waitFor(() => expect(answers()).toHaveLength(1), patience);
    writeFileSync(file, delayed('soon'));
    await vi.waitFor(() => expect(told.err).toContain('slip.yaml:1:'), patience);
    writeFileSync(file, delayed('18'));
    await vi.waitFor(() => expect(answers()).toHaveLength(2), patience);
    expect(await interrupt()).toBe(0);
  });

  it('is none when it comes from stdin', async () => {
    const { code, stderr } = await place.run(['simulate', '-', '--watch'], { stdin: delayed('6') });
    expect([code, stderr]).toEqual([2, '--watch reads its file again: stdin is none\n']);
  });
});
