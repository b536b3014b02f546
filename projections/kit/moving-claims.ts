import type { Selection } from './claims.js';

const textOf = (selection: Selection): string => [...selection].flat().join(' ');

/**
 * Which claim sets move something, by the selections that were tried out: those of which another claim, all others being
 * chosen alike, gives something else. What a selection that is not among these gives is what is shown.
 */
export class MovingClaims {
  readonly #places: ReadonlyMap<string, number>;
  /** By its place the selections that have one set as it is shown, and else the same claims. */
  readonly #beside: readonly { readonly root: string; readonly place: number | undefined }[][];

  constructor(selections: readonly Selection[], chosen: Selection) {
    this.#places = new Map(selections.map((selection, place) => [textOf(selection), place]));
    this.#beside = selections.map((selection) =>
      [...selection]
        .filter(([root, id]) => chosen.get(root) !== id)
        .map(([root]) => {
          const near = new Map(selection).set(root, chosen.get(root) ?? '');
          return { root, place: this.#places.get(textOf(near)) };
        }),
    );
  }

  /** The sets that move what is told of each selection, where this says whether two of them differ; undefined is shown. */
  of(differs: (one: number, other: number | undefined) => boolean): Set<string> {
    const moving = new Set<string>();
    this.#beside.forEach((beside, place) => {
      for (const { root, place: near } of beside)
        if (!moving.has(root) && differs(place, near)) moving.add(root);
    });
    return moving;
  }
}
