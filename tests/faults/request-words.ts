import fc, { type Arbitrary } from 'fast-check';

/** Words that the public record and the grammars know, by the kind of member, so that much of it gets past the first refusal. */
const words = {
  party: ['openai', 'amd', 'microsoft', 'nvidia', 'OPENAI', 'nobody', 'a'.repeat(201)],
  deal: ['deal-openai-amd-2025', 'deal-openai-aws-2025', 'deal-nobody', 'deal-😀'],
  target: ['deal-openai-amd-2025/gw-1', 'deal-openai-amd-2025', 'openai', 'gw-1', 'party-openai'],
  date: [
    '2026-06-01',
    '2027',
    'H2 2026',
    '2026-Q4',
    '2025-11-30T00:00:00Z',
    '2026-02-30',
    '+12m',
    '0000-00-00',
  ],
  amount: ['6 GW', '$38B', 'up to 100bn', 'undisclosed', '27%', '0.1', '-1 GW', '1e400 GW', '300 %'],
  address: ['http://127.0.0.1:9/hook', 'javascript:alert(1)', 'ftp://[::1]/', 'not an address'],
  position: ['0', '1', '100', '433', '-1', '99999999', '1.5'],
  scenario: ['scenario-late-chips', 'scenario-late-chips@1', 'scenario-nobody', 'late chips'],
  grouping: ['provider', 'deal', 'layer', 'party', 'tranche', 'kind', 'currency', 'deal,layer', 'colour'],
  layer: ['chips', 'cloud', 'site', 'power', 'colour'],
  basis: ['site', 'it', 'accelerators', 'percent', 'colour'],
  currency: ['USD', 'CNY', 'XXX', 'dollars'],
  width: ['800', '320', '1', '1e3'],
  choice: ['firm', 'month', 'true', 'signed', 'quarter', '2', '0', '-1'],
} as const;

const kinds: readonly [RegExp, keyof typeof words][] = [
  [/^(?:effectiveAt|knownAt|from|to|at|period|on)$|[dD]ate$|At$/, 'date'],
  [/^(?:party|provider|consumer|payer|payee|holder|issuer|lab|counterparty|publisher)$/, 'party'],
  [/^(?:deal|id|stream)$/, 'deal'],
  [/^(?:target|tranche|with)$/, 'target'],
  [/^(?:atPosition|after)$/, 'position'],
  [/^(?:scenario|base)$/, 'scenario'],
  [/^by$/, 'grouping'],
  [/amount|size|value|total|share/i, 'amount'],
  [/url|address/i, 'address'],
];

export const known: readonly string[] = Object.values(words).flat();

/** A word for a member of this name: mostly of its kind, now and then any. */
export const wordOf = (name: string): Arbitrary<string> => {
  const kind =
    name in words ? (name as keyof typeof words) : kinds.find(([pattern]) => pattern.test(name))?.[1];
  return fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom<string>(...words[kind ?? 'choice']) },
    { weight: 1, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: fc.string({ maxLength: 20 }) },
  );
};

/** What a program that was badly written sends where something else was meant. */
export const weird: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -0, -1, 1e308, 5e-324, 2 ** 53, '', [], {}, [[]], ['a', 'a']),
  fc.constantFrom(
    '\u0000',
    '\ud800',
    '\u202e',
    '\ufeff',
    '=1+1',
    '../../etc/passwd',
    '__proto__',
    'NaN',
    '1e400',
  ),
  fc.double(),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(...known),
  fc.jsonValue({ maxDepth: 4 }),
  fc.dictionary(fc.constantFrom('__proto__', 'constructor', 'toString', 'value', 'x'), fc.integer()),
);
