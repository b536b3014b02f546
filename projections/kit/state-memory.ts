import type { Fact } from '../../events/index.js';
import { type KnownCut, knownFacts } from './cut.js';
import type { Line } from './line.js';
import { fold, isSameFacts } from './log.js';
import { isAlike } from './same-lines.js';

interface FoldedFacts {
  readonly facts: readonly Fact[];
  readonly state: unknown;
}

interface KnownFacts extends KnownCut {
  readonly facts: readonly Fact[];
  readonly count: number;
  readonly known: readonly Fact[];
}

/** So many states of one stream, and forms of one line: what a clock that is dragged to and fro passes. */
const mostStates = 48;
const mostForms = 16;

/**
 * What streams came to, and the lines that were made of it, for a board that is asked the same of day after day: what
 * counts alike on the next day is neither folded nor told anew.
 */
export class StateMemory {
  readonly #folded = new Map<string, Map<string, FoldedFacts>>();
  readonly #lines = new WeakMap<object, Map<string, readonly Line[]>>();
  readonly #forms = new Map<string, Line[]>();
  readonly #known = new Map<string, KnownFacts>();

  /** What was known of a stream: the same facts, corrected ones too, for as long as nothing else is asked of it. */
  known(stream: string, facts: readonly Fact[], { knownAt, atPosition }: KnownCut): readonly Fact[] {
    const last = this.#known.get(stream);
    const isSame = last?.facts === facts && last.count === facts.length;
    if (isSame && last.knownAt === knownAt && last.atPosition === atPosition) return last.known;
    const known = knownFacts(facts, { knownAt, atPosition });
    this.#known.set(stream, { facts, count: facts.length, knownAt, atPosition, known });
    return known;
  }

  /** The state of a stream after these facts; of those with the same ids, facts that were amended are others. */
  fold(stream: string, facts: readonly Fact[]): unknown {
    const key = facts.map(({ id }) => id).join();
    const states = this.#folded.get(stream) ?? new Map<string, FoldedFacts>();
    const known = states.get(key);
    if (known && isSameFacts(known.facts, facts)) return known.state;
    if (states.size >= mostStates) states.clear();
    const state = fold(stream, facts);
    states.set(key, { facts, state });
    this.#folded.set(stream, states);
    return state;
  }

  /** The lines of a state as it is looked at, in words that tell all looks apart. */
  lines(state: object, look: string, tell: () => readonly Line[]): readonly Line[] {
    const told = this.#lines.get(state) ?? new Map<string, readonly Line[]>();
    const known = told.get(look);
    if (known) return known;
    const lines = tell().map((line) => this.#once(line));
    told.set(look, lines);
    this.#lines.set(state, told);
    return lines;
  }

  /** Lines that say the same are one. */
  #once(line: Line): Line {
    const forms = this.#forms.get(line.id) ?? [];
    const known = forms.find((one) => isAlike(one, line));
    if (known) return known;
    if (forms.length >= mostForms) forms.length = 0;
    forms.push(line);
    this.#forms.set(line.id, forms);
    return line;
  }
}
