import type { Deal, Tranche } from '../events/deal/deal.js';
import { type AtLeastOne, groupBy } from '../events/kit/group.js';
import { type Bounds, boundsOf, isUndisclosed } from '../events/kit/quantity.js';
import type { Board } from './kit/board.js';
import type { Line, Row, Total } from './kit/line.js';
import { boundsIn, type Measure, measureOf, part, smallerBounds } from './kit/measure.js';
import { cutOf, type Question } from './kit/question.js';
import { sideOf } from './kit/sides.js';
import { StateReader } from './kit/state-reader.js';
import type { Answer, StreamReading, View } from './kit/view.js';
import { isHeadline, tranchesTold } from './tranche-status.js';
import { type pairKinds, supersededLines } from './superseded-pairs.js';

/** One statement that two describe the same capacity. */
interface OverlapStatement {
  kind: (typeof pairKinds)[number];
  tranche: string;
  other: string;
  power?: Bounds;
  rests: readonly string[];
  hypothetical: boolean;
}

const statementsOf = (deal: Deal, id: string, tranche: Tranche): OverlapStatement[] => {
  const name = `${deal.stream}/${id}`;
  const { partOf, rests, hypothetical } = tranche;
  const overlaps = deal.overlaps
    .filter((overlap) => overlap.tranche === id)
    .map((overlap) => ({ ...overlap, kind: 'overlap' as const, tranche: name, other: overlap.with }));
  const within = { kind: 'contains' as const, tranche: name, rests, hypothetical };
  return partOf === undefined ? overlaps : [...overlaps, { ...within, other: partOf }];
};

/** Neither side comes first in an overlap: by name. A part stands before its container. */
const orderPair = ({ kind, tranche, other }: OverlapStatement): [string, string] =>
  kind === 'contains' || tranche < other ? [tranche, other] : [other, tranche];

const lineOf = (stating: OverlapStatement, index: number, own: Bounds): Line => {
  const { kind, power, rests, hypothetical } = stating;
  const [tranche, other] = orderPair(stating);
  return {
    id: `${kind}|${stating.tranche}|${stating.other}|${index}`,
    keys: { kind, tranche, with: other },
    parts: {
      overlapKw: part(power ?? own),
      pairCount: part({ low: 1n, point: 1n, high: 1n }),
      ...(power && { statedKw: part(power) }),
    },
    rests,
    flags: hypothetical ? ['hypothetical'] : [],
  };
};

const contribution = (reading: StreamReading, question: Question): Line[] => {
  const deal = reading.state<Deal>(cutOf(question));
  const lines = tranchesTold(reading, deal)
    .filter(([, tranche]) => isHeadline(deal, tranche, question.effectiveAt))
    .flatMap(([id, tranche]) =>
      statementsOf(deal, id, tranche).map((one, index) => lineOf(one, index, boundsOf(tranche.power))),
    );
  return [...lines, ...supersededLines(deal)];
};

/** What one side of a pair says; a tranche that the ledger does not hold says nothing. */
interface OverlapSide {
  layer: string | null;
  basis: string | null;
  power?: Bounds;
  rests: readonly string[];
  isGone: boolean;
}

const unheld: OverlapSide = { layer: null, basis: null, rests: [], isGone: false };

const trancheTold = (reference: string, board: Board): OverlapSide => {
  const side = sideOf(reference, board);
  if (!side) return unheld;
  const { layer, basis, power, rests } = side.tranche;
  return {
    layer,
    basis,
    power: boundsOf(power),
    rests,
    isGone: !isHeadline(side.deal, side.tranche, board.question.effectiveAt),
  };
};

/** No more than either is; a part is all within what contains it. */
const sharedPower = (line: Line, one: OverlapSide, other: OverlapSide): Bounds => {
  const stated = line.parts.statedKw?.bounds;
  const sides = line.keys.kind === 'contains' ? [one.power] : [stated, one.power, other.power];
  return sides.flatMap((bounds) => bounds ?? []).reduce(smallerBounds);
};

