import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsOptional,
  IsString,
  Length,
} from 'class-validator';
import type { Warning } from '../../events/index.js';
import type { Count, EventId } from '../../events/kit/formats.js';
import type { MovedTables } from '../../projections/moved.js';
import { Projector } from '../projector/projector.js';
import { LogBroken } from '../store/guarded-store.js';
import {
  EventStore,
  IdReused,
  OutcomeUnknown,
  ReadsStandby,
  type Receipt,
  type StoredEvent,
  StoreUnavailable,
  type Write,
  WrongRevision,
} from '../store/store.js';
import { Workers } from '../workers/workers.js';
import { attentionTo, resultOfWork } from './attention.js';
import { Clock } from './clock.js';
import { type Batch, decideBatch } from './deciding.js';
import { eventsPerTurn, mapInTurns } from './in-turns.js';
import { digestOfList } from './ids.js';
import {
  IdTaken,
  Invalid,
  ReadOnly,
  RecordsNothing,
  Refusal,
  RevisionMismatch,
  StillRunning,
  Unavailable,
  Unconfirmed,
} from './refusals.js';

export const mostEvents = 10_000;

/**
 * Empty on a dry run.
 * @pattern ^(?:[0-9a-f]{64})?$
 */
type HashOrNone = string;

interface PlacedEvent {
  id: EventId;
  stream: string;
  revision: Count;
  position: Count;
  hash: HashOrNone;
  warnings: readonly Warning[];
}

export interface RecordingAnswer {
  /** The head of the log afterwards. */
  position: Count;
  events: PlacedEvent[];
  /** Ids that were recorded before, or that say nothing new. */
  skipped: EventId[];
  /** On a dry run: the numbers of the usual questions that would move. */
  moved?: MovedTables[];
}

export interface Recording extends RecordingAnswer {
  /** The key was answered before: this is that answer again. */
  replayed?: true;
}

/** "Record that this happened": the only order there is. All or nothing. Only a dry run can be called off. */
export class RecordEvents extends Command<Recording> {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(mostEvents)
  readonly events: readonly unknown[];

  /** Decide and show, but record nothing. */
  @IsOptional()
  @IsBoolean()
  readonly dryRun?: boolean;

  /** A retry with the same key gets the first answer again. */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  readonly idempotencyKey?: string;

  constructor(events: readonly unknown[], options: { dryRun?: boolean; idempotencyKey?: string } = {}) {
    super();
    this.events = events;
    this.dryRun = options.dryRun;
    this.idempotencyKey = options.idempotencyKey;
  }
}

const mostAttempts = 5;

/** What a batch would add, written a part at a time. */
const factsIn = async ({ decided }: Batch): Promise<string[]> => {
  const parts = [];
  for (let from = 0; from < decided.length; from += eventsPerTurn)
    parts.push(decided.slice(from, from + eventsPerTurn).map(({ fact }) => fact));
  return mapInTurns(parts, (some) => JSON.stringify(some), 1);
};

const recordedEvent = ({
  event: { id, stream, revision, position, hash },
  warnings,
}: StoredEvent): PlacedEvent => ({
  id,
  stream,
  revision,
  position,
  hash,
  warnings,
});

const replayOf = ({ body }: Receipt): Recording => ({ ...(JSON.parse(body) as Recording), replayed: true });

const endOf = (events: readonly StoredEvent[]): number => events.at(-1)?.event.position ?? 0;

@CommandHandler(RecordEvents)
export class RecordEventsHandler implements ICommandHandler<RecordEvents> {
  readonly #running = new Set<string>();

  constructor(
    private readonly store: EventStore,
    private readonly projector: Projector,
    private readonly clock: Clock,
    private readonly workers: Workers,
  ) {}

