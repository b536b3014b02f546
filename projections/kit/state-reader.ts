import { cutOf } from './question.js';
import type { ReadBoard, StreamLook } from './view.js';

const byName = ([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number =>
  left < right ? -1 : 1;

/** What was read off the streams of one board, stream by stream; those that say nothing take no room. */
class StreamFindings<Found> implements StreamLook {
  readonly #found = new Map<string, readonly Found[]>();
  #all: readonly Found[] | undefined;

  constructor(
    /** The board adds what it settles anew. */
    private readonly unread: Set<string>,
    private readonly read: (stream: string) => readonly Found[],
  ) {}

  /** Reads a stream that was settled just now: its state is at hand. */
  look(stream: string): void {
    this.unread.delete(stream);
    this.#keep(stream, this.read(stream));
  }

  /** In the order of streams. */
  get all(): readonly Found[] {
    for (const stream of this.unread) this.#keep(stream, this.read(stream));
    this.unread.clear();
    return (this.#all ??= [...this.#found].sort(byName).flatMap(([, found]) => found));
  }

  #keep(stream: string, found: readonly Found[]): void {
    const isKnown = this.#found.delete(stream);
    if (found.length > 0) this.#found.set(stream, found);
    if (isKnown || found.length > 0) this.#all = undefined;
  }
}

/**
 * Something that is looked for in the state of each stream of a board, at its own cut and with the claims that count.
 * Asked again after the board was moved, it looks only at the streams that were settled since.
 */
export class StateReader<State, Found> {
  readonly #known = new WeakMap<ReadBoard, StreamFindings<Found>>();

  constructor(private readonly read: (state: State, board: ReadBoard) => readonly Found[]) {}

  of(board: ReadBoard): readonly Found[] {
    return this.#findingsOn(board).all;
  }

  /** For a board that is being settled: what it settles may be looked at right then, when its state is at hand. */
  on(board: ReadBoard): StreamLook {
    return this.#findingsOn(board);
  }

  #findingsOn(board: ReadBoard): StreamFindings<Found> {
    const known = this.#known.get(board) ?? this.#start(board);
    this.#known.set(board, known);
    return known;
  }

  #start(board: ReadBoard): StreamFindings<Found> {
    return new StreamFindings(board.unreadStreams(), (stream) =>
      board.log.facts(stream).length === 0
        ? []
        : this.read(board.state<State>(stream, cutOf(board.question)), board),
    );
  }
}
