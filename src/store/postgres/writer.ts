import type pg from 'pg';
import type { CallOutcome } from '../group-commit.js';
import { type Append, type CommitPlan, planInTurns, type Tip } from '../plan.js';
import type { NewEventRow, NewReceiptRow, ReceiptRow } from '../rows.js';
import type { StoredEvent } from '../store.js';
import { Fetched, readReceipts } from './fetched.js';
import type { Lease, LeaseTerm } from './lease.js';
import { AwayForNow, isOfDisk, isPassing, isUndone } from './trouble.js';

/** What became of the calls, and where the log ends now. */
export interface GroupResult {
  outcomes: CallOutcome<readonly StoredEvent[]>[];
  position: number;
  /** How many events were added to it. */
  appended: number;
}

/** A whole group, planned: what each call is answered, and the rows that make it true. */
interface GroupPlan {
  outcomes: CallOutcome<readonly StoredEvent[]>[];
  events: NewEventRow[];
  receipts: NewReceiptRow[];
  tip: Tip;
}

const appendSql =
  'SELECT gigaledger.append($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21)';

/** Appends groups of calls under the lease, each in one transaction that is one statement. */
export class LeasedWriter {
  /** A write was sent and nobody knows what became of it: what is there by now may not be flushed everywhere. */
  isDoubtful = false;
  /** The disk of the database refused a write: whether it has room again, only another one tells. */
  isOutOfRoom = false;

  constructor(
    private readonly lease: Lease,
    private readonly clock: () => Date,
  ) {}

  /** Appends the calls, durable when it resolves. Throws what kept the whole group from being written. */
  async commit(calls: readonly Append[], deadline: number): Promise<GroupResult> {
    const term = await this.lease.hold(deadline);
    const group = await this.#plan(term, calls);
    if (group.events.length > 0 || group.receipts.length > 0 || this.isDoubtful)
      await this.#write(term, group, deadline);
    const { outcomes, events, tip } = group;
    return { outcomes, position: tip.position, appended: events.length };
  }

  /** Which keys the calls answer under comes out only while they are planned: with answers that are there, once more. */
  async #plan(term: LeaseTerm, calls: readonly Append[]): Promise<GroupPlan> {
    const receipts = new Map<string, ReceiptRow | undefined>();
    for (;;) {
      const fetched = await Fetched.of(term.client, calls, receipts);
      const group = await planGroup(fetched, term.tip, this.#recordedAt(term.tip), calls);
      if (fetched.unread.size === 0) return group;
      const read = await readReceipts(term.client, [...fetched.unread]);
      for (const [key, row] of read) receipts.set(key, row);
      if ([...read.values()].every((row) => row === undefined)) return group;
    }
  }

  async #write(term: LeaseTerm, group: GroupPlan, deadline: number): Promise<void> {
    const warnings: string[] = [];
    const listen = ({
      severity,
      message,
    }: {
      severity?: string | undefined;
      message?: string | undefined;
    }): void => {
      if (severity === 'WARNING') warnings.push(message ?? '');
    };
    term.client.on('notice', listen);
    const wasDoubtful = this.isDoubtful;
    this.isDoubtful = true;
    try {
      await term.client.query(appendOf(term, group, deadline));
      // A wait for the standby that was called off looks like success, but for this.
      if (warnings.length > 0) throw new AwayForNow(`the commit came with a warning: ${warnings.join('; ')}`);
      this.isDoubtful = this.isOutOfRoom = false;
      this.lease.moveOn(group.tip);
    } catch (error) {
      // The server answered, and what it refused is not there; what was sent before it may be.
      if (!isPassing(error) || isUndone(error)) this.isDoubtful = wasDoubtful;
      if (isOfDisk(error)) this.isOutOfRoom = true;
      throw error;
    } finally {
      term.client.off('notice', listen);
    }
  }

  /** A clock that jumps back must not make later events look earlier. */
  #recordedAt({ recordedAt }: Tip): string {
    const now = this.clock().toISOString();
    return now > recordedAt ? now : recordedAt;
  }
}

const planGroup = async (
  fetched: Fetched,
  end: Tip,
  recordedAt: string,
  calls: readonly Append[],
): Promise<GroupPlan> => {
  const group: GroupPlan = { outcomes: [], events: [], receipts: [], tip: end };
  for (const call of calls) {
    const planned = await attempt(planInTurns(fetched, group.tip, recordedAt, call));
    if ('refusal' in planned) {
      group.outcomes.push(planned);
      continue;
    }
    fetched.add(planned.answer);
    group.outcomes.push({ answer: planned.answer.events });
    group.events.push(...planned.answer.rows);
    if (planned.answer.receipt) group.receipts.push(planned.answer.receipt);
    group.tip = planned.answer.tip;
  }
  return group;
};

/** What is wrong with a call alone comes out here; whatever fails later fails the whole group. */
const attempt = async (work: Promise<CommitPlan>): Promise<CallOutcome<CommitPlan>> => {
  try {
    return { answer: await work };
  } catch (refusal) {
    return { refusal };
  }
};

/** Canonical JSON has no line feed of its own, so that one text carries all of them, unescaped. */
const appendOf = (
  { seenEpoch, seenCommits, epoch }: LeaseTerm,
  { events, receipts, tip }: GroupPlan,
  deadline: number,
): pg.QueryConfig => {
  const column = <K extends keyof NewEventRow & number>(index: K): NewEventRow[K][] =>
    events.map((row) => row[index]);
  const kept = <K extends keyof NewReceiptRow & number>(index: K): NewReceiptRow[K][] =>
    receipts.map((row) => row[index]);
  const head = [seenEpoch, seenCommits, epoch, tip.position, tip.hash, tip.recordedAt];
  const rows = [column(1), column(2), column(3), column(4), column(5).join('\n'), column(6), column(7)];
  const beside = [column(8).join('\n'), column(9), kept(0), kept(1), kept(2), kept(3), kept(4), kept(5)];
  const patience = Math.max(1_000, Math.ceil(deadline - performance.now()));
  return {
    name: 'append',
    text: appendSql,
    values: [...head, ...rows, ...beside],
    query_timeout: patience,
  } as pg.QueryConfig;
};