/** What is said of one pair, by one statement or by several. */
interface StatedPair {
  readonly kind: string;
  readonly tranche: string;
  readonly other: string;
  readonly lines: AtLeastOne<Line>;
}

const pairOf = (lines: AtLeastOne<Line>): StatedPair[] => {
  const [{ keys }] = lines;
  const { kind, tranche, with: other } = keys;
  return kind && tranche && other ? [{ kind, tranche, other, lines }] : [];
};

/** Between what several statements say of one pair. */
const envelopeOf = (left: Bounds, right: Bounds): Bounds => ({
  low: left.low < right.low ? left.low : right.low,
  point: left.point === right.point ? left.point : null,
  high: left.high === null || right.high === null ? null : left.high > right.high ? left.high : right.high,
});

const flagsOf = (pair: StatedPair, one: OverlapSide, other: OverlapSide): string[] => {
  const { lines } = pair;
  const isWithin = pair.kind === 'contains';
  const sameLayer = one.layer === other.layer;
  const sameBasis = one.basis === other.basis;
  const isKnown = one.power !== undefined && other.power !== undefined;
  return [
    ...new Set(lines.flatMap(({ flags }) => flags)),
    ...(lines.length > 1 ? [`stated:${lines.length}`] : []),
    ...(isKnown ? [] : ['not-in-the-ledger']),
    ...(isKnown && isWithin && !(sameLayer && sameBasis) ? ['not-counted'] : []),
    ...(isKnown && !isWithin && sameLayer ? ['in-one-layer'] : []),
    ...(isKnown && !isWithin && !sameBasis ? ['across-bases'] : []),
    ...([one, other].some(({ power }) => power && isUndisclosed(power)) ? ['undisclosed'] : []),
  ].sort();
};

const exactMeasure = (count: number): Measure => ({ low: count, point: count, high: count });

const measureOrNull = (bounds: Bounds | undefined): Measure | null => (bounds ? measureOf(bounds) : null);

const pairRow = (pair: StatedPair, board: Board): Row[] => {
  const { kind, tranche, other, lines } = pair;
  const [one, two] = [trancheTold(tranche, board), trancheTold(other, board)];
  if (one.isGone || two.isGone) return [];
  return [
    {
      kind,
      tranche,
      layer: one.layer,
      basis: one.basis,
      with: other,
      withLayer: two.layer,
      withBasis: two.basis,
      powerKw: measureOrNull(one.power),
      withPowerKw: measureOrNull(two.power),
      overlapKw: measureOrNull(lines.map((line) => sharedPower(line, one, two)).reduce(envelopeOf)),
      pairCount: exactMeasure(1),
      rests: [...new Set([...lines.flatMap(({ rests }) => rests), ...one.rests, ...two.rests])].sort(),
      flags: flagsOf(pair, one, two),
    },
  ];
};

/** What a successor promises in the same layer: on the same basis, or on its only one. */
const successorLine = ({ keys: { layer, basis } }: Line, theirs: readonly Line[]): Line | undefined => {
  const ofLayer = theirs.filter(({ keys }) => keys.layer === layer);
  return ofLayer.find(({ keys }) => keys.basis === basis) ?? (ofLayer.length === 1 ? ofLayer[0] : undefined);
};

/** What a superseded deal promised beside what its successor does, in one layer and basis. */
const successionRow = ({ kind, tranche, other: successor, lines }: StatedPair, board: Board): Row[] => {
  const [line] = lines;
  const { layer, basis } = line.keys;
  const by = board.state<Deal | undefined>(successor, cutOf(board.question));
  const theirs =
    by && successorLine(line, supersededLines({ ...by, stage: 'superseded', supersededBy: successor }));
  const own = boundsIn(line.parts, 'overlapKw');
  const other = theirs && boundsIn(theirs.parts, 'overlapKw');
  return [
    {
      kind,
      tranche,
      layer,
      basis,
      with: successor,
      withLayer: theirs?.keys.layer ?? null,
      withBasis: theirs?.keys.basis ?? null,
      powerKw: measureOf(own),
      withPowerKw: measureOrNull(other),
      overlapKw: other ? measureOf(smallerBounds(own, other)) : exactMeasure(0),
      pairCount: exactMeasure(1),
      rests: [...new Set([...line.rests, ...(theirs?.rests ?? [])])].sort(),
      flags: [
        ...line.flags,
        ...(by?.announced ? [] : ['not-in-the-ledger']),
        ...(theirs && theirs.keys.basis !== basis ? ['across-bases'] : []),
      ].sort(),
    },
  ];
};

