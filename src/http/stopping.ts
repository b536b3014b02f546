import type { ServerResponse } from 'node:http';
import { setInterval } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { Jobs } from '../messages/jobs.js';
import { OpenFeeds } from './open-feeds.js';
import { Stopping } from './refusals.js';

/** How many requests are being answered, and whether more are. */
export class RequestCount {
  #count = 0;
  #isStopping = false;

  constructor(server: FastifyInstance) {
    server.addHook('onRequest', (_request, { raw }, done) => {
      this.take(raw);
      done();
    });
  }

  /** One more, until it is answered, or the reader hangs up in the middle of the answer. */
  take(response: ServerResponse): void {
    this.#count++;
    response.once('close', () => {
      this.#count--;
      // Whoever was answered would keep the connection for a next question, which nobody answers any more.
      if (this.#isStopping) response.req.socket.end();
    });
  }

  get count(): number {
    return this.#count;
  }

  /** From now on whoever asks is sent away. */
  stop(): void {
    this.#isStopping = true;
  }

  refuseOnceStopping(server: FastifyInstance): void {
    server.addHook('onRequest', (_request, reply, done) => {
      if (!this.#isStopping) return done();
      void reply.header('Connection', 'close');
      done(new Stopping('the server stops; what it had begun to answer is answered'));
    });
  }
}

/** How long what is running may go on once the server is to stop. */
const patienceMs = 8_000;
const lookEveryMs = 20;
const logger = new Logger('http');

/** Resolves once everything that had begun is answered, or patience is over: then whoever still waits is counted. */
const drained = async (inFlight: RequestCount): Promise<void> => {
  const impatientAt = Date.now() + patienceMs;
  for await (const _ of setInterval(lookEveryMs)) {
    if (inFlight.count === 0) return;
    if (Date.now() > impatientAt)
      return logger.warn(`stops on ${inFlight.count} requests that are not answered`);
  }
};

/** Browsers keep connections in hand on which they have asked nothing yet: the server would wait for them. */
const hangUp = async (app: NestFastifyApplication, closed: AbortSignal): Promise<void> => {
  for await (const _ of setInterval(lookEveryMs)) {
    if (closed.aborted) return;
    app.getHttpServer().closeAllConnections();
  }
};

/**
 * Ends streams and jobs and lets what is running finish, while whoever comes new is told that the server stops; then
 * hangs up on everybody and closes the store; within ten seconds.
 */
export const stop = async (app: NestFastifyApplication, inFlight: RequestCount): Promise<void> => {
  inFlight.stop();
  app.get(Jobs).leave();
  app.get(OpenFeeds).end();
  await drained(inFlight);
  const closed = new AbortController();
  const hungUp = hangUp(app, closed.signal);
  try {
    await app.close();
  } finally {
    closed.abort();
    await hungUp;
  }
};
