import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../projections/kit/view.js';
import { given, ledger, type Sent } from '../given.js';
import { cast, deal, fact, payment } from '../spec/facts.js';
import { verdictOn } from '../verdict.js';
import { expectFound } from './found.js';

const one = fc.constantFrom;
const slugs = ['lab', 'vendor', 'cloud', 'bank'] as const;
const pairs = slugs.flatMap((left) =>
  slugs.filter((right) => right !== left).map((right) => [left, right] as const),
);
const rounds = ['deal-one', 'deal-two'];
const days = ['2025-02-01', '2025-05-01', '2025-08-01'];

/** Something that is said of the shares of a party. */
const ofShares: fc.Arbitrary<Sent> = fc
  .record({
    pair: one(...pairs),
    on: one(...days),
    round: one(...rounds),
    amount: one('2B USD', 'up to 9B USD'),
  })
  .chain(({ pair: [holder, issuer], on, round, amount }) =>
    one(
      fact(on, `stake-${holder}-${issuer}`, 'StakeDisclosed', {
        stake: '20%',
        basis: 'diluted',
        value: amount,
        shares: '100',
      }),
      fact(on, `stake-${holder}-${issuer}`, 'StakeChanged', { by: '5%', cause: 'dilution' }),
      fact(on, `party-${issuer}`, 'ValueStated', { amount, counted: 'after', round }),
      fact(on, `party-${issuer}`, 'ValueStated', { amount, counted: 'before', round }),
      payment(round, `of-${holder}-to-${issuer}`, amount, { from: holder, to: issuer, kind: 'equity' }),
      fact(on, round, 'WarrantIssued', {
        warrant: `w-${holder}-${issuer}`,
        holder,
        issuer,
        shares: 100,
        strike: '0.01 USD',
        tranches: [{ shares: 100, conditions: [{ named: 'listed' }] }],
      }),
    ),
  );

const mergers: fc.Arbitrary<Sent[]> = fc.array(
  one(...pairs).map(([from, into]) => fact('2026-01-01', `party-${from}`, 'PartyMerged', { into })),
  { minLength: 1, maxLength: 3 },
);

const recordable = (facts: readonly Sent[]): Sent[] =>
  facts.reduce<Sent[]>((kept, next) => {
    const said = verdictOn(ledger(kept, '2026-11-23'), next, '2026-11-23').said;
    return said === 'recorded' || said.startsWith('warned') ? [...kept, next] : kept;
  }, []);

/** What an answer says of each issuer, whoever holds it. */
const ofIssuers = ({ rows, values, rounds: raised, warrants, dilutions }: Answer): unknown => {
  const without = (entries: unknown): unknown[] =>
    (entries as readonly Record<string, unknown>[])
      .map(({ holder: _, rests: _rests, ...said }) => JSON.stringify(said))
      .sort();
  return [rows, values, raised, warrants, dilutions].map(without);
};

describe('That a party became part of another', () => {
  it('changes nothing that is said of the shares of either', () => {
    let told = 0;
    fc.assert(
      fc.property(fc.array(ofShares, { minLength: 4, maxLength: 14 }), mergers, (said, merging) => {
        const before = recordable([...cast, ...rounds.map((stream) => deal(stream)), ...said]);
        const asked = { by: 'issuer,basis' };
        const apart = given(...before)
          .asking(asked)
          .answer('ownership');
        const joined = given(...recordable([...before, ...merging]))
          .asking(asked)
          .answer('ownership');
        expect(ofIssuers(joined)).toEqual(ofIssuers(apart));
        told += apart.rows.length;
      }),
      { numRuns: 100 },
    );
    expectFound(told, 100);
  });
});
