import { describe, expect, it } from 'vitest';
import { dealAt, dealPageAt } from '../../projections/deals.js';
import { partiesAt, partyAt } from '../../projections/parties.js';
import { given } from '../given.js';
import { cast, deal, fact, id, tranche } from './facts.js';
import { history, on, press, question } from './pages-given.js';

describe('The page of a party', () => {
  const lab = partyAt(history, 'lab', question);

  it('says who it is, what it does in which deals, and nothing that nobody recorded', () => {
    expect(lab).toMatchObject({
      party: 'lab',
      layers: ['models'],
      identifiers: { ticker: 'LAB' },
      fiscalYearEndsIn: 5,
      deals: [{ deal: 'deal-a', title: 'deal-a', stage: 'signed', roles: ['customer'] }],
    });
    expect(partyAt(history, 'bank', question)).toEqual({
      ...partiesAt(history, question).find(({ party }) => party === 'bank'),
      deals: [],
      holds: [expect.objectContaining({ issuer: 'cloud' }), expect.objectContaining({ issuer: 'lab' })],
      heldBy: [],
      disclosed: [],
    });
    expect(partyAt(history, 'nobody', question)).toBeUndefined();
  });

  it('has what it holds apart from who holds it', () => {
    expect(lab?.holds).toMatchObject([{ holder: 'lab', issuer: 'cloud', stakeBp: { point: 500 } }]);
    expect(lab?.heldBy).toMatchObject([{ holder: 'bank', issuer: 'lab', stakeBp: { point: 2_000 } }]);
  });

  it('has the totals that it states itself, each in its unit, towards whom and of which term', () => {
    expect(lab?.disclosed).toMatchObject([
      {
        measure: 'commitments',
        unit: 'minor units of USD',
        amount: { point: 1_200_000_000_000 },
        text: '12B USD',
        towards: 'cloud',
        due: '2026-01-01/2027-12-31',
      },
      { measure: 'contracted-power', unit: 'kW', amount: { point: 3_000_000 }, text: '3 GW' },
    ]);
    expect(lab?.disclosed[1]).not.toHaveProperty('due');
  });
});

describe('The page of a deal', () => {
  it.each(['deal-nobody', 'party-lab', 'stake-bank-lab', 'nothing', 'a'.repeat(3_000), ''])(
    'is there for deals alone: %s',
    (stream) => expect(dealAt(history, stream, question)).toBeUndefined(),
  );

  it('has rival claims side by side, each with what was said and by whom, and the one that counts', () => {
    expect(dealAt(history, 'deal-a', question)?.claims).toEqual([
      {
        root: id(1),
        chosen: id(1),
        claims: [
          expect.objectContaining({ id: id(1), type: 'PaymentAmended', knownOn: on, effectiveOn: on }),
          expect.objectContaining({
            id: id(2),
            knownOn: '2026-01-02',
            quote: 'Now worth $100B.',
            source: expect.objectContaining(press),
            body: expect.objectContaining({
              payment: 'p',
              to: expect.objectContaining({ text: '100B USD' }),
            }),
          }),
        ],
      },
    ]);
  });

  it('has what was observed of each condition, in the order in which it was so, the day as vague as it was said', () => {
    const observed = given(
      ...cast,
      deal('deal-a'),
      { ...fact('2026-01', 'deal-a', 'ConditionObserved', { condition: 'permit', holds: true }), id: id(3) },
      { ...fact(on, 'deal-a', 'ConditionObserved', { condition: 'vote', holds: false }), id: id(4) },
      {
        ...fact('2026-03-01', 'deal-a', 'ConditionObserved', { condition: 'permit', holds: false }),
        id: id(5),
      },
    ).on('2026-06-30').history;
    expect(dealAt(observed, 'deal-a', question)?.conditions).toEqual([
      { condition: 'vote', observations: [{ holds: false, on: `${on}/${on}`, rests: [id(4)] }] },
      {
        condition: 'permit',
        observations: [
          { holds: true, on: '2026-01-01/2026-01-31', rests: [id(3)] },
          { holds: false, on: '2026-03-01/2026-03-01', rests: [id(5)] },
        ],
      },
    ]);
  });

  it('has what it says of overlaps, with how much where that was said', () => {
    const overlapping = given(
      ...cast,
      deal('deal-a'),
      deal('deal-b'),
      tranche('deal-a', 't', '2 GW'),
      tranche('deal-b', 'u', '3 GW'),
      {
        ...fact(on, 'deal-a', 'OverlapStated', { tranche: 't', with: 'deal-b/u', power: '1 GW' }),
        id: id(6),
      },
      { ...fact(on, 'deal-b', 'OverlapStated', { tranche: 'u', with: 'deal-a/t' }), id: id(7) },
    ).on('2026-06-30').history;
    expect(dealAt(overlapping, 'deal-a', question)?.overlaps).toEqual([
      {
        tranche: 't',
        with: 'deal-b/u',
        powerKw: { low: 1_000_000, point: 1_000_000, high: 1_000_000 },
        rests: [id(6)],
      },
    ]);
    expect(dealAt(overlapping, 'deal-b', question)?.overlaps).toEqual([
      { tranche: 'u', with: 'deal-a/t', powerKw: null, rests: [id(7)] },
    ]);
  });
});

describe('The parties and deals of a ledger', () => {
  const named = { name: 'Unit', kind: 'unit', parent: 'lab' };
  const ledger = given(
    ...cast,
    { stream: 'party-unit', type: 'PartyRegistered', body: named },
    ...['deal-c', 'deal-a', 'deal-b'].map((stream) => deal(stream)),
  ).history;

  it('say to whom a unit belongs, and of nobody else', () => {
    const parents = partiesAt(ledger, question).map(({ party, parent }) => [party, parent]);
    expect(parents.filter(([, parent]) => parent !== undefined)).toEqual([['unit', 'lab']]);
  });

  it('are told page by page, in the order of names, from behind the last one', () => {
    const page = (after?: string) => {
      const { deals, next } = dealPageAt(ledger, question, { after, limit: 2 });
      return [deals.map((one) => one.deal), next];
    };
    expect(page()).toEqual([['deal-a', 'deal-b'], 'deal-b']);
    expect(page('deal-b')).toEqual([['deal-c'], null]);
    expect(page('deal-c')).toEqual([[], null]);
  });
});
