import { viewNamed } from '../../projections/index.js';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ReadEvents } from '../messages/read-log.js';
import { isOneParty, ShowParties } from '../messages/show-deals.js';
import { ShowView } from '../messages/show-view.js';
import { NotFound } from '../messages/refusals.js';
import { readAnswer } from '../simulator/answer/written-answer.js';
import { askInTime } from './ask-in-time.js';
import { base } from './address.js';
import { catalogue, type Catalogue } from './catalogue.js';
import { signalOfWaiting } from './leaving.js';
import { Pictures } from './pictures.js';
import { type QueryParameters, QueryReader } from './query.js';
import { formats } from '../formats/answers.js';
import { sendJson } from './send-json.js';
import { prefersJob, StartingJobs } from './starting-jobs.js';
import { drawings, isDrawing, viewEndings } from './view-formats.js';

// A drawing runs nothing and asks for nothing.
const drawingPolicy = "default-src 'none';frame-ancestors 'none';sandbox";

const pins = ['effectiveAt', 'knownAt', 'atPosition'] as const;

/** Throws NotFound where an answer is not written so. */
const assertWritten = (view: string, ending: string): void => {
  const endings = viewEndings(viewNamed(view));
  if (endings.includes(ending)) return;
  throw new NotFound(
    `${viewNamed(view) ? view : 'a view'} is not written as .${ending}, but as ${endings.map((one) => `.${one}`).join(', ')} or plain`,
  );
};

@Controller(`${base}/views`)
export class ViewsController {
  constructor(
    private readonly queries: QueryBus,
    private readonly pictures: Pictures,
    private readonly jobs: StartingJobs,
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
    if (rest.length > 0) assertWritten(view, ending);
    if (isDrawing(ending)) {
      const picture = await this.pictures.drawn(view, query, request);
      void reply.type(drawings[ending]).header('Content-Security-Policy', drawingPolicy);
      if (ending === 'svg') return picture.svg;
      return Buffer.from(await this.pictures.png(picture, signalOfWaiting(reply)));
    }
    // Only as JSON: what a job came to stands in one document.
    if (rest.length === 0 && prefersJob(request))
      return this.jobs.startFor(query, reply, (parameters) => new ShowView(view, parameters));
    const format = formats[ending];
    const answer = await askInTime(
      this.queries,
      query,
      reply,
      (parameters) => new ShowView(view, { ...parameters, ...format?.asks }),
    );
    // What is pinned in all three is answered by the same bytes for ever.
    if (pins.every((pin) => query[pin] !== undefined)) void reply.header('ETag', `"${answer.viewHash}"`);
    if (!format) return sendJson(reply, answer);
    void reply.type(format.type);
    const written = await format.write(readAnswer(answer), {
      events: (ids) => this.queries.execute(new ReadEvents(ids)),
      parties: async (cut) => {
        const list = await this.queries.execute(new ShowParties(cut));
        return isOneParty(list) ? [] : list.parties;
      },
    });
    return typeof written === 'string' ? written : Buffer.from(written);
  }
}
