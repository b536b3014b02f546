import { addBounds, boundsOf, isUndisclosed, nothing, wholeOf } from '../events/kit/quantity.js';
import { computeCapacity } from './compute-capacity.js';
import type { Board } from './kit/board.js';
import type { EntrySpan, Row, Total } from './kit/line.js';
import { type Measure, measureAt, type MeasureOrNull } from './kit/measure.js';
import { concentration, sharesOf } from './kit/shares.js';
import { shareParameters } from './market-share.js';
import type { Answer, View } from './kit/view.js';

const groupOf = (entry: Record<string, unknown>): string =>
  JSON.stringify([entry.layer, entry.basis, entry.period ?? null]);

const pointOf = (measure: MeasureOrNull): bigint | null =>
  measure?.point === null || measure?.point === undefined ? null : BigInt(measure.point);

const ceil = (numerator: bigint, denominator: bigint): bigint => (numerator + denominator - 1n) / denominator;

type AmountEnds = Pick<Measure, 'low' | 'high'>;

/** How low and how high a share can be when every amount may lie anywhere within its bounds. */
const reachOf = (own: AmountEnds, others: readonly AmountEnds[]): { low: number; high: number } => {
  const mine = boundsOf({ ...own, point: null });
  const { low: least, high: most } = others
    .map((one) => boundsOf({ ...one, point: null }))
    .reduce(addBounds, nothing);
  const low = most === null || mine.low + most === 0n ? 0n : (mine.low * 10_000n) / (mine.low + most);
  const high =
    mine.high === null
      ? 10_000n
      : mine.high + least === 0n
        ? 0n
        : ceil(mine.high * 10_000n, mine.high + least);
  return { low: Number(low), high: Number(high) };
};

/** Nothing but undisclosed; an energized level that nobody has observed is unknown instead. */
const isLeftOut = (amount: MeasureOrNull, measure: string): boolean =>
  amount !== null && measure !== 'energizedKw' && isUndisclosed(boundsOf(amount));

/** How far an amount reaches over rival claims, where any differ. */
const endsOf = (row: Row, measure: string): AmountEnds | null =>
  row.span?.[measure] ?? measureAt(row, measure);

/** How far a share reaches over rival claims, beside the amount that it is of; nothing where none differ. */
const spanOf = (rows: readonly Row[], index: number, measure: string, own: AmountEnds): Pick<Row, 'span'> => {
  const ends = rows.map((row) => endsOf(row, measure));
  const mine = ends[index];
  if (!mine || rows.every(({ span }) => span?.[measure] === undefined)) return {};
  const reach = reachOf(
    mine,
    ends.filter((other, at): other is AmountEnds => at !== index && other !== null),
  );
  const ofAmount = rows[index]?.span?.[measure];
  const isWider = reach.low !== own.low || reach.high !== own.high;
  if (!isWider && !ofAmount) return {};
  return { span: { ...(isWider && { shareBp: reach }), ...(ofAmount && { [measure]: ofAmount }) } };
};

/** Shares of one group of rows; unknown where an amount is. */
const addShares = (rows: readonly Row[], measure: string): Row[] => {
  const amounts = rows.map((row) => measureAt(row, measure));
  const known = amounts.flatMap((amount) => (isLeftOut(amount, measure) ? 0n : (pointOf(amount) ?? [])));
  // Of a whole that comes to nothing there are no parts.
  const isKnown = known.length === rows.length && known.some((amount) => amount !== 0n);
  const points = isKnown ? sharesOf(known) : [];
  return rows.flatMap((row, index) => {
    const own = amounts[index] ?? null;
    if (isLeftOut(own, measure)) return [];
    const others = amounts.filter((other, at): other is Measure => at !== index && other !== null);
    const reach = own ? reachOf(own, others) : { low: 0, high: 10_000 };
    const point = points[index];
    const shareBp = { low: reach.low, point: point === undefined ? null : wholeOf(point), high: reach.high };
    const keys = Object.fromEntries(
      Object.entries(row).filter(([key]) => !computeCapacity.measures.includes(key) && key !== 'span'),
    );
    return {
      ...keys,
      shareBp,
      [measure]: own,
      rests: row.rests,
      flags: [...row.flags, 'derived'].sort(),
      ...spanOf(rows, index, measure, reach),
    };
  });
};

