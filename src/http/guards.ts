import type { SecurityHeadersOptions } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { embedPolicy } from './embed-page.js';
import { requestIdHeader } from './request-id.js';

const self = "'self'";
const none = "'none'";

const policy = {
  defaultSrc: none,
  scriptSrc: self,
  styleSrc: self,
  imgSrc: [self, 'data:'],
  fontSrc: self,
  connectSrc: self,
  workerSrc: self,
  formAction: self,
  baseUri: none,
  frameAncestors: none,
};

export const securityHeaders: SecurityHeadersOptions = {
  contentSecurityPolicy: { useDefaults: false, directives: policy },
  xFrameOptions: { action: 'deny' },
  // Plain HTTP on the loopback address: there is nothing to be strict about.
  strictTransportSecurity: false,
};

const isFigure = ({ url }: FastifyRequest): boolean => url.startsWith('/embed/');

/**
 * Answers may be private and change with the log; the documentation has a style sheet in its page; figures may stand in
 * frames of the origins named, and nothing else may in any.
 */
export const guardAnswers = (
  server: FastifyInstance,
  embedOrigins: readonly string[],
  isConfidential = false,
): void => {
  const keeping = isConfidential
    ? { 'Cache-Control': 'no-store, private', 'Gigaledger-Confidential': 'true' }
    : { 'Cache-Control': 'no-store' };
  const figures = embedPolicy(embedOrigins);
  server.addHook('onRequest', (request, reply, done) => {
    void reply.headers({ ...requestIdHeader(request), ...keeping });
    if (/^\/docs(?:$|[/?])/.test(request.url)) {
      void reply.header(
        'Content-Security-Policy',
        `default-src ${none};script-src ${self};style-src ${self} 'unsafe-inline';img-src ${self} data:;connect-src ${self};base-uri ${none};frame-ancestors ${none}`,
      );
    }
    if (isFigure(request)) void reply.header('Content-Security-Policy', figures);
    done();
  });
  // It can name no other origins, and where it is understood the policy above has the last word.
  server.addHook('onSend', (request, reply, _payload, done) => {
    if (isFigure(request)) void reply.removeHeader('X-Frame-Options');
    // The same numbers have the same hash where they are for everybody: this answer is another one, and its bytes say so.
    if (isConfidential) void reply.removeHeader('ETag');
    done();
  });
};
