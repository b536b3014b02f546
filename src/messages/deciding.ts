import { setImmediate } from 'node:timers/promises';
import { decode, eventType, type Problem } from '../../events/index.js';
import type { Day } from '../../events/kit/date.js';
import { partBroughtBy } from '../../events/kit/declaration.js';
import { isPlainObject } from '../../events/kit/decode.js';
import { type BroughtParts, Draft } from '../../projections/draft.js';
import type { RecordedLog } from '../../projections/kit/log.js';
import { finishInTurns } from '../store/steps.js';
import type { EventStore, NewEvent, StoredEvent, Write } from '../store/store.js';
import {
  ruleBroken,
  type BatchCandidate,
  type BatchDraft,
  type DecidedEvent,
  BatchDecision,
  faultsOf,
  type BatchItem,
  type PendingCandidate,
} from './batch-decision.js';
import { orderOfPublication, orderSettledFirst, orderTakenBackLast, workableOrder } from './batch-order.js';
import { currentActor } from './actor.js';
import { digestOf, uuidv7 } from './ids.js';
import { mapInTurns } from './in-turns.js';
import { FiscalYears } from '../../projections/kit/fiscal-years.js';
import { PartiesCalled } from '../../projections/kit/parties-called.js';
import { IdTaken, Invalid } from './refusals.js';

/** What a batch comes to: what to write, and what was there before. */
export interface Batch {
  decided: DecidedEvent[];
  writes: Write[];
  skipped: string[];
}
const storeAssigned: readonly string[] = ['revision', 'position', 'recordedAt', 'hash'];

/**
 * A line of an export carries all of what the store assigns and may be recorded elsewhere; a sender may not choose any
 * of it, so a lone one stays for the decoder to refuse.
 */
