import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Something that a process did to its disk, or said. */
interface DiskStep {
  /** A write, a truncation, a sync, a new name, a name that is gone; or what it said on its standard output. */
  kind: 'W' | 'T' | 'S' | 'M' | 'U' | 'A';
  name: string;
  offset: number;
  bytes: Buffer;
}

/** The steps that were written down, in order; one that was cut off counts for nothing. */
export const stepsIn = (record: string): DiskStep[] => {
  const all = readFileSync(record);
  const steps: DiskStep[] = [];
  for (let at = 0; at < all.length;) {
    const end = all.indexOf('\n', at);
    const [kind, name, offset, size] = all.toString('utf8', at, end).split(' ');
    if (end < 0 || end + 1 + Number(size) > all.length) break;
    const bytes = all.subarray(end + 1, end + 1 + Number(size));
    steps.push({ kind: kind as DiskStep['kind'], name: name!, offset: Number(offset), bytes });
    at = end + 1 + Number(size);
  }
  return steps;
};

/** What the disk is asked to keep as one, and may lose as one. */
const sectorBytes = 512;

/** What a process maps into its memory is made anew from the files. */
const isShared = (name: string): boolean => name.endsWith('-shm');

/** Bytes that can grow. */
class GrowingBytes {
  #size: number;

  constructor(private bytes: Buffer) {
    this.#size = bytes.length;
  }

  get copy(): GrowingBytes {
    return new GrowingBytes(Buffer.from(this.whole));
  }

  get whole(): Buffer {
    return this.bytes.subarray(0, this.#size);
  }

  put(offset: number, bytes: Buffer): void {
    this.#growTo(offset + bytes.length);
    bytes.copy(this.bytes, offset);
  }

  resize(size: number): void {
    this.#growTo(size);
    this.bytes.fill(0, size, this.#size);
    this.#size = size;
  }

  #growTo(size: number): void {
    if (size > this.bytes.length) {
      const roomy = Buffer.alloc(size * 2);
      this.bytes.copy(roomy);
      this.bytes = roomy;
    }
    this.#size = Math.max(this.#size, size);
  }
}

/** Makes what a step wrote, sector by sector; how many sectors were left out. */
const make = (file: GrowingBytes, { kind, offset, bytes }: DiskStep, isKept: () => boolean): number => {
  if (kind === 'T') {
    if (isKept()) file.resize(offset);
    return 0;
  }
  let dropped = 0;
  for (let at = 0; at < bytes.length;) {
    const end = Math.min(bytes.length, at + sectorBytes - ((offset + at) % sectorBytes));
    if (isKept()) file.put(offset + at, bytes.subarray(at, end));
    else dropped++;
    at = end;
  }
  return dropped;
};

/** One file: what is on the disk for certain, and what was done since. */
class DiskFile {
  readonly #kept: GrowingBytes;
  #pending: DiskStep[] = [];

  constructor(kept: Buffer) {
    this.#kept = new GrowingBytes(kept);
  }

  do(step: DiskStep): void {
    if (step.kind !== 'S') return void this.#pending.push(step);
    for (const one of this.#pending.splice(0)) make(this.#kept, one, () => true);
  }

  /** After the power went: of what was not synced each sector is there or not, whatever came before or after it. */
  cut(isKept: () => boolean): { bytes: Buffer; dropped: number } {
    if (this.#pending.length === 0) return { bytes: this.#kept.whole, dropped: 0 };
    const left = this.#kept.copy;
    const dropped = this.#pending.reduce((count, step) => count + make(left, step, isKept), 0);
    return { bytes: left.whole, dropped };
  }
}

type Names = Map<string, DiskFile>;

/** A file got a name, another one, or none, in a folder. */
interface Naming {
  folder: string;
  in: (names: Names) => void;
}

const put = (name: string, file: DiskFile): Naming => ({
  folder: dirname(name),
  in: (names) => void names.set(name, file),
});
const gone = (name: string): Naming => ({ folder: dirname(name), in: (names) => void names.delete(name) });

/**
 * The disk below a folder, as it was and as the steps of processes make it. Names are there for certain once their
 * folder is synced; of those that are not, the first few are, as with a file system that keeps a journal of them.
 */
export class Disk {
  readonly #folders: string[] = ['.'];
  readonly #names: Names = new Map();
  readonly #certain: Names = new Map();
  #naming: Naming[] = [];
  /** What the processes had said by now. */
  said = '';

  constructor(home: string) {
    for (const one of readdirSync(home, { recursive: true, withFileTypes: true })) {
      const path = join(one.parentPath, one.name);
      const name = path.slice(home.length + 1);
      if (one.isDirectory()) this.#folders.push(name);
      else if (!isShared(name)) this.#certain.set(name, new DiskFile(readFileSync(path)));
    }
    this.#names = new Map(this.#certain);
  }

  do(step: DiskStep): void {
    const { kind, name, bytes } = step;
    if (kind === 'A') this.said += bytes.toString('utf8');
    else if (kind === 'U') this.#name(gone(name));
    else if (kind === 'M') this.#rename(name, bytes.toString('utf8'));
    else if (this.#folders.includes(name)) this.#syncNames(name);
    else if (!isShared(name)) this.#fileOf(name).do(step);
  }

  #fileOf(name: string): DiskFile {
    const there = this.#names.get(name);
    const file = there ?? new DiskFile(Buffer.alloc(0));
    if (!there) this.#name(put(name, file));
    return file;
  }

  #rename(from: string, to: string): void {
    const file = this.#names.get(from);
    if (!file) return;
    const [removal, addition] = [gone(from), put(to, file)];
    const both = (names: Names): void => [removal, addition].forEach((one) => one.in(names));
    this.#name({ folder: addition.folder, in: both });
  }

  #name(naming: Naming): void {
    naming.in(this.#names);
    this.#naming.push(naming);
  }

  /** With the last name in a folder come those before it, wherever they are. */
  #syncNames(folder: string): void {
    const last = this.#naming.findLastIndex((one) => one.folder === folder);
    for (const one of this.#naming.splice(0, last + 1)) one.in(this.#certain);
  }

  /** Writes into a new folder what is left when the power goes now; how many sectors were lost. */
  cutInto(folder: string, isKept: () => boolean): number {
    for (const one of this.#folders) mkdirSync(join(folder, one), { recursive: true });
    const names = new Map(this.#certain);
    for (const one of this.#naming) {
      if (!isKept()) break;
      one.in(names);
    }
    let lost = 0;
    for (const [name, file] of names) {
      const { bytes, dropped } = file.cut(isKept);
      lost += dropped;
      writeFileSync(join(folder, name), bytes);
    }
    return lost;
  }
}
