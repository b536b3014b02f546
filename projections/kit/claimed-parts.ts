import type { ChosenClaims, ClaimSet, CountedClaims, Selection } from './claims.js';
import { type DividedLog, logOfParts } from './divided-log.js';
import { isAlone, type Line } from './line.js';
import type { Log } from './log.js';
import type { TriedTotals, UnitSums } from './outermost.js';
import type { Question } from './question.js';
import { SeenStream } from './stream-reading.js';
import type { StreamReading } from './view.js';

/** Tells a part of a stream, by its name, under the claims that are chosen. */
type TellPart = (name: string, chosen: ChosenClaims) => readonly Line[];

/**
 * A stream whose claims are tried out part by part: what a claim says otherwise is told of the parts that read it, and
 * the rest of the stream is not told again.
 */
export class ClaimedParts {
  readonly #chosen: Map<string, string>;
  readonly #shown = new Map<string, readonly Line[]>();

  constructor(
    private readonly log: Pick<DividedLog, 'namesOf'>,
    selection: Selection,
    private readonly tell: TellPart,
  ) {
    this.#chosen = new Map(selection);
  }

  /** The lines of all that reads a claim of the set, under the claims that are chosen. */
  shown(set: ClaimSet): readonly Line[] {
    return this.#namesOf(set).flatMap((name) => this.#shownOf(name));
  }

  /** The same with another claim of it. */
  under(set: ClaimSet, id: string): readonly Line[] {
    const get = (root: string): string | undefined => (root === set.root ? id : this.#chosen.get(root));
    return this.#namesOf(set).flatMap((name) => this.tell(name, { get }));
  }

  /** Chooses this claim of the set from now on. */
  choose(set: ClaimSet, id: string): void {
    this.#chosen.set(set.root, id);
    for (const name of this.#namesOf(set)) this.#shown.delete(name);
  }

  /** What lowest and highest compare, of all questions that they compare. */
  totals(compared: readonly ComparedParts[], whole: TriedTotals): TriedTotals {
    return new TotalsOfParts(compared, whole);
  }

  #namesOf({ claims }: ClaimSet): string[] {
    return [...new Set(claims.flatMap((claim) => this.log.namesOf(claim)))];
  }

  #shownOf(name: string): readonly Line[] {
    const known = this.#shown.get(name) ?? this.tell(name, this.#chosen);
    this.#shown.set(name, known);
    return known;
  }
}

/** One of the questions that are compared, told part by part. */
export interface ComparedParts {
  readonly parts: ClaimedParts;
  readonly sums: { swap(gone: readonly Line[], come: readonly Line[]): void; readonly told: UnitSums[] };
}

/** Told part by part for as long as no line counts with another; then as a whole, where all of them are reckoned together. */
class TotalsOfParts implements TriedTotals {
  #areAllAlone = true;

  constructor(
    private readonly compared: readonly ComparedParts[],
    private readonly whole: TriedTotals,
  ) {}

  under(set: ClaimSet, id: string): readonly UnitSums[] {
    const told = this.compared.map(({ parts }) => parts.under(set, id));
    if (!this.#areAllAlone || !told.flat().every(isAlone)) return this.whole.under(set, id);
    return this.compared.flatMap(({ parts, sums }, place) => {
      const [gone, come] = [parts.shown(set), told[place] ?? []];
      sums.swap(gone, come);
      const totals = sums.told;
      sums.swap(come, gone);
      return totals;
    });
  }

  choose(set: ClaimSet, id: string): void {
    this.whole.choose(set, id);
    for (const { parts, sums } of this.compared) {
      const gone = parts.shown(set);
      parts.choose(set, id);
      const come = parts.shown(set);
      sums.swap(gone, come);
      this.#areAllAlone &&= come.every(isAlone);
    }
  }
}

/** Finds the parts of a stream in which its claims are tried out, each told by a view. */
export const claimedPartsIn = (
  log: Log,
  stream: string,
  { sets, selection, policy }: CountedClaims & Pick<Question, 'policy'>,
  tell: (reading: StreamReading) => readonly Line[],
): ClaimedParts | undefined => {
  const told = sets.flatMap(({ claims }) => claims);
  const divided = logOfParts(log, stream, told);
  if (!divided) return undefined;
  const seen = new Map<string, SeenStream>();
  const see = (name: string): SeenStream => {
    const known =
      seen.get(name) ?? new SeenStream({ name, stream, ...divided.partOf(name) }, divided.facts(name));
    seen.set(name, known);
    return known;
  };
  return new ClaimedParts(divided, selection, (name, chosen) =>
    tell(see(name).under({ sets, selection: chosen, policy })),
  );
};