const withoutAssigned = (raw: unknown): unknown => {
  if (!isPlainObject(raw) || !storeAssigned.every((name) => name in raw)) return raw;
  return Object.fromEntries(Object.entries(raw).filter(([name]) => !storeAssigned.includes(name)));
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

const itemsOf = (events: readonly unknown[]): Promise<BatchItem[]> =>
  mapInTurns([...events.entries()], ([index, event]) => {
    const raw = withoutAssigned(event);
    return { raw, sent: sentDigest(raw), pointer: events.length === 1 ? '' : `/${index}` };
  });

const idOf = (raw: unknown): string | undefined =>
  isPlainObject(raw) && typeof raw.id === 'string' ? raw.id.toLowerCase() : undefined;

const typesIn = (items: readonly BatchItem[]): Map<string, string> =>
  new Map(
    items.flatMap(({ raw }): [string, string][] => {
      const id = idOf(raw);
      return id !== undefined && isPlainObject(raw) && typeof raw.type === 'string' ? [[id, raw.type]] : [];
    }),
  );

const decodeAll = async (
  items: readonly BatchItem[],
  history: RecordedLog,
  today: Day,
): Promise<BatchCandidate[]> => {
  const types = typesIn(items);
  const sentEvents = items.map(({ raw }) => raw);
  const { fiscalYearEndsIn, partiesOn } = new FiscalYears(history, sentEvents);
  const { partyCalled } = new PartiesCalled(history, sentEvents);
  const typeOf = (id: string): string | undefined => history.fact(id)?.type ?? types.get(id);
  const context = { today, newId: uuidv7, typeOf, fiscalYearEndsIn, partiesOn, partyCalled };
  const decoded = await mapInTurns(items, ({ raw, sent, pointer }) => ({
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
  const actor = currentActor();
  return decoded.map(({ value }) => (actor === undefined ? value! : { ...value!, actor }));
};

const malformed: Problem = { pointer: '', detail: 'has text that is not well-formed Unicode' };

/** What was sent is what is recorded: to the letter, or as an export of it says. */
const isSame = (stored: StoredEvent, candidate: BatchCandidate, sent: string): boolean => {
  if (stored.sent === sent) return true;
  const { revision: _r, position: _p, recordedAt: _a, hash: _h, confidential: _c, ...event } = stored.event;
  const { expectedRevision: _e, ...fields } = candidate;
  return digestOf(event) === digestOf(fields);
};

/** Those that are recorded already, to skip; an id with other content is refused. */
const indexesStored = async (
  candidates: readonly BatchCandidate[],
  items: readonly BatchItem[],
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

/** The tranche that a candidate brings, as deal/tranche. */
const trancheBroughtBy = ({ stream, type, body }: BatchCandidate): string[] => {
  const about = eventType(type)?.about;
  const part = about && partBroughtBy(about, body);
  return part?.kind === 'tranche' ? [`${stream}/${part.name}`] : [];
};

/** What a batch itself brings, wherever in it that stands. */
const broughtBy = (candidates: readonly BatchCandidate[]): BroughtParts => ({
  tranches: new Set(candidates.flatMap(trancheBroughtBy)),
  deals: new Set(candidates.map(({ stream }) => stream)),
});

/** How a batch is drafted: the quick way, or the plain one that is its oracle. */
export type DraftMaker = (history: RecordedLog, today: Day, brought: BroughtParts) => BatchDraft;

const draftBatch: DraftMaker = (history, today, brought) => new Draft(history, today, brought);

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

/** The log grew between two turns: what was decided so far may no longer hold. */
class LogGrew extends Error {}

/** So many are decided in one turn of the event loop: some 5 ms. */
const decidedPerTurn = 250;

/**
 * As sent, and then, as what was taken in first may stand in the way of what came later, in the orders that are
 * likeliest to do: all in turns, between which other requests are answered.
 */
const decideInTurns = async (
  fresh: readonly PendingCandidate[],
  begin: (asSent: boolean) => BatchDecision,
  turn: () => Promise<void>,
): Promise<BatchDecision> => {
  const asSent = begin(true);
  const refused = await finishInTurns(asSent.decide(workableOrder(fresh)), decidedPerTurn, turn);
  if (refused.length === 0) return asSent;
  for (const order of [orderSettledFirst, orderTakenBackLast, orderOfPublication]) {
    await turn();
    const deciding = begin(false);
    const left = await finishInTurns(deciding.decide(order(fresh)), decidedPerTurn, turn);
    if (left.length === 0) return deciding;
  }
  await turn();
  throw ruleBroken(await finishInTurns(faultsOf(asSent, refused), decidedPerTurn, turn));
};

const decideFresh = async (
  fresh: readonly PendingCandidate[],
  begin: (asSent: boolean) => BatchDecision,
  history: RecordedLog,
): Promise<BatchDecision> => {
  const { position } = history;
  const turn = async (): Promise<void> => {
    await setImmediate();
    if (history.position !== position) throw new LogGrew();
  };
  try {
    return await decideInTurns(fresh, begin, turn);
  } catch (error) {
    if (!(error instanceof LogGrew)) throw error;
    return decideInTurns(fresh, begin, () => Promise.resolve());
  }
};

/** Decodes and decides a batch against the log and against the rest of the batch; throws the refusal. */
export const decideBatch = async (
  events: readonly unknown[],
  store: EventStore,
  history: RecordedLog,
  today: Day,
  makeDraft = draftBatch,
): Promise<Batch> => {
  const items = await itemsOf(events);
  const candidates = await decodeAll(items, history, today);
  const there = await indexesStored(candidates, items, store);
  const all = candidates.map((candidate, index) => ({ candidate, item: items[index]!, index }));
  const fresh = all.filter(({ index }) => !there.has(index));
  const brought = broughtBy(candidates);
  const begin = (asSent: boolean): BatchDecision =>
    new BatchDecision(makeDraft(history, today, brought), history.position, { asSent });
  const done = await decideFresh(fresh, begin, history);
  const { decided } = done;
  const skipped = all.filter(({ index }) => there.has(index)).map(({ candidate }) => candidate.id);
  return {
    decided,
    writes: writesOf(decided),
    skipped: [...skipped, ...done.skipped],
  };
};
