import type { FastifyInstance, FastifyRequest } from 'fastify';
import { needOf } from './access/route-scopes.js';
import { Overloaded } from './refusals.js';
import type { Lane, LettingIn } from './turnstile.js';

/** Whoever watches over the server is let in whatever happens. */
const watches = /^\/(?:health\/|metrics$)/;

const laneOf = ({ method, routeOptions: { url = '' } }: FastifyRequest): Lane | undefined => {
  if (watches.test(url)) return undefined;
  return needOf(method, url) === 'record' ? 'order' : 'question';
};

const shed = new WeakSet<FastifyRequest>();

/** Whether it was turned away since more came in than could be answered. */
export const wasShed = (request: FastifyRequest): boolean => shed.has(request);

/**
 * Whoever may ask is let in by turns, before a body is read. Whoever is refused for another reason costs no turn: a key
 * that asks too often takes none from others.
 */
export const shedLoad = (server: FastifyInstance, turnstile: LettingIn): void => {
  server.server.on('connection', () => turnstile.connected());
  server.addHook('preParsing', (request, _reply, payload, done) => {
    const lane = laneOf(request);
    if (lane === undefined) return done(null, payload);
    turnstile.admit(
      lane,
      () => done(null, payload),
      () => {
        shed.add(request);
        done(new Overloaded(lane));
      },
    );
  });
};
