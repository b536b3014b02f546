import Database from 'better-sqlite3';
import { makePrivate, retryWhileBusy, wrapTrouble } from './connection.js';

/** How long one waits for another process that holds the lock. */
const patienceMs = 5_000;

/**
 * A lock that one holder has at a time, in this process or another on the machine: the system gives it back when its
 * holder dies. It is held over a file of its own, in which nothing is ever written.
 */
export class OrderLock {
  readonly #connection: Database.Database;
  #last: Promise<unknown> = Promise.resolve();

  /** Throws StoreUnavailable when the file can't be made. */
  constructor(file: string) {
    makePrivate(file);
    this.#connection = new Database(file, { timeout: 0 });
  }

  /** Does the work while nobody else does any under this lock. Throws StoreUnavailable, or what the work throws. */
  hold<T>(work: () => Promise<T>): Promise<T> {
    const held = this.#last.then(() => this.#held(work));
    this.#last = held.catch(() => undefined);
    return held;
  }

  /** Once nobody here holds it. */
  async close(): Promise<void> {
    await this.#last;
    this.#connection.close();
  }

  async #held<T>(work: () => Promise<T>): Promise<T> {
    await this.#take();
    try {
      return await work();
    } finally {
      this.#connection.exec('ROLLBACK');
    }
  }

  async #take(): Promise<void> {
    try {
      await retryWhileBusy(patienceMs, () => this.#connection.exec('BEGIN IMMEDIATE'));
    } catch (error) {
      throw wrapTrouble(error);
    }
  }
}