/** As far off as the shares are; exact where all amounts are, unknown where a share is, or all are left out. */
const hhiOf = (shares: readonly MeasureOrNull[], isExact: boolean): MeasureOrNull => {
  const at = (end: 'low' | 'point' | 'high'): number =>
    concentration(shares.map((share) => BigInt(share?.[end] ?? 0) * 10n));
  if (shares.length === 0 || shares.some((share) => share?.point == null)) return null;
  const point = at('point');
  return isExact ? { low: point, point, high: point } : { low: at('low'), point, high: at('high') };
};

interface SharedGroup {
  readonly shares: readonly Row[];
  /** The amounts of all of them are known, of those that are left out, too. */
  readonly isExact: boolean;
}

const groupShares = (rows: readonly Row[], measure: string): SharedGroup => ({
  shares: addShares(rows, measure),
  isExact: rows.every((row) => {
    const amount = measureAt(row, measure);
    return amount !== null && amount.low === amount.high;
  }),
});

/** How far the concentration reaches over rival claims: as far off as the shares are. */
const hhiSpan = (shares: readonly Row[]): EntrySpan => {
  if (shares.every(({ span }) => span?.shareBp === undefined)) return {};
  const at = (end: 'low' | 'high'): number =>
    concentration(shares.map((row) => BigInt(endsOf(row, 'shareBp')?.[end] ?? 0) * 10n));
  return { hhi: { low: at('low'), high: at('high') } };
};

const totalOf = (total: Total, { shares, isExact }: SharedGroup, measure: string): Total => {
  const { layer, basis, period, undisclosed } = total;
  const ofAmount = total.span?.[measure];
  const span = { ...(ofAmount && { [measure]: ofAmount }), ...hhiSpan(shares) };
  return {
    layer,
    basis,
    ...(period !== undefined && { period }),
    [measure]: total[measure],
    hhi: hhiOf(
      shares.map((row) => measureAt(row, 'shareBp')),
      isExact,
    ),
    undisclosed,
    ...(Object.keys(span).length > 0 && { span }),
  };
};

const isCounted = (row: Row, measure: string): boolean => {
  const amount = measureAt(row, measure);
  return amount === null || amount.low !== 0 || amount.point !== 0 || amount.high !== 0;
};

/** The events behind all shares of a group, with those of claims that move one: each share is of what all have together. */
const eventsBehind = (board: Board): Map<string, Set<string>> => {
  const behind = new Map<string, Set<string>>();
  const { contested, rows } = board;
  for (const cell of rows.cells) {
    const { keys, rests } = cell;
    const events = behind.get(groupOf(keys)) ?? new Set<string>();
    behind.set(groupOf(keys), events);
    for (const id of [...rests, ...contested.movingOf(rows.textOf(cell))]) events.add(id);
  }
  return behind;
};

const finish = (answer: Answer, board: Board): Answer => {
  const { contested } = board;
  const measure = `${board.question.options.of}Kw`;
  const groups = Map.groupBy(
    answer.rows.filter((row) => isCounted(row, measure)),
    groupOf,
  );
  const shared = new Map([...groups].map(([group, rows]) => [group, groupShares(rows, measure)]));
  const rows = [...shared.values()].flatMap(({ shares }) => shares);
  const behind = contested.isNone ? new Map<string, Set<string>>() : eventsBehind(board);
  return {
    ...answer,
    rows: contested.isNone
      ? rows
      : rows.map((row) => contested.mark(row, behind.get(groupOf(row)) ?? new Set())),
    totals: answer.totals.flatMap((total) => {
      const group = shared.get(groupOf(total));
      return group ? [totalOf(total, group, measure)] : [];
    }),
    notes: [
      ...answer.notes,
      'Shares of the capacity in this ledger, layer by layer, by largest remainder: they add to 10,000 basis points. What is undisclosed is left out and listed.',
    ],
  };
};

/** Each provider's, supplier's or consumer's part of the capacity in the ledger. */
export const capacityShares: View = {
  ...computeCapacity,
  traits: { drawing: 'capacity-shares' },
  name: 'market-share',
  summary: 'Who has how much of a market, as publishers report it or by capacity in this ledger.',
  definition: 'Shares of headline, firm or energized kilowatts; hhi = the sum of squared percentages.',
  dimensions: ['provider', 'consumer', 'supplier', 'deal', 'layer', 'basis'],
  parameters: shareParameters,
  finish,
};
