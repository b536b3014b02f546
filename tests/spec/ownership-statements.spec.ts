import { describe, expect, it } from 'vitest';
import type { Sent } from '../ledger.js';
import { isStatements } from './bods-rules.js';
import { deal, fact, id } from './facts.js';
import { detailsOf, held, interestsIn, stake, statementsOf } from './statements-given.js';

const chain = held(stake('bank', 'cloud', '50%'), stake('cloud', 'lab', '20-40%'));
const direct = { type: 'shareholding', directOrIndirect: 'direct', beneficialOwnershipOrControl: false };

describe('Who holds how much of whom, as statements', () => {
  it('is what the standard demands: every party once, then what each has of another', async () => {
    const statements = statementsOf(chain);
    expect([isStatements(statements), isStatements.errors]).toEqual([true, null]);
    expect(statements.map(({ recordId }) => recordId)).toEqual([
      'party-bank',
      'party-cloud',
      'party-lab',
      'stake-bank-cloud/diluted',
      'stake-cloud-lab/diluted',
      'stake-bank-lab/diluted/through/stake-bank-cloud/diluted',
      'stake-bank-lab/diluted/through/stake-cloud-lab/diluted',
      'stake-bank-lab/diluted',
    ]);
  });

  it.each([
    ['hypothetical', /not what was recorded/],
    ['confidential', /^Confidential/],
  ] as const)('say each of itself that it is %s', (mark, says) => {
    const statements = statementsOf(chain, { [mark]: true });
    expect(isStatements(statements)).toBe(true);
    for (const { annotations = [] } of statements) expect(annotations[0]?.description).toMatch(says);
  });

  it.each<[string, object | undefined]>([
    ['27%', { exact: 27, minimum: 27, maximum: 27 }],
    ['7-8%', { minimum: 7, maximum: 8 }],
    ['about 4%', { minimum: 3.5, maximum: 4.5 }],
    ['up to 10%', { minimum: 0, maximum: 10 }],
    ['over 10%', { minimum: 10, maximum: 100 }],
    ['undisclosed', undefined],
  ])('a stake of %s has the share %j', (words, share) => {
    const [interest, ...others] = interestsIn(held(stake('bank', 'lab', words)), 'stake-bank-lab/diluted');
    expect(others).toEqual([]);
    expect(interest).toMatchObject(direct);
    expect(interest?.share).toEqual(share);
    expect(interest?.details.includes('not disclosed')).toBe(share === undefined);
  });

  it('reach through others: half of 20 to 40 % is 10 to 20 %, made up of the stakes before it', () => {
    const [interest] = interestsIn(chain, 'stake-bank-lab/diluted');
    expect(interest).toMatchObject({ directOrIndirect: 'indirect', share: { minimum: 10, maximum: 20 } });
    expect(detailsOf(chain, 'stake-bank-lab/diluted')).toMatchObject({
      isComponent: false,
      componentRecords: [
        'stake-bank-lab/diluted/through/stake-bank-cloud/diluted',
        'stake-bank-lab/diluted/through/stake-cloud-lab/diluted',
      ],
    });
  });

  it('tell apart what is held directly and through others: 10 % beside half of 20 %', () => {
    const both = held(
      stake('bank', 'lab', '10%'),
      stake('bank', 'cloud', '50%'),
      stake('cloud', 'lab', '20%'),
    );
    expect(
      interestsIn(both, 'stake-bank-lab/diluted').map(({ directOrIndirect, share }) => [
        directOrIndirect,
        share?.exact,
      ]),
    ).toEqual([
      ['direct', 10],
      ['indirect', 10],
    ]);
  });

  it('leave open what is reached through an undisclosed stake: up to all of 40 %', () => {
    const open = held(stake('bank', 'cloud', 'undisclosed'), stake('cloud', 'lab', '40%'));
    expect(interestsIn(open, 'stake-bank-lab/diluted')[0]?.share).toEqual({ minimum: 0, maximum: 40 });
  });

  it('name a warrant as a right that depends on something, without a share', () => {
    const issued: Sent[] = [
      deal('deal-w'),
      fact('2025-10-05', 'deal-w', 'WarrantIssued', {
        warrant: 'w',
        holder: 'bank',
        issuer: 'lab',
        shares: 1000,
        strike: '0.01 USD',
        expiresOn: '2030',
      }),
    ];
    const [interest] = interestsIn(held(...issued), 'deal-w/w');
    expect(interest).toMatchObject({ type: 'conditionalRightsGrantedByContract' });
    expect(interest?.details).toContain('A warrant for 1,000 shares at $0.01 each until 2030');
    expect(interest).not.toHaveProperty('share');
  });

  it('have the source and the day of what was known last, and links to the rest', () => {
    const source = { title: 'A filing', url: 'https://example.org/a', publisher: 'Bank', kind: 'filing' };
    const later = { title: 'A note', url: 'https://example.org/b', kind: 'press' };
    const told = held(
      stake('bank', 'cloud', '50%', { source }),
      stake('cloud', 'lab', '20%', { source: later, knownOn: '2025-08-01' }),
    );
    const [found] = statementsOf(told).filter(({ recordId }) => recordId === 'stake-bank-lab/diluted');
    expect(found).toMatchObject({
      statementDate: '2025-08-01',
      declarationSubject: 'party-lab',
      source: { type: ['thirdParty'], url: 'https://example.org/b' },
      annotations: [{ motivation: 'linking', url: 'https://example.org/a' }],
    });
  });

  it('say so where others say otherwise', () => {
    const [one, other] = [id(1), '2025-06-01'];
    const rivals = held(
      stake('bank', 'lab', '10%', { id: one }),
      stake('bank', 'lab', '12%', { rivalOf: one, effectiveOn: other }),
    );
    const [found] = statementsOf(rivals).filter(({ recordId }) => recordId === 'stake-bank-lab/diluted');
    expect(found?.annotations).toEqual([
      {
        statementPointerTarget: '',
        motivation: 'commenting',
        description: '1 rival claim says otherwise; this is what counts by the policy primary.',
      },
    ]);
  });

  it('keep their ids while they say the same; a change has the record of what it takes the place of', () => {
    const [before, again] = [statementsOf(chain), statementsOf(chain)];
    expect(again).toEqual(before);
    const ids = new Map(before.map(({ recordId, statementId }) => [recordId, statementId]));
    const changed = statementsOf(
      chain.and(stake('cloud', 'lab', '30%', { effectiveOn: '2025-09-01', knownOn: '2025-09-01' })),
    );
    const kept = changed.filter(({ recordId, statementId }) => ids.get(recordId) === statementId);
    expect(changed.map(({ recordId }) => recordId)).toEqual([...ids.keys()]);
    expect(kept.map(({ recordId }) => recordId)).toEqual([
      'stake-bank-cloud/diluted',
      'stake-bank-lab/diluted/through/stake-bank-cloud/diluted',
    ]);
  });
});
