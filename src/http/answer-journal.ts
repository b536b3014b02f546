import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Journal } from '../journal/journal.js';
import { callerOf } from './access/guard.js';

/** Asked every few seconds by programs, or along with a page. */
const isChatter = (route: string | undefined): boolean =>
  route === '/metrics' || route?.startsWith('/health/') === true || route?.startsWith('/assets/') === true;

const levelOf = (route: string | undefined, status: number): 'error' | 'warn' | 'info' | 'debug' => {
  if (isChatter(route)) return 'debug';
  if (status < 500) return 'info';
  return status === 503 ? 'warn' : 'error';
};

/** Of an address only its route: what stands in it may be what a job is known by, or what somebody planted. */
const saidOf = (request: FastifyRequest, { statusCode, elapsedTime }: FastifyReply): object => ({
  requestId: request.id,
  method: request.method,
  route: request.routeOptions.url,
  status: statusCode,
  ms: Math.round(elapsedTime * 10) / 10,
  key: callerOf(request)?.name,
});

/** A line for each answer, once it has ended. */
export const tellAnswers = (server: FastifyInstance, journal: Journal): void => {
  server.addHook('onResponse', (request, reply, done) => {
    const level = levelOf(request.routeOptions.url, reply.statusCode);
    if (journal.isLevelEnabled(level)) journal[level](saidOf(request, reply), 'answered');
    done();
  });
};
