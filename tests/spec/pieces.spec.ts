import { describe, expect, it } from 'vitest';
import { type BytesPiece, ReceivedBytes, takeOutBytes } from '../../src/workers/pieces.js';

const bytes = Uint8Array.from({ length: 10 }, (_, place) => place);
/** As they come over a line. */
const copied = (pieces: Iterable<BytesPiece>): BytesPiece[] => structuredClone([...pieces]);

describe('Bytes of an answer', () => {
  it.each([
    ['by themselves', bytes],
    ['in an answer', { answer: { written: bytes } }],
    ['in a result', { answer: { value: { viewHash: 'x', written: bytes }, rest: [1] } }],
  ])('that are many are sent in pieces and put back where they stood: %s', (_, outcome) => {
    const { rest, bytesAt, pieces } = takeOutBytes(outcome, 4);
    const sent = copied(pieces);
    expect(sent.map(({ piece, from, of }) => [[...piece], from, of])).toEqual([
      [[0, 1, 2, 3], 0, 10],
      [[4, 5, 6, 7], 4, 10],
      [[8, 9], 8, 10],
    ]);
    expect(JSON.stringify(rest)).not.toContain('9');
    const received = new ReceivedBytes();
    for (const piece of sent) received.add(piece);
    const put = received.putBack(structuredClone(rest), bytesAt!);
    expect(JSON.stringify(put)).toBe(JSON.stringify(outcome).replace(/\{"0":.*"9":9\}/, () => told));
  });

  const told = JSON.stringify(Buffer.from(bytes));

  it.each([
    ['that are few', { answer: { written: bytes } }, 10],
    ['that are none', { answer: { page: [1], notes: [] } }, 4],
    ['of nothing', undefined, 4],
  ])('%s stay where they are', (_, outcome, most) => {
    const { rest, bytesAt, pieces } = takeOutBytes(outcome, most);
    expect([rest, bytesAt, [...pieces]]).toEqual([outcome, undefined, []]);
    expect(rest).toBe(outcome);
  });
});
