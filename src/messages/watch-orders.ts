import {
  Command,
  CommandHandler,
  type ICommandHandler,
  type IQueryHandler,
  Query,
  QueryHandler,
} from '@nestjs/cqrs';
import { IsObject, IsOptional, IsString, Length } from 'class-validator';
import type { Problem } from '../../events/index.js';
import type { Count } from '../../events/kit/formats.js';
import { NoFeedFile } from '../watches/feed-file.js';
import { readThreshold } from '../watches/threshold.js';
import type { Alert, KeptWatch, ToldNumbers, Watch } from '../watches/watch.js';
import { WatchBook } from '../watches/watch-book.js';
import type { Work } from '../workers/work.js';
import { Answering } from './answering.js';
import { Clock } from './clock.js';
import { Invalid, NameTaken, NoPlace, NotFound, Obstacle } from './refusals.js';
import { groundView, ShowView } from './show-view.js';

export interface WatchDocument extends Watch {
  /** How often it has told something. */
  alertCount: Count;
}

export interface WatchList {
  watches: WatchDocument[];
}

/** A watch with what it told last, the newest first. */
export interface WatchShown extends WatchDocument {
  alerts: Alert[];
}

const mostWatches = 100;
const mostShown = 50;

const documentOf = ({ watch, alertCount }: KeptWatch): WatchDocument => ({ ...watch, alertCount });

/** "Firm chips of OpenAI" → "firm-chips-of-openai" */
const idOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** A watch asks of now, and not of a span of time. */
const notAsked = new Set(['effectiveAt', 'knownAt', 'atPosition', 'rests', 'timeline', 'from', 'to']);

const invalid = 'the watch is not valid; nothing was kept';

/** "Tell me when this number moves by more than that": from now on. */
export class KeepWatch extends Command<WatchDocument> {
  @IsString() @Length(1, 120) readonly name!: string;
  @IsString() @Length(1, 60) readonly view!: string;
  /** A measure of the view: firmKw, or firm. */
  @IsString() @Length(1, 60) readonly measure!: string;
  /** The view's parameters, but no dates; with `by` each row is watched, else the totals. */
  @IsOptional() @IsObject() readonly question?: Record<string, unknown>;
  /** "5%", or a whole number in the unit of the measure; any move when missing. */
  @IsOptional() @IsString() @Length(1, 20) readonly moreThan?: string;

  constructor(members: Record<string, unknown> = {}) {
    super();
    Object.assign(this, members);
  }
}

@CommandHandler(KeepWatch)
export class KeepWatchHandler implements ICommandHandler<KeepWatch> {
  constructor(
    private readonly book: WatchBook,
    private readonly clock: Clock,
    private readonly answering: Answering,
  ) {}

  async execute(order: KeepWatch): Promise<WatchDocument> {
    const { name, view, question = {}, moreThan = '0' } = order;
    const [id, asked] = [idOf(name), textsIn(question)];
    const { value: watched, problems: wrong = [] } = await this.#watch(order, asked);
    const problems = [...problemsIn(question), ...problemsOfWords(id, moreThan), ...wrong];
    if (!watched || problems.length > 0) throw new Invalid(invalid, problems);
    const { measure, told } = watched;
    const createdAt = this.clock.now().toISOString();
    const watch: Watch = { id, name, view, measure, question: asked, moreThan, createdAt };
    this.#keep(watch, told);
    return documentOf({ watch, alertCount: 0 });
  }

  /** Asks it once: what is wrong with the question is named as it was given. */
  async #watch(order: KeepWatch, question: Record<string, string>): Promise<Work['watched']['answer']> {
    const { view, measure } = order;
    try {
      const { asked, ground } = await groundView(new ShowView(view, question), this.answering);
      return await this.answering.answer(
        'watched',
        { ...asked, watch: { question, measure } },
        order,
        ground,
      );
    } catch (error) {
      if (error instanceof NotFound) return { problems: [{ pointer: '/view', detail: error.message }] };
      if (!(error instanceof Obstacle) || error.problems.length === 0) throw error;
      return {
        problems: error.problems.map(({ pointer, detail }) => ({ pointer: `/question${pointer}`, detail })),
      };
    }
  }

  #keep(watch: Watch, told: ToldNumbers): void {
    if (this.book.count >= mostWatches)
      throw new NoPlace(`${mostWatches} watches are kept at most: drop one`);
    try {
      if (!this.book.keep(watch, told)) throw new NameTaken(`there is a watch "${watch.id}" already`);
    } catch (error) {
      throw error instanceof NoFeedFile ? new NoPlace(error.message) : error;
    }
  }
}

const textsIn = (question: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(question).map(([name, value]) => [name, String(value)]));

const problemsIn = (question: Record<string, unknown>): Problem[] =>
  Object.entries(question).flatMap(([name, value]) => {
    const pointer = `/question/${name}`;
    if (notAsked.has(name)) return [{ pointer, detail: `${name} is not a member here: a watch asks of now` }];
    return typeof value === 'string' ? [] : [{ pointer, detail: `${name} must be text` }];
  });

const problemsOfWords = (id: string, moreThan: string): Problem[] => [
  ...(id === '' ? [{ pointer: '/name', detail: 'name must have a letter or a digit' }] : []),
  ...(readThreshold(moreThan)
    ? []
    : [{ pointer: '/moreThan', detail: 'moreThan must be written like 5%, or as a whole number' }]),
];

/** Every watch that is kept. */
export class ListWatches extends Query<WatchList> {}

@QueryHandler(ListWatches)
export class ListWatchesHandler implements IQueryHandler<ListWatches> {
  constructor(private readonly book: WatchBook) {}

  async execute(): Promise<WatchList> {
    return { watches: this.book.all.map(documentOf) };
  }
}

const notThere = (id: string): NotFound => new NotFound(`there is no watch "${id}"`);

/** One watch and what it told last. */
export class ShowWatch extends Query<WatchShown> {
  @IsString() @Length(1, 120) readonly id: string;

  constructor(id: string) {
    super();
    this.id = id;
  }
}

@QueryHandler(ShowWatch)
export class ShowWatchHandler implements IQueryHandler<ShowWatch> {
  constructor(private readonly book: WatchBook) {}

  async execute({ id }: ShowWatch): Promise<WatchShown> {
    const kept = this.book.find(id);
    if (!kept) throw notThere(id);
    return { ...documentOf(kept), alerts: this.book.lastAlerts(id, mostShown) };
  }
}

/** Watches it no more; what it told is forgotten. */
export class DropWatch extends Command<void> {
  @IsString() @Length(1, 120) readonly id: string;

  constructor(id: string) {
    super();
    this.id = id;
  }
}

@CommandHandler(DropWatch)
export class DropWatchHandler implements ICommandHandler<DropWatch> {
  constructor(private readonly book: WatchBook) {}

  async execute({ id }: DropWatch): Promise<void> {
    if (!this.book.drop(id)) throw notThere(id);
  }
}
