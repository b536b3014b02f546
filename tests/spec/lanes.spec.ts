import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Lanes } from '../../src/workers/lanes.js';
import { answerReport, type PartReply, type WorkerChannel } from '../../src/workers/channel.js';

describe('Lanes', () => {
  /** Squares of whole numbers, worked out here or by who attends the line. */
  const squares = async (helpers: number, help: (part: number) => Promise<number | undefined>, turns = 0) => {
    const here: number[] = [];
    let listener = (_: PartReply<number>): void => undefined;
    const line: WorkerChannel<number, number> = {
      helpers,
      say: (report) => setImmediate(() => answerReport(report, { help }, (reply) => listener(reply))),
      listen: (heard) => (listener = heard),
    };
    const lanes = new Lanes<number, number>(line, (part) => {
      here.push(part);
      return part * part;
    });
    const answersTo = (parts: number[]) => Promise.all(parts.map((part) => lanes.workOut(part)));
    const first = await answersTo([1, 2, 3]);
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    const answers = [...first, ...(await answersTo([4, 5, 6]))];
    return { answers, here };
  };
  const all = [1, 4, 9, 16, 25, 36];

  it('work on everything here when there is no helper', async () => {
    const { answers, here } = await squares(0, () => Promise.reject(new Error('nobody is asked')));
    expect([answers, here]).toEqual([all, [1, 2, 3, 4, 5, 6]]);
  });

  it('share the parts with helpers, and give the answers in their order', async () => {
    const { answers, here } = await squares(2, (part) => Promise.resolve(part * part));
    expect(answers).toEqual(all);
    expect(here.length).toBeGreaterThan(0);
    expect(here.length).toBeLessThan(6);
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])(
    'begin a round %s turns after the last answer of the one before, which a helper gave',
    async (turns) => {
      const slowly = (part: number) => setTimeout(20).then(() => part * part);
      expect((await squares(2, slowly, turns)).answers).toEqual(all);
    },
  );

  it('take back what nobody is free for', async () => {
    const busy = await squares(2, () => Promise.resolve(undefined));
    expect([busy.answers, busy.here.toSorted()]).toEqual([all, [1, 2, 3, 4, 5, 6]]);
  });

  it('take back what a helper fails at', async () => {
    const failing = await squares(1, () => Promise.reject(new Error('out of memory')));
    expect([failing.answers, failing.here.toSorted()]).toEqual([all, [1, 2, 3, 4, 5, 6]]);
  });
});
