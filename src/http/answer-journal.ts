import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Journal } from '../journal/journal.js';
import type { JournalLevel } from '../journal/journal-level.js';
import { callerOf } from './access/guard.js';
import { wasShed } from './shedding.js';

/** Asked every few seconds by programs, or along with a page. */
export const isChatter = (route: string | undefined): boolean =>
  route === '/metrics' || route?.startsWith('/health/') === true || route?.startsWith('/assets/') === true;

/** What was shed is told of by a number: a line for each at a weight that somebody looks at would be a second flood. */
const levelOf = (request: FastifyRequest, status: number): Exclude<JournalLevel, 'off'> => {
  if (isChatter(request.routeOptions.url)) return 'debug';
  if (status < 500 || wasShed(request)) return 'info';
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
    const level = levelOf(request, reply.statusCode);
    if (journal.isLevelEnabled(level)) journal[level](saidOf(request, reply), 'answered');
    done();
  });
};