  async execute(command: RecordEvents): Promise<Recording> {
    const { idempotencyKey: key } = command;
    if (key === undefined) return this.#record(command);
    if (this.#running.has(key))
      throw new StillRunning('another request with this Idempotency-Key has not finished');
    this.#running.add(key);
    try {
      return (await this.#replay(key, command)) ?? (await this.#record(command));
    } finally {
      this.#running.delete(key);
    }
  }

  async #replay(key: string, command: RecordEvents): Promise<Recording | undefined> {
    const receipt = await this.#reaching(() => this.store.receipt(key));
    if (!receipt) return undefined;
    if (receipt.digest === (await digestOfList(command.events))) return replayOf(receipt);
    throw new Invalid('this Idempotency-Key came with another body before', [
      { pointer: '', detail: 'send the body that the key came with, or a new key' },
    ]);
  }

  async #record(command: RecordEvents): Promise<Recording> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#recordOnce(command);
      } catch (error) {
        const refusal = refusalOf(error);
        const answered = await this.#answeredMeanwhile(refusal, command);
        if (answered) return answered;
        // Somebody else appended in between: what was decided may no longer hold, so it is decided again.
        const isRace = error instanceof WrongRevision || error instanceof IdReused;
        if (!isRace || attempt === mostAttempts) throw refusal;
      }
    }
  }

  async #recordOnce(command: RecordEvents): Promise<Recording> {
    await this.#reaching(() => this.projector.catchUp());
    const batch = await this.#reaching(() =>
      decideBatch(command.events, this.store, this.projector.history, this.clock.today),
    );
    return command.dryRun ? this.#shown(batch, command) : this.#append(batch, command);
  }

  /** What contradicts an order may be the order itself, which another process carried out a moment before. */
  async #answeredMeanwhile(refusal: unknown, command: RecordEvents): Promise<Recording | undefined> {
    const { idempotencyKey: key } = command;
    const isAboutTheLog = refusal instanceof Refusal && !(refusal instanceof Unconfirmed);
    return key !== undefined && isAboutTheLog ? this.#replay(key, command) : undefined;
  }

  async #shown(batch: Batch, command: RecordEvents): Promise<Recording> {
    const { position, history } = this.projector;
    const events = batch.decided.map(({ fact, warnings, revision }, index) => ({
      id: fact.id,
      stream: fact.stream,
      revision,
      position: position + index + 1,
      hash: '',
      warnings,
    }));
    const ground = { history, position, today: this.clock.today, logHash: '' };
    return {
      position,
      events,
      skipped: batch.skipped,
      moved: await resultOfWork(
        this.workers.answer('moved', { facts: await factsIn(batch) }, ground, attentionTo(command)),
      ),
    };
  }

  async #append({ writes, skipped }: Batch, command: RecordEvents): Promise<Recording> {
    const answer = (stored: readonly StoredEvent[]): Recording => ({
      position: stored.at(-1)?.event.position ?? this.projector.position,
      events: stored.map(recordedEvent),
      skipped,
    });
    const { idempotencyKey: key } = command;
    if (key !== undefined) return this.#appendOnce(writes, key, command, answer);
    if (writes.length === 0) return answer([]);
    const stored = await this.store.append(writes);
    await this.projector.catchUp();
    return answer(stored);
  }

  /** Keeps the answer beside the events, also that nothing was new; whoever was first with the key has answered for all. */
  async #appendOnce(
    writes: readonly Write[],
    key: string,
    command: RecordEvents,
    answer: (stored: readonly StoredEvent[]) => Recording,
  ): Promise<Recording> {
    const digest = await digestOfList(command.events);
    const own = { body: '', end: 0 };
    const stored = await this.store.append(writes, (events) => {
      own.body = JSON.stringify(answer(events));
      own.end = endOf(events);
      return { key, digest, status: 201, body: own.body };
    });
    await this.projector.catchUp();
    if (stored.length > 0 && endOf(stored) === own.end) return answer(stored);
    const receipt = await this.#reaching(() => this.store.receipt(key));
    return receipt && receipt.body !== own.body ? replayOf(receipt) : answer(stored);
  }

  async #reaching<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      throw refusalOf(error);
    }
  }
}

const refusalOf = (error: unknown): unknown => {
  if (error instanceof LogBroken) return new ReadOnly(error.message, error.position);
  if (error instanceof ReadsStandby) return new RecordsNothing(error.message);
  if (error instanceof OutcomeUnknown) return new Unconfirmed(error.message);
  if (error instanceof StoreUnavailable) return new Unavailable(error.message);
  if (error instanceof WrongRevision)
    return new RevisionMismatch(error.message, error.expected, error.actual);
  if (error instanceof IdReused)
    return new IdTaken(error.message, [{ pointer: '/id', detail: error.message }]);
  return error;
};
