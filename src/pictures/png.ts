import { promisify } from 'node:util';
import { crc32, deflate } from 'node:zlib';

const compress = promisify(deflate);

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const bytesOfPixel = 4;

const chunk = (type: string, data: Uint8Array): Buffer => {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(named.length + 8);
  whole.writeUInt32BE(data.length, 0);
  named.copy(whole, 4);
  whole.writeUInt32BE(crc32(named), named.length + 4);
  return whole;
};

/** Each line begins with its filter: none, which large even areas compress best with. */
const linesOf = (pixels: Buffer, width: number, height: number): Buffer => {
  const length = width * bytesOfPixel;
  const lines = Buffer.alloc((length + 1) * height);
  for (let line = 0; line < height; line++)
    pixels.copy(lines, line * (length + 1) + 1, line * length, (line + 1) * length);
  return lines;
};

const headOf = (width: number, height: number): Buffer => {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits each of red, green, blue and opacity; not interlaced.
  head.set([8, 6, 0, 0, 0], 8);
  return head;
};

/** Pixels (RGBA, eight bits each) as PNG (ISO/IEC 15948), compressed outside of the thread that asks. */
export const encodePng = async (pixels: Buffer, width: number, height: number): Promise<Uint8Array> =>
  Buffer.concat([
    signature,
    chunk('IHDR', headOf(width, height)),
    chunk('IDAT', await compress(linesOf(pixels, width, height))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
