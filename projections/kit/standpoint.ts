import type { ClaimedParts, claimedPartsIn } from './claimed-parts.js';
import type { ClaimSet, CountedClaims, Selection } from './claims.js';
import type { Cut } from './cut.js';
import type { Keys, Line } from './line.js';
import type { Log } from './log.js';
import { chosenSelection } from './outermost.js';
import { cutOf, isAskedFor, type Question } from './question.js';
import { RecentStates } from './recent-states.js';
import type { ClaimedStream } from './rival-lines.js';
import { type ReadingMemory, SeenStream } from './stream-reading.js';
import { triedTotals } from './tried-totals.js';
import type { Context, StreamReading, View } from './view.js';

/** What may be otherwise from one moment to the next. */
interface StandpointChange {
  readonly question?: Question;
  readonly log?: Log;
  readonly context?: Context;
  readonly tried?: ReadingMemory | undefined;
}

/** What a board reads a stream by at one moment: a log, a question about it, and who was who. */
export class Standpoint {
  #seen: SeenStream | undefined;

  constructor(
    readonly view: View,
    readonly question: Question,
    readonly log: Log,
    readonly context: Context,
    private readonly divide?: typeof claimedPartsIn,
    /** While moves are tried out: what streams came to just before. */
    private readonly tried?: ReadingMemory,
    private readonly states = new RecentStates(),
  ) {}

  with(change: StandpointChange): Standpoint {
    const { question, log, context, tried } = { ...this, ...change };
    return new Standpoint(this.view, question, log, context, this.divide, tried, this.states);
  }

  /** Whether the question asks for what has these keys. */
  isAsked(keys: Keys): boolean {
    const { view, question, context } = this;
    return isAskedFor(question, keys) && (view.isAsked?.(keys, question, context) ?? true);
  }

  /** The claims of a stream that differ, and which of them count; undefined where none do. */
  claimedIn(stream: string): ClaimedStream | undefined {
    const sets = this.#see(stream).claimsAt(this.#widestCut);
    return sets.length === 0 ? undefined : { sets, selection: this.#choose(stream, sets) };
  }

  /** What a stream adds, each line for itself. */
  linesOf(stream: string, claimed?: CountedClaims, question = this.question): Line[] {
    return this.view.contribution(this.#read(stream, claimed), question, this.context);
  }

  /** A stream whose claims are tried out part by part; undefined where it is as well told as a whole for each. */
  partsOf(stream: string, claims: CountedClaims, question = this.question): ClaimedParts | undefined {
    const { policy } = question;
    // What is remembered is of the whole stream.
    const context = { parties: this.context.parties };
    return this.divide?.(this.log, stream, { ...claims, policy }, (reading) =>
      this.view.contribution(reading, question, context),
    );
  }

  /** A stream, for whoever tells it otherwise, where no claims differ. */
  readingOf(stream: string): StreamReading {
    return this.#read(stream);
  }

  /** The state of a stream at a cut. */
  state<State>(stream: string, cut: Cut, claimed?: ClaimedStream): State {
    const folded = () => this.#read(stream, claimed).state<State>(cut);
    return this.states.of(stream, { facts: this.log.facts(stream), cut, claimed }, folded) as State;
  }

  /** A stream with the claims that count. */
  #read(stream: string, { sets = [], selection = new Map() }: Partial<CountedClaims> = {}): StreamReading {
    const claims = { sets, selection, policy: this.question.policy };
    return this.#see(stream).under(claims);
  }

  /** A stream, looked up once for all that is asked of it in a row. */
  #see(stream: string): SeenStream {
    const facts = this.log.facts(stream);
    if (this.#seen?.isOf(stream, facts)) return this.#seen;
    const read = { name: stream, ...(this.log.partOf?.(stream) ?? { stream }) };
    return (this.#seen = new SeenStream(read, facts, this.tried ?? this.context.memory));
  }

  /** The cut that sees every period of a timeline, so that one selection of claims holds for all of it. */
  get #widestCut(): Cut {
    const cut = cutOf(this.question);
    return this.question.to !== undefined && this.question.to > cut.effectiveAt
      ? { ...cut, horizon: this.question.to }
      : cut;
  }

  /** One selection holds for the answer. */
  #choose(stream: string, sets: readonly ClaimSet[]): Selection {
    const { view, question } = this;
    return chosenSelection(sets, question.policy, (start) =>
      triedTotals(
        view,
        question,
        { sets, selection: start },
        {
          linesOf: (...asked) => this.linesOf(stream, ...asked),
          partsOf: (...asked) => this.partsOf(stream, ...asked),
        },
      ),
    );
  }
}
