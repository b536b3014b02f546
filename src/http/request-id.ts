import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';

/** A name that a caller may give to its own request: what is longer or stranger is not repeated. */
const usual = /^[\w.-]{1,64}$/;

/** The caller's name for the request, else a new one; both sides can find it in what they keep. */
export const requestIdOf = ({ headers }: Pick<IncomingMessage, 'headers'>): string => {
  const given = headers['x-request-id'];
  return typeof given === 'string' && usual.test(given) ? given : randomUUID();
};

/** Every answer says which request it answers. */
export const requestIdHeader = ({ id }: Pick<FastifyRequest, 'id'>): Record<string, string> => ({
  'X-Request-Id': id,
});
