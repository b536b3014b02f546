import { describe, expect, it } from 'vitest';
import {
  assertWellFormed,
  canonicalJson,
  eventHash,
  genesisHash,
  NotCanonical,
  sha256Hex,
} from '../../src/store/canonical.js';

describe('The canonical form', () => {
  it('is that of RFC 8785, section 3.2.2', () => {
    const sample = {
      numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(sample)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('orders names by their UTF-16 code units (RFC 8785, section 3.2.3)', () => {
    const names = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
    const written = canonicalJson(Object.fromEntries(names.map((name) => [name, 0])));
    expect(Object.keys(JSON.parse(written) as object)).toEqual([
      '1',
      '\r',
      '\u0080',
      '\u00f6',
      '\u20ac',
      '\ud83d\ude00',
      '\ufb33',
    ]);
  });

  it('leaves out what is undefined', () => {
    expect(canonicalJson({ b: 1, a: undefined })).toBe('{"b":1}');
  });

  const circle: unknown[] = [];
  circle.push(circle);
  it.each([
    ['an unpaired surrogate', 'half \ud83d'],
    ['an unpaired surrogate in a name', { '\ude00': 1 }],
    ['not a number', [Number.NaN]],
    ['infinity', { low: Number.POSITIVE_INFINITY }],
    ['a circle', circle],
    ['a bigint', 1n],
    ['nothing at all', undefined],
  ])('does not exist of %s', (_, value) => {
    expect(() => canonicalJson(value)).toThrow(NotCanonical);
  });

  it('is asked of plain strings too', () => {
    expect(() => assertWellFormed('well', '😀')).not.toThrow();
    expect(() => assertWellFormed('well', 'half \ud83d')).toThrow(NotCanonical);
  });
});

describe('The hash of an event', () => {
  it('is SHA-256 in hexadecimal', () => {
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('covers the hash before it, a line feed and the canonical form', () => {
    const first = eventHash(genesisHash, '{}');
    expect(first).toBe(sha256Hex(`${'0'.repeat(64)}\n{}`));
    expect(eventHash(first, '{}')).toBe(sha256Hex(`${first}\n{}`));
  });
});
