import { isPlainObject } from '../../events/kit/decode.js';

/** More bytes than these go beside the line on which outcomes are told, where all of a message is received in one turn. */
const mostOnLine = 2 ** 20;

/** The names of members, one within the other, that lead to a value. */
export type MemberPath = readonly string[];

const bytesIn = (value: unknown): { path: MemberPath; bytes: Uint8Array } | undefined => {
  if (value instanceof Uint8Array) return { path: [], bytes: value };
  if (!isPlainObject(value)) return undefined;
  for (const [name, member] of Object.entries(value)) {
    const found = bytesIn(member);
    if (found) return { path: [name, ...found.path], bytes: found.bytes };
  }
  return undefined;
};

/** A value with another one where a path leads; undefined where it has no such members. */
const withValueAt = (value: unknown, [name, ...further]: MemberPath, put: Uint8Array): unknown => {
  if (name === undefined) return put;
  if (!isPlainObject(value)) return undefined;
  return { ...value, [name]: withValueAt(value[name], further, put) };
};

/** An outcome without its many bytes, where they stood, and how many there are: they come beside it. */
export interface BytesTold {
  readonly rest: unknown;
  readonly bytesAt?: MemberPath;
  readonly count?: number;
}

/** An outcome with what it has of bytes taken out where they are many. */
export const takeOutBytes = (outcome: unknown, most = mostOnLine): BytesTold & { bytes?: Uint8Array } => {
  const found = bytesIn(outcome);
  if (!found || found.bytes.length <= most) return { rest: outcome };
  const { path, bytes } = found;
  const rest = withValueAt(outcome, path, new Uint8Array());
  return { rest, bytesAt: path, count: bytes.length, bytes };
};

/** An outcome with its bytes where they stood. */
interface WholeOutcome {
  readonly whole: unknown;
}

/** Puts bytes together as they come, and into the outcome once that has come, too: either may be first. */
export class ReceivedBytes {
  #early: Uint8Array[] = [];
  #told: BytesTold | undefined;
  #bytes: Uint8Array | undefined;
  #received = 0;

  /** Some more bytes; the outcome as a whole where they are the last. */
  add(bytes: Uint8Array): WholeOutcome | undefined {
    if (!this.#bytes) this.#early.push(bytes);
    else this.#put(bytes);
    return this.#whole;
  }

  /** The outcome is told; it is whole where its bytes came before. */
  expect(told: BytesTold): WholeOutcome | undefined {
    this.#told = told;
    // Not cleared: that would touch all of it at once.
    this.#bytes = Buffer.allocUnsafe(told.count ?? 0);
    for (const bytes of this.#early) this.#put(bytes);
    this.#early = [];
    return this.#whole;
  }

  #put(bytes: Uint8Array): void {
    this.#bytes?.set(bytes, this.#received);
    this.#received += bytes.length;
  }

  get #whole(): WholeOutcome | undefined {
    const { rest, bytesAt, count = 0 } = this.#told ?? {};
    if (!this.#bytes || this.#received < count) return undefined;
    return { whole: bytesAt ? withValueAt(rest, bytesAt, this.#bytes) : rest };
  }
}
