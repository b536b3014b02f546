import type { FastifyInstance } from 'fastify';
import { isPlainObject } from '../../../events/kit/decode.js';
import { Invalid } from '../../messages/refusals.js';
import type { AccessGuard } from './guard.js';
import { sessionCookie, sessionHours, type Sessions } from './sessions.js';
import { signInScript } from './sign-in-page.js';

const keyIn = (body: unknown): string => {
  if (isPlainObject(body) && typeof body.key === 'string') return body.key;
  throw new Invalid('there is no key to sign in with', [{ pointer: '/key', detail: 'key must be a string' }]);
};

/** Signing in and out: the browser keeps a cookie that no script can read and no other site can send. */
export const serveSessions = (server: FastifyInstance, guard: AccessGuard, sessions: Sessions): void => {
  const cookie = { path: '/', httpOnly: true, sameSite: 'strict', maxAge: sessionHours * 3_600 } as const;
  server.route({
    method: 'POST',
    url: '/session',
    handler: async (request, reply) => {
      const key = guard.signedIn(keyIn(request.body), request.ip);
      const secure = request.protocol === 'https';
      void reply.setCookie(sessionCookie, sessions.begin(key), { ...cookie, secure });
      return reply.send({ name: key.name, scopes: key.scopes, expiresAt: key.expiresAt });
    },
  });
  server.route({
    method: 'DELETE',
    url: '/session',
    handler: async (request, reply) => {
      const token = guard.tokenIn(request);
      if (token !== undefined) sessions.end(token);
      return reply.clearCookie(sessionCookie, cookie).status(204).send();
    },
  });
  server.route({
    method: 'GET',
    url: '/sign-in.js',
    handler: async (_request, reply) => reply.type('text/javascript; charset=utf-8').send(signInScript),
  });
};
