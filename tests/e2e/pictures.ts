import { deflateSync, crc32 } from 'node:zlib';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

/** A picture in pixels: red, green, blue and opacity, a byte each. */
export interface Pixels {
  width: number;
  height: number;
  data: Uint8Array;
}

export const readPng = (content: Buffer): Pixels => PNG.sync.read(content);

const keyAt = ({ data }: Pixels, at: number): number =>
  (data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!;

const partsOf = (key: number): [number, number, number] => [key >> 16, (key >> 8) & 255, key & 255];

const distance = (left: number, right: number): number => {
  const [red, green, blue] = partsOf(left);
  const [otherRed, otherGreen, otherBlue] = partsOf(right);
  return (red - otherRed) ** 2 + (green - otherGreen) ** 2 + (blue - otherBlue) ** 2;
};

const nearestOf = (colours: readonly number[], key: number): number =>
  colours.reduce(
    (best, one, place) => (distance(one, key) < distance(colours[best]!, key) ? place : best),
    0,
  );

/** Colours of one sixteenth of each part are one. */
const kindOf = (key: number): number => key & 0xf0f0f0;

/** The colours that a picture has most of, as they are; each of the others, on the edges of letters, as one like it. */
const paletteOf = (keys: readonly number[]): { colours: number[]; places: Map<number, number> } => {
  const counts = new Map<number, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  const byFrequency = [...counts].sort(([, left], [, right]) => right - left).map(([key]) => key);
  const kinds = new Map<number, number>();
  for (const key of byFrequency) if (!kinds.has(kindOf(key))) kinds.set(kindOf(key), key);
  const colours = [...new Set([...byFrequency.slice(0, 24), ...kinds.values()])].slice(0, 256);
  return { colours, places: new Map(byFrequency.map((key) => [key, nearestOf(colours, key)])) };
};

const chunk = (type: string, data: Uint8Array): Buffer => {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
};

const headOf = ({ width, height }: Pixels): Buffer => {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // A byte for each pixel, that names a colour of the palette.
  head.set([8, 3, 0, 0, 0], 8);
  return head;
};

/** A picture in its 256 most frequent colours, a byte for each pixel, as a small PNG. */
export const writeSmallPng = (pixels: Pixels): Buffer => {
  const { width, height } = pixels;
  const keys = Array.from({ length: width * height }, (_, pixel) => keyAt(pixels, pixel * 4));
  const { colours, places } = paletteOf(keys);
  const lines = Buffer.alloc((width + 1) * height);
  keys.forEach((key, pixel) => {
    lines[pixel + Math.floor(pixel / width) + 1] = places.get(key)!;
  });
  const palette = Buffer.from(colours.flatMap((key) => partsOf(key)));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', headOf(pixels)),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

/** Each square of so many pixels as one, of their mean colour: what is left of letters is where they stand. */
const shrunk = ({ width, height, data }: Pixels, by: number): Pixels => {
  const small = { width: Math.floor(width / by), height: Math.floor(height / by) };
  const sums = new Float64Array(small.width * small.height * 4);
  for (let y = 0; y < small.height * by; y++)
    for (let x = 0; x < small.width * by; x++) {
      const to = (Math.floor(y / by) * small.width + Math.floor(x / by)) * 4;
      for (let part = 0; part < 4; part++) sums[to + part]! += data[(y * width + x) * 4 + part]!;
    }
  return { ...small, data: Uint8Array.from(sums, (sum) => sum / by ** 2) };
};

/** How closely two pictures are compared. */
export interface Tolerance {
  /** How unlike the colours of a pixel may be, of 1; edges that were smoothed differently are no difference. */
  threshold: number;
  /** How many pixels may be unlike, of all. */
  part: number;
  /** Of how many pixels in a row and a column one is made before. */
  shrunkBy?: number;
}

/** For the very browser that the pictures were made with. */
export const closely: Tolerance = { threshold: 0.1, part: 0.0001 };

/** For another one, whose letters may be drawn a little differently: the layout must be the same. */
export const broadly: Tolerance = { threshold: 0.2, part: 0.003, shrunkBy: 4 };

export interface Compared {
  isAlike: boolean;
  /** Pixels that are unlike. */
  unlike: number;
  /** Both over each other, the differences in red. */
  difference: Buffer;
}

/** Holds a picture against another one. */
export const comparePictures = (
  now: Pixels,
  before: Pixels,
  { threshold, part, shrunkBy = 1 }: Tolerance,
): Compared => {
  if (now.width !== before.width || now.height !== before.height)
    return { isAlike: false, unlike: now.width * now.height, difference: Buffer.alloc(0) };
  const [left, right] = shrunkBy > 1 ? [shrunk(now, shrunkBy), shrunk(before, shrunkBy)] : [now, before];
  const { width, height } = left;
  const seen = new PNG({ width, height });
  const unlike = pixelmatch(left.data, right.data, seen.data, width, height, { threshold });
  return { isAlike: unlike <= width * height * part, unlike, difference: PNG.sync.write(seen) };
};
