import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pinnedAddress } from '../charts/ask-charts.js';
import { renderSvg } from '../charts/render-svg.js';
import { widths } from '../charts/widths.js';
import { jsonOf } from '../messages/answer-memory.js';
import { ReadEvents } from '../messages/read-log.js';
import { ShowView } from '../messages/show-view.js';
import { NotFound } from '../messages/refusals.js';
import { askInTime } from './ask-in-time.js';
import { base } from './address.js';
import { catalogue, type Catalogue } from './catalogue.js';
import { Figures } from './figures.js';
import { originOf } from './origin.js';
import { type QueryParameters, QueryReader } from './query.js';
import { formats } from '../formats/answers.js';
import { drawing, endings } from './view-formats.js';

// A drawing runs nothing and asks for nothing.
const drawingPolicy = "default-src 'none';frame-ancestors 'none';sandbox";

const pins = ['effectiveAt', 'knownAt', 'atPosition'] as const;

@Controller(`${base}/views`)
export class ViewsController {
  constructor(
    private readonly queries: QueryBus,
    private readonly figures: Figures,
  ) {}

  @Get()
  list(@Query() query: QueryParameters): Catalogue {
    new QueryReader(query, []).checked({});
    return { views: catalogue() };
  }

  /** The name may end in a format: `compute-capacity.csv`. */
  @Get(':view')
  async show(
    @Param('view') name: string,
    @Query() query: QueryParameters,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const [view = '', ...rest] = name.split('.');
    const ending = rest.join('.');
    if (rest.length > 0 && !endings.includes(ending))
      throw new NotFound(
        `a view is not written as .${ending}, but as ${endings.map((one) => `.${one}`).join(', ')} or plain`,
      );
    if (ending === drawing) return this.#drawn(view, query, originOf(request), reply);
    const answer = await askInTime(
      this.queries,
      query,
      reply,
      (parameters) => new ShowView(view, parameters),
    );
    const format = formats[ending];
    void reply.type(format?.type ?? 'application/json; charset=utf-8');
    // What is pinned in all three is answered by the same bytes for ever.
    if (pins.every((pin) => query[pin] !== undefined)) void reply.header('ETag', `"${answer.viewHash}"`);
    if (!format) return jsonOf(answer);
    const written = await format.write(answer, (ids) => this.queries.execute(new ReadEvents(ids)));
    return typeof written === 'string' ? written : Buffer.from(written);
  }

  async #drawn(view: string, query: QueryParameters, origin: string, reply: FastifyReply): Promise<string> {
    const { charts, answer, look } = await this.figures.of(view, query);
    void reply.type('image/svg+xml').header('Content-Security-Policy', drawingPolicy);
    return renderSvg(charts, answer, {
      width: look.width ?? widths.usual,
      palette: look.palette,
      address: origin + pinnedAddress(answer),
    }).svg;
  }
}
