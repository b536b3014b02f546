import {
  Command,
  CommandHandler,
  type ICommandHandler,
  type IQueryHandler,
  Query,
  QueryHandler,
} from '@nestjs/cqrs';
import { IsInt, IsOptional, IsString, IsUUID, Length, Min } from 'class-validator';
import { eventType, eventTypes, type Problem } from '../../events/index.js';
import { nearestHint } from '../../events/kit/nearest.js';
import { Projector } from '../projector/projector.js';
import { NoFeedFile } from '../watches/feed-file.js';
import { WatchBook } from '../watches/watch-book.js';
import { newState } from '../webhooks/faring.js';
import { exampleAddress, type Hook, type HookState, type KeptHook } from '../webhooks/hook.js';
import { HookBook } from '../webhooks/hook-book.js';
import { newHookSecret } from '../webhooks/signature.js';
import { RefusedReceiver, Receivers } from '../webhooks/receivers.js';
import { currentActor } from './actor.js';
import { Clock } from './clock.js';
import { uuidv7 } from './ids.js';
import { Invalid, NoPlace, NotFound } from './refusals.js';

/** A webhook and how it fares; never its secret. */
export interface HookDocument extends Hook, HookState {}

export interface HookList {
  webhooks: HookDocument[];
}

/** A webhook that was made now: its secret is told this once. */
export interface HookMade extends HookDocument {
  secret: string;
}

const mostHooks = 50;
const invalid = 'the webhook is not valid; nothing was kept';

const documentOf = ({ hook, state }: KeptHook): HookDocument => ({ ...hook, ...state });

/** "Tell this address": of the alerts of a watch, or of events. */
export class KeepHook extends Command<HookMade> {
  @IsString() @Length(1, 2_000) readonly url!: string;
  /** A watch whose alerts are told; events are when missing. */
  @IsOptional() @IsString() @Length(1, 120) readonly watch?: string;
  /** Events of this stream only. */
  @IsOptional() @IsString() @Length(1, 200) readonly stream?: string;
  /** Events of this type only. */
  @IsOptional() @IsString() @Length(1, 60) readonly type?: string;
  /** Events after this position, alerts after this number; what comes from now on when missing. */
  @IsOptional() @IsInt() @Min(0) readonly after?: number;

  constructor(members: Record<string, unknown> = {}) {
    super();
    Object.assign(this, members);
  }
}

/** A webhook is told in the name of a key, and only for as long as that is good. */
const inNameOfCaller = (): Pick<Hook, 'madeBy'> => {
  const madeBy = currentActor();
  return madeBy === undefined ? {} : { madeBy };
};

const typeNames = eventTypes.map(({ type }) => type);

const urlIn = (text: string, problems: Problem[]): URL | undefined => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' && url.hash === '')
    return url;
  problems.push({
    pointer: '/url',
    detail: `url must be an address like ${exampleAddress}, without a login`,
  });
  return undefined;
};

@CommandHandler(KeepHook)
export class KeepHookHandler implements ICommandHandler<KeepHook> {
  constructor(
    private readonly hooks: HookBook,
    private readonly watches: WatchBook,
    private readonly receivers: Receivers,
    private readonly projector: Projector,
    private readonly clock: Clock,
  ) {}

  async execute(order: KeepHook): Promise<HookMade> {
    const problems: Problem[] = [];
    const url = urlIn(order.url, problems);
    const last = this.#lastOf(order, problems);
    const { after = last } = order;
    if (after > last) problems.push({ pointer: '/after', detail: `after must be at most ${last}` });
    if (url) await this.#tryReceiver(url, problems);
    if (!url || problems.length > 0) throw new Invalid(invalid, problems);
    return this.#keep(order, url, after);
  }

