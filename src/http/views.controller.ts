import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { attended } from '../messages/attention.js';
import { ShowView } from '../messages/show-view.js';
import { NotFound } from '../messages/refusals.js';
import { base } from './address.js';
import { catalogue, type CatalogueEntry } from './catalogue.js';
import { waitingWith } from './leaving.js';
import { asking, type QueryParameters, QueryReader } from './query.js';
import { formats } from './view-formats.js';

@Controller(`${base}/views`)
export class ViewsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  list(@Query() query: QueryParameters): { views: CatalogueEntry[] } {
    new QueryReader(query, []).checked({});
    return { views: catalogue() };
  }

  /** The name may end in a format: `compute-capacity.csv`. */
  @Get(':view')
  async show(
    @Param('view') name: string,
    @Query() query: QueryParameters,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const [view = '', ...endings] = name.split('.');
    const format = formats[endings.join('.')];
    if (endings.length > 0 && !format)
      throw new NotFound(
        `a view is not written as .${endings.join('.')}, but as ${Object.keys(formats)
          .map((one) => `.${one}`)
          .join(', ')} or plain`,
      );
    const attention = { signal: waitingWith(reply) };
    const answer = await asking(query, (parameters) =>
      this.queries.execute(attended(new ShowView(view, parameters), attention)),
    );
    if (!format) return answer;
    void reply.type(format.type);
    return format.write(answer);
  }
}