const isAsked = (
  { tranche, with: other }: Readonly<Record<string, unknown>>,
  { options }: Question,
): boolean => {
  const sides = [String(tranche), String(other)];
  const { deal, tranche: asked } = options;
  return (
    (asked === undefined || sides.includes(asked)) &&
    (deal === undefined || sides.some((name) => name.split('/')[0] === deal))
  );
};

/** The tranches that are gone: no pair with one of them is told. */
const tranchesGone = new StateReader((deal: Deal, { question }) =>
  [...deal.tranches]
    .filter(([, tranche]) => !isHeadline(deal, tranche, question.effectiveAt))
    .map(([id]) => `${deal.stream}/${id}`),
);

/** The pairs that rows tell of, for whoever only counts them. */
const pairsTold = (pairs: readonly StatedPair[], board: Board): { kind: string }[] => {
  const gone = new Set(tranchesGone.of(board));
  return pairs.filter(
    ({ kind, tranche, other }) =>
      (kind === 'superseded' || !(gone.has(tranche) || gone.has(other))) &&
      isAsked({ tranche, with: other }, board.question),
  );
};

const totalsOf = (told: readonly Readonly<Record<string, unknown>>[]): Total[] =>
  [...Map.groupBy(told, ({ kind }) => String(kind))]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([kind, own]) => ({
      kind,
      pairCount: exactMeasure(own.length),
      undisclosed: [],
    }));

const notes = [
  'The power of pairs is never added: a third may overlap with both.',
  'Bases are taken as stated, without converting them; a pair across bases says so.',
];

const finish = (answer: Answer, board: Board): Answer => {
  const { contested } = board;
  const pairs = groupBy(board.lines, ({ keys: { kind, tranche, with: other, layer, basis } }) =>
    JSON.stringify([kind, tranche, other, layer, basis]),
  );
  const stated = [...pairs]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([, lines]) => pairOf(lines));
  const told = { ...answer, rows: [], notes: [...answer.notes, ...notes] };
  if (!board.isTold('rows')) return { ...told, totals: totalsOf(pairsTold(stated, board)) };
  const rows = stated
    .flatMap((pair) => (pair.kind === 'superseded' ? successionRow(pair, board) : pairRow(pair, board)))
    .filter((row) => isAsked(row, board.question))
    .map((row) => contested.mark(row, new Set(row.rests)));
  return { ...told, rows, totals: totalsOf(rows) };
};

export const overlaps: View = {
  name: 'overlaps',
  summary: 'Which projects are stated twice: what overlaps with what, what contains what, and by how much.',
  definition:
    'overlap = two tranches are stated to describe the same physical capacity: as much as is stated, the smaller of the two when nobody said, never more than either; contains = one is stated to be part of the other, all of it; superseded = a deal and the one that took its place, layer by layer. Pairs of which a side was cancelled, lapsed or shelved are left out.',
  category: 'deal',
  dimensions: ['kind', 'tranche', 'with'],
  defaultBy: ['kind', 'tranche', 'with'],
  measures: ['overlapKw', 'powerKw', 'withPowerKw', 'pairCount'],
  alwaysBy: ['kind', 'tranche', 'with'],
  neverAdded: ['kind'],
  timelines: false,
  traits: { isToldByLine: true, drawing: 'overlapping-power' },
  parameters: {
    deal: { says: 'Only pairs of which one side is of this deal.' },
    tranche: { says: 'Only pairs of which one side is this tranche, as deal/tranche.' },
  },
  looksFor: () => [tranchesGone],
  contribution,
  finish,
};
