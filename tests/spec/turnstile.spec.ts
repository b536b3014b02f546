import { setImmediate } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Lane, Turnstile } from '../../src/http/turnstile.js';

describe('The turnstile', () => {
  let clock: number;
  let turnstile: Turnstile;
  let outcomes: string[];
  beforeEach(() => {
    clock = 0;
    turnstile = new Turnstile(() => clock);
    outcomes = [];
  });

  /** Somebody comes whose work holds the thread for so long, in milliseconds; another may come meanwhile. */
  const come = (name: string, ms: number, lane: Lane = 'question', brings = false): void =>
    turnstile.admit(
      lane,
      () => {
        outcomes.push(name);
        clock += ms;
        if (brings) come('late', 100);
      },
      () => outcomes.push(`not ${name}`),
    );
  /** Until nobody waits any more. */
  const allThrough = async (): Promise<void> => {
    for (let round = 0; round < 500; round++) await setImmediate();
  };

  it('begins at once with what comes while there is time', () => {
    for (const name of ['a', 'b', 'c']) come(name, 6);
    expect(outcomes).toEqual(['a', 'b', 'c']);
  });

  it('leaves the rest of a round to the next ones, in the order in which they came', async () => {
    for (const name of ['a', 'b', 'c', 'd']) come(name, 15);
    expect(outcomes).toEqual(['a', 'b']);
    await allThrough();
    expect(outcomes).toEqual(['a', 'b', 'c', 'd']);
  });

  it('turns nobody away after one that held the thread for 250 ms, however many came meanwhile', async () => {
    come('long', 250);
    for (let count = 0; count < 100; count++) come('short', 20);
    await allThrough();
    expect(outcomes).toHaveLength(101);
    expect(turnstile.shed).toEqual({ order: 0, question: 0 });
  });

  it('turns away who has waited for three seconds, and from then on who has for one, until it is calm', async () => {
    come('first', 100);
    for (let count = 0; count < 50; count++) come('burst', 100);
    await allThrough();
    // 100 ms for the first, and the thirtieth of them begins when three seconds are over.
    expect(outcomes.filter((one) => one === 'burst')).toHaveLength(30);
    expect(turnstile.shed.question).toBe(20);
    outcomes = [];
    come('again', 100);
    for (let count = 0; count < 50; count++) come('burst', 100);
    await allThrough();
    expect(outcomes.filter((one) => one === 'burst')).toHaveLength(10);
    clock += 10_000;
    outcomes = [];
    come('later', 100);
    for (let count = 0; count < 50; count++) come('burst', 100);
    await allThrough();
    expect(outcomes.filter((one) => one === 'burst')).toHaveLength(30);
  });

  it('turns away at once who comes while another has waited too long', async () => {
    come('first', 100);
    for (let count = 1; count <= 30; count++) come(`burst ${count}`, 100, 'question', count === 30);
    come('waits', 100);
    await allThrough();
    expect(outcomes.slice(-3)).toEqual(['burst 30', 'not late', 'not waits']);
  });

  it('turns nobody away who waited while one piece of work held the thread', async () => {
    come('first', 100);
    for (const name of ['a', 'b', 'c', 'd']) come(name, 10_000);
    await allThrough();
    expect(outcomes).toEqual(['first', 'a', 'b', 'c', 'd']);
  });

  it('lets one who records in after each one who asks', async () => {
    come('long', 100);
    for (const name of ['a', 'b', 'c']) come(name, 100);
    for (const name of ['x', 'y']) come(name, 100, 'order');
    await allThrough();
    expect(outcomes).toEqual(['long', 'x', 'a', 'y', 'b', 'c']);
  });

  it('goes round for as long as that brings connections before it goes on', async () => {
    come('long', 100);
    come('next', 100);
    for (let count = 0; count < 5; count++) {
      turnstile.connected();
      await setImmediate();
      expect(outcomes).toEqual(['long']);
    }
    await allThrough();
    expect(outcomes).toEqual(['long', 'next']);
  });
});
