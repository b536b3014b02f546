import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { OpenTelemetry, TracedRequest } from '../traces/open-telemetry.js';
import { isChatter } from './answer-journal.js';

const told = new WeakMap<FastifyRequest, TracedRequest>();

/** A trace of each answer, by its route: an address may hold what nobody else may know. */
export const traceRequests = (server: FastifyInstance, telemetry: OpenTelemetry): void => {
  server.addHook('onRequest', (request, _reply, done) => {
    const { method, protocol, headers, routeOptions } = request;
    if (!isChatter(routeOptions.url)) told.set(request, telemetry.request(method, protocol, headers));
    done();
  });
  // Only here: what something is done for is forgotten while a body is read.
  server.addHook('preHandler', (request, _reply, done) => {
    const traced = told.get(request);
    if (traced) traced.within(done);
    else done();
  });
  server.addHook('onResponse', (request, { statusCode }, done) => {
    told.get(request)?.end(request.routeOptions.url ?? 'none', statusCode);
    done();
  });
};
