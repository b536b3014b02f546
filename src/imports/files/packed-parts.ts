import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { reasonOf } from '../../../events/kit/reason.js';
import { mostUnpackedBytes } from './limits.js';
import { UnreadableSheet } from './unreadable-sheet.js';

const mostParts = 2_000;

/** What the file is, as refusals call it. */
const kindOf = (entries: ReadonlyMap<string, Entry>): string =>
  [...entries.keys()].some((name) => name.startsWith('xl/')) ? 'workbook' : 'package';

/** The parts of a packed file, unpacked piece by piece; all that are read may have so many bytes together. */
export class PackedParts {
  #unpacked = 0;

  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
    private readonly kind = kindOf(entries),
  ) {}

  static async open(bytes: Uint8Array): Promise<PackedParts> {
    try {
      const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
        lazyEntries: true,
      });
      const entries = new Map<string, Entry>();
      for await (const entry of zip.eachEntry()) {
        if (entries.size >= mostParts)
          throw new UnreadableSheet(`the file has more than ${mostParts} parts`, true);
        entries.set(entry.fileName.toLowerCase(), entry);
      }
      return new PackedParts(zip, entries);
    } catch (error) {
      throw error instanceof UnreadableSheet
        ? error
        : new UnreadableSheet(`the workbook (.xlsx) or the package (.ocf) is broken: ${reasonOf(error)}`);
    }
  }

  /** As the file calls them. */
  get names(): string[] {
    return [...this.entries.values()].map(({ fileName }) => fileName);
  }

  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  /** The text of a part, piece by piece. What a part says of its own size is not believed. */
  async *read(name: string): AsyncGenerator<string> {
    const entry = this.entries.get(name.toLowerCase());
    if (!entry) throw new UnreadableSheet(`the ${this.kind} has no ${name}`);
    const decoder = new TextDecoder('utf-8');
    try {
      for await (const chunk of await this.zip.openReadStreamPromise(entry)) {
        const bytes = Buffer.from(chunk);
        this.#unpacked += bytes.length;
        if (this.#unpacked > mostUnpackedBytes)
          throw new UnreadableSheet(
            `the ${this.kind} unpacks to more than ${mostUnpackedBytes / 1024 / 1024} MiB, which is as much as is read`,
            true,
          );
        yield decoder.decode(bytes, { stream: true });
      }
    } catch (error) {
      throw error instanceof UnreadableSheet
        ? error
        : new UnreadableSheet(`the ${this.kind} is broken: ${reasonOf(error)}`);
    }
  }
}
