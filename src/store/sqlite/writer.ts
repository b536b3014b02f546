import { genesisHash } from '../canonical.js';
import type { CallOutcome } from '../group-commit.js';
import type { StoredEvent } from '../store.js';
import { type SqliteConnection, isTrouble } from './connection.js';
import { type Append, plan, type CommitPlan, type Tip } from '../plan.js';
import { eventIn } from '../rows.js';
import type { Statements } from './sql.js';

/** What became of the calls, and where the log ends now. */
export interface CommitResult {
  outcomes: CallOutcome<readonly StoredEvent[]>[];
  position: number;
}

const emptyLog: Tip = { position: 0, hash: genesisHash, recordedAt: '' };

/** Appends groups of calls. Nothing here waits, so nothing comes between the begin and the commit. */
export class Writer {
  #tip = emptyLog;

  constructor(
    private readonly connection: SqliteConnection,
    private readonly statements: Statements,
    private readonly clock: () => Date,
  ) {}

  /** Appends the calls in one transaction, on disk when it returns. A call that is refused leaves nothing of itself. */
  commit(calls: readonly Append[]): CommitResult {
    this.statements.begin.run();
    try {
      this.#tip = this.#readTip();
      const outcomes = calls.map((call) => this.#attempt(call));
      this.statements.commit.run();
      return { outcomes, position: this.#tip.position };
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

  #attempt(call: Append): CallOutcome<readonly StoredEvent[]> {
    const planned = this.#plan(call);
    return 'refusal' in planned ? planned : { answer: this.#append(planned) };
  }

  /** What is wrong with a call alone comes out here; whatever fails later fails the whole transaction. */
  #plan(call: Append): CommitPlan | { refusal: unknown } {
    try {
      return plan(this.statements, this.#tip, this.#recordedAt(), call);
    } catch (refusal) {
      if (isTrouble(refusal)) throw refusal;
      return { refusal };
    }
  }

  #append({ events, rows, receipt, tip }: CommitPlan): readonly StoredEvent[] {
    for (const row of rows) this.statements.insertEvent.run(...row);
    if (receipt) this.statements.insertReceipt.run(...receipt);
    this.#tip = tip;
    return events;
  }

  /** A clock that jumps back must not make later events look earlier. */
  #recordedAt(): string {
    const now = this.clock().toISOString();
    return now > this.#tip.recordedAt ? now : this.#tip.recordedAt;
  }
}
