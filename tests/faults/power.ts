import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Something that a process did to its disk, or said. */
interface DiskStep {
  /** A write, a truncation, a sync; or what it said on its standard output. */
  kind: 'W' | 'T' | 'S' | 'A';
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

  constructor(
    kept: Buffer,
    /** Whether its name is on the disk, too. */
    public isNamed: boolean,
  ) {
    this.#kept = new GrowingBytes(kept);
  }

  do(step: DiskStep): void {
    if (step.kind !== 'S') return void this.#pending.push(step);
    for (const one of this.#pending.splice(0)) make(this.#kept, one, () => true);
  }

  /** After the power went: of what was not synced each sector is there or not, whatever came before or after it. */
  cut(isKept: () => boolean): { bytes: Buffer; dropped: number } {
    const left = this.#kept.copy;
    const dropped = this.#pending.reduce((count, step) => count + make(left, step, isKept), 0);
    return { bytes: left.whole, dropped };
  }
}

/** The disk below a folder, as it was and as the steps of a process make it. */
export class Disk {
  readonly #files = new Map<string, DiskFile>();
  /** What the process had said by now. */
  said = '';

  constructor(folder: string) {
    for (const name of readdirSync(folder).filter((one) => !isShared(one)))
      this.#files.set(name, new DiskFile(readFileSync(join(folder, name)), true));
  }

  do(step: DiskStep): void {
    if (step.kind === 'A') this.said += step.bytes.toString('utf8');
    else if (step.name === '.') for (const file of this.#files.values()) file.isNamed = true;
    else if (!isShared(step.name)) this.#fileOf(step.name).do(step);
  }

  #fileOf(name: string): DiskFile {
    const file = this.#files.get(name) ?? new DiskFile(Buffer.alloc(0), false);
    this.#files.set(name, file);
    return file;
  }

  /** Writes into a new folder what is left when the power goes now; how many sectors were lost. */
  cutInto(folder: string, isKept: () => boolean): number {
    mkdirSync(folder);
    let lost = 0;
    for (const [name, file] of this.#files) {
      if (!file.isNamed && !isKept()) continue;
      const { bytes, dropped } = file.cut(isKept);
      lost += dropped;
      writeFileSync(join(folder, name), bytes);
    }
    return lost;
  }
}
