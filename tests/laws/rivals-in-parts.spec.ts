import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeCapacity } from '../../projections/compute-capacity.js';
import { views } from '../../projections/index.js';
import { Board } from '../../projections/kit/board.js';
import { claimedPartsIn as divide } from '../../projections/kit/claimed-parts.js';
import { logOfParts } from '../../projections/kit/divided-log.js';
import { History, type Log } from '../../projections/kit/log.js';
import { ledger, question, type Sent } from '../ledger.js';
import { cast, deal, energized, fact, id, payment, tranche } from '../spec/facts.js';
import { askedOf, editedLog } from './asked.js';
import { draws, expectFound } from './found.js';
import { tryToRecord } from './opening.js';

const one = fc.constantFrom;

const terms = fc.record({
  name: one('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
  party: one('vendor', 'cloud'),
  power: one('1 GW', '300 MW', 'up to 2 GW', 'undisclosed'),
  due: one('2026-03', '2027-Q2', '2027-Q4'),
  partOf: one(undefined, undefined, undefined, undefined, 'deal-a/a', 'deal-b/t'),
  amount: one('10B USD', '12B EUR', 'up to 4B USD', 'undisclosed'),
  release: one<object | undefined>(
    undefined,
    undefined,
    { per: '500 MW', amount: '2B USD' },
    { per: '500 MW', amount: '2B USD', of: ['a', 'b'] },
    { conditions: [{ named: 'listed' }] },
  ),
  on: one('2026-02-01', '2026-06-01', '2026-09-01'),
});
type Terms = typeof terms extends fc.Arbitrary<infer Drawn> ? Drawn : never;

/** What is said of one occurrence, by its kind. */
const told: Readonly<Record<string, (terms: Terms) => Sent>> = {
  tranche: ({ name, party, power, due, partOf }) =>
    tranche('deal-a', name, power, { provider: party, due, ...(partOf !== undefined && { partOf }) }),
  payment: ({ name, party, amount, due, release }) =>
    payment('deal-a', name, amount, {
      to: party,
      ...(release ? { release } : { over: { from: due, months: 9 } }),
    }),
  level: ({ name, on }) => energized(on, 'deal-a', name, on < '2026-06' ? '100 MW' : '200 MW'),
  stage: ({ on }) => fact(on, 'deal-a', 'StageReached', { stage: on < '2026-06' ? 'signed' : 'shelved' }),
};

const kinds = one('tranche', 'tranche', 'tranche', 'payment', 'level', 'stage');

/** Two claims of one occurrence: of the same part, or of another. */
const contested = fc.record({
  kind: kinds,
  first: terms,
  other: terms,
  isElsewhere: one(false, false, false, true),
});

/** One deal of which so many claims differ that not all combinations are tried out, and one beside it. */
const deals = fc.array(contested, { minLength: 14, maxLength: 22 }).map((drawn) => {
  const history = new History();
  const begin = [...cast, deal('deal-a'), deal('deal-b'), tranche('deal-b', 't', '3 GW', { due: '2027' })];
  for (const sent of begin) tryToRecord(history, sent);
  drawn.forEach(({ kind, first, other, isElsewhere }, place) => {
    const rival = isElsewhere ? other : { ...other, name: first.name };
    tryToRecord(history, { ...told[kind]!(first), id: id(2 * place + 1) });
    const more = { rivalOf: id(2 * place + 1), source: { title: 'A wire', kind: 'wire' } };
    tryToRecord(history, { ...told[kind]!(rival), id: id(2 * place + 2), ...more });
  });
  return history;
});

const questions = fc.record({
  effectiveAt: one('2026-04-01', '2026-11-23'),
  policy: one('primary', 'latest', 'lowest', 'highest'),
  timeline: one(undefined, 'quarter'),
  isByDeal: fc.boolean(),
  edits: one<object[]>(
    [],
    [],
    [{ op: 'delay', target: 'deal-a', months: 6 }],
    [{ op: 'scale', target: 'deal-a', toBp: 5_000, from: '2026-10' }],
    [{ op: 'delay', target: 'deal-a', months: 6, from: '2027' }],
    [{ op: 'cancel', target: 'deal-a', from: '2027' }],
    [{ op: 'cap', perQuarterKw: 1_000_000, overflow: 'defer' }],
    [{ op: 'reassign', target: 'deal-a', provider: 'cloud' }],
  ),
});

/** Whether the claims of the deal are told part by part, for as many of them as there are. */
const isInParts = (log: Log): boolean => {
  const facts = log.facts('deal-a');
  const rivals = facts.filter(({ rivalOf }) => rivalOf !== undefined);
  return rivals.length > 6 && logOfParts(log, 'deal-a', rivals) !== undefined;
};

describe('A deal on which many claims differ', () => {
  const ofDeals = views.filter(({ category }) => category === 'deal');

  it.each(ofDeals.map((view) => [view.name, view] as const))(
    'comes to the same in parts as it does as a whole, with the same spans: %s',
    (name, { timelines, dimensions }) => {
      let found = 0;
      fc.assert(
        fc.property(deals, questions, (history, { timeline, isByDeal, edits, ...parameters }) => {
          const asked = askedOf(history, {
            view: name,
            ...parameters,
            ...(timelines && timeline && { timeline, from: '2026-Q1', to: '2027-Q4' }),
            ...(isByDeal && dimensions.includes('deal') && { by: 'deal' }),
          });
          const log = edits.length > 0 ? editedLog(history, edits, asked) : history;
          if (!log) return;
          found += Number(isInParts(log));
          const { question: whole, view } = asked;
          const inParts = new Board(view, whole, log, { divide }).answer();
          expect(inParts).toEqual(new Board(view, whole, log).answer());
        }),
        draws(25),
      );
      expectFound(found, 8);
    },
  );

  // Of 2 GW and 300 MW beside them, or 1 GW in them, the latter is less: 2 GW and not 2.3, nor 3.
  it('comes to the lowest where only another claim says that a part is in another one', () => {
    const rivals = (place: number, first: Sent, other: Sent): Sent[] => [
      { ...first, id: id(2 * place + 1), source: { title: 'A paper', kind: 'company' } },
      {
        ...other,
        id: id(2 * place + 2),
        rivalOf: id(2 * place + 1),
        source: { title: 'A wire', kind: 'wire' },
      },
    ];
    const others = ['c', 'd', 'e', 'f', 'g', 'h'].flatMap((name, place) =>
      rivals(place, tranche('deal-a', name, '1 GW'), tranche('deal-a', name, '1 GW', { due: '2027' })),
    );
    const part = rivals(
      9,
      tranche('deal-a', 'b', '300 MW'),
      tranche('deal-a', 'b', '1 GW', { partOf: 'deal-a/a' }),
    );
    const log = ledger([...cast, deal('deal-a'), tranche('deal-a', 'a', '2 GW'), ...others, ...part]);
    expect(isInParts(log)).toBe(true);
    const asked = question({ effectiveAt: '2026-11-23', policy: 'lowest' });
    const { totals } = new Board(computeCapacity, asked, log, { divide }).answer();
    expect(totals).toMatchObject([{ headlineKw: { point: 8_000_000 } }]);
  });
});
