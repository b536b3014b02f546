/** Two whole numbers of 32 bits: a key, a counter, or what comes out. */
export type Uint32Pair = readonly [number, number];

const parity = 0x1bd11bda;
const groups = 5;

/**
 * Threefry-2x32 with 20 rounds: a counter and a key in, 64 random bits out, without any state between draws.
 * Salmon, Moraes, Dror and Shaw, Parallel Random Numbers: As Easy as 1, 2, 3 (SC 2011).
 * Writes both halves, so that millions of draws leave nothing behind.
 */
export const threefryInto = (
  into: Uint32Array,
  path: number,
  draw: number,
  key0: number,
  key1: number,
): void => {
  let [first, second, third] = [key1, parity ^ key0 ^ key1, key0];
  let x0 = (path + key0) | 0;
  let x1 = (draw + key1) | 0;
  for (let group = 1; group <= groups; group++) {
    // Four rounds, with rotations that take turns from group to group.
    const isOdd = (group & 1) === 1;
    x0 = (x0 + x1) | 0;
    x1 = (isOdd ? (x1 << 13) | (x1 >>> 19) : (x1 << 17) | (x1 >>> 15)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = (isOdd ? (x1 << 15) | (x1 >>> 17) : (x1 << 29) | (x1 >>> 3)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = (isOdd ? (x1 << 26) | (x1 >>> 6) : (x1 << 16) | (x1 >>> 16)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = (isOdd ? (x1 << 6) | (x1 >>> 26) : (x1 << 24) | (x1 >>> 8)) ^ x0;
    x0 = (x0 + first) | 0;
    x1 = (x1 + second + group) | 0;
    const spent = first;
    first = second;
    second = third;
    third = spent;
  }
  into[0] = x0;
  into[1] = x1;
};

export const threefry = ([path, draw]: Uint32Pair, [key0, key1]: Uint32Pair): Uint32Pair => {
  const both = new Uint32Array(2);
  threefryInto(both, path, draw, key0, key1);
  return [both[0]!, both[1]!];
};
