import type { Fact } from '../../events/index.js';
import { type ClaimSet, claimSetsOf, selectClaims, type Selection, selectionsOf } from './claims.js';
import { visibleFacts } from './cut.js';
import type { Entry } from './line.js';
import { fold, type Log } from './log.js';
import { isMeasure, type Measure } from './measure.js';
import { cutOf, type Question } from './question.js';

interface SelectedBoard {
  readonly question: Question;
  readonly log: Log;
  selectionOf(stream: string): Selection;
}

/** What a stream comes to under each selection of its rival claims; none where it has no such claims. */
export const statesUnderClaims = <State>(stream: string, board: SelectedBoard): State[] => {
  const facts = visibleFacts(board.log.facts(stream), cutOf(board.question));
  const sets = claimSetsOf(facts);
  if (sets.length === 0) return [];
  const { selections } = selectionsOf(sets, board.selectionOf(stream));
  return selections.map((selection) => fold<State>(stream, selectClaims(facts, sets, selection)));
};

/** Facts without the claims that a selection leaves out, whenever they are looked at. */
export const withoutOthers = (
  facts: readonly Fact[],
  sets: readonly ClaimSet[],
  selection: Selection,
): Fact[] => {
  const others = sets.flatMap(({ root, claims }) => claims.filter(({ id }) => id !== selection.get(root)));
  const left = new Set(others.map(({ id }) => id));
  return facts.filter(({ id }) => !left.has(id));
};

const reachOf = (told: readonly Measure[]): Pick<Measure, 'low' | 'high'> | undefined => {
  const [first, ...others] = told;
  return others.reduce<Pick<Measure, 'low' | 'high'> | undefined>(
    (reach, { low, high }) =>
      reach && {
        low: low < reach.low ? low : reach.low,
        high: high === null || reach.high === null ? null : high > reach.high ? high : reach.high,
      },
    first && { low: first.low, high: first.high },
  );
};

const measuresIn = (entries: readonly Entry[], name: string): Measure[] =>
  entries.flatMap((entry) => (isMeasure(entry[name]) ? [entry[name]] : []));

/** An entry, and beside it how far what is derived in it reaches over what it would be under other selections. */
export const withDerivedSpans = <Derived extends Entry>(
  entry: Derived,
  names: readonly string[],
  others: readonly Entry[],
): Derived => {
  const reached = names.flatMap((name) => {
    const [own] = measuresIn([entry], name);
    const reach = reachOf(measuresIn([entry, ...others], name));
    return reach && (reach.low !== own?.low || reach.high !== own.high) ? [[name, reach] as const] : [];
  });
  return reached.length === 0 ? entry : { ...entry, span: { ...entry.span, ...Object.fromEntries(reached) } };
};
