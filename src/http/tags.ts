import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { base } from './address.js';

/** The tag of an answer: its bytes decide, whichever question they answer. */
const tagOf = (payload: string | Buffer): string =>
  `"${createHash('sha256').update(payload).digest('base64url')}"`;

/** The same answer written in another encoding is another representation (RFC 9110, 8.8.3.3). */
const encodedTag = (tag: string, encoding: string): string => `${tag.slice(0, -1)}-${encoding}"`;

/** The tag of the same answer as it is. */
export const plainTag = (tag: string): string => tag.replace(/-(?:br|gzip)"$/, '"');

/** The tag that an If-None-Match knows this answer by, compared weakly and in any encoding (RFC 9110, 13.1.2). */
const knownTag = (header: string, tag: string): string | undefined => {
  const named = header.split(',').map((one) => one.trim().replace(/^W\//, ''));
  return named.includes('*') ? tag : named.find((one) => plainTag(one) === tag);
};

/** Who asks with a key may be answered more than is public: what stands between must not answer for the server. */
const varying = 'accept-encoding, authorization, cookie';

const isFeed = (url: string): boolean => /^\/feed\.atom(?:$|\?)/.test(url);

const isTagged = ({ method, url }: FastifyRequest, { statusCode }: FastifyReply): boolean =>
  (method === 'GET' || method === 'HEAD') &&
  statusCode === 200 &&
  (url.startsWith(`${base}/`) || isFeed(url));

/**
 * Every answer under the base, and the feed, that is there as a whole carries an ETag; who has it already is told so without it. What
 * stands between stores nothing, as before: answers may be private, and programs keep them by themselves.
 */
export const tagAnswers = (server: FastifyInstance): void => {
  server.addHook('onSend', (request, reply, payload, done) => {
    const isWhole = typeof payload === 'string' || Buffer.isBuffer(payload);
    if (!isWhole || !isTagged(request, reply)) return done(null, payload);
    const tag = (reply.getHeader('ETag') as string | undefined) ?? tagOf(payload);
    void reply.headers({ ETag: tag, Vary: varying });
    const known = knownTag(request.headers['if-none-match'] ?? '', tag);
    if (known === undefined) return done(null, payload);
    void reply.status(304).header('ETag', known);
    void reply.removeHeader('Content-Type').removeHeader('Content-Length').removeHeader('Content-Encoding');
    // What answers HEAD measures the body, and leaves it away itself.
    done(null, request.method === 'HEAD' ? payload : null);
  });
};

/** After an answer was compressed: says so in its tag. */
export const tagEncodings = (server: FastifyInstance): void => {
  server.addHook('onRoute', (route) => {
    const hooks = [route.onSend ?? []].flat();
    route.onSend = [
      ...hooks,
      (_request: FastifyRequest, reply: FastifyReply, payload: unknown, done): void => {
        const [tag, encoding] = [reply.getHeader('ETag'), reply.getHeader('Content-Encoding')];
        if (typeof tag === 'string' && typeof encoding === 'string')
          void reply.header('ETag', encodedTag(tag, encoding));
        done(null, payload);
      },
    ];
  });
};