  /** The last number that there is of what it is told. */
  #lastOf({ watch, stream, type }: KeepHook, problems: Problem[]): number {
    if (type !== undefined && !eventType(type))
      problems.push({
        pointer: '/type',
        detail: `there is no event type "${type}"${nearestHint(type, typeNames)}`,
      });
    if (watch === undefined) return this.projector.position;
    for (const [name, value] of Object.entries({ stream, type }))
      if (value !== undefined)
        problems.push({ pointer: `/${name}`, detail: `${name} is of events: leave it, or leave watch` });
    const kept = this.watches.find(watch);
    if (!kept) problems.push({ pointer: '/watch', detail: `there is no watch "${watch}"` });
    return kept?.alertCount ?? 0;
  }

  async #tryReceiver(url: URL, problems: Problem[]): Promise<void> {
    try {
      await this.receivers.addressOf(url);
    } catch (error) {
      if (!(error instanceof RefusedReceiver)) throw error;
      problems.push({ pointer: '/url', detail: error.message });
    }
  }

  #keep({ watch, stream, type }: KeepHook, url: URL, after: number): HookMade {
    if (this.hooks.all.length >= mostHooks)
      throw new NoPlace(`${mostHooks} webhooks are kept at most: drop one`);
    const hook: Hook = {
      id: uuidv7(),
      url: url.href,
      createdAt: this.clock.now().toISOString(),
      ...inNameOfCaller(),
      ...(watch !== undefined && { watch }),
      ...(stream !== undefined && { stream }),
      ...(type !== undefined && { type }),
    };
    const kept = { hook, state: newState(after), secret: newHookSecret() };
    try {
      this.hooks.keep(kept);
    } catch (error) {
      throw error instanceof NoFeedFile ? new NoPlace(error.message) : error;
    }
    return { ...documentOf(kept), secret: kept.secret };
  }
}

/** Every webhook and how it fares. */
export class ListHooks extends Query<HookList> {}

@QueryHandler(ListHooks)
export class ListHooksHandler implements IQueryHandler<ListHooks> {
  constructor(private readonly hooks: HookBook) {}

  async execute(): Promise<HookList> {
    return { webhooks: this.hooks.all.map(documentOf) };
  }
}

const notThere = (id: string): NotFound => new NotFound(`there is no webhook ${id}`);

/** One webhook and how it fares. */
export class ShowHook extends Query<HookDocument> {
  @IsUUID() readonly id: string;

  constructor(id: string) {
    super();
    this.id = id;
  }
}

@QueryHandler(ShowHook)
export class ShowHookHandler implements IQueryHandler<ShowHook> {
  constructor(private readonly hooks: HookBook) {}

  async execute({ id }: ShowHook): Promise<HookDocument> {
    const kept = this.hooks.find(id);
    if (!kept) throw notThere(id);
    return documentOf(kept);
  }
}

/** Asks one again at once that failed or was given up; it goes on where it was, in the name of whoever resumes it. */
export class ResumeHook extends Command<HookDocument> {
  @IsUUID() readonly id: string;

  constructor(id: string) {
    super();
    this.id = id;
  }
}

@CommandHandler(ResumeHook)
export class ResumeHookHandler implements ICommandHandler<ResumeHook> {
  constructor(private readonly hooks: HookBook) {}

  async execute({ id }: ResumeHook): Promise<HookDocument> {
    const kept = this.hooks.find(id);
    if (!kept) throw notThere(id);
    const { madeBy: _, ...rest } = kept.hook;
    const hook: Hook = { ...rest, ...inNameOfCaller() };
    const state = newState(kept.state.delivered);
    this.hooks.adopt({ hook, state });
    return documentOf({ ...kept, hook, state });
  }
}

/** Tells it nothing more. */
export class DropHook extends Command<void> {
  @IsUUID() readonly id: string;

  constructor(id: string) {
    super();
    this.id = id;
  }
}

@CommandHandler(DropHook)
export class DropHookHandler implements ICommandHandler<DropHook> {
  constructor(private readonly hooks: HookBook) {}

  async execute({ id }: DropHook): Promise<void> {
    if (!this.hooks.drop(id)) throw notThere(id);
  }
}
