import type { QueryBus } from '@nestjs/cqrs';
import { describe, expect, it, vi } from 'vitest';
import type { Jobs } from '../../src/messages/jobs.js';
import { ProcessJobs } from '../../src/messages/process-jobs.js';
import { ShowView } from '../../src/messages/show-view.js';

describe('Answers of jobs in the memory of a process', () => {
  it('are kept while they fit together; those of jobs that ended longest ago give way', async () => {
    expect(await keptOf([40, 40, 40], 100)).toEqual([false, true, true]);
  });

  it('are kept once, however large', async () => {
    expect(await keptOf([40, 400], 100)).toEqual([false, true]);
  });
});

const clock = { now: () => new Date('2026-11-28T12:00:00Z'), today: '2026-11-28' };
const task = { kind: 'view', asked: {}, position: 1, today: '2026-11-28', logHash: '' } as never;

/** Whether each of some jobs is there, which ended one after the other with so many bytes, of which so many are kept. */
const keptOf = async (sizes: readonly number[], most: number): Promise<boolean[]> => {
  const answers = sizes.map((size) => ({ written: new Uint8Array(size) }));
  const queries = { execute: async () => answers.shift() } as unknown as QueryBus;
  const jobs: Jobs = new ProcessJobs(clock, queries, most);
  const ids: string[] = [];
  for (const _ of sizes) {
    const { id } = await jobs.start(new ShowView('labs'), task);
    ids.push(id);
    await vi.waitFor(async () => expect((await jobs.job(id)).status).toBe('done'));
  }
  return Promise.all(
    ids.map((id) =>
      jobs.job(id).then(
        () => true,
        () => false,
      ),
    ),
  );
};
