import {
  type Candidate,
  decide,
  type DecisionGround,
  eventType,
  type Fact,
  Rejection,
  streamOf,
  type Warning,
} from '../../events/index.js';
import { daysOf } from '../../events/kit/date.js';
import { partBroughtBy, type PartReference, type PartOfDeal } from '../../events/kit/declaration.js';
import type { WorkInSteps } from '../store/steps.js';
import type { NewEvent } from '../store/store.js';
import { orderOldestFirst } from './batch-order.js';
import { RevisionMismatch, RuleBroken } from './refusals.js';

/** The log with what has been decided so far, for the rules to look at. */
export interface BatchDraft extends DecisionGround {
  add(fact: Fact): void;
  revision(stream: string): number;
}

export interface DecidedEvent {
  fact: Fact;
  warnings: readonly Warning[];
  revision: number;
}

export type BatchCandidate = Candidate<string, Record<string, unknown>> & { expectedRevision?: number };

export interface BatchItem {
  raw: unknown;
  /** Of what was sent, before defaults. */
  sent: string;
  pointer: string;
}

const factOf = ({ expectedRevision: _, ...candidate }: BatchCandidate, position: number): Fact => ({
  ...candidate,
  position,
  effective: daysOf(candidate.effectiveOn),
  hypothetical: false,
  grounds: [candidate.id],
});

export interface PendingCandidate {
  candidate: BatchCandidate;
  item: BatchItem;
  index: number;
}

