import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { LettingIn } from '../turnstile.js';
import type { AnswerTally } from './answer-tally.js';
import { EventLoopDelay } from './event-loop-delay.js';
import { expositionType, writeExposition } from './exposition.js';
import { ledgerMetrics } from './ledger-metrics.js';
import { processMetrics } from './process-metrics.js';

/** Numbers of the running process for whoever watches over it. */
export const serveMetrics = (
  app: NestFastifyApplication,
  server: FastifyInstance,
  tally: AnswerTally,
  turnstile: LettingIn,
): void => {
  const delay = new EventLoopDelay();
  server.route({
    method: 'GET',
    url: '/metrics',
    handler: async (_request, reply) => {
      const metrics = [...(await ledgerMetrics(app, tally, delay, turnstile)), ...(await processMetrics())];
      return reply.type(expositionType).send(writeExposition(metrics));
    },
  });
};
