import type { CallOutcome } from '../group-commit.js';
import type { Append } from '../plan.js';
import {
  type EventStore,
  type Head,
  IdReused,
  type Receipt,
  type StoredEvent,
  StoreUnavailable,
  type Write,
  WrongRevision,
} from '../store.js';
import { type Anchor, type AnchoredEvent, anchoredEventOf, anchorTo } from './anchor.js';
import type { CombinedLog, PublicLog } from './combined-log.js';

const everything = Number.MAX_SAFE_INTEGER;

/** The revision that a stream has in the public log up to a position. */
export const publicRevision = async (open: PublicLog, stream: string, position: number): Promise<number> => {
  const events = await open.read(0, everything, { stream });
  return events.findLast(({ event }) => event.position <= position)?.event.revision ?? 0;
};

/** A call as the confidential file is asked for it. */
interface OwnCall {
  writes: readonly Write[];
  receipt: ((events: readonly StoredEvent[]) => Receipt) | undefined;
}

type Outcome = CallOutcome<readonly StoredEvent[]>;

/** Calls that go together: those without a receipt, which must know what stands in front of its events. */
const runsOf = (calls: readonly Append[]): Append[][] => {
  const runs: Append[][] = [];
  for (const call of calls) {
    const last = runs.at(-1);
    if (last?.[0] && !last[0].receipt && !call.receipt) last.push(call);
    else runs.push([call]);
  }
  return runs;
};

/** Appends to the confidential file what stands behind the public log as it ends now. */
export class ConfidentialWriter {
  constructor(
    private readonly open: PublicLog,
    private readonly hidden: EventStore,
    private readonly log: CombinedLog,
    private readonly notBefore: (recordedAt: string) => void,
  ) {}

  /** Nobody else may append meanwhile. `end`: of the public log; all that is confidential has been read. */
  async commit(calls: readonly Append[], end: Head): Promise<Outcome[]> {
    const [last] = end.position === 0 ? [] : await this.open.read(end.position - 1, 1);
    this.notBefore(last?.event.recordedAt ?? '');
    const outcomes: Outcome[] = [];
    for (const run of runsOf(calls)) outcomes.push(...(await this.#commitRun(run, end)));
    return outcomes;
  }

  async #commitRun(calls: readonly Append[], end: Head): Promise<Outcome[]> {
    const revisions = await this.#revisionsIn(calls, end);
    const head = await this.log.headOver(end);
    const taken = await this.#publicIds(calls);
    const settled = await Promise.allSettled(
      calls.map(async (call) => {
        assertNotPublic(call, taken);
        const { writes, receipt } = this.#ownCall(call, { end, head, revisions });
        return this.hidden.append(writes, receipt);
      }),
    );
    const kept = settled.map((one) => (one.status === 'fulfilled' ? one.value.map(anchoredEventOf) : []));
    this.log.adopt(kept.flat().sort((one, other) => one.stored.event.position - other.stored.event.position));
    return Promise.all(
      settled.map(async (one, index) =>
        one.status === 'fulfilled'
          ? { answer: await this.log.withHashes((kept[index] ?? []).map((event) => this.#placed(event))) }
          : { refusal: combinedRefusal(one.reason, revisions) },
      ),
    );
  }

  #ownCall(
    { writes, receipt }: Append,
    { end, head, revisions }: { end: Head; head: Head; revisions: ReadonlyMap<string, number> },
  ): OwnCall {
    return {
      writes: writes.map((write) => ownWrite(write, end, revisions.get(write.stream) ?? 0)),
      receipt: receipt && ((stored) => receipt(this.#foreseen(stored, head))),
    };
  }

  async #revisionsIn(calls: readonly Append[], { position }: Head): Promise<Map<string, number>> {
    const streams = new Set(calls.flatMap(({ writes }) => writes.map(({ stream }) => stream)));
    const revisions = new Map<string, number>();
    for (const stream of streams) revisions.set(stream, await publicRevision(this.open, stream, position));
    return revisions;
  }

  async #publicIds(calls: readonly Append[]): Promise<ReadonlySet<string>> {
    const found = await this.open.byIds(calls.flatMap(idsIn));
    return new Set(found.map(({ event }) => event.id));
  }

  /** What is recorded now and what was recorded before, in the order in which they were asked for. */
  #foreseen(stored: readonly StoredEvent[], head: Head): StoredEvent[] {
    const kept = stored.map(anchoredEventOf);
    const isNew = ({ stored: { event } }: AnchoredEvent): boolean => event.position > this.log.hiddenCount;
    const added = new Map(kept.filter(isNew).map((one) => [one.stored.event.id, one]));
    const foreseen = new Map(this.log.foresee([...added.values()], head).map((one) => [one.event.id, one]));
    return kept.map((one) => foreseen.get(one.stored.event.id) ?? this.#placed(one));
  }

  #placed({ stored: { event } }: AnchoredEvent): StoredEvent {
    const placed = this.log.hiddenAt(event.position);
    if (placed) return placed;
    throw new StoreUnavailable('what was recorded cannot be found again');
  }
}

const idsIn = ({ writes }: Append): string[] =>
  writes.flatMap(({ events }) => events.map(({ event }) => event.id));

const assertNotPublic = (call: Append, taken: ReadonlySet<string>): void => {
  const id = idsIn(call).find((one) => taken.has(one));
  if (id !== undefined) throw new IdReused(id);
};

/** A write as the confidential file is asked for it, which counts only what is in it. */
const ownWrite = ({ stream, expectedRevision, events }: Write, end: Head, revision: number): Write => {
  const anchor: Anchor = { position: end.position, hash: end.hash, revision };
  return {
    stream,
    events: events.map((added) => anchorTo(added, anchor)),
    ...(expectedRevision !== undefined && { expectedRevision: expectedRevision - revision }),
  };
};

const combinedRefusal = (error: unknown, revisions: ReadonlyMap<string, number>): unknown => {
  if (!(error instanceof WrongRevision)) return error;
  const publicly = revisions.get(error.stream) ?? 0;
  return new WrongRevision(error.stream, error.expected + publicly, error.actual + publicly);
};
