import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { workplace } from './built.js';
import { articleLines } from './cli-ledger.js';

const place = workplace();
beforeAll(async () => expect((await place.run(['record', '-'], { stdin: articleLines })).code).toBe(0));
afterAll(() => place.remove());

const cancelAmd = `
edits:
  - op: cancel
    target: deal-openai-amd-2025
views:
  - view: compute-capacity
    by: provider
    layer: chips
`;

describe('A scenario', () => {
  it('in YAML shows what moved first, then what became of its edits', async () => {
    writeFileSync(join(place.folder, 'cancel.yaml'), cancelAmd);
    const { code, stdout, stderr } = await place.run(['simulate', 'cancel.yaml']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^compute-capacity: difference\n[^]*total chips · unstated +headline +≥ 16 GW +≥ 10 GW +−6 GW \(−37\.5%\)[^]*\nEdits\n +1\. cancel target deal-openai-amd-2025: applied/,
    );
    expect(stdout).not.toContain('compute-capacity: baseline');
    expect(stdout).toMatch(/result [0-9a-f]{64}\n$/);
  });

  it('shows both sides whole after that, where it is asked to', async () => {
    const { stdout } = await place.run(['simulate', 'cancel.yaml', '--whole']);
    expect(stdout).toMatch(
      /: difference[^]*compute-capacity: baseline[^]*total +chips +unstated +≥ 16 GW[^]*compute-capacity: scenario[^]*total +chips +unstated +≥ 10 GW/,
    );
  });

  it('in JSON from stdin answers the same hash twice', async () => {
    const stdin = JSON.stringify({ edits: [{ op: 'delay', target: 'deal-openai-amd-2025', months: 6 }] });
    const hash = async (): Promise<unknown> =>
      (
        JSON.parse((await place.run(['simulate', '-', '--json'], { stdin })).stdout) as {
          resultHash: unknown;
        }
      ).resultHash;
    const first = await hash();
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(await hash()).toBe(first);
  });

  it('leaves the ledger as it was', async () => {
    const before = (await place.run(['export'])).stdout;
    await place.run(['simulate', '-'], { stdin: cancelAmd });
    expect((await place.run(['export'])).stdout).toBe(before);
  });

  it.each([
    ['an unknown target', 'edits: [{op: cancel, target: deal-nowhere}]'],
    ['no YAML', 'edits: [}'],
    ['a field that it has not', '{edits: [], colour: red}'],
  ])('with %s is refused', async (_name, stdin) => {
    const { code, stdout, stderr } = await place.run(['simulate', '-'], { stdin });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).not.toBe('');
  });
});

const slip = { op: 'delay', target: 'deal-openai-amd-2025', months: 6 };
/** Minutes of work, however fast the engine: twenty views of fifty years by month, with what each of twelve edits does in any order. */
const endless = {
  edits: Array.from({ length: 12 }, (_, more) => ({ ...slip, months: 1 + more })),
  attribution: true,
  views: Array.from({ length: 20 }, (_, more) => ({
    view: 'flows',
    timeline: 'month',
    from: `${1990 - more}-01-01`,
    to: `${2039 - more}-12-31`,
  })),
};

describe('A heavy scenario', () => {
  const heavy = { edits: [slip], views: endless.views.slice(0, 1) };
  const resultHash = async (workers: string): Promise<unknown> => {
    const ran = await place.run(['simulate', '-', '--json'], {
      stdin: JSON.stringify(heavy),
      env: { WORKERS: workers },
    });
    return (JSON.parse(ran.stdout) as { resultHash: unknown }).resultHash;
  };

  it('has the same hash with and without workers, which end with it', async () => {
    expect(await resultHash('2')).toBe(await resultHash('0'));
  });

  it('stops when it is interrupted', async () => {
    writeFileSync(join(place.folder, 'endless.json'), JSON.stringify(endless));
    const running = place.start(['simulate', 'endless.json'], { WORKERS: '1', WORK_SECONDS: '600' });
    const ended = new Promise((resolve) => running.once('exit', (_, signal) => resolve(signal)));
    await setTimeout(2_000);
    running.kill('SIGINT');
    expect(await ended).toBe('SIGINT');
  });

  it('leaves nobody at work when it is killed', async () => {
    const running = place.start(['simulate', 'endless.json'], { WORKERS: '1', WORK_SECONDS: '600' });
    const listed = (...which: string[]) =>
      spawnSync('ps', ['-o', 'pid=', ...which], { encoding: 'utf8' })
        .stdout.split(/\s+/)
        .filter(Boolean);
    const worker = await vi.waitUntil(() => listed('--ppid', String(running.pid))[0], 60_000);
    await setTimeout(1_000);
    expect(listed('-p', worker)).toEqual([worker]);
    running.kill('SIGKILL');
    await vi.waitUntil(() => listed('-p', worker).length === 0, 60_000);
  });

  it('leaves nobody at work when it was killed before its worker came to watch', async () => {
    const gone = spawnSync('true').pid;
    const worker = fork(new URL('../../dist/program/worker.js', import.meta.url), [String(gone)]);
    expect(await once(worker, 'exit')).toEqual([null, 'SIGKILL']);
  });

  it('is refused when it takes too long, with what can be done', async () => {
    const { code, stdout, stderr } = await place.run(['simulate', 'endless.json'], {
      env: { WORKERS: '1', WORK_SECONDS: '1' },
    });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toBe(
      'The question takes too much work: it takes more than the 1 s that WORK_SECONDS allows\n',
    );
  });

  it.each(['-1', 'many', '65'])('does not start with WORKERS=%s', async (workers) => {
    const { code, stderr } = await place.run(['simulate', 'endless.json'], { env: { WORKERS: workers } });
    expect([code, stderr]).toEqual([2, `WORKERS must be a whole number from 0 to 64, not "${workers}"\n`]);
  });
});
