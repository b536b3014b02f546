import type { FastifyInstance } from 'fastify';
import { UnsupportedMedia } from './refusals.js';

/** A body that was compressed would be read as if it were not: it is refused, saying what is read (RFC 9110, 12.5.3). */
export const refuseEncodings = (server: FastifyInstance): void => {
  server.addHook('onRequest', (request, reply, done) => {
    const { 'content-encoding': encoding = 'identity' } = request.headers;
    if (encoding.toLowerCase() === 'identity') return done();
    void reply.header('Accept-Encoding', 'identity');
    done(new UnsupportedMedia(`a body with Content-Encoding "${encoding}" is not read: send it as it is`));
  });
};
