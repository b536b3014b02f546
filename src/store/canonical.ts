import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { reasonOf } from '../../events/kit/reason.js';
import { quickCanonical } from './quick-canonical.js';

/** A value that has no canonical form: an unpaired surrogate, a number that is not finite, a circle. */
export class NotCanonical extends Error {}

/** The previous hash of the first event of a log. */
export const genesisHash = '0'.repeat(64);

/** SHA-256 (FIPS 180-4) of a string's UTF-8 bytes, in lower-case hexadecimal. */
export const sha256Hex = (text: string): string => hash('sha256', text);

/**
 * The one way in which a value is written (RFC 8785, JSON Canonicalization Scheme).
 * Throws NotCanonical where there is none: other stores and readers would silently change such a string.
 */
export const canonicalJson = (value: unknown): string => {
  const text = quickCanonical(value) ?? canonicalOrThrow(value);
  if (text === undefined) throw new NotCanonical(`${typeof value} has no canonical form`);
  return text;
};

const canonicalOrThrow = (value: unknown): string | undefined => {
  try {
    return canonicalize(value);
  } catch (error) {
    throw new NotCanonical(reasonOf(error), { cause: error });
  }
};

/** Throws NotCanonical when one of these strings is not well-formed UTF-16. */
export const assertWellFormed = (...strings: readonly string[]): void => {
  if (!strings.every((string) => string.isWellFormed()))
    throw new NotCanonical('an unpaired surrogate is not allowed');
};

/**
 * The hash of an event, chained to the event before it:
 * `sha256Hex(previous hash in hexadecimal + "\n" + canonical form of the recorded event without its hash)`.
 * Nothing else enters it, so an NDJSON export is enough to recompute the chain.
 */
export const eventHash = (previousHash: string, canonical: string): string =>
  sha256Hex(`${previousHash}\n${canonical}`);
