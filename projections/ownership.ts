import { boundsOf } from '../events/kit/quantity.js';
import type { Holding, Stake } from '../events/stake/stake.js';
import type { Board } from './kit/board.js';
import type { Entry, Line, Row, Total } from './kit/line.js';
import { type EffectiveStake, lookThrough, type LookThrough } from './kit/look-through.js';
import { measureAt, measureOf, part } from './kit/measure.js';
import { cutOf, isAmong, isAskedFor, type Question } from './kit/question.js';
import type { Answer, Context, StreamReading, View } from './kit/view.js';
import { dilutionsOf, wholesOf } from './dilution.js';
import { type HeldStake, withImplied, withImpliedSpan } from './held-stake.js';
import { roundsOf, statedValues, valueEntry, withStated } from './valuations.js';
import { ClaimedStakes } from './stake-spans.js';
import { warrantsOf } from './warrants.js';

/** What a stake rests on, and what was said beside it and still holds. */
const groundsOf = ({ rests, valued, counted }: Holding): string[] => [
  ...new Set([...rests, ...(valued?.rests ?? []), ...(counted?.rests ?? [])]),
];

const marksOf = ({ stake, valued, hypothetical }: Holding): string[] => [
  ...(hypothetical ? ['hypothetical'] : []),
  ...(valued?.isDerived ? ['derived'] : []),
  ...(valued && valued.stake !== stake ? ['carried'] : []),
];

const contribution = (reading: StreamReading, question: Question, { parties }: Context): Line[] => {
  const named = parties.ofStake(reading.stream);
  if (!named) return [];
  const { holdings } = reading.state<Stake>(cutOf(question));
  // A stake that has come down to nothing is held no more, and is worth nothing.
  const held = [...holdings].filter(([, { stake }]) => boundsOf(stake).high !== 0n);
  return held.map(([basis, holding]) => {
    const { stake, valued, rivals } = holding;
    return {
      id: `${reading.stream}|${basis}`,
      keys: {
        holder: parties.slugOf(named.holder),
        issuer: parties.identityOf(named.issuer),
        basis,
        currency: valued?.amount.currency ?? 'USD',
      },
      parts: {
        stakeBp: part(boundsOf(stake)),
        ...(valued && { valueUsCents: part(boundsOf(valued.amount)) }),
      },
      rests: groundsOf(holding),
      flags: marksOf(holding),
      ...(rivals && { rivals }),
      ...(stake.qualifier === 'undisclosed' && { undisclosed: reading.stream }),
    };
  });
};

/** All stakes within the cut, whatever the question asks to see: chains lead through those it doesn't. */
const stakesHeld = (board: Board): HeldStake[] =>
  board.states<Stake>().flatMap(({ stream, holdings }) => {
    const { parties } = board.context;
    const named = parties.ofStake(stream);
    if (!named) return [];
    const [holder, issuer] = [parties.slugOf(named.holder), parties.identityOf(named.issuer)];
    return [...holdings].map(([basis, holding]) => ({
      stream,
      holder,
      issuer,
      basis,
      holding,
      part: boundsOf(holding.stake),
    }));
  });

type StakesByBasis = ReadonlyMap<string, LookThrough<HeldStake>>;

/** Chains stay within one basis: a part of all shares is not a part of the voting ones. What is unstated makes none. */
const lookThroughByBasis = (held: readonly HeldStake[]): StakesByBasis =>
  new Map(
    [...new Set(held.map(({ basis }) => basis))]
      .filter((basis) => basis !== 'unstated')
      .sort()
      .map((basis) => [basis, lookThrough(held.filter((one) => one.basis === basis))]),
  );

const restsOf = (stakes: readonly HeldStake[]): string[] => [
  ...new Set(stakes.flatMap(({ holding }) => groundsOf(holding))),
];

const flagsOf = (stakes: readonly HeldStake[]): string[] => {
  const rivals = stakes.reduce((sum, { holding }) => sum + (holding.rivals ?? 0), 0);
  return [
    ...(stakes.some(({ holding }) => holding.hypothetical) ? ['hypothetical'] : []),
    ...(rivals > 0 ? [`rivals:${rivals}`] : []),
  ];
};

