import { type Change, type ChangedEntry, isChange } from '../../../projections/difference.js';
import { isZero } from '../../../projections/kit/measure.js';
import { measureText } from '../../../projections/wording/measure.js';
import type { Entry } from '../../../projections/kit/line.js';
import { textIn } from '../../charts/words/amounts.js';
import type { ChartNames } from '../../charts/names.js';
import { layerText } from '../../../projections/wording/layer-name.js';

/** A number before and after, in words. */
export interface LargestMove {
  /** What it is of: a deal, or whoever has the share. */
  of: string;
  deal?: string;
  what: string;
  before: string;
  after: string;
  /** The newest event that it rests on. */
  cause?: string;
}

/** A changed row of a view, and the newest of the events that it rests on. */
export interface MovedRow {
  view: string;
  entry: ChangedEntry;
  cause?: string | undefined;
}

/** The measures that a reader asks for first, what they are called, and in which of them sizes can be compared. */
const measures = {
  headlineKw: { word: 'promised', kind: 'power' },
  signedKw: { word: 'signed', kind: 'power' },
  firmKw: { word: 'firm', kind: 'power' },
  energizedKw: { word: 'running', kind: 'power' },
  committedUsCents: { word: 'committed', kind: 'money' },
  conditionalUsCents: { word: 'on conditions', kind: 'money' },
  paidUsCents: { word: 'paid', kind: 'money' },
  shareBp: { word: 'share', kind: 'part' },
  stakeBp: { word: 'stake', kind: 'part' },
} as const;

type MeasureName = keyof typeof measures;

const isNamed = (name: string): name is MeasureName => Object.hasOwn(measures, name);

interface Mover extends MovedRow {
  measure: MeasureName;
  change: Change;
  size: number;
}

/** By how much for certain, or by what is most likely where somebody has said so. */
const sizeOf = ({ low, point }: Change): number => Math.abs(Number(point ?? low));

const largest = (candidates: readonly Mover[]): Mover | undefined =>
  candidates.reduce<Mover | undefined>(
    (most, one) => (most === undefined || one.size > most.size ? one : most),
    undefined,
  );

/** The rest, and several together, are nobody's share. */
const isOfOne = ({ party }: ChangedEntry): boolean => typeof party !== 'string' || !/^others$|\+/.test(party);

/** The number of a row that moved most. */
const candidateOf = (row: MovedRow): Mover[] => {
  const moved = Object.entries(row.entry).flatMap(([measure, change]): Mover[] =>
    isNamed(measure) && isChange(change) && sizeOf(change) > 0
      ? [{ ...row, measure, change, size: sizeOf(change) }]
      : [],
  );
  const most = isOfOne(row.entry) ? largest(moved) : undefined;
  return most ? [most] : [];
};

const kinds = ['power', 'money', 'part'] as const;

/** Power, money in each currency and parts have no size in common. */
const kindOf = ({ measure, entry }: Mover): string => {
  const { kind } = measures[measure];
  return kind === 'money' && textIn(entry, 'currency') !== 'USD'
    ? `money ${textIn(entry, 'currency')}`
    : kind;
};

const placeOf = (kind: string): number => {
  const place = kinds.findIndex((one) => one === kind);
  return place < 0 ? kinds.length : place;
};

const thingOf = ({ entry: { deal, party, holder } }: Mover): string => String(deal ?? party ?? holder);

const nameOf = (entry: Entry, names: ChartNames): Pick<LargestMove, 'of' | 'deal'> => {
  const deal = textIn(entry, 'deal');
  if (deal !== '') return { of: names.deal(deal), deal };
  return { of: names.party(textIn(entry, 'party') || textIn(entry, 'holder')) };
};

const whatSaid = (measure: MeasureName, entry: Entry, names: ChartNames): string => {
  const { word, kind } = measures[measure];
  if (kind === 'power') return `${layerText(entry)} ${word}`;
  if (kind === 'money') return `${textIn(entry, 'kind')} ${word}`;
  if (measure === 'stakeBp') return `stake in ${names.party(textIn(entry, 'issuer'))}`;
  const market = names.of('market', textIn(entry, 'market'));
  return `share of ${market} in ${textIn(entry, 'period')}, says ${names.publisher(textIn(entry, 'publisher'))}`;
};

type ChangeSide = 'baseline' | 'scenario';

const sideSaid = (measure: MeasureName, change: Change, side: ChangeSide, entry: Entry): string => {
  const value = change[side];
  if (value) return measureText(measure, value, entry);
  return side === 'baseline' ? 'none known' : 'no longer counted';
};

const promises = ['committedUsCents', 'conditionalUsCents'] as const;

/** What is committed and what hangs on conditions, where the one became the other: neither tells it alone. */
const bothSaid = (entry: ChangedEntry): Pick<LargestMove, 'before' | 'after'> | undefined => {
  const changes = promises.flatMap((measure) => {
    const change = entry[measure];
    return isChange(change) ? [{ measure, change }] : [];
  });
  if (changes.length < promises.length || changes.some(({ change }) => !change.baseline || !change.scenario))
    return undefined;
  const said = (side: ChangeSide): string => {
    const some = changes.filter(({ change }) => !isZero(change[side]));
    return (some.length > 0 ? some : changes.slice(0, 1))
      .map(({ measure, change }) => `${sideSaid(measure, change, side, entry)} ${measures[measure].word}`)
      .join(' + ');
  };
  return { before: said('baseline'), after: said('scenario') };
};

const movedSaid = ({ measure, change, entry, cause }: Mover, names: ChartNames): LargestMove => {
  const both = measures[measure].kind === 'money' ? bothSaid(entry) : undefined;
  return {
    ...nameOf(entry, names),
    what: both ? textIn(entry, 'kind') : whatSaid(measure, entry, names),
    before: sideSaid(measure, change, 'baseline', entry),
    after: sideSaid(measure, change, 'scenario', entry),
    ...both,
    ...(cause !== undefined && { cause }),
  };
};

/**
 * Of all that moved as many numbers as are asked for: of power, money and parts in turn the one that moved most, and no
 * more than one of a deal or a party. Sizes are compared where they have a unit in common, and nowhere else.
 */
export const largestMoved = (rows: readonly MovedRow[], most: number, names: ChartNames): LargestMove[] => {
  const byKind = [...Map.groupBy(rows.flatMap(candidateOf), kindOf)]
    .toSorted(([left], [right]) => placeOf(left) - placeOf(right))
    .map(([, own]) => own.toSorted((left, right) => right.size - left.size));
  const taken: Mover[] = [];
  const isFree = (one: Mover): boolean => taken.every((other) => thingOf(other) !== thingOf(one));
  for (let isMore = true; isMore && taken.length < most;) {
    isMore = false;
    for (const own of byKind) {
      const next = own.find(isFree);
      if (next === undefined || taken.length >= most) continue;
      taken.push(next);
      isMore = true;
    }
  }
  return taken.map((one) => movedSaid(one, names));
};
