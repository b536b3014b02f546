import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { Turns } from '../workers/turns.js';
import { rasterize, type DrawnPicture } from './rasterize.js';

export { TooManyPixels } from './rasterize.js';

const mostWaiting = 32;
const mostKeptBytes = 16 * 1024 * 1024;

/** Makes pictures of drawings one at a time, so that memory is bounded; those made last are kept. */
export class PictureDesk {
  readonly #turns = new Turns(1, mostWaiting);
  readonly #kept = new LRUCache<string, Uint8Array>({
    maxSize: mostKeptBytes,
    sizeCalculation: ({ length }) => length,
  });

  /** A drawing as PNG. Throws TooManyPixels, WorkFailed where too many wait, or what the signal says. */
  async png(picture: DrawnPicture, signal?: AbortSignal): Promise<Uint8Array> {
    const key = createHash('sha256').update(picture.svg).digest('base64');
    const kept = this.#kept.get(key);
    if (kept) return kept;
    const giveBack = await this.#turns.take(signal);
    try {
      const made = await rasterize(picture);
      this.#kept.set(key, made);
      return made;
    } finally {
      giveBack();
    }
  }
}