/** What is held only through others: nobody stated a stake of its own, which is not to say that there is none. */
const indirectRow = (
  keys: Record<string, string>,
  { part: held, stakes }: EffectiveStake<HeldStake>,
): Row => ({
  ...keys,
  stakeBp: null,
  valueUsCents: null,
  impliedWholeUsCents: null,
  lookThroughBp: measureOf(held),
  rests: restsOf(stakes).sort(),
  flags: ['derived', ...flagsOf(stakes)],
});

const directRow = (row: Row, found: EffectiveStake<HeldStake> | undefined): Row => {
  if (!found) return { ...row, lookThroughBp: null };
  const own = row.flags.filter((flag) => !flag.startsWith('rivals:'));
  return {
    ...row,
    lookThroughBp: measureOf(found.part),
    rests: [...new Set([...row.rests, ...restsOf(found.stakes)])].sort(),
    flags: [...new Set([...own, ...flagsOf(found.stakes)])].sort(),
  };
};

const nameOf = ({ holder, issuer, basis }: Entry): string =>
  `${String(holder)}|${String(issuer)}|${String(basis)}`;

/** The order of a view's rows: by the dimensions asked for. */
const comparingRows = ({ by }: Question): ((left: Row, right: Row) => number) => {
  const dimensions = [...new Set([...by, 'issuer', 'basis', 'currency'])];
  const textOf = (row: Row): string => JSON.stringify(dimensions.map((dimension) => row[dimension] ?? null));
  return (left, right) => (textOf(left) < textOf(right) ? -1 : 1);
};

interface EffectiveOnBasis {
  readonly basis: string;
  readonly one: EffectiveStake<HeldStake>;
}

const effectiveByName = (found: StakesByBasis): Map<string, EffectiveOnBasis> =>
  new Map(
    [...found].flatMap(([basis, { effective: all }]) =>
      all.map((one) => [nameOf({ holder: one.holder, issuer: one.issuer, basis }), { basis, one }] as const),
    ),
  );

/** What is held along chains reaches over rival claims on any of their stakes; the row says on how many it rests. */
const withChainSpan = (row: Row, reached: EffectiveStake<HeldStake> | undefined): Row => {
  const own = measureAt(row, 'lookThroughBp');
  if (!own || !reached) return row;
  const { low, high } = measureOf(reached.part);
  if (low === own.low && high === own.high) return row;
  const flags = row.flags.filter((flag) => !flag.startsWith('rivals:'));
  return {
    ...row,
    flags: [...new Set([...flags, ...flagsOf(reached.stakes)])].sort(),
    span: { ...row.span, lookThroughBp: { low, high } },
  };
};

/** Rows with how far what is derived in them reaches over rival claims. */
const withStakeSpans = (rows: readonly Row[], held: readonly HeldStake[], board: Board): Row[] => {
  const claimed = new ClaimedStakes(board);
  if (claimed.isNone) return [...rows];
  const implied = rows.map((row) => withImpliedSpan(row, held, (one) => claimed.under(one)));
  if (!isByHolder(board.question)) return implied;
  const reached = effectiveByName(lookThroughByBasis(claimed.reached(held)));
  return implied.map((row) => withChainSpan(row, reached.get(nameOf(row))?.one));
};

/** The rows with what is held along chains, and rows for what is held along chains only. */
const withLookThrough = (rows: readonly Row[], found: StakesByBasis, question: Question): Row[] => {
  const effective = effectiveByName(found);
  const direct = rows.map((row) => directRow(row, effective.get(nameOf(row))?.one));
  const shown = new Set(rows.map(nameOf));
  const indirect = [...effective].flatMap(([name, { basis, one }]) => {
    const keys = { holder: one.holder, issuer: one.issuer, basis, currency: 'USD' };
    return shown.has(name) || !isAskedFor(question, keys) ? [] : [indirectRow(keys, one)];
  });
  return [...direct, ...indirect].sort(comparingRows(question));
};

