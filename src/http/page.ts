import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { pageFolder } from '../package-folder.js';

/** The addresses at which the page shows one of its screens. */
const screens = ['/', '/deals', '/deals/:deal', '/capacity', '/shares', '/network', '/workbench', '/record'];

const self = "'self'";
const none = "'none'";

// Style sheets and scripts come from here only.
const policy = [
  `default-src ${none}`,
  `script-src ${self}`,
  `worker-src ${self}`,
  `connect-src ${self}`,
  `style-src ${self}`,
  `img-src ${self} data:`,
  `font-src ${self}`,
  `form-action ${none}`,
  `base-uri ${none}`,
  `frame-ancestors ${none}`,
].join(';');

/** In the page itself: it stands there before, and whatever becomes of, any script. */
const banner =
  '<p class="confidential" role="note">Confidential facts are folded in: nothing here is for the public.</p>';

/** The name of an asset changes with its content. What is handed in is a reply, whatever the adapter's types say. */
const headAsset = (reply: object, path: string): void =>
  void (reply as FastifyReply).headers({
    'Cache-Control': 'public, max-age=31536000, immutable',
    // A figure in a frame that is kept apart from everything asks as if from elsewhere.
    ...(path.endsWith('.woff2') && { 'Access-Control-Allow-Origin': '*' }),
  });

/** Serves the page, where it has been built, at the address of each of its screens. */
export const servePage = (
  app: NestFastifyApplication,
  server: FastifyInstance,
  isConfidential = false,
): void => {
  if (!existsSync(join(pageFolder, 'index.html'))) return;
  // Its screens have addresses of several parts.
  const plain = readFileSync(join(pageFolder, 'index.html'), 'utf8').replaceAll('="./', '="/');
  const page = isConfidential ? plain.replace('<body>', `<body>${banner}`) : plain;
  for (const url of screens)
    server.route({
      method: 'GET',
      url,
      handler: async (_request, reply) =>
        reply.header('Content-Security-Policy', policy).type('text/html; charset=utf-8').send(page),
    });
  app.useStaticAssets({
    root: join(pageFolder, 'assets'),
    prefix: '/assets/',
    decorateReply: false,
    wildcard: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: headAsset,
  });
};
