import { writtenEventOf } from '../rows.js';
import type { LogReader, StoredEvent, WrittenEvent } from '../store.js';
import { CombinedLog } from './combined-log.js';

/**
 * The combined log up to a position that its writer has named: what stands in front of it is recorded for good, so
 * nothing need be locked.
 */
export class LayeredReader implements LogReader {
  readonly #log: CombinedLog;

  constructor(
    private readonly open: LogReader,
    private readonly hidden: LogReader,
  ) {
    this.#log = new CombinedLog(open, hidden);
    this.#log.settle(Number.MAX_SAFE_INTEGER);
  }

  async read(
    after: number,
    limit: number,
    only?: { stream?: string; type?: string },
  ): Promise<readonly StoredEvent[]> {
    await this.#log.readHidden();
    return this.#log.read(after, limit, only);
  }

  async readWritten(after: number, limit: number): Promise<readonly WrittenEvent[]> {
    return (await this.read(after, limit)).map(writtenEventOf);
  }

  async close(): Promise<void> {
    await this.open.close();
    await this.hidden.close();
  }
}
