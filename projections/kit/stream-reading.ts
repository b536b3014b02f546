import type { Fact } from '../../events/index.js';
import {
  type ClaimSet,
  claimSetsOf,
  type Policy,
  restrictSelection,
  selectClaims,
  type Selection,
} from './claims.js';
import { type Cut, visibleFacts } from './cut.js';
import { fold } from './log.js';
import type { StreamReading } from './view.js';

/** The claims of a stream, which of them count, and the rule by which a day that does not see those picks. */
interface StreamClaims {
  readonly sets: readonly ClaimSet[];
  readonly selection: Selection;
  readonly policy: Policy;
}

/** The facts of a stream that count at a cut. */
export const countedFacts = (
  facts: readonly Fact[],
  cut: Cut,
  { sets, selection, policy }: StreamClaims,
): readonly Fact[] => {
  const seen = visibleFacts(facts, cut);
  if (sets.length === 0) return seen;
  const seenSets = claimSetsOf(seen);
  return selectClaims(seen, seenSets, restrictSelection(seenSets, selection, policy));
};

/** A stream as a view reads it; what counts at several cuts alike is folded once. */
export const readStream = (stream: string, facts: readonly Fact[], claims: StreamClaims): StreamReading => {
  const folded = new Map<string, unknown>();
  return {
    stream,
    state: <State>(cut: Cut): State => {
      const counted = countedFacts(facts, cut, claims);
      const key = counted.map((fact) => fact.id).join();
      if (!folded.has(key)) folded.set(key, fold(stream, counted));
      return folded.get(key) as State;
    },
  };
};
