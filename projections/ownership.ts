import { boundsOf, type Quantity, wholeOf } from '../events/kit/quantity.js';
import type { Holding, Stake } from '../events/stake/stake.js';
import type { Board } from './kit/board.js';
import type { Line, Row } from './kit/line.js';
import { type DirectStake, type Effective, lookThrough, type LookThrough } from './kit/look-through.js';
import { type Measure, type MeasureOrNull, measureOf, part } from './kit/measure.js';
import { cutOf, type Question } from './kit/question.js';
import { divided } from './kit/rounding.js';
import type { Answer, Context, StreamReading, View } from './kit/view.js';
import { warrantsOf } from './warrants.js';

const contribution = (reading: StreamReading, question: Question, { parties }: Context): Line[] => {
  const named = parties.ofStake(reading.stream);
  if (!named) return [];
  const { holdings } = reading.state<Stake>(cutOf(question));
  return [...holdings].map(([basis, { stake, value, rests, hypothetical, rivals }]) => ({
    id: `${reading.stream}|${basis}`,
    keys: {
      holder: parties.slugOf(named.holder),
      issuer: parties.slugOf(named.issuer),
      basis,
      currency: value?.currency ?? 'USD',
    },
    parts: { stakeBp: part(boundsOf(stake)), ...(value && { valueUsCents: part(boundsOf(value)) }) },
    rests,
    flags: hypothetical ? ['hypothetical'] : [],
    ...(rivals && { rivals }),
    ...(stake.qualifier === 'undisclosed' && { undisclosed: reading.stream }),
  }));
};

const wholeFrom = (value: bigint | null, stake: bigint | null): Measure['point'] =>
  value === null || stake === null || stake === 0n ? null : wholeOf(divided(value * 10_000n, stake));

/** The value of all of the issuer that a valued stake implies; open where the stake may be next to nothing. */
const implied = (value: MeasureOrNull, stake: Measure): MeasureOrNull => {
  if (value === null) return null;
  const [worth, held] = [boundsOf(value as Quantity), boundsOf(stake as Quantity)];
  return {
    low: wholeFrom(worth.low, held.high ?? 10_000n) ?? 0,
    point: wholeFrom(worth.point, held.point),
    high: wholeFrom(worth.high, held.low),
  };
};

const finishedRow = (row: Row): Row => {
  const hasValue = (row.valueUsCents as Measure).point !== 0 || (row.valueUsCents as Measure).high !== 0;
  const value = hasValue ? (row.valueUsCents as Measure) : null;
  return { ...row, valueUsCents: value, impliedWholeUsCents: implied(value, row.stakeBp as Measure) };
};

/** A direct stake on one basis, with what it rests on. */
interface Held extends DirectStake {
  basis: string;
  holding: Holding;
}

/** All stakes within the cut, whatever the question asks to see: chains lead through those it doesn't. */
const heldIn = (board: Board): Held[] =>
  board.states<Stake>().flatMap(({ stream, holdings }) => {
    const { parties } = board.context;
    const named = parties.ofStake(stream);
    if (!named) return [];
    const [holder, issuer] = [parties.slugOf(named.holder), parties.slugOf(named.issuer)];
    return [...holdings].map(([basis, holding]) => ({
      holder,
      issuer,
      basis,
      holding,
      part: boundsOf(holding.stake),
    }));
  });

type ByBasis = ReadonlyMap<string, LookThrough<Held>>;

/** Chains stay within one basis: a part of all shares is not a part of the voting ones. */
const lookedThrough = (held: readonly Held[]): ByBasis =>
  new Map(
    [...new Set(held.map(({ basis }) => basis))]
      .sort()
      .map((basis) => [basis, lookThrough(held.filter((one) => one.basis === basis))]),
  );

const restsOf = (stakes: readonly Held[]): string[] => [
  ...new Set(stakes.flatMap(({ holding }) => holding.rests)),
];

const flagsOf = (stakes: readonly Held[]): string[] => {
  const rivals = stakes.reduce((sum, { holding }) => sum + (holding.rivals ?? 0), 0);
  return [
    ...(stakes.some(({ holding }) => holding.hypothetical) ? ['hypothetical'] : []),
    ...(rivals > 0 ? [`rivals:${rivals}`] : []),
  ];
};

