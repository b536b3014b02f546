import { type EditNames, numberSaid } from '../../../../../projections/wording/edit-said.js';
import type { BenchScenario, SheetReading } from './bench.js';
import type { PlainEdit } from './words.js';

/** A number of an edit that may be turned to reach a level. */
export interface EditLever {
  /** The number of the edit and its field. */
  edit: number;
  field: string;
  /** The line that it stands in. */
  line: string;
  /** What the address calls it: what was typed, and in which unit. */
  label: string;
  /** What is turned: "the delay of AMD's first gigawatt". */
  said: string;
  value: number;
  /** A step of the unit that people think in. */
  unit: number;
  unitText: string;
  least: number;
  most: number;
}

interface LeverUnit {
  unit: number;
  unitText: string;
  least: number;
  most: number;
}

const turnable: Readonly<Record<string, LeverUnit>> = {
  months: { unit: 1, unitText: 'months', least: 0, most: 60 },
  toBp: { unit: 100, unitText: '%', least: 0, most: 20_000 },
  perQuarterKw: { unit: 1_000, unitText: 'MW', least: 0, most: 5_000_000 },
  cumulativeKw: { unit: 1_000, unitText: 'MW', least: 0, most: 50_000_000 },
};

/** Two that are about the same are told apart by their edits. */
const apart = (levers: readonly EditLever[]): EditLever[] =>
  levers.map((lever) =>
    levers.some((other) => other !== lever && other.said === lever.said)
      ? { ...lever, said: `${lever.said}, edit ${lever.edit + 1}` }
      : lever,
  );

/** Every number that may be turned, among the edits that are on. */
export const leversOf = ({ edits, lines, lineOf }: SheetReading, names: EditNames): EditLever[] =>
  apart(
    edits.flatMap((edit, number) =>
      Object.entries(turnable).flatMap(([field, about]) => {
        const value = edit[field];
        if (typeof value !== 'number') return [];
        const line = lines[lineOf[number]!]!.text;
        const said = numberSaid(field, edit, names);
        return [{ edit: number, field, line, label: `${line}: ${about.unitText}`, said, value, ...about }];
      }),
    ),
  );

export const leverName = 'what it would take';

/** The same scenario with the lever instead of its number. */
export const replaceByLever = (body: BenchScenario, { edit, field }: EditLever): BenchScenario => ({
  ...body,
  edits: body.edits.map((one, number) =>
    number === edit ? { ...one, [field]: { assumption: leverName } } : one,
  ),
});

/** The edit with the number that was found. */
export const withValue = (
  edits: readonly PlainEdit[],
  { edit, field }: EditLever,
  value: number,
): PlainEdit => ({
  ...edits[edit]!,
  [field]: value,
});

/** "80%", "6 months". */
export const leverText = (lever: EditLever, x: number): string =>
  `${x / lever.unit} ${lever.unitText}`.replace(' %', '%');
