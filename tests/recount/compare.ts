import { shown, type Bounds } from './bounds.js';

/** One number that came out twice. */
export interface Cell {
  where: string;
  measure: string;
  ours: string;
  theirs: string;
  rests: string[];
}

export interface Difference extends Cell {
  address: string;
}

export interface Row {
  [key: string]: unknown;
  rests?: string[];
}

export interface Answer {
  question: Record<string, string>;
  rows: Row[];
  totals: Row[];
  position: number;
  [key: string]: unknown;
}

interface Measure {
  low: number | string;
  point: number | string | null;
  high: number | string | null;
}

const isMeasure = (value: unknown): value is Measure =>
  typeof value === 'object' && value !== null && 'low' in value && 'high' in value && 'point' in value;

const theirText = (value: unknown): string =>
  value === null || value === undefined
    ? 'none'
    : isMeasure(value)
      ? `${value.low}/${value.point ?? '?'}/${value.high ?? '∞'}`
      : JSON.stringify(value);

const ourText = (value: Bounds | null): string => (value === null ? 'none' : shown(value));

/** What says nothing: a row that nobody need print. */
const isSilent = (text: string): boolean => text === 'none' || text === '0/0/0';

export type Cells = ReadonlyMap<string, Readonly<Record<string, Bounds | null>>>;

/** Each measure of each row of both sides; a row that only one side has must say nothing. */
export const cellsOf = (
  what: string,
  ours: Cells,
  theirs: readonly Row[],
  keyOf: (row: Row) => string,
  measures: readonly string[],
): Cell[] => {
  const named = new Map(theirs.map((row) => [keyOf(row), row]));
  const cells: Cell[] = [];
  for (const key of new Set([...ours.keys(), ...named.keys()]))
    for (const measure of measures) {
      const [our, their] = [ours.get(key), named.get(key)];
      const pair = {
        ours: our ? ourText(our[measure] ?? null) : 'no row',
        theirs: their ? theirText(their[measure]) : 'no row',
      };
      if (!our && isSilent(pair.theirs)) pair.ours = pair.theirs;
      if (!their && isSilent(pair.ours)) pair.theirs = pair.ours;
      cells.push({ where: `${what} ${key}`, measure, ...pair, rests: their?.rests ?? [] });
    }
  return cells;
};

export const differs = ({ ours, theirs }: Cell): boolean => ours !== theirs;

/** Neither nothing nor unknown on both sides: such numbers agree too easily to be drawn. */
export const saysSomething = ({ ours, theirs }: Cell): boolean => !isSilent(ours) || !isSilent(theirs);

const described = ({ where, measure, ours, theirs, rests, address }: Difference): string =>
  `${where} ${measure}: recounted ${ours}, answered ${theirs}\n    ${address}\n    rests on ${rests.slice(0, 6).join(' ') || 'nothing'}${rests.length > 6 ? ` and ${rests.length - 6} more` : ''}`;

/** The first differences in words, and how many more there are. */
export const told = (differences: readonly Difference[]): string[] => [
  ...differences.slice(0, 40).map(described),
  ...(differences.length > 40 ? [`and ${differences.length - 40} more`] : []),
];
