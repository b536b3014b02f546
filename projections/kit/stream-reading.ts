import type { Fact } from '../../events/index.js';
import {
  type ClaimSet,
  claimSetsOf,
  type Policy,
  restrictSelection,
  selectClaims,
  type Selection,
} from './claims.js';
import { type Cut, effectiveFacts, type KnownCut, knownFacts } from './cut.js';
import { fold, isSameFacts } from './log.js';
import type { StreamReading } from './view.js';

/** What is remembered of streams, or of parts of them, between one reading and the next. */
export interface ReadingMemory {
  /** The facts of a stream that were known by a cut, as corrected by then, in the order in which they are folded. */
  known(name: string, facts: readonly Fact[], cut: KnownCut): readonly Fact[];
  /** The state of a stream after these facts. */
  fold(name: string, facts: readonly Fact[]): unknown;
}

/** A stream, and the name of what is read of it: its own, or that of a part. */
interface StreamRead {
  readonly stream: string;
  readonly name: string;
}

/** The claims of a stream, which of them count, and the rule by which a day that does not see those picks. */
interface StreamClaims {
  readonly sets: readonly ClaimSet[];
  readonly selection: Selection;
  readonly policy: Policy;
}

/** The facts of a stream that count, of those that pass a cut. */
const countSeen = (seen: readonly Fact[], { sets, selection, policy }: StreamClaims): readonly Fact[] => {
  if (sets.length === 0) return seen;
  const seenSets = claimSetsOf(seen);
  return selectClaims(seen, seenSets, restrictSelection(seenSets, selection, policy));
};

/** The facts of a stream that pass the cut, rival claims all counted. */
export const visibleIn = (
  stream: string,
  facts: readonly Fact[],
  cut: Cut,
  memory?: ReadingMemory,
): readonly Fact[] => effectiveFacts(knownOnce(stream, facts, memory)(cut), cut);

/** The known facts of a stream, read once for all days that know the same. */
const knownOnce = (
  name: string,
  facts: readonly Fact[],
  memory?: ReadingMemory,
): ((cut: Cut) => readonly Fact[]) => {
  if (memory) return (cut) => memory.known(name, facts, cut);
  let last: { cut: Cut; known: readonly Fact[] } | undefined;
  return (cut) => {
    if (last?.cut.knownAt !== cut.knownAt || last.cut.atPosition !== cut.atPosition)
      last = { cut, known: knownFacts(facts, cut) };
    return last.known;
  };
};

interface CountedFold {
  readonly counted: readonly Fact[];
  readonly state: unknown;
}

/** A stream as a view reads it; what counts at several cuts alike is folded once. */
export const readStream = (
  { stream, name }: StreamRead,
  facts: readonly Fact[],
  claims: StreamClaims,
  memory?: ReadingMemory,
): StreamReading => {
  const knownBy = knownOnce(name, facts, memory);
  const folded: CountedFold[] = [];
  let last: CountedFold | undefined;
  const foldOnce = (counted: readonly Fact[]): CountedFold => {
    const known = folded.find((one) => isSameFacts(one.counted, counted));
    if (known) return known;
    const state = memory?.fold(name, counted) ?? fold(stream, counted);
    const come = { counted, state };
    folded.push(come);
    return come;
  };
  return {
    stream,
    state: <State>(cut: Cut): State => {
      const counted = countSeen(effectiveFacts(knownBy(cut), cut), claims);
      if (!last || !isSameFacts(last.counted, counted)) last = foldOnce(counted);
      return last.state as State;
    },
  };
};