/** What is held only through others: nobody stated a stake of its own, which is not to say that there is none. */
const indirectRow = (keys: Record<string, string>, { part: held, stakes }: Effective<Held>): Row => ({
  ...keys,
  stakeBp: null,
  valueUsCents: null,
  impliedWholeUsCents: null,
  lookThroughBp: measureOf(held),
  rests: restsOf(stakes).sort(),
  flags: ['derived', ...flagsOf(stakes)],
});

const directRow = (row: Row, found: Effective<Held> | undefined): Row => {
  if (!found) return { ...row, lookThroughBp: null };
  const own = row.flags.filter((flag) => !flag.startsWith('rivals:'));
  return {
    ...row,
    lookThroughBp: measureOf(found.part),
    rests: [...new Set([...row.rests, ...restsOf(found.stakes)])].sort(),
    flags: [...new Set([...own, ...flagsOf(found.stakes)])].sort(),
  };
};

const nameOf = (entry: object): string => {
  const { holder, issuer, basis } = entry as Record<string, unknown>;
  return `${String(holder)}|${String(issuer)}|${String(basis)}`;
};

const isAsked = ({ only }: Question, keys: Record<string, string>): boolean =>
  Object.entries(only).every(([dimension, value]) => keys[dimension] === value);

/** The order of a view's rows: by the dimensions asked for. */
const inOrder = ({ by }: Question): ((left: Row, right: Row) => number) => {
  const dimensions = [...new Set([...by, 'issuer', 'basis', 'currency'])];
  const textOf = (row: Row): string => JSON.stringify(dimensions.map((dimension) => row[dimension] ?? null));
  return (left, right) => (textOf(left) < textOf(right) ? -1 : 1);
};

/** The rows with what is held along chains, and rows for what is held along chains only. */
const withLookThrough = (rows: readonly Row[], found: ByBasis, question: Question): Row[] => {
  const effective = new Map(
    [...found].flatMap(([basis, { effective: all }]) =>
      all.map((one) => [nameOf({ ...one, basis }), { basis, one }] as const),
    ),
  );
  const direct = rows.map((row) => directRow(row, effective.get(nameOf(row))?.one));
  const shown = new Set(rows.map(nameOf));
  const indirect = [...effective].flatMap(([name, { basis, one }]) => {
    const keys = { holder: one.holder, issuer: one.issuer, basis, currency: 'USD' };
    return shown.has(name) || !isAsked(question, keys) ? [] : [indirectRow(keys, one)];
  });
  return [...direct, ...indirect].sort(inOrder(question));
};

const endlessNotes = (found: ByBasis): string[] =>
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

const isByHolder = ({ by }: Question): boolean => by.includes('holder');

const finish = (answer: Answer, board: Board): Answer => {
  const rows = answer.rows.map(finishedRow);
  const found = isByHolder(board.question) ? lookedThrough(heldIn(board)) : undefined;
  return {
    ...answer,
    rows: found ? withLookThrough(rows, found, board.question) : rows,
    totals: answer.totals.map(({ valueUsCents: _, ...total }) => total) as Answer['totals'],
    warrants: warrantsOf(board),
    notes: [
      ...answer.notes,
      'The implied value of the whole is the value of the stake divided by the stake, with the rounding of both.',
      ...(found ? [lookThroughNote, ...endlessNotes(found)] : []),
    ],
  };
};

export const ownership: View = {
  name: 'ownership',
  summary:
    'Who holds how much of whom, directly and through others, on which basis; and what of warrants vested.',
  definition:
    'stake = the part that is held directly, as last disclosed or changed; look-through = that part and what is held along chains and cross-holdings; implied whole = value ÷ stake; a warrant tranche vests on the first day on which all its conditions hold.',
  category: 'stake',
  dimensions: ['holder', 'issuer', 'basis', 'currency'],
  defaultBy: ['holder', 'issuer'],
  measures: ['stakeBp', 'valueUsCents'],
  neverAdded: ['issuer', 'basis', 'currency'],
  timelines: false,
  parameters: {},
  contribution,
  finish,
};
