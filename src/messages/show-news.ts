import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { IsArray, IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { LRUCache } from 'lru-cache';
import type { Hash } from '../../events/kit/formats.js';
import { views } from '../../projections/index.js';
import { policies, type Policy } from '../../projections/kit/claims.js';
import { dayBefore, isBefore, type NewsDay, type NewsEntry, sortNews } from '../../projections/news.js';
import { readAnswer } from '../simulator/answer/written-answer.js';
import { Answering } from './answering.js';

/** How many entries are told, and of how many days: what each day moved is worked out by itself. */
export const usualEntries = 50;
export const mostEntries = 200;
const mostDays = 30;
/** After so long it is told what there is: readers wait no longer, and further days are there when they come again. */
const patienceMs = 15_000;
/** What is remembered of days that were worked out, in letters of JSON. */
const mostRemembered = 8 * 2 ** 20;

export interface News {
  /** The hash of the first event: which ledger it is. */
  ledger: Hash;
  policy: Policy;
  entries: NewsEntry[];
}

/** The numbers that moved last, each with what it was and is: newest first. */
export class ShowNews extends Query<News> {
  /** Of these views; of all when missing. */
  @IsOptional()
  @IsArray()
  @IsIn(views.map(({ name }) => name), { each: true })
  readonly views?: readonly string[];
  @IsOptional() @IsIn(policies) readonly policy?: Policy;
  @IsOptional() @IsInt() @Min(1) @Max(mostEntries) readonly limit?: number;

  constructor(asked: { views?: readonly string[]; policy?: string; limit?: number } = {}) {
    super();
    Object.assign(this, asked);
  }
}

@QueryHandler(ShowNews)
export class ShowNewsHandler implements IQueryHandler<ShowNews> {
  /** For good: a day's news is asked of the log as it was at the last of its facts. */
  readonly #known = new LRUCache<string, NewsEntry[]>({
    maxSize: mostRemembered,
    sizeCalculation: (entries) => JSON.stringify(entries).length,
  });

  constructor(private readonly answering: Answering) {}

  async execute(query: ShowNews): Promise<News> {
    const { limit = usualEntries, policy = 'primary' } = query;
    const { history, today } = this.answering.ground;
    const all = await this.answering.answer('newsDays', {}, query);
    const days = all.filter(({ knownAt }) => knownAt <= today);
    const entries: NewsEntry[] = [];
    const started = performance.now();
    for (const day of days.slice(0, mostDays)) {
      if (entries.filter((entry) => isBefore(entry, day)).length >= limit) break;
      if (performance.now() - started > patienceMs) break;
      entries.push(...(await this.#newsAt(day, query)));
    }
    return {
      ledger: await this.answering.hashAt(Math.min(1, history.position)),
      policy,
      entries: sortNews(entries).slice(0, limit),
    };
  }

  async #newsAt(day: NewsDay, query: ShowNews): Promise<NewsEntry[]> {
    const { views: asked, policy = 'primary' } = query;
    const key = JSON.stringify([day, policy, asked]);
    const known = this.#known.get(key);
    if (known) return known;
    const { recordedAt: _, ...cut } = day;
    const changes = {
      from: { knownAt: dayBefore(day.knownAt) },
      to: {},
      sides: { ...cut, policy, byDeal: false, ...(asked && { views: asked }) },
      rests: 'all' as const,
    };
    const news = readAnswer(await this.answering.answer('news', { day, changes }, query));
    this.#known.set(key, news);
    return news;
  }
}
