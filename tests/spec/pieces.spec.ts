import { describe, expect, it } from 'vitest';
import { ReceivedBytes, takeOutBytes } from '../../src/workers/pieces.js';

const bytes = Uint8Array.from({ length: 10 }, (_, place) => place);
const pieces = [bytes.subarray(0, 4), bytes.subarray(4, 8), bytes.subarray(8)];

describe('Bytes of an answer', () => {
  it.each([
    ['by themselves', bytes],
    ['in an answer', { answer: { written: bytes } }],
    ['in a result', { answer: { value: { viewHash: 'x', written: bytes }, rest: [1] } }],
  ])('that are many come beside it and are put back where they stood: %s', (_, outcome) => {
    const { bytes: sent, ...told } = takeOutBytes(outcome, 4);
    expect([sent, told.count]).toEqual([bytes, 10]);
    expect(JSON.stringify(told)).not.toContain('9');
    // Either line may be the quicker one, and nobody waits for what is there.
    for (const early of [0, 1, 2, 3]) {
      const received = new ReceivedBytes();
      const [before, after] = [pieces.slice(0, early), pieces.slice(early)];
      const heard = [
        ...before.map((piece) => received.add(piece)),
        received.expect(structuredClone(told)),
        ...after.map((piece) => received.add(piece)),
      ];
      expect(heard.slice(0, -1)).toEqual([undefined, undefined, undefined]);
      const { whole } = heard.at(-1)!;
      expect(JSON.stringify(whole)).toBe(JSON.stringify(outcome).replace(/\{"0":.*"9":9\}/, () => asSent));
    }
  });

  const asSent = JSON.stringify(Buffer.from(bytes));

  it.each([
    ['that are few', { answer: { written: bytes } }, 10],
    ['that are none', { answer: { page: [1], notes: [] } }, 4],
    ['of nothing', undefined, 4],
  ])('%s stay where they are', (_, outcome, most) => {
    const told = takeOutBytes(outcome, most);
    expect(told).toEqual({ rest: outcome });
    expect(told.rest).toBe(outcome);
    expect(new ReceivedBytes().expect(told)).toEqual({ whole: outcome });
  });
});
