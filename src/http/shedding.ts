import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { needOf } from './access/route-scopes.js';
import { Overloaded } from './refusals.js';
import type { Lane, LettingIn } from './turnstile.js';

/** Whoever watches over the server is let in whatever happens. */
const watches = /^\/(?:health\/|metrics$)/;

/** What sends more records much, and has a lane of its own. */
const longOrderBytes = 65_536;
/** Whoever is slow to send what is to be recorded keeps nobody else from it. */
const uploadMs = 1_000;
/** An order whose sender has hung up is worked on for so long at most. */
const longestWorkMs = 10_000;

const bytesOf = ({ headers }: FastifyRequest): number =>
  headers['transfer-encoding'] === undefined ? Number(headers['content-length'] ?? 0) : longOrderBytes;

/** A dry run only asks what would be moved; whoever imports records only when told. */
const recordsNothing = (query: unknown): boolean =>
  typeof query === 'object' && query !== null && 'dryRun' in query && query.dryRun === 'true';

const laneOf = (request: FastifyRequest): Lane | undefined => {
  const { method, query } = request;
  const { url = '' } = request.routeOptions;
  if (watches.test(url)) return undefined;
  if (needOf(method, url) !== 'record' || recordsNothing(query)) return 'question';
  return bytesOf(request) < longOrderBytes ? 'order' : 'batch';
};

const shed = new WeakSet<FastifyRequest>();

/** Whether it was turned away since more came in than could be answered. */
export const wasShed = (request: FastifyRequest): boolean => shed.has(request);

/** Those that are let in and not answered yet, and what is to be called once they are. */
const stays = new WeakMap<FastifyRequest, { leave: () => void; uploading: NodeJS.Timeout }>();

const stay = (request: FastifyRequest, { raw }: FastifyReply, leave: () => void): void => {
  const uploading = setTimeout(leave, uploadMs).unref();
  stays.set(request, { leave, uploading });
  raw.once('close', () => {
    clearTimeout(uploading);
    setTimeout(leave, longestWorkMs).unref();
  });
};

/** Notes when what was let in is there, and when it was dealt with. */
const noteStays = (server: FastifyInstance): void => {
  server.addHook('preValidation', (request, _reply, done) => {
    clearTimeout(stays.get(request)?.uploading);
    done();
  });
  server.addHook('onSend', (request, _reply, payload, done) => {
    stays.get(request)?.leave();
    done(null, payload);
  });
};

/**
 * Whoever may ask is let in by turns, before a body is read. Whoever is refused for another reason costs no turn: a key
 * that asks too often takes none from others.
 */
export const shedLoad = (server: FastifyInstance, turnstile: LettingIn): void => {
  server.server.on('connection', () => turnstile.connected());
  noteStays(server);
  server.addHook('preParsing', (request, reply, payload, done) => {
    const lane = laneOf(request);
    if (lane === undefined) return done(null, payload);
    turnstile.admit(
      lane,
      (leave) => {
        if (lane !== 'question') stay(request, reply, leave);
        done(null, payload);
      },
      () => {
        shed.add(request);
        done(new Overloaded(lane));
      },
      bytesOf(request),
    );
  });
};
