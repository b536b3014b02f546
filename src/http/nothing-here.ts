import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { fontFamily } from '../charts/letters.js';
import { fontFaces } from './font-faces.js';
import { escapeHtml } from './html.js';

const style = `${fontFaces()}:root{color-scheme:light dark}body{font:16px/1.5 ${fontFamily};max-width:40rem;margin:15vh auto;padding:0 1rem}p{overflow-wrap:anywhere}`;

const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  'img-src data:',
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join(';');

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

const pageSaying = (detail: string): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Nothing here · gigaledger</title><link rel="icon" href="data:,"><style>${style}</style></head>
<body>
<main>
<h1>There is nothing here</h1>
<p>${escapeHtml(sentence(detail))}</p>
<ul>
<li><a href="/">The overview</a></li>
<li><a href="/deals">All deals</a></li>
<li><a href="/docs">The interface for programs</a></li>
</ul>
</main>
</body>
</html>
`;

/** What a browser sends when somebody follows a link or types an address; scripts and programs ask for something else. */
const isPerson = ({ method, url, headers }: FastifyRequest): boolean =>
  (method === 'GET' || method === 'HEAD') &&
  !url.startsWith('/api/') &&
  /(?:^|,)\s*text\/html\b/.test(headers.accept ?? '');

interface Refused {
  readonly status: number;
  readonly message: string;
}

/** Tells a person that an address leads nowhere, with a way back; false where the caller is a program. */
export const showNothingHere = (
  request: FastifyRequest,
  reply: FastifyReply,
  { status, message }: Refused,
): boolean => {
  void reply.header('Vary', 'Accept');
  if (!isPerson(request)) return false;
  void reply
    .status(status)
    .header('Content-Security-Policy', policy)
    .type('text/html; charset=utf-8')
    .send(pageSaying(message));
  return true;
};
