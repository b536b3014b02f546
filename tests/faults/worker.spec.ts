import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { WorkerProcess } from '../../src/workers/worker-process.js';

const folder = mkdtempSync(join(tmpdir(), 'workers-'));
afterAll(() => rmSync(folder, { recursive: true }));

const program = (name: string, text: string): string => {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, text);
  return file;
};

/** Outgrows any limit by one table that doubles: no limit of a thread holds it. */
const hungry = 'const table = new Map(); for (let n = 0; ; n++) table.set(n, n);';
const heard = "process.on('message', ({ number, task }) =>";

const work = async (text: string, task: unknown = {}, signal = new AbortController().signal) => {
  const worker = new WorkerProcess(pathToFileURL(program('worker', text)), { mebibytes: 64 });
  try {
    return await worker.run(task, signal, () => undefined);
  } finally {
    await worker.kill();
    expect(worker.isUsable).toBe(false);
  }
};

describe('A process that works', () => {
  it('answers what it was asked', async () => {
    const answer = await work(`${heard} process.send({ number, outcome: task + 1 }))`, 41);
    expect(answer).toBe(42);
  });

  it('that runs out of memory fails alone, and says so', async () => {
    await expect(work(`${heard} { ${hungry} })`)).rejects.toMatchObject({
      reason: 'memory',
      message: 'it takes more than the 64 MiB of memory that WORK_MEBIBYTES allows',
    });
  });

  it('that is killed by the machine fails alone, as one for which there was no memory', async () => {
    await expect(work(`${heard} process.kill(process.pid, 'SIGKILL'))`)).rejects.toMatchObject({
      reason: 'memory',
    });
  });

  it('that ends of itself is a fault, told with its last words', async () => {
    await expect(work(`${heard} { throw new Error('the heart stopped') })`)).rejects.toThrow(
      /process ended with 1: [^]*the heart stopped/,
    );
  });

  it('that is called off in the middle of endless work is gone, with the reason of who called it off', async () => {
    const calling = new AbortController();
    setTimeout(() => calling.abort(new Error('enough')), 200);
    await expect(work(`${heard} { for (;;); })`, {}, calling.signal)).rejects.toThrow('enough');
  });
});

describe('A thread that works', () => {
  it('takes the process with it when it runs out of memory: that is why there are none', () => {
    const file = program(
      'threads',
      `import { isMainThread, Worker } from 'node:worker_threads';
       if (isMainThread) new Worker(new URL(import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: 64 } });
       else { ${hungry} }`,
    );
    const { signal, stderr } = spawnSync(process.execPath, [file], { encoding: 'utf8' });
    expect([signal, /heap out of memory/.test(stderr)]).toEqual(['SIGABRT', true]);
  });
});
