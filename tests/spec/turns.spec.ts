import { describe, expect, it } from 'vitest';
import { WorkFailed } from '../../src/workers/failures.js';
import { Turns } from '../../src/workers/turns.js';

describe('Turns', () => {
  it('are given in the order in which they were asked for', async () => {
    const turns = new Turns(1, 10);
    const order: string[] = [];
    const first = await turns.take();
    const later = ['second', 'third'].map(async (name) => {
      const giveBack = await turns.take();
      order.push(name);
      giveBack();
    });
    expect(order).toEqual([]);
    first();
    await Promise.all(later);
    expect(order).toEqual(['second', 'third']);
  });

  it('are not waited for by more than may wait, nor by who has left', async () => {
    const turns = new Turns(1, 1);
    const giveBack = await turns.take();
    const leaving = new AbortController();
    const left = turns.take(leaving.signal);
    await expect(turns.take()).rejects.toThrow(WorkFailed);
    leaving.abort(new Error('has left'));
    await expect(left).rejects.toThrow('has left');
    const waiting = turns.take();
    giveBack();
    giveBack(); // A turn that is given back twice is one turn.
    await waiting;
    const fourth = turns.take(AbortSignal.timeout(20));
    await expect(fourth).rejects.toThrow(/timeout/);
  });
});