const valueAt = (value: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((inner, name) => (inner as Record<string, unknown> | undefined)?.[name], value);

const partOf = (stream: string, kind: string, name: unknown): string => `${stream}/${kind}/${String(name)}`;

const needingParts: Readonly<Record<string, PartOfDeal>> = {
  'tranche-is-committed': 'tranche',
  'payment-is-committed': 'payment',
  'warrant-is-issued': 'warrant',
};

/** What a refused candidate names and that is not there: an event's id, a party's stream, or a part of its deal. */
const nameNeededBy = ({ candidate }: PendingCandidate, { rule, pointer }: Rejection): string | undefined => {
  const named = valueAt(candidate, pointer);
  if (rule === 'event-is-on-this-stream') return String(named);
  if (rule === 'parties-are-registered') return `party-${String(named)}`;
  const kind = needingParts[rule];
  return kind && partOf(candidate.stream, kind, named);
};

const partsBrought = (type: string, body: object): PartReference[] => {
  const about = eventType(type)?.about;
  const part = about && partBroughtBy(about, body);
  return part ? [part] : [];
};

/** What others may have waited for that a candidate brings. */
const namesBroughtBy = ({ candidate: { id, stream, type, body } }: PendingCandidate): string[] => [
  id,
  stream,
  ...partsBrought(type, body).map(({ kind, name }) => partOf(stream, kind, name)),
];

const addTo = <T>(lists: Map<string, T[]>, key: string, value: T): void => {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
};

/**
 * Decides a batch in the order in which it was sent. What breaks a rule waits until all others are decided: then it is
 * tried oldest first, again and again as long as that helps, since what it rests on may stand behind it.
 */
export class BatchDecision {
  readonly decided: (DecidedEvent & { stream: string; entry: NewEvent })[] = [];
  readonly skipped: string[] = [];
  /** How many wait on a stream; nothing is expected of it any more once they are tried again. */
  #held: Map<string, number> | undefined;

  constructor(
    readonly draft: BatchDraft,
    private readonly position: number,
    options: { asSent: boolean },
  ) {
    if (options.asSent) this.#held = new Map();
  }

  /** Those that are still refused. Can be left off after each one that is tried. */
  *decide(items: readonly PendingCandidate[]): WorkInSteps<PendingCandidate[]> {
    let refused = yield* this.#held ? this.#asSent(items) : this.#again(items);
    this.#held = undefined;
    for (let before = items.length; refused.length > 0 && refused.length < before;) {
      before = refused.length;
      refused = yield* this.#again(orderOldestFirst(refused));
    }
    return refused;
  }

  *#asSent(items: readonly PendingCandidate[]): WorkInSteps<PendingCandidate[]> {
    const refused: PendingCandidate[] = [];
    for (const item of items) {
      if (this.#attempt(item)) refused.push(item);
      yield;
    }
    return refused;
  }

  /** What waits for something is tried as soon as that is there, before what undoes it; and a chain is followed at once: turn by turn it would take as many as it has links. */
  *#again(items: readonly PendingCandidate[]): WorkInSteps<PendingCandidate[]> {
    const waiting = new Map<string, PendingCandidate[]>();
    const refused = new Set<PendingCandidate>();
    for (const item of items) {
      for (const queue = [item]; queue.length > 0;) {
        const next = queue.pop()!;
        const rejected = this.#attempt(next);
        yield;
        if (rejected) {
          refused.add(next);
          const needed = nameNeededBy(next, rejected);
          if (needed !== undefined) addTo(waiting, needed, next);
          continue;
        }
        refused.delete(next);
        for (const brought of namesBroughtBy(next)) {
          queue.push(...(waiting.get(brought) ?? []));
          waiting.delete(brought);
        }
      }
    }
    return [...refused];
  }

  /** Why a candidate is refused now. */
  verdict({ candidate }: PendingCandidate): Rejection | undefined {
    const decision = decide(candidate, this.draft);
    return decision instanceof Rejection ? decision : undefined;
  }

  add({ candidate, item }: PendingCandidate, warnings: readonly Warning[] = []): void {
    const { stream } = candidate;
    const fact = factOf(candidate, this.position + this.decided.length + 1);
    this.draft.add(fact);
    const { expectedRevision: _, ...event } = candidate;
    const revision = this.draft.revision(stream);
    this.decided.push({ fact, stream, warnings, revision, entry: { event, sent: item.sent, warnings } });
  }

  /** What is expected of a stream is expected of it as sent: with what waits before it. */
  #assertExpected({ expectedRevision, stream }: BatchCandidate): void {
    const actual = this.draft.revision(stream);
    if (!this.#held || expectedRevision === undefined) return;
    if (expectedRevision >= actual && expectedRevision <= actual + (this.#held.get(stream) ?? 0)) return;
    throw new RevisionMismatch(
      `${stream} is at revision ${actual}, not ${expectedRevision}`,
      expectedRevision,
      actual,
    );
  }

  #attempt(waiting: PendingCandidate): Rejection | undefined {
    const { candidate } = waiting;
    this.#assertExpected(candidate);
    const decision = decide(candidate, this.draft);
    if (decision instanceof Rejection) {
      this.#held?.set(candidate.stream, (this.#held.get(candidate.stream) ?? 0) + 1);
      return decision;
    }
    if (decision.append) this.add(waiting, decision.warnings);
    else this.skipped.push(candidate.id);
    return undefined;
  }
}

/** What opens a stream comes first, then what others name, then the rest. */
const tierOf = ({ candidate: { stream, type, body } }: PendingCandidate): number => {
  if (streamOf(stream)?.events[0]?.type === type) return 0;
  return partsBrought(type, body).length > 0 ? 1 : 2;
};

/** Every rule that is broken, and none that is broken only because something else is. */
export function* faultsOf(
  deciding: BatchDecision,
  refused: readonly PendingCandidate[],
): WorkInSteps<(PendingCandidate & { broken: Rejection })[]> {
  const faults: (PendingCandidate & { broken: Rejection })[] = [];
  let left = refused;
  for (const tier of [0, 1, 2]) {
    const broken = left.flatMap((one) => {
      const rejected = tierOf(one) === tier ? deciding.verdict(one) : undefined;
      return rejected ? [{ ...one, broken: rejected }] : [];
    });
    faults.push(...broken);
    // As if they had been recorded: what only waits for them breaks nothing.
    broken.forEach((one) => deciding.add(one));
    const named = new Set(broken.map(({ index }) => index));
    left = yield* deciding.decide(left.filter(({ index }) => !named.has(index)));
  }
  return faults.sort((one, other) => one.index - other.index);
}

export const ruleBroken = (faults: readonly (PendingCandidate & { broken: Rejection })[]): RuleBroken => {
  const problems = faults.map(({ item, broken: { rule, detail, pointer } }) => ({
    pointer: item.pointer + pointer,
    detail,
    rule,
  }));
  const [first] = problems;
  const detail =
    problems.length === 1 ? first!.detail : `${problems.length} events break a rule; nothing was recorded`;
  return new RuleBroken(first!.rule, detail, problems);
};
