import type { ChosenClaims, ClaimSet, Selection } from './claims.js';
import type { DividedLog } from './divided-log.js';
import type { Line } from './line.js';

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

  #namesOf({ claims }: ClaimSet): string[] {
    return [...new Set(claims.flatMap((claim) => this.log.namesOf(claim)))];
  }

  #shownOf(name: string): readonly Line[] {
    const known = this.#shown.get(name) ?? this.tell(name, this.#chosen);
    this.#shown.set(name, known);
    return known;
  }
}
