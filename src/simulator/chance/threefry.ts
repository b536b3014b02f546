/** Two whole numbers of 32 bits: a key, a counter, or what comes out. */
export type Pair = readonly [number, number];

const rotations = [13, 15, 26, 6, 17, 29, 16, 24];
const parity = 0x1bd11bda;
const rounds = 20;

const rotated = (value: number, by: number): number => (value << by) | (value >>> (32 - by));

/**
 * Threefry-2x32 with 20 rounds: a counter and a key in, 64 random bits out, without any state between draws.
 * Salmon, Moraes, Dror and Shaw, Parallel Random Numbers: As Easy as 1, 2, 3 (SC 2011).
 */
export const threefry = ([path, draw]: Pair, [key0, key1]: Pair): Pair => {
  const keys = [key0, key1, parity ^ key0 ^ key1];
  let x0 = (path + key0) | 0;
  let x1 = (draw + key1) | 0;
  for (let round = 0; round < rounds; round++) {
    x0 = (x0 + x1) | 0;
    x1 = rotated(x1, rotations[round & 7]!) ^ x0;
    if ((round & 3) !== 3) continue;
    const injection = (round + 1) >> 2;
    x0 = (x0 + keys[injection % 3]!) | 0;
    x1 = (x1 + keys[(injection + 1) % 3]! + injection) | 0;
  }
  return [x0 >>> 0, x1 >>> 0];
};
