import { timingSafeEqual } from 'node:crypto';
import { isValidAt, isWellFormed, type KeptKey, newSecret, type Scope, secretHash } from './access-key.js';
import type { KeyFile } from './key-file.js';

/** A name is taken, or names no key. */
export class WrongKeyName extends Error {}

/** A key as it may be shown: without anything that it could be found by. */
export type ShownKey = Omit<KeptKey, 'hash'>;

const isSameHash = (left: string, right: string): boolean =>
  timingSafeEqual(Buffer.from(left, 'hex'), Buffer.from(right, 'hex'));

/** Who may do what. Without a single key everything is open; once there was one, nothing is without one. */
export class KeyRing {
  constructor(
    private readonly file?: KeyFile,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /** Whether keys can be made. */
  get hasPlace(): boolean {
    return this.file !== undefined;
  }

  get isOpen(): boolean {
    return this.#keys.length === 0;
  }

  get list(): ShownKey[] {
    return this.#keys.map(({ hash: _, ...shown }) => shown);
  }

  /** The key that is good now. Every kept hash is compared, each in the same time. */
  find(secret: string): KeptKey | undefined {
    if (!isWellFormed(secret)) return undefined;
    const hash = secretHash(secret);
    const [found] = this.#keys.filter((key) => isSameHash(key.hash, hash));
    return found && isValidAt(found, this.now()) ? found : undefined;
  }

  /** Whether a key that was good still is. */
  isGood({ hash }: KeptKey): boolean {
    const kept = this.#keys.find((key) => key.hash === hash);
    return kept !== undefined && isValidAt(kept, this.now());
  }

  /** Whether a key of that name is good now, and for this: a name is only ever given once. */
  mayNamed(name: string, need: Scope): boolean {
    const kept = this.#keys.find((key) => key.name === name);
    return kept !== undefined && kept.scopes.includes(need) && isValidAt(kept, this.now());
  }

  /** Makes a key; its secret is nowhere but in the answer. Throws WrongKeyName. */
  create(name: string, scopes: readonly Scope[], expiresAt: Date | null): { key: string; kept: ShownKey } {
    const key = newSecret(scopes);
    const kept: ShownKey = {
      name,
      scopes,
      createdAt: this.now().toISOString(),
      expiresAt: expiresAt?.toISOString() ?? null,
      revokedAt: null,
    };
    this.#change((keys) => {
      // A name stands in events for ever: it is never given to somebody else.
      if (keys.some((one) => one.name === name)) throw new WrongKeyName(`there is a key "${name}" already`);
      return [...keys, { ...kept, hash: secretHash(key) }];
    });
    return { key, kept };
  }

  /** Throws WrongKeyName. */
  revoke(name: string): void {
    this.#change((keys) => {
      if (!keys.some((one) => one.name === name)) throw new WrongKeyName(`there is no key "${name}"`);
      const revokedAt = this.now().toISOString();
      return keys.map((one) => (one.name === name ? { ...one, revokedAt: one.revokedAt ?? revokedAt } : one));
    });
  }

  get #keys(): readonly KeptKey[] {
    return this.file?.keys ?? [];
  }

  #change(how: (keys: readonly KeptKey[]) => readonly KeptKey[]): void {
    if (!this.file)
      throw new WrongKeyName('keys are not kept in the database: name a file for them in KEYS_FILE');
    this.file.change(how);
  }
}
