import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CloudAlert } from '../../src/watches/cloud-event.js';
import { newState, stateAfterFailure, usualPatience } from '../../src/webhooks/faring.js';
import { newHookSecret, signatureHeaders } from '../../src/webhooks/signature.js';
import { send } from '../../src/webhooks/sending.js';
import { RefusedReceiver, Receivers } from '../../src/webhooks/receivers.js';
import { Receiver } from '../e2e/receiver.js';

describe('A message', () => {
  it.each([
    ['8.8.8.8', true],
    ['2606:4700::1111', true],
    ['127.0.0.1', false],
    ['127.255.255.254', false],
    ['0.0.0.0', false],
    ['10.1.2.3', false],
    ['172.16.0.1', false],
    ['192.168.1.1', false],
    ['100.64.0.1', false],
    ['169.254.169.254', false],
    ['192.0.2.1', false],
    ['198.18.0.1', false],
    ['224.0.0.1', false],
    ['240.0.0.1', false],
    ['255.255.255.255', false],
    ['::', false],
    ['::1', false],
    ['::7f00:1', false],
    ['::ffff:10.0.0.1', false],
    ['::ffff:0:127.0.0.1', false],
    ['64:ff9b::7f00:1', false],
    ['2002:7f00:1::', false],
    ['2001::1', false],
    ['2001:db8::1', false],
    ['fc00::1', false],
    ['fe80::1', false],
    ['fe80::1%1', false],
    ['fec0::1', false],
    ['ff02::1', false],
  ])('to a name that stands for %s is sent: %s', async (address, isSent) => {
    expect(await leads([address])).toBe(isSent);
    // One address inside is enough: which of them is taken must not be chance.
    expect(await leads(['8.8.8.8', address])).toBe(isSent);
    expect(await leads([address, '8.8.8.8'])).toBe(isSent);
  });

  it('is sent inside where that is allowed, and only there', async () => {
    const allowed = ['10.0.0.0/8', '::1'];
    expect([await leads(['10.9.9.9'], allowed), await leads(['11.0.0.1', '10.0.0.1'], allowed)]).toEqual([
      true,
      true,
    ]);
    expect([await leads(['::1'], allowed), await leads(['::2'], allowed)]).toEqual([true, false]);
    expect([await leads(['10.0.0.1', '192.168.0.1'], allowed), await leads([], allowed)]).toEqual([
      false,
      false,
    ]);
  });

  it('goes to the address that was looked at, under the name that was asked for', async () => {
    const answers = ['127.0.0.1', '10.0.0.1'].map((address) => [{ address, family: 4 }]);
    const asked: string[] = [];
    const receivers = new Receivers(['127.0.0.1'], async (host) => {
      asked.push(host);
      return answers.shift() ?? [];
    });
    const hook = { ...kept, hook: { ...kept.hook, url: `http://receiver.example:${receiver.port}/a?b=c` } };
    expect((await send(told, hook, receivers, now)).taken).toBe(true);
    expect(receiver.received.map(({ path, headers }) => [path, headers.host])).toEqual([
      ['/a?b=c', `receiver.example:${receiver.port}`],
    ]);
    // The name stands for something else now: it is looked at anew for each message.
    const { taken, fault } = await send(told, hook, receivers, now);
    expect([taken, fault]).toEqual([false, expect.stringContaining('10.0.0.1, which is no public address')]);
    expect([asked, receiver.received.length]).toEqual([['receiver.example', 'receiver.example'], 1]);
  });

  it('is signed as Standard Webhooks sign their example', () => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const at = new Date(1_614_265_330_000);
    expect(signatureHeaders(secret, 'msg_p5jXN8AQM9LWM0D4loKWxJek', '{"test": 2432232314}', at)).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
    expect(newHookSecret()).not.toBe(newHookSecret());
  });
});

describe('A receiver that takes nothing', () => {
  const failure = { taken: false, fault: 'answered 500', gone: false, waitMs: 0 };
  const start = Date.parse('2026-01-01T00:00:00Z');

  it('is asked again after 1, 2, 4 seconds and at last every hour, and given up after three days', () => {
    let [state, at] = [newState(7), start];
    const waits: number[] = [];
    while (!state.paused) {
      state = stateAfterFailure(state, failure, new Date(at), usualPatience, 0);
      if (state.retryAt === null) break;
      waits.push((Date.parse(state.retryAt) - at) / 1_000);
      at = Date.parse(state.retryAt);
    }
    expect(waits.slice(0, 4)).toEqual([1, 2, 4, 8]);
    expect(waits.slice(12).every((seconds) => seconds === 3_600)).toBe(true);
    expect([state.delivered, Math.floor((at - start) / 86_400_000)]).toEqual([7, 3]);
  });

  it('is asked no sooner than it says, nor together with all others', () => {
    const waitAfter = (waitMs: number, chance: number): number => {
      const state = stateAfterFailure(
        newState(0),
        { ...failure, waitMs },
        new Date(start),
        usualPatience,
        chance,
      );
      return Date.parse(state.retryAt ?? '') - start;
    };
    expect([waitAfter(60_000, 0), waitAfter(0, 0), waitAfter(0, 1)]).toEqual([60_000, 1_000, 1_200]);
  });
});

let receiver: Receiver;
beforeEach(async () => {
  receiver = await Receiver.start();
});
afterEach(() => receiver.stop());

/** Whether a name that stands for these addresses is sent to. */
async function leads(addresses: readonly string[], allowed: readonly string[] = []): Promise<boolean> {
  const resolve = async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  return new Receivers(allowed, resolve).addressOf(new URL('https://receiver.example/')).then(
    () => true,
    (error: unknown) => {
      if (error instanceof RefusedReceiver) return false;
      throw error;
    },
  );
}

const now = { now: new Date(), left: new AbortController().signal };

const kept = {
  hook: { id: 'x', url: '', createdAt: '2026-01-01T00:00:00.000Z' },
  state: newState(0),
  secret: newHookSecret(),
};

const told: CloudAlert = {
  specversion: '1.0',
  id: 'chips/1',
  source: '/api/v1/watches/chips',
  type: 'gigaledger.watch.moved',
  subject: 'chips',
  time: '2026-01-01T00:00:00.000Z',
  datacontenttype: 'application/json',
  data: {
    watch: 'chips',
    number: 1,
    at: '2026-01-01T00:00:00.000Z',
    view: 'compute-capacity',
    measure: 'firmKw',
    effectiveAt: '2026-01-01',
    knownAt: '2026-01-01',
    position: 1,
    address: '/api/v1/views/compute-capacity',
    moves: [],
    more: 0,
  },
};
