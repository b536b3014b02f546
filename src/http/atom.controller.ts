import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { NewsEntry } from '../../projections/news.js';
import { type AtomEntry, writeAtom } from '../formats/atom.js';
import { groundsOf, newsQuestion, newsShown, newsTitle } from '../formats/news.js';
import { attachAttention } from '../messages/attention.js';
import { ReadEvents } from '../messages/read-log.js';
import { type News, ShowNews } from '../messages/show-news.js';
import { base } from './address.js';
import { atomType, nameOf } from './feed-names.js';
import { WaitingReader } from './leaving.js';
import { originOf } from './origin.js';
import { type QueryParameters, QueryReader } from './query.js';

/** How many of the events behind an entry it shows. */
const mostReasons = 10;

/** The numbers that moved, for feed readers. */
@Controller()
export class AtomController {
  constructor(private readonly queries: QueryBus) {}

  @Get('feed.atom')
  async feed(
    @Query() query: QueryParameters,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const reader = new QueryReader(query, ['views', 'policy', 'limit']);
    const asked = new ShowNews({
      views: reader.text('views')?.split(','),
      policy: reader.text('policy'),
      limit: reader.whole('limit'),
    });
    const attention = new WaitingReader(reply);
    const news = await this.queries.execute(attachAttention(reader.checked(asked), attention));
    const origin = originOf(request);
    void reply.type(atomType);
    return writeAtom({
      id: nameOf(news.ledger, asked.views ?? [], news.policy),
      title: `gigaledger: numbers that moved${asked.views ? ` in ${asked.views.join(', ')}` : ''}`,
      subtitle: 'What each number was and is, by the day on which the reason became known.',
      address: origin + request.url,
      home: `${origin}/`,
      entries: await this.#entriesOf(news, origin),
    });
  }

  async #entriesOf(news: News, origin: string): Promise<AtomEntry[]> {
    const grounds = news.entries.map((entry) => groundsOf(entry).slice(0, mostReasons));
    const events = await this.queries.execute(new ReadEvents([...new Set(grounds.flat())]));
    return news.entries.map((entry, index) => ({
      ...describeNews(entry, news, origin),
      shown: newsShown(
        entry,
        events.filter(({ id }) => grounds[index]?.includes(id)),
      ),
    }));
  }
}

const describeNews = (
  entry: NewsEntry,
  { ledger, policy }: News,
  origin: string,
): Omit<AtomEntry, 'shown'> => {
  const { view, by, keys, knownOn, updatedAt } = entry;
  const question = new URLSearchParams(newsQuestion(entry, policy)).toString().replaceAll('%2C', ',');
  return {
    id: nameOf(ledger, policy, knownOn, view, by, keys),
    title: newsTitle(entry),
    updated: updatedAt,
    published: `${knownOn}T00:00:00Z`,
    address: `${origin}${base}/views/${view}?${question}`,
    type: 'application/json',
    categories: [view],
  };
};
