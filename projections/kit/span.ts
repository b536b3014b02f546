import { sumOrNull } from '../../events/kit/quantity.js';
import type { Selection } from './claims.js';
import type { Row, Total } from './line.js';
import { type Measure, measureOf } from './measure.js';
import { MovingClaims } from './moving-claims.js';
import type { Tally } from './tally.js';

interface CellSpan {
  low: bigint;
  high: bigint | null;
}

const isBelow = (left: bigint | null, right: bigint | null): boolean =>
  left !== null && (right === null || left < right);

const joinReaches = (left: CellSpan, right: CellSpan): CellSpan => ({
  low: left.low < right.low ? left.low : right.low,
  high: isBelow(left.high, right.high) ? right.high : left.high,
});

const absent: CellSpan = { low: 0n, high: 0n };

/** A selection of one stream's claims, and what lets the stream count so. */
interface TriedClaims {
  readonly selection: Selection;
  readonly settle: () => void;
}

/** Another claim of one set, all others as they are: what lets the stream count so, and as it is again. */
interface TriedClaim {
  readonly root: string;
  readonly settle: () => void;
  readonly restore: () => void;
}

type CellSpans = Map<string, CellSpan>;

/** A cell that a selection touches: the number of its tally, and its keys. */
interface CellPlace {
  readonly tally: Tally;
  readonly number: number;
  readonly text: string;
}

/** How far the numbers of cells reach over selections of claims; streams are independent, so their reaches add. */
export class Spans {
  readonly #chosen: CellSpans = new Map();
  readonly #whole: CellSpans = new Map();
  readonly #moving = new Map<string, Set<string>>();

  constructor(
    readonly measures: readonly string[],
    readonly tallies: readonly Tally[],
  ) {}

  /** Which claim sets move which cells of a tally: their roots, by the text of each cell. */
  movingIn(tally: Tally): Map<string, ReadonlySet<string>> {
    const own = `${this.tallies.indexOf(tally)}|`;
    return new Map(
      [...this.#moving].flatMap(([place, roots]) =>
        place.startsWith(own) ? [[place.slice(own.length), roots] as const] : [],
      ),
    );
  }

  /** Settles each selection of one stream's claims in turn; only the cells that they touch are looked at. */
  observe(selections: readonly TriedClaims[], shown: TriedClaims): void {
    if (selections.length === 0) return;
    for (const tally of this.tallies) tally.takeTouched();
    const places = new Map<string, CellPlace>();
    const reached = selections.map(({ settle }) => {
      settle();
      this.#addTouched(places);
      return new Map(this.#reaches(places));
    });
    shown.settle();
    const claims = new MovingClaims(
      selections.map(({ selection }) => selection),
      shown.selection,
    );
    this.#addMoving(places, reached, claims);
    for (const [key, now] of this.#reaches(places)) {
      // A cell that a selection had not touched yet was then as it is now.
      const joined = reached.reduce((found, reaches) => joinReaches(found, reaches.get(key) ?? now), now);
      this.#join(key, now, joined);
    }
  }

  /** Settles each other claim of one stream by itself; what it does not touch is as it is. */
  observeEach(tried: readonly TriedClaim[]): void {
    for (const tally of this.tallies) tally.takeTouched();
    const joined = new Map<string, { readonly now: CellSpan; all: CellSpan }>();
    for (const { root, settle, restore } of tried) {
      settle();
      const places = new Map<string, CellPlace>();
      this.#addTouched(places);
      const reached = this.#reaches(places);
      restore();
      for (const tally of this.tallies) tally.takeTouched();
      const shown = new Map(this.#reaches(places));
      for (const [key, reach] of reached) {
        const now = shown.get(key) ?? absent;
        const known = joined.get(key);
        if (known) known.all = joinReaches(known.all, reach);
        else joined.set(key, { now, all: joinReaches(now, reach) });
        if (reach.low !== now.low || reach.high !== now.high)
          this.#addRoot(key.slice(0, key.lastIndexOf('|')), root);
      }
    }
    for (const [key, { now, all }] of joined) this.#join(key, now, all);
  }

  /** Writes `span` into those entries, which stand in the order of the tally's cells, whose numbers differ by selection. */
  writeTo(entries: readonly (Row | Total)[], tally: Tally): void {
    const number = this.tallies.indexOf(tally);
    tally.cells.forEach((cell, index) => {
      const key = (measure: string): string => `${number}|${tally.textOf(cell)}|${measure}`;
      const moved = this.measures.filter((measure) => this.#differs(key(measure)));
      const entry = entries[index];
      if (entry && moved.length > 0)
        entry.span = Object.fromEntries(moved.map((measure) => [measure, this.#lowAndHigh(key(measure))]));
    });
  }

  #addMoving(
    places: ReadonlyMap<string, CellPlace>,
    reached: readonly CellSpans[],
    claims: MovingClaims,
  ): void {
    const shown: CellSpans = new Map(this.#reaches(places));
    for (const place of places.keys()) {
      const moving = claims.of((one, other) =>
        this.measures.some((measure) => {
          const key = `${place}|${measure}`;
          const at = (index: number | undefined): CellSpan | undefined =>
            (index === undefined ? undefined : reached[index]?.get(key)) ?? shown.get(key);
          const [left, right] = [at(one), at(other)];
          return left?.low !== right?.low || left?.high !== right?.high;
        }),
      );
      for (const root of moving) this.#addRoot(place, root);
    }
  }

  #addRoot(place: string, root: string): void {
    const known = this.#moving.get(place);
    if (known) known.add(root);
    else this.#moving.set(place, new Set([root]));
  }

  /** A stream's own reach, beside what the cell is now, adds to what the others reach. */
  #join(key: string, now: CellSpan, reach: CellSpan): void {
    if (!this.#chosen.has(key)) this.#whole.set(key, now);
    this.#chosen.set(key, now);
    this.#widen(key, reach);
  }

  #widen(key: string, reach: CellSpan): void {
    const [whole, chosen] = [this.#whole.get(key), this.#chosen.get(key)];
    if (!whole || !chosen) return;
    const high = sumOrNull([whole.high, reach.high]);
    this.#whole.set(key, {
      low: whole.low + reach.low - chosen.low,
      high: high === null || chosen.high === null ? null : high - chosen.high,
    });
  }

  #differs(key: string): boolean {
    const [whole, chosen] = [this.#whole.get(key), this.#chosen.get(key)];
    return whole?.low !== chosen?.low || whole?.high !== chosen?.high;
  }

  #lowAndHigh(key: string): Pick<Measure, 'low' | 'high'> {
    const { low, high } = measureOf({ ...(this.#whole.get(key) ?? absent), point: null });
    return { low, high };
  }

  #addTouched(places: Map<string, CellPlace>): void {
    this.tallies.forEach((tally, number) => {
      for (const text of tally.takeTouched()) places.set(`${number}|${text}`, { tally, number, text });
    });
  }

  #reaches(places: ReadonlyMap<string, CellPlace>): [string, CellSpan][] {
    return [...places].flatMap(([place, { tally, text }]) => {
      const cell = tally.at(text);
      return this.measures.map((measure): [string, CellSpan] => [
        `${place}|${measure}`,
        cell?.sum(measure).bounds ?? absent,
      ]);
    });
  }
}
