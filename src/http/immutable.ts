import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isPlainObject } from '../../events/kit/decode.js';
import { callerOf } from './access/guard.js';
import { base } from './address.js';

/** So long a cache keeps what it was given by a release whose numbers were then found wrong, in seconds. */
const keptSeconds = 86_400;

const forms = { effectiveAt: /^\d{4}-\d\d-\d\d$/, knownAt: /^\d{4}-\d\d-\d\d/, atPosition: /^\d+$/ };

/** What a scenario's name stands for is another version some day. */
const isPinned = (query: Readonly<Record<string, unknown>>): boolean =>
  !('scenario' in query) &&
  Object.entries(forms).every(([name, form]) => {
    const value = query[name];
    return typeof value === 'string' && form.test(value);
  });

/** Nobody proved who they are, and the guard let them in: everybody gets this answer. */
const isForEverybody = (request: FastifyRequest): boolean =>
  callerOf(request) === undefined &&
  request.headers.authorization === undefined &&
  request.headers.cookie === undefined;

const isView = ({ method, routeOptions: { url } }: FastifyRequest, { statusCode }: FastifyReply): boolean =>
  (method === 'GET' || method === 'HEAD') && url === `${base}/views/:view` && statusCode === 200;

/**
 * The answer to a view that is pinned to both dates and a position is the same for ever: where everybody may read, it
 * says so, and whatever stands between may keep it (RFC 9111; RFC 8246).
 */
export const markImmutable = (server: FastifyInstance): void => {
  server.addHook('onSend', (request, reply, _payload, done) => {
    const { query } = request;
    if (isView(request, reply) && isPlainObject(query) && isPinned(query) && isForEverybody(request))
      void reply.header('Cache-Control', `public, max-age=${keptSeconds}, immutable`);
    done();
  });
};
