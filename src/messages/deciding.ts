import {
  type Candidate,
  decide,
  decode,
  type Fact,
  type Problem,
  Rejected,
  type Warning,
} from '../../events/index.js';
import { daysOf, type Day } from '../../events/kit/date.js';
import { isPlainObject } from '../../events/kit/decode.js';
import { Draft } from '../../projections/draft.js';
import type { History, Log } from '../../projections/kit/log.js';
import type { EventStore, NewEvent, Stored, Write } from '../store/store.js';
import { digestOf, uuidv7 } from './ids.js';
import { IdTaken, Invalid, RevisionMismatch, RuleBroken } from './refusals.js';

interface Decided {
  fact: Fact;
  warnings: readonly Warning[];
  revision: number;
}

/** What a batch comes to: what to write, what was there before, and the log as it would read. */
export interface Batch {
  decided: Decided[];
  writes: Write[];
  skipped: string[];
  overlay: Log;
}

type Body = Record<string, unknown>;
type Decodable = Candidate<string, Body> & { expectedRevision?: number };

interface Item {
  raw: unknown;
  /** Of what was sent, before defaults. */
  sent: string;
  pointer: string;
}

const storeAssigned = ['revision', 'position', 'recordedAt', 'hash'] as const;

/**
 * A line of an export carries all of what the store assigns and may be recorded elsewhere; a sender may not choose any
 * of it, so a lone one stays for the decoder to refuse.
 */
const withoutAssigned = (raw: unknown): unknown => {
  if (!isPlainObject(raw) || !storeAssigned.every((name) => name in raw)) return raw;
  return Object.fromEntries(
    Object.entries(raw).filter(([name]) => !(storeAssigned as readonly string[]).includes(name)),
  );
};

const withoutExpectation = (raw: unknown): unknown => {
  if (!isPlainObject(raw)) return raw;
  const { expectedRevision: _, ...rest } = raw;
  return rest;
};

const sentDigest = (raw: unknown): string => {
  try {
    return digestOf(withoutExpectation(raw));
  } catch {
    return ''; // Not well-formed text: the decoder names the field.
  }
};

const itemsOf = (events: readonly unknown[]): Item[] =>
  events
    .map(withoutAssigned)
    .map((raw, index) => ({ raw, sent: sentDigest(raw), pointer: events.length === 1 ? '' : `/${index}` }));

const idOf = (raw: unknown): string | undefined =>
  isPlainObject(raw) && typeof raw.id === 'string' ? raw.id.toLowerCase() : undefined;

const typesIn = (items: readonly Item[]): Map<string, string> =>
  new Map(
    items.flatMap(({ raw }) =>
      idOf(raw) !== undefined && typeof (raw as Body).type === 'string'
        ? [[idOf(raw)!, (raw as Body).type as string] as const]
        : [],
    ),
  );

const decodeAll = (items: readonly Item[], history: History, today: Day): Decodable[] => {
  const types = typesIn(items);
  const context = { today, newId: uuidv7, typeOf: (id: string) => history.fact(id)?.type ?? types.get(id) };
  const decoded = items.map(({ raw, sent, pointer }) => ({
    pointer,
    ...(sent === '' ? { value: undefined, problems: [malformed] } : decode(raw, context)),
  }));
  const problems = decoded.flatMap(({ pointer, problems: found }) =>
    (found ?? []).map((problem) => ({ ...problem, pointer: pointer + problem.pointer })),
  );
  if (problems.length > 0)
    throw new Invalid(
      `${problems.length} ${problems.length === 1 ? 'field is' : 'fields are'} not valid; nothing was recorded`,
      problems,
    );
  return decoded.map(({ value }) => value!);
};

const malformed: Problem = { pointer: '', detail: 'has text that is not well-formed Unicode' };

/** What was sent is what is recorded: to the letter, or as an export of it says. */
const isSame = (stored: Stored, candidate: Decodable, sent: string): boolean => {
  if (stored.sent === sent) return true;
  const { revision: _r, position: _p, recordedAt: _a, hash: _h, ...event } = stored.event;
  const { expectedRevision: _e, ...fields } = candidate;
  return digestOf(event) === digestOf(fields);
};

