import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { Unavailable } from '../messages/refusals.js';
import { Projector } from '../projector/projector.js';
import { whyLate } from '../store/in-time.js';
import { EventStore } from '../store/store.js';
import { needOf, toAsk } from './access/route-scopes.js';

/** Where numbers and facts are told; the page and the documentation hold none, and metrics are there to say it. */
const tells = /^\/(?:api|embed|mcp|datapackage\.json|feed\.atom)(?:\/|$)/;

const readsTheLog = (method: string, address: string): boolean => {
  const need = needOf(method, address);
  return tells.test(address) && (need === 'read' || need === 'simulate' || need === toAsk);
};

/** Questions are refused while the log that they are answered from is later than it may be; orders say so themselves. */
export const refuseWhileLate = (app: NestFastifyApplication, server: FastifyInstance): void => {
  const [store, projector] = [app.get(EventStore), app.get(Projector)];
  server.addHook('preHandler', (request, _reply, done) => {
    const { method, routeOptions } = request;
    if (!readsTheLog(method, routeOptions.url ?? '')) return done();
    const reason = whyLate(store.lagAt(projector.position));
    done(reason === undefined ? undefined : new Unavailable(reason));
  });
};
