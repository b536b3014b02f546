import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { KeyRing } from '../../access/key-ring.js';
import { AccessGuard, type AccessRules, callerOf } from './guard.js';
import { TooMany } from './refusals.js';
import { needOf, toAsk } from './route-scopes.js';
import { serveSessions } from './session-routes.js';
import { Sessions } from './sessions.js';

/** What is open to whoever reaches it. */
export const openAccess = (): AccessRules => ({ ring: new KeyRing(), publicRead: false });

/** How many requests a key may make in a second, by what they need. */
const mostPerSecond: Readonly<Record<string, number>> = {
  read: 100,
  record: 50,
  simulate: 20,
  [toAsk]: 20,
  admin: 10,
};

const needOfRequest = ({ method, routeOptions: { url = '' } }: FastifyRequest): string =>
  needOf(method, url) ?? 'read';

/** Puts the guard in front of every route, and limits how often a key may ask. */
export const guardAccess = (server: FastifyInstance, rules: AccessRules): AccessGuard => {
  const sessions = rules.sessions ?? new Sessions();
  const guard = new AccessGuard(server, rules, sessions);
  serveSessions(server, guard, sessions);
  return guard;
};

export const limitRates = async (app: NestFastifyApplication): Promise<void> => {
  await app.register(cookie);
  await app.register(rateLimit, {
    timeWindow: 1_000,
    max: (request) => mostPerSecond[needOfRequest(request)] ?? 100,
    keyGenerator: (request) => `${needOfRequest(request)} ${callerOf(request)?.name ?? ''}`,
    allowList: (request) => callerOf(request) === undefined,
    errorResponseBuilder: (_request, { max, ttl }) =>
      new TooMany(`the key may ask ${max} times a second for this`, Math.max(1, Math.ceil(ttl / 1_000))),
  });
};