/** Those that are recorded already, to skip; an id with other content is refused. */
const alreadyThere = async (
  candidates: readonly Decodable[],
  items: readonly Item[],
  store: EventStore,
): Promise<Set<number>> => {
  const stored = new Map(
    (await store.byIds(candidates.map(({ id }) => id))).map((one) => [one.event.id, one]),
  );
  const first = new Map<string, number>();
  const there = new Set<number>();
  candidates.forEach((candidate, index) => {
    const { sent, pointer } = items[index]!;
    const before = stored.get(candidate.id);
    const earlier = first.get(candidate.id);
    const same = before
      ? isSame(before, candidate, sent)
      : earlier === undefined || items[earlier]!.sent === sent;
    if (!same)
      throw new IdTaken(`the id ${candidate.id} belongs to an event with other content`, [
        { pointer: `${pointer}/id`, detail: 'is taken by other content' },
      ]);
    if (before || earlier !== undefined) there.add(index);
    first.set(candidate.id, index);
  });
  return there;
};

const draftFor = (candidates: readonly Decodable[], history: History, today: Day): Draft => {
  const committed = candidates
    .filter(({ type }) => type === 'CapacityCommitted')
    .map(({ stream, body }) => `${stream}/${String(body.tranche)}`);
  return new Draft(history, today, {
    tranches: new Set(committed),
    deals: new Set(candidates.map(({ stream }) => stream)),
  });
};

const checkRevision = ({ expectedRevision, stream }: Decodable, actual: number): void => {
  if (expectedRevision === undefined || expectedRevision === actual) return;
  throw new RevisionMismatch(
    `${stream} is at revision ${actual}, not ${expectedRevision}`,
    expectedRevision,
    actual,
  );
};

const factOf = ({ expectedRevision: _, ...candidate }: Decodable, position: number): Fact => ({
  ...candidate,
  position,
  effective: daysOf(candidate.effectiveOn),
  hypothetical: false,
  grounds: [candidate.id],
});

/** Runs of neighbours on one stream are one write, so that the batch keeps its order in the log. */
const writesOf = (decided: readonly { stream: string; revision: number; entry: NewEvent }[]): Write[] => {
  const writes: { stream: string; expectedRevision: number; events: NewEvent[] }[] = [];
  for (const { stream, revision, entry } of decided) {
    const last = writes.at(-1);
    if (last?.stream === stream) last.events.push(entry);
    else writes.push({ stream, expectedRevision: revision - 1, events: [entry] });
  }
  return writes;
};

/** Decodes and decides a batch against the log and against what of the batch comes before; throws the refusal. */
export const decideBatch = async (
  events: readonly unknown[],
  store: EventStore,
  history: History,
  today: Day,
): Promise<Batch> => {
  const items = itemsOf(events);
  const candidates = decodeAll(items, history, today);
  const there = await alreadyThere(candidates, items, store);
  const draft = draftFor(candidates, history, today);
  const decided: (Decided & { stream: string; entry: NewEvent })[] = [];
  const skipped: string[] = [];
  candidates.forEach((candidate, index) => {
    const { sent, pointer } = items[index]!;
    if (there.has(index)) return skipped.push(candidate.id);
    const { stream } = candidate;
    checkRevision(candidate, draft.revision(stream));
    const decision = decide(candidate, draft.state(stream), draft.facts(stream), draft);
    if (decision instanceof Rejected)
      throw new RuleBroken(decision.rule, decision.detail, [
        { pointer: pointer + decision.pointer, detail: decision.detail },
      ]);
    if (!decision.append) return skipped.push(candidate.id);
    const fact = factOf(candidate, history.position + decided.length + 1);
    draft.add(fact);
    const { expectedRevision: _, ...event } = candidate;
    decided.push({
      fact,
      stream,
      warnings: decision.warnings,
      revision: draft.revision(stream),
      entry: { event, sent, warnings: decision.warnings },
    });
  });
  return { decided, writes: writesOf(decided), skipped, overlay: draft.overlay };
};
