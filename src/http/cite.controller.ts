import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pinnedAddress } from '../charts/ask-charts.js';
import { type CitationFormat, citationFormatNames, citationFormats } from '../citations/formats.js';
import { citeNumber, NotOneNumber } from '../citations/number.js';
import { ReadEvents } from '../messages/read-log.js';
import { BadRequest } from '../messages/refusals.js';
import { ShowView } from '../messages/show-view.js';
import { readAnswer } from '../simulator/answer/written-answer.js';
import { askInTime } from './ask-in-time.js';
import { base } from './address.js';
import { originOf } from './origin.js';
import type { QueryParameters } from './query.js';

const unreadable = 'the citation cannot be read';

const formatNamed = (as: string | string[] = 'text'): CitationFormat => {
  const format = citationFormatNames.find((name) => name === as);
  if (format === undefined)
    throw new BadRequest(unreadable, [
      { pointer: '/as', detail: `as must be one of ${citationFormatNames.join(', ')}` },
    ]);
  return format;
};

const measureNamed = (measure: string | string[] | undefined): string => {
  if (typeof measure === 'string' && measure !== '') return measure;
  throw new BadRequest(unreadable, [{ pointer: '/measure', detail: 'measure is required, once' }]);
};

const asProblem = (error: unknown): unknown =>
  error instanceof NotOneNumber
    ? new BadRequest(unreadable, [{ pointer: `/${error.field}`, detail: error.message }])
    : error;

/** One number of a view, cited: the question narrowed to one row, and the measure in it that is meant. */
@Controller(`${base}/cite`)
export class CiteController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':view')
  async cite(
    @Param('view') view: string,
    @Query() { measure, as, ...query }: QueryParameters,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const format = citationFormats[formatNamed(as)];
    const named = measureNamed(measure);
    const answer = readAnswer(
      await askInTime(
        this.queries,
        query,
        reply,
        (parameters) => new ShowView(view, { rests: 'all', ...parameters }),
      ),
    );
    const address = originOf(request) + pinnedAddress(answer);
    const cited = await citeNumber(answer, named, address, (ids) =>
      this.queries.execute(new ReadEvents(ids)),
    ).catch((error: unknown) => {
      throw asProblem(error);
    });
    void reply.type(format.type);
    return format.write(cited);
  }
}
