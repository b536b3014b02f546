import { randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { KeptKey } from '../../access/access-key.js';

export const sessionCookie = 'gigaledger_session';
export const sessionHours = 12;
const mostSessions = 10_000;

/** Whoever has signed in with a key, by what the browser keeps; gone when the server restarts. */
export class Sessions {
  readonly #byToken = new LRUCache<string, KeptKey>({ max: mostSessions, ttl: sessionHours * 3_600_000 });

  begin(key: KeptKey): string {
    const token = randomBytes(32).toString('base64url');
    this.#byToken.set(token, key);
    return token;
  }

  keyOf(token: string): KeptKey | undefined {
    return this.#byToken.get(token);
  }

  end(token: string): void {
    this.#byToken.delete(token);
  }
}
