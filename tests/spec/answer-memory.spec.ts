import { totalmem } from 'node:os';
import { describe, expect, it } from 'vitest';
import { AnswerMemory } from '../../src/messages/answer-memory.js';
import { configurationFrom } from '../../src/configuration.js';
import type { ViewAnswer } from '../../src/simulator/answer/view-answer.js';
import { jsonOf, keepWhole, readAnswer, writeJson } from '../../src/simulator/answer/written-answer.js';
import type { WrittenView } from '../../src/workers/work.js';

/** An answer of so many thousand bytes, and a few more. */
const answerOf = (thousands: number): WrittenView => {
  const notes = Array.from({ length: thousands }, () => 'x'.repeat(997));
  return { viewHash: 'h', ...keepWhole({ notes } as unknown as ViewAnswer) };
};

const kept = (memory: AnswerMemory, names: readonly string[]): string[] =>
  names.filter((name) => memory.get(name) !== undefined);

describe('Remembered answers', () => {
  it('are as many as fit: of three of 400 kB the last two are in a mebibyte', () => {
    const memory = new AnswerMemory(1);
    for (const name of ['first', 'second', 'third']) memory.put(name, answerOf(400));
    expect(kept(memory, ['first', 'second', 'third'])).toEqual(['second', 'third']);
  });

  it('are none that is larger by itself, which pushes nothing out', () => {
    const memory = new AnswerMemory(1);
    memory.put('small', answerOf(1));
    memory.put('large', answerOf(1_100));
    expect(kept(memory, ['small', 'large'])).toEqual(['small']);
  });

  it('are written once, and are the same to whoever reads them', () => {
    const memory = new AnswerMemory(1);
    const answer = answerOf(1);
    const kept = memory.put('one', answer);
    expect(jsonOf(kept)).toBe(jsonOf(memory.get('one')!));
    expect(readAnswer(kept)).toEqual(readAnswer(answer));
    expect(kept.viewHash).toBe('h');
  });

  it('are the same, wherever they were written', () => {
    const told = { notes: ['€', '😀', 'x'], rows: [{ low: -0.5, point: null }] };
    expect(readAnswer(writeJson(told))).toEqual(told);
    expect(Buffer.from(jsonOf(writeJson(told)))).toEqual(Buffer.from(jsonOf(keepWhole(told))));
  });

  it('leave a quarter of the memory there is to processes, 512 to 4096 MiB for each', () => {
    const forEach = (WORKERS: string): number => configurationFrom({ WORKERS }).work!.mebibytes;
    const quarter = Math.min(totalmem(), process.constrainedMemory() || Infinity) / 2 ** 22;
    for (const count of [1, 2, 4, 64]) {
      const each = forEach(String(count));
      if (each > 512 && each < 4_096) expect(Math.abs(each * count - quarter)).toBeLessThan(count);
      else expect(each).toBe(quarter / count < 1_024 ? 512 : 4_096);
    }
    expect(forEach('0')).toBe(forEach('1'));
    expect(configurationFrom({ WORK_MEBIBYTES: '64' }).work?.mebibytes).toBe(64);
  });

  it('take what ANSWER_MEBIBYTES says, and 64 MiB otherwise', () => {
    expect(configurationFrom({}).answerMebibytes).toBe(64);
    expect(configurationFrom({ ANSWER_MEBIBYTES: '8' }).answerMebibytes).toBe(8);
    expect(() => configurationFrom({ ANSWER_MEBIBYTES: '0' })).toThrow('ANSWER_MEBIBYTES must be');
  });
});
