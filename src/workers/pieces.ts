import { isPlainObject } from '../../events/kit/decode.js';

/** So many bytes are received in one turn: more are passed on in pieces, so that light questions are heard in between. */
export const bytesPerPiece = 2 ** 22;

/** A part of an answer's bytes: where it begins, and how many there are in all. */
export interface BytesPiece {
  readonly piece: Uint8Array;
  readonly from: number;
  readonly of: number;
}

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

/** An outcome with what it has of bytes taken out where they are many, and where they stood. */
export const takeOutBytes = (
  outcome: unknown,
  most = bytesPerPiece,
): { rest: unknown; bytesAt?: MemberPath; pieces: Iterable<BytesPiece> } => {
  const found = bytesIn(outcome);
  if (!found || found.bytes.length <= most) return { rest: outcome, pieces: [] };
  const { path, bytes } = found;
  return { rest: withValueAt(outcome, path, new Uint8Array()), bytesAt: path, pieces: piecesOf(bytes, most) };
};

function* piecesOf(bytes: Uint8Array, most: number): Iterable<BytesPiece> {
  for (let from = 0; from < bytes.length; from += most)
    yield { piece: bytes.subarray(from, from + most), from, of: bytes.length };
}

/** Puts pieces together as they come. */
export class ReceivedBytes {
  #bytes: Uint8Array | undefined;

  add({ piece, from, of }: BytesPiece): void {
    // Not cleared: that would touch all of it at once.
    this.#bytes ??= Buffer.allocUnsafe(of);
    this.#bytes.set(piece, from);
  }

  /** The outcome with its bytes where they stood. */
  putBack(rest: unknown, path: MemberPath): unknown {
    return this.#bytes ? withValueAt(rest, path, this.#bytes) : rest;
  }
}
