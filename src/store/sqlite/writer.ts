import { genesisHash } from '../canonical.js';
import type { CallOutcome } from '../group-commit.js';
import type { StoredEvent } from '../store.js';
import { type SqliteConnection, isTrouble } from './connection.js';
import { type Append, eventCount, plan, type CommitPlan, planInTurns, type Tip } from '../plan.js';
import { eventIn } from '../rows.js';
import type { Statements } from './sql.js';

/** What became of the calls, and where the log ends now. */
export interface CommitResult {
  outcomes: CallOutcome<readonly StoredEvent[]>[];
  position: number;
  /** How many events were added to it. */
  appended: number;
}

/** What a call comes to, or why it is refused. */
type PlannedCall = CommitPlan | { refusal: unknown };

/** A call that was worked out beforehand: it holds as long as the log ends where it ended then. */
export interface PreparedCall {
  tip: Tip;
  planned: PlannedCall;
}

/** Up to so many events are worked out within the transaction. */
const mostWithin = 500;

const emptyLog: Tip = { position: 0, hash: genesisHash, recordedAt: '' };

/** Appends groups of calls. Nothing waits between the begin and the commit, so that nothing comes between them. */
export class Writer {
  #tip = emptyLog;

  constructor(
    private readonly connection: SqliteConnection,
    private readonly statements: Statements,
    private readonly clock: () => Date,
  ) {}

  /** Works out a large call before its transaction, in turns of the event loop. */
  async prepare(calls: readonly Append[]): Promise<PreparedCall | undefined> {
    const [call, ...others] = calls;
    if (!call || others.length > 0 || eventCount(call) <= mostWithin) return undefined;
    const tip = this.#readTip();
    const planned = planInTurns(this.statements, tip, this.#recordedAt(tip), call);
    return { tip, planned: await planned.catch(refusalOf) };
  }

  /**
   * Appends the calls in one transaction, on disk when it returns. A call that is refused leaves nothing of itself; one
   * that was prepared while the log was another is worked out again.
   */
  commit(calls: readonly Append[], prepared?: PreparedCall): CommitResult {
    this.statements.begin.run();
    try {
      const before = (this.#tip = this.#readTip()).position;
      const isCurrent = prepared?.tip.hash === this.#tip.hash;
      const outcomes = calls.map((call) => this.#attempt(isCurrent ? prepared.planned : this.#plan(call)));
      this.statements.commit.run();
      const { position } = this.#tip;
      return { outcomes, position, appended: position - before };
    } finally {
      if (this.connection.inTransaction) this.statements.rollback.run();
    }
  }

  /** Another process may have appended: where the log ends is known only inside the transaction. */
  #readTip(): Tip {
    const head = this.statements.head.get();
    if (!head) return emptyLog;
    if (head.hash === this.#tip.hash) return this.#tip;
    return { ...head, recordedAt: eventIn(this.statements.canonical.get(head.position)!).recordedAt };
  }

  #attempt(planned: PlannedCall): CallOutcome<readonly StoredEvent[]> {
    return 'refusal' in planned ? planned : { answer: this.#append(planned) };
  }

  #plan(call: Append): PlannedCall {
    try {
      return plan(this.statements, this.#tip, this.#recordedAt(this.#tip), call);
    } catch (error) {
      return refusalOf(error);
    }
  }

  #append({ events, rows, receipt, tip }: CommitPlan): readonly StoredEvent[] {
    for (const row of rows) this.statements.insertEvent.run(...row);
    if (receipt) this.statements.insertReceipt.run(...receipt);
    this.#tip = tip;
    return events;
  }

  /** A clock that jumps back must not make later events look earlier. */
  #recordedAt({ recordedAt }: Tip): string {
    const now = this.clock().toISOString();
    return now > recordedAt ? now : recordedAt;
  }
}

/** What is wrong with a call alone comes out while it is planned; whatever fails otherwise fails the whole transaction. */
const refusalOf = (error: unknown): { refusal: unknown } => {
  if (isTrouble(error)) throw error;
  return { refusal: error };
};
