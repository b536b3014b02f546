import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { reasonOf } from '../../../../events/kit/reason.js';
import { mostUnpackedBytes } from '../limits.js';
import { UnreadableSheet } from '../unreadable-sheet.js';

const mostParts = 2_000;

const tooLarge = new UnreadableSheet(
  `the workbook unpacks to more than ${mostUnpackedBytes / 1024 / 1024} MiB, which is as much as is read`,
  true,
);

/** The parts of a workbook, unpacked piece by piece; all that are read may have so many bytes together. */
export class WorkbookParts {
  #unpacked = 0;

  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  static async open(bytes: Uint8Array): Promise<WorkbookParts> {
    try {
      const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
        lazyEntries: true,
      });
      const entries = new Map<string, Entry>();
      for await (const entry of zip.eachEntry()) {
        if (entries.size >= mostParts)
          throw new UnreadableSheet(`the workbook has more than ${mostParts} parts`, true);
        entries.set(entry.fileName.toLowerCase(), entry);
      }
      return new WorkbookParts(zip, entries);
    } catch (error) {
      throw error instanceof UnreadableSheet
        ? error
        : new UnreadableSheet(`the workbook is broken: ${reasonOf(error)}`);
    }
  }

  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  /** The text of a part, piece by piece. What a part says of its own size is not believed. */
  async *read(name: string): AsyncGenerator<string> {
    const entry = this.entries.get(name.toLowerCase());
    if (!entry) throw new UnreadableSheet(`the workbook has no ${name}`);
    const decoder = new TextDecoder('utf-8');
    try {
      for await (const chunk of await this.zip.openReadStreamPromise(entry)) {
        const bytes = Buffer.from(chunk);
        this.#unpacked += bytes.length;
        if (this.#unpacked > mostUnpackedBytes) throw tooLarge;
        yield decoder.decode(bytes, { stream: true });
      }
    } catch (error) {
      throw error instanceof UnreadableSheet
        ? error
        : new UnreadableSheet(`the workbook is broken: ${reasonOf(error)}`);
    }
  }
}
