import { execFileSync } from 'node:child_process';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { upTo } from '../contract/candidates.js';
import { folder } from '../contract/sqlite.files.js';
import { aftermath } from './after.js';
import { Appender, builtAppender } from './children.js';

let appender: Awaited<ReturnType<typeof builtAppender>>;
let files: ReturnType<typeof folder>;
let file: string;

beforeAll(async () => {
  appender = await builtAppender();
});
afterAll(() => appender.remove());
beforeEach(() => {
  files = folder();
  file = files.file('ledger.db');
});
afterEach(() => files.remove());

const manner = 'when-durable';

describe('Several processes that append to one file', () => {
  it('record every batch once and whole, and leave a whole chain', async () => {
    const children = upTo(3).map(
      () => new Appender(appender.script, { log: file, manner, callers: 4, batches: 25 }),
    );
    await Promise.all(children.map(({ ended }) => ended));
    const acknowledged = children.flatMap(({ lines }) => lines);
    expect(acknowledged).not.toContain('refused');
    const events = acknowledged.length;
    expect(await aftermath(file, acknowledged)).toEqual({ lost: [], torn: [], faults: [], events });
    expect(events).toBe(3 * 4 * 25 * 3);
  });
});

describe('A process whose file can not grow', () => {
  const limited = (bytes: number): string[] => ['prlimit', `--fsize=${bytes}:unlimited`];

  it('acknowledges nothing that is not recorded, still reads, and goes on once there is room', async () => {
    const child = new Appender(appender.script, { log: file, manner }, limited(400_000));
    await child.says((lines) => lines.filter((line) => line === 'refused').length > 20);
    execFileSync('prlimit', ['--pid', String(child.id), '--fsize=unlimited']);
    const refused = child.lines.length;
    await child.says((lines) => lines.slice(refused).some((line) => line !== 'refused'));
    await child.kill();
    const acknowledged = child.lines.filter((line) => line !== 'refused');
    expect(await aftermath(file, acknowledged)).toMatchObject({ lost: [], torn: [], faults: [] });
  });
});
