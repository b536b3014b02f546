import { setImmediate, setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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
    expect(turnstile.shed).toEqual({ order: 0, batch: 0, question: 0 });
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

  describe('where those who were let in are still worked on', () => {
    let leaving: (() => void)[];
    beforeEach(() => {
      leaving = [];
    });
    afterEach(async () => {
      for (let leave = leaving.pop(); leave; leave = leaving.pop()) {
        leave();
        await allThrough();
      }
    });
    const send = (name: string, bytes: number, lane: Lane = 'order'): void =>
      turnstile.admit(
        lane,
        (leave) => {
          outcomes.push(name);
          leaving.push(leave);
        },
        () => outcomes.push(`not ${name}`),
        bytes,
      );

    it('lets in so many orders at once, and the next when one was dealt with', async () => {
      for (let count = 0; count < 200; count++) send('small', 100);
      await allThrough();
      expect(outcomes).toHaveLength(128);
      leaving[0]!();
      leaving[0]!();
      await allThrough();
      expect(outcomes).toHaveLength(129);
    });

    it('counts what they send, and one that is larger than all may be together goes alone', async () => {
      for (const name of ['a', 'b', 'c']) send(name, 30_000);
      await allThrough();
      expect(outcomes).toEqual(['a', 'b']);
      send('large', 5_000_000, 'batch');
      send('larger', 5_000_000, 'batch');
      await allThrough();
      expect(outcomes).toEqual(['a', 'b', 'large']);
      for (const leave of leaving) leave();
      await allThrough();
      expect(outcomes.toSorted()).toEqual(['a', 'b', 'c', 'large', 'larger']);
    });

    it('keeps nobody else waiting: neither who asks, nor who records little behind who records much', async () => {
      for (const name of ['large', 'larger']) send(name, 600_000, 'batch');
      send('small', 100);
      send('question', 0, 'question');
      await allThrough();
      expect(outcomes.toSorted()).toEqual(['large', 'question', 'small']);
    });

    it('turns away who has waited too long for room, though nobody comes or leaves', async () => {
      for (const name of ['a', 'b', 'c']) send(name, 60_000);
      for (; outcomes.length < 3; clock += 200) await setTimeout(30);
      expect(outcomes).toEqual(['a', 'not b', 'not c']);
      expect(clock).toBeGreaterThan(3_000);
      expect(turnstile.shed).toEqual({ order: 2, batch: 0, question: 0 });
    });
  });

  it('takes more connections while each of them takes long, beside orders that are worked on', async () => {
    come('long', 100);
    come('next', 100);
    for (let count = 0; count < 20; count++) {
      turnstile.connected();
      clock += 10;
      await setImmediate();
      expect(outcomes).toEqual(['long']);
    }
    for (let count = 0; count < 20; count++) {
      turnstile.connected();
      clock += 10;
      await setImmediate();
    }
    expect(outcomes).toEqual(['long', 'next']);
  });
});
