import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { documentOf } from './problem-filter.js';
import { UnreadableRequest } from './refusals.js';
import { requestIdHeader } from './request-id.js';

interface FramingError extends Error {
  code?: string;
  /** What could not be read. */
  rawPacket?: Buffer;
}

const refusals: Readonly<Record<string, UnreadableRequest>> = {
  HPE_HEADER_OVERFLOW: new UnreadableRequest('the headers have more than the 16 KiB that are read', 431),
  HPE_CHUNK_EXTENSIONS_OVERFLOW: new UnreadableRequest('the extensions of a chunk are too long', 413),
  ERR_HTTP_REQUEST_TIMEOUT: new UnreadableRequest('the request did not arrive in time', 408),
};

const refusalFor = ({ code = '' }: FramingError): UnreadableRequest =>
  Object.hasOwn(refusals, code) ? refusals[code]! : new UnreadableRequest('the request is not HTTP');

const headersOf = (id: string, body: string): Record<string, string> => ({
  ...requestIdHeader({ id }),
  'Content-Type': 'application/problem+json',
  'Content-Length': String(Buffer.byteLength(body)),
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  Connection: 'close',
});

/** The problem as it goes over the wire, for there is no answer yet that it could be put in; none after a HEAD. */
const messageOf = (error: FramingError): string => {
  const refusal = refusalFor(error);
  const id = randomUUID();
  const body = JSON.stringify(documentOf(refusal, { url: '', id }));
  const lines = Object.entries(headersOf(id, body)).map(([name, value]) => `${name}: ${value}\r\n`);
  const isHead = error.rawPacket?.subarray(0, 5).toString('latin1') === 'HEAD ';
  return `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}\r\n${lines.join('')}\r\n${isHead ? '' : body}`;
};

/** An answer of which something is under way already can't become another one. */
const hasBegun = (socket: Socket): boolean =>
  (socket as { _httpMessage?: { headersSent?: boolean } })._httpMessage?.headersSent === true;

/** What cannot be read as HTTP at all is refused as everything else is. */
export const refuseFraming = (error: Error, socket: Socket): void => {
  if (socket.writable && !hasBegun(socket)) socket.end(messageOf(error));
  socket.destroySoon();
};

/** "Expect" may only ask for leave to go on, which the server gives by itself. */
export const refuseExpectations = (server: FastifyInstance): void => {
  server.server.on('checkExpectation', (request, response) => {
    const id = randomUUID();
    const refusal = new UnreadableRequest('Expect may only be 100-continue', 417);
    const body = JSON.stringify(documentOf(refusal, { url: request.url ?? '', id }));
    response.writeHead(refusal.status, headersOf(id, body)).end(body);
  });
};
