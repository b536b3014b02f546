import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
} from 'class-validator';
import { eventType, eventTypes, type RecordedEvent, streams } from '../../events/index.js';
import type { Integer } from '../../events/kit/formats.js';
import type { Log } from '../../projections/kit/log.js';
import { unknownName } from '../../projections/vocabulary.js';
import { Projector } from '../projector/projector.js';
import { EventStore, type StoredEvent, StoreUnavailable } from '../store/store.js';
import { pagesInTurns } from './in-turns.js';
import { BadRequest, NotFound, Unavailable } from './refusals.js';
import { checkWithinHead } from './within-head.js';

export interface LogPage {
  events: RecordedEvent[];
  /** The position to go on after; null at the end. */
  next: Integer | null;
}

export const usualPage = 100;
export const largestPage = 1_000;
const mostIds = 100_000;

/** Events in the order of the log, page by page. */
export class ReadLog extends Query<LogPage> {
  @IsOptional() @IsString() @Length(1, 200) readonly stream?: string;
  @IsOptional() @IsString() @Length(1, 60) readonly type?: string;
  @IsOptional() @IsInt() @Min(0) readonly after?: number;
  @IsOptional() @IsInt() @Min(1) @Max(largestPage) readonly limit?: number;

  /** The stream may be one that is yet to come: whoever follows it waits for its first event. */
  @IsOptional() @IsBoolean() readonly isAwaited?: boolean;

  constructor(
    only: { stream?: string; type?: string; after?: number; limit?: number; isAwaited?: boolean } = {},
  ) {
    super();
    Object.assign(this, only);
  }
}

const typeNames = eventTypes.map(({ type }) => type);

const streamNames = (log: Log): string[] => streams.flatMap(({ category }) => [...log.streams(category)]);

const refuseUnknown = (name: string, value: string, names: readonly string[]): BadRequest =>
  new BadRequest('the question cannot be read', [
    { pointer: `/${name}`, detail: `${name} ${unknownName(value, names)}` },
  ]);

const reachStore = async <T>(ask: () => Promise<T>): Promise<T> => {
  try {
    return await ask();
  } catch (error) {
    throw error instanceof StoreUnavailable ? new Unavailable(error.message) : error;
  }
};

@QueryHandler(ReadLog)
export class ReadLogHandler implements IQueryHandler<ReadLog> {
  constructor(
    private readonly store: EventStore,
    private readonly projector: Projector,
  ) {}

  async execute({ stream, type, after = 0, limit = usualPage, isAwaited }: ReadLog): Promise<LogPage> {
    if (type !== undefined && !eventType(type)) throw refuseUnknown('type', type, typeNames);
    const found = await reachStore(() =>
      this.store.read(after, limit + 1, { ...(stream && { stream }), ...(type && { type }) }),
    );
    if (found.length === 0) await this.#checkNothing(after, isAwaited ? undefined : stream);
    const events = found.slice(0, limit).map(({ event }) => event);
    return { events, next: found.length > limit ? events.at(-1)!.position : null };
  }

  /** That there is nothing is an answer only where there could be something. */
  async #checkNothing(after: number, stream: string | undefined): Promise<void> {
    await checkWithinHead('after', after, this.store);
    if (stream === undefined) return;
    const [any] = await reachStore(() => this.store.read(0, 1, { stream }));
    if (!any) throw refuseUnknown('stream', stream, streamNames(this.projector.history));
  }
}

/** One event by its id, with the warnings kept beside it. */
export class ReadEvent extends Query<StoredEvent> {
  @IsString() @Length(1, 60) readonly id: string;

  constructor(id: string) {
    super();
    this.id = id;
  }
}

@QueryHandler(ReadEvent)
export class ReadEventHandler implements IQueryHandler<ReadEvent> {
  constructor(private readonly store: EventStore) {}

  async execute({ id }: ReadEvent): Promise<StoredEvent> {
    const [found] = await reachStore(() => this.store.byIds([id.toLowerCase()]));
    if (!found) throw new NotFound(`no event has the id ${id}`);
    return found;
  }
}

const recordedId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Those of these events that are recorded, in the order of the log: what is assumed in a scenario is not among them. */
export class ReadEvents extends Query<RecordedEvent[]> {
  @IsArray() @ArrayMaxSize(mostIds) @IsString({ each: true }) readonly ids: readonly string[];

  constructor(ids: readonly string[]) {
    super();
    this.ids = ids;
  }
}

@QueryHandler(ReadEvents)
export class ReadEventsHandler implements IQueryHandler<ReadEvents> {
  constructor(private readonly store: EventStore) {}

  async execute({ ids }: ReadEvents): Promise<RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    for await (const page of pagesInTurns(ids, largestPage)) {
      const found = await reachStore(() => this.store.byIds(page.filter((id) => recordedId.test(id))));
      events.push(...found.map(({ event }) => event));
    }
    return events.sort((one, other) => one.position - other.position);
  }
}
