import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reachOf } from '../../events/market/reach.js';
import type { Quantity } from '../../events/kit/quantity.js';
import { cast, fact, party } from '../spec/facts.js';
import { ledger, type Sent, show } from '../given.js';

const slugs = ['lab', 'vendor', 'cloud', 'bank', 'maker'];
const opening: Sent[] = [
  ...cast,
  ...party('maker'),
  fact('2025-01-01', 'market-m', 'MarketDefined', {
    name: 'M',
    layer: 'hardware',
    metric: 'units',
    scope: 'worldwide',
  }),
];

interface Said {
  parties: readonly string[];
  share: string;
  knownOn?: string;
}

const report = ({ parties, share, knownOn = '2025-11-01' }: Said): Sent => ({
  ...fact('2025-Q3', 'market-m', 'ShareReported', {
    publisher: 'analyst',
    period: '2025-Q3',
    share,
    ...(parties.length === 1 ? { party: parties[0] } : { parties }),
  }),
  knownOn,
});

interface Bp {
  low: number;
  point: number | null;
  high: number;
}

interface Told {
  others: Bp;
  hhi: Bp | null;
  flags: readonly string[];
}

const toldBy = (said: readonly Said[]): Told => {
  const { rows, totals } = show(ledger([...opening, ...said.map(report)]), 'market-share', {
    effectiveAt: '2026-06-30',
  });
  const row = rows.find((one) => one.party === 'others')!;
  expect(totals[0]!.othersBp).toEqual(row.shareBp);
  return { others: row.shareBp as Bp, hhi: totals[0]!.hhi as Bp | null, flags: row.flags };
};

const isInOrder = ({ low, point, high }: Bp): boolean =>
  low <= (point ?? low) && (point ?? high) <= high && low <= high && low >= 0;

/** Which parties a report names: often one, else several. */
const some = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...slugs).map((slug) => [slug]) },
  { weight: 1, arbitrary: fc.subarray(slugs, { minLength: 2 }) },
);

const distinct = {
  minLength: 1,
  maxLength: 9,
  selector: ({ parties }: { parties: string[] }) => parties.join(),
};

/** A market as it is, in basis points, and what a publisher who rounds rightly says of it. */
const truths = fc
  .tuple(
    fc.array(fc.integer({ min: 0, max: 4_000 }), { minLength: slugs.length, maxLength: slugs.length }),
    fc.uniqueArray(fc.record({ parties: some, digits: fc.constantFrom(0, 0, 1, 2) }), distinct),
  )
  .filter(([shares]) => shares.reduce((sum, share) => sum + share, 0) <= 10_000)
  .map(([shares, reports]) => {
    const shareOf = (slug: string): number => shares[slugs.indexOf(slug)]!;
    const said = reports.map(({ parties, digits }): Said => {
      const share = parties.reduce((sum, slug) => sum + shareOf(slug), 0) / 100;
      return { parties, share: `${share.toFixed(digits)}%` };
    });
    return { shareOf, said };
  });

/** Reports that need not hold together, restatements among them. */
const claims = fc.array(
  fc.record({
    parties: some,
    share: fc.oneof(
      fc.integer({ min: 0, max: 100 }).map((share) => `${share}%`),
      fc.constantFrom('about 27%', 'over 40%', 'up to 30%', '10-20%', 'undisclosed', '12.5%'),
    ),
    knownOn: fc.constantFrom('2025-11-01', '2026-01-01'),
  }),
  { minLength: 1, maxLength: 9 },
);

/** What counts of them, found out apart from the ledger: of each set of parties the report that is known last. */
const standing = (said: readonly Said[]): Said[] => {
  const inOrder = said.toSorted((left, right) =>
    left.knownOn! < right.knownOn! ? -1 : left.knownOn! > right.knownOn! ? 1 : 0,
  );
  return [...new Map(inOrder.map((one) => [one.parties.toSorted().join(), one])).values()];
};

const lowOf = ({ share }: Said): number => {
  const decoded = ledger([...opening, report({ parties: ['lab'], share })])
    .facts('market-m')
    .at(-1)!;
  return Number(reachOf((decoded.body as { share: Quantity }).share).low);
};

/** The most that lows of reports without a party in common add to, tried one by one. */
const mostOfDisjoint = (said: readonly Said[], taken: readonly string[] = []): number => {
  const [first, ...rest] = said;
  if (!first) return 0;
  const without = mostOfDisjoint(rest, taken);
  if (first.parties.some((slug) => taken.includes(slug))) return without;
  return Math.max(without, lowOf(first) + mostOfDisjoint(rest, [...taken, ...first.parties]));
};

describe('Reported shares', () => {
  it('that a true market was rounded to leave others what they truly have, and are not doubted', () =>
    fc.assert(
      fc.property(truths, ({ shareOf, said }) => {
        const { others, hhi, flags } = toldBy(said);
        const named = new Set(said.flatMap(({ parties }) => parties));
        const left = 10_000 - [...named].reduce((sum, slug) => sum + shareOf(slug), 0);
        expect(others.low).toBeLessThanOrEqual(left);
        expect(others.high).toBeGreaterThanOrEqual(left);
        expect(isInOrder(others)).toBe(true);
        expect(flags).toEqual(['derived']);
        const single = said.flatMap(({ parties }) => (parties.length === 1 ? parties : []));
        const index = single.reduce((sum, slug) => sum + (shareOf(slug) / 100) ** 2, 0);
        expect(hhi === null).toBe(single.length === 0);
        expect(hhi?.low ?? 0).toBeLessThanOrEqual(index + 1e-9);
        expect(hhi?.high ?? 0).toBeGreaterThanOrEqual(index - 1e-9);
      }),
    ));

  it('whatever they are leave bounds in order, and are doubted when disjoint ones exceed the whole', () =>
    fc.assert(
      fc.property(claims, (said) => {
        const { others, hhi, flags } = toldBy(said);
        expect(isInOrder(others)).toBe(true);
        expect(others.high).toBeLessThanOrEqual(10_000);
        if (hhi) expect(isInOrder(hhi)).toBe(true);
        const counted = standing(said);
        const isOver = mostOfDisjoint(counted) > 100_000;
        if (!flags.includes('contradicted') && isOver) expect(flags).toContain('over-the-whole');
        if (!isOver && flags.length === 1 && counted.every(({ parties }) => parties.length === 1))
          expect(others.high).toBe(Math.ceil((100_000 - mostOfDisjoint(counted)) / 10));
      }),
    ));
});
