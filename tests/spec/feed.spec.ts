import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { readerBufferBytes } from '../../src/http/limits.js';
import type { SharedFeed } from '../../src/http/shared-feed.js';
import { FeedServer, longWord, Messages } from './listening.js';

const patience = { timeout: 20_000 };
let server: FeedServer;
let feed: SharedFeed | undefined;

const over = async (messages: Messages, heartbeatMs?: number): Promise<FeedServer> => {
  const made = await FeedServer.over(messages, heartbeatMs);
  ({ feed } = made);
  return made.server;
};
afterEach(() => {
  feed?.end();
  server.stop();
});
const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

describe('A feed', () => {
  /** More than the kernel keeps for a reader. */
  const many = 2_000;

  it('holds for a reader that takes nothing no more than it may be handed at once', async () => {
    const messages = new Messages(many);
    server = await over(messages);
    const stalled = server.listen(true);
    await expect.poll(() => server.answers[0]?.writableLength ?? 0, patience).toBeGreaterThan(0);
    const readBefore = messages.reads.length;
    messages.tell(1);
    const other = server.listen();
    await expect.poll(() => other.heard.length, patience).toBe(many + 1);
    const framing = 64;
    expect(server.answers[0]!.writableLength).toBeLessThanOrEqual(readerBufferBytes + framing);
    expect(readBefore).toBeLessThan(many / 100);
    stalled.socket.resume();
    await expect.poll(() => stalled.heard.length, patience).toBe(many + 1);
    expect(stalled.heard).toEqual(upTo(many + 1));
  });

  it('is not what writes whatever comes to whoever listens: that holds all of it', async () => {
    server = await FeedServer.of((response) => {
      for (let count = 0; count < many; count++) response.write(longWord);
    });
    server.listen(true);
    await expect
      .poll(() => server.answers[0]?.writableLength ?? 0, patience)
      .toBeGreaterThan(100 * readerBufferBytes);
  });

  it('reads each message once, however many listen', async () => {
    const messages = new Messages();
    server = await over(messages);
    const listeners = upTo(250).map(() => server.listen());
    await expect.poll(() => listeners.every(({ text }) => text.includes('retry:')), patience).toBe(true);
    for (const told of upTo(10)) {
      messages.tell(1);
      await expect.poll(() => listeners.every(({ heard }) => heard.length === told), patience).toBe(true);
    }
    expect(messages.reads).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    for (const { heard } of listeners) expect(heard).toEqual(upTo(10));
  });

  it('tells one who comes in the middle what it missed, in order', async () => {
    const messages = new Messages(950);
    server = await over(messages);
    const [first, second] = [server.listen(), server.listen()];
    for (const _ of upTo(50)) messages.tell(1);
    await expect.poll(() => Math.min(first.heard.length, second.heard.length), patience).toBe(1_000);
    expect([first.heard, second.heard]).toEqual([upTo(1_000), upTo(1_000)]);
  });

  it('says that nothing is new, and tries again what it could not read', async () => {
    const messages = new Messages();
    server = await over(messages, 20);
    const listener = server.listen();
    await expect.poll(() => listener.text, patience).toContain(': nothing new');
    messages.fault = new Error('the store is away');
    messages.tell(3);
    await expect.poll(() => messages.reads.length, patience).toBeGreaterThan(2);
    expect(listener.heard).toEqual([]);
    messages.fault = undefined;
    await expect.poll(() => listener.heard, patience).toEqual([1, 2, 3]);
  });

  it('ends for whoever listens, and hangs up on whoever takes nothing', async () => {
    server = await over(new Messages(many));
    const [stalled, listener] = [server.listen(true), server.listen()];
    await expect.poll(() => listener.heard.length, patience).toBe(many);
    const ended = Promise.all(server.answers.map((answer) => once(answer, 'close')));
    feed!.end();
    stalled.socket.resume();
    await ended;
    expect(listener.text).toMatch(/\r\n0\r\n\r\n$/);
    expect(stalled.text).not.toMatch(/\r\n0\r\n\r\n$/);
  });
});
