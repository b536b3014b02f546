import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '../../events/index.js';
import type { Count, Integer } from '../../events/kit/formats.js';
import { type ProblemMembers, Obstacle, StillRunning, NotFound, TooLarge } from '../messages/refusals.js';
import { toldErrors } from '../messages/told-errors.js';
import { problemAddress } from './address.js';
import { CrossSite, NoSuchMethod, Unexpected, UnreadableRequest, UnsupportedMedia } from './refusals.js';
import { showNothingHere } from './nothing-here.js';
import type { Routes } from './routes.js';

/** A problem document (RFC 9457). */
export interface ProblemDocument extends ProblemMembers {
  /**
   * The address of its page in this documentation.
   * @format uri-reference
   */
  type: string;
  title: string;
  status: Integer;
  detail: string;
  /** The address that was asked. */
  instance: string;
  /** The request, as its X-Request-Id names it in the answer. */
  requestId: string;
  /** The places that are wrong: the first hundred. */
  errors?: readonly Problem[];
  /** How many further places are wrong. */
  more?: Count;
}

export const documentOf = (
  refusal: Obstacle,
  { url, id }: Pick<FastifyRequest, 'url' | 'id'>,
): ProblemDocument => ({
  type: problemAddress(refusal.kind),
  title: refusal.title,
  status: refusal.status,
  detail: refusal.message,
  instance: url,
  requestId: id,
  ...(refusal.problems.length > 0 && toldErrors(refusal.problems)),
  ...refusal.more,
});

const retryAfter = (refusal: Obstacle): number | undefined =>
  refusal.more.retryAfterSeconds ?? (refusal instanceof StillRunning ? 1 : undefined);

/** The status that the web framework gives to what it refuses itself. */
const statusOf = (error: unknown): number | undefined => {
  if (error instanceof HttpException) return error.getStatus();
  const isTold = typeof error === 'object' && error !== null && 'statusCode' in error;
  return isTold && typeof error.statusCode === 'number' ? error.statusCode : undefined;
};

const stackOf = (error: unknown): string | undefined =>
  error instanceof Error ? error.stack : String(error);

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : 'the request cannot be read';

/** Every refusal, ours and the framework's, becomes a problem document; anything else is a fault and is told to the log. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #logger = new Logger('http');

  /** `isConfidential`: what went wrong may name what nobody may read in a log. */
  constructor(
    private readonly routes: Routes,
    private readonly isConfidential = false,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const refusal = this.#refusalOf(error, request);
    const seconds = retryAfter(refusal);
    if (seconds !== undefined) void reply.header('Retry-After', seconds);
    if (refusal instanceof NoSuchMethod) void reply.header('Allow', refusal.allowed.join(', '));
    if (refusal instanceof NotFound && showNothingHere(request, reply, refusal)) return;
    void reply
      .status(refusal.status)
      .type('application/problem+json')
      .send(JSON.stringify(documentOf(refusal, request)));
  }

  #refusalOf(error: unknown, request: FastifyRequest): Obstacle {
    if (error instanceof Obstacle) return error;
    if (error instanceof RangeError) return new UnreadableRequest('the request is too large to be worked on');
    const status = statusOf(error);
    if (status === 404) return this.#unknownAddress(request);
    if (status === 403 && !safeMethods.has(request.method)) return new CrossSite(crossSiteDetail(request));
    if (status === 413)
      return new TooLarge(
        'the body is larger than is read here: 16 MiB of JSON or of a sheet, or 64 MiB of NDJSON',
      );
    if (status === 415) return new UnsupportedMedia(unreadDetail(request));
    if (status !== undefined && status < 500) return new UnreadableRequest(messageOf(error), status);
    this.#logger.error(this.isConfidential ? `a fault of request ${request.id}` : stackOf(error));
    return new Unexpected();
  }

  #unknownAddress(request: FastifyRequest): Obstacle {
    const [path = ''] = request.url.split('?');
    const allowed = this.routes.methodsAt(path);
    return allowed.length > 0 && !allowed.includes(request.method)
      ? new NoSuchMethod(allowed)
      : new NotFound(`there is nothing at ${path}`);
  }
}

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Which header says that the page is of another site. */
const crossSiteDetail = ({ headers }: FastifyRequest): string => {
  const site = headers['sec-fetch-site'];
  return typeof site === 'string'
    ? `Sec-Fetch-Site is "${site}": a page of another origin may not write here`
    : `Origin is "${headers.origin ?? ''}", and this server was asked as "${headers.host ?? ''}": a page of another origin may not write here`;
};

const unreadDetail = ({ headers }: FastifyRequest): string => {
  const type = headers['content-type'];
  return `${type === undefined ? 'a body without a Content-Type' : `"${type}"`} is not read; application/json is, and for events application/x-ndjson`;
};