const endlessNotes = (found: StakesByBasis): string[] =>
  [...found].flatMap(([basis, { endless, unbounded }]) => [
    ...endless.map(
      (group) =>
        `No look-through on the ${basis} basis among ${group.join(', ')}: they hold so much of each other that the chains have no sum.`,
    ),
    ...unbounded.map(
      (group) =>
        `Look-through on the ${basis} basis among ${group.join(', ')} has no upper bound: at their highest the cross-holdings have no sum.`,
    ),
  ]);

const lookThroughNote =
  'lookThroughBp adds what is held along all chains and around cross-holdings, M(I − M)⁻¹, within one basis: stakes on different bases are never chained. An undisclosed stake counts as at most the whole; around a cross-holding what comes round is counted again, so that it may be more.';

/** Values of several dates are not added up. */
const withoutValue = ({ valueUsCents: _, span, ...total }: Total): Total => {
  const { valueUsCents: _value, ...reaches } = span ?? {};
  return Object.keys(reaches).length > 0 ? { ...total, span: reaches } : total;
};

/** Issuers that are no party of their own any more: what is said of their shares is not said of the other's. */
const mergedNotes = (issuers: readonly string[], { parties }: Context): string[] =>
  [...new Set(issuers)].sort().flatMap((issuer) => {
    const other = parties.slugOf(issuer);
    return other === issuer
      ? []
      : [
          `${issuer} became part of ${other}: stakes in it, its values, its rounds and warrants on it stay under its own name, until somebody says what became of them.`,
        ];
  });

const isByHolder = ({ by }: Question): boolean => by.includes('holder');

const finish = (answer: Answer, board: Board): Answer => {
  const held = stakesHeld(board);
  const stated = statedValues(board);
  const rows = answer.rows.map((row) => withStated(withImplied(row, held), stated));
  const found = isByHolder(board.question) ? lookThroughByBasis(held) : undefined;
  const values = stated.filter(({ issuer }) => isAmong(issuer, board.question.only.issuer)).map(valueEntry);
  const { warrants, notes: warrantNotes } = warrantsOf(board, wholesOf(held));
  const issuers = [...rows, ...values, ...warrants].flatMap(({ issuer }) =>
    typeof issuer === 'string' ? issuer : [],
  );
  return {
    ...answer,
    rows: withStakeSpans(found ? withLookThrough(rows, found, board.question) : rows, held, board),
    totals: answer.totals.map(withoutValue),
    warrants,
    values,
    rounds: roundsOf(stated, board),
    dilutions: dilutionsOf(board),
    notes: [
      ...new Set([...answer.notes, ...warrantNotes]),
      'The implied value of the whole is the value of the stake divided by the stake that it was stated of, with the rounding of both. A value holds until another is stated; valueOn is its date, and one from before the stake was last stated or changed is marked carried.',
      ...(found ? [lookThroughNote, ...endlessNotes(found)] : []),
      ...mergedNotes(issuers, board.context),
    ],
  };
};

export const ownership: View = {
  name: 'ownership',
  summary:
    'Who holds how much of whom, directly and through others, on which basis; and what of warrants vested.',
  definition:
    'stake = the part that is held directly, as last disclosed or changed; value = as last stated, or shares × price; look-through = that part and what is held along chains and cross-holdings; implied whole = value ÷ the stake it was stated of; dilution = the part of the whole that new shares take from those who held it; a warrant tranche vests on the first day on which all its conditions hold.',
  category: 'stake',
  readsBeside: ['deal'],
  dimensions: ['holder', 'issuer', 'basis', 'currency'],
  defaultBy: ['holder', 'issuer'],
  measures: ['stakeBp', 'valueUsCents'],
  neverAdded: ['issuer', 'basis', 'currency'],
  timelines: false,
  traits: { drawing: 'stakes', tellsOwnership: true },
  parameters: {},
  contribution,
  finish,
};
