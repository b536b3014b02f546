import { createHash, type Hash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { base } from './address.js';

/** So many bytes are hashed in one turn; other questions are heard in between. */
const hashedPerTurn = 2 ** 23;

const tagOfHash = (hash: Hash): string => `"${hash.digest('base64url')}"`;

/** The tag of an answer: its bytes decide, whichever question they answer. */
const tagOf = (payload: string | Buffer): string => tagOfHash(createHash('sha256').update(payload));

const bytesOf = (payload: string | Buffer): Buffer =>
  typeof payload === 'string' ? Buffer.from(payload) : payload;

const tagInTurns = async (payload: Buffer): Promise<string> => {
  const hash = createHash('sha256');
  for (let from = 0; from < payload.length; from += hashedPerTurn) {
    hash.update(payload.subarray(from, from + hashedPerTurn));
    await setImmediate();
  }
  return tagOfHash(hash);
};

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

/** What is sent of an answer of this tag: nothing more to whoever has it already. */
const sentAs = (
  tag: string,
  payload: string | Buffer,
  request: FastifyRequest,
  reply: FastifyReply,
): string | Buffer | null => {
  void reply.headers({ ETag: tag, Vary: varying });
  const known = knownTag(request.headers['if-none-match'] ?? '', tag);
  if (known === undefined) return payload;
  void reply.status(304).header('ETag', known);
  void reply.removeHeader('Content-Type').removeHeader('Content-Length').removeHeader('Content-Encoding');
  // What answers HEAD measures the body, and leaves it away itself.
  return request.method === 'HEAD' ? payload : null;
};

/**
 * Every answer under the base, and the feed, that is there as a whole carries an ETag; who has it already is told so without it. What
 * stands between stores nothing, as before: answers may be private, and programs keep them by themselves.
 */
export const tagAnswers = (server: FastifyInstance): void => {
  server.addHook('onSend', (request, reply, payload, done) => {
    const isWhole = typeof payload === 'string' || Buffer.isBuffer(payload);
    if (!isWhole || !isTagged(request, reply)) return done(null, payload);
    const given = reply.getHeader('ETag');
    const sendTagged = (tag: string): void => done(null, sentAs(tag, payload, request, reply));
    if (typeof given === 'string') sendTagged(given);
    else if (payload.length > hashedPerTurn) void tagInTurns(bytesOf(payload)).then(sendTagged, done);
    else sendTagged(tagOf(payload));
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
