import { setInterval } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { Stopping } from './refusals.js';

/** How many requests are being answered, and whether more are. */
export class RequestCount {
  #count = 0;
  #isStopping = false;

  constructor(server: FastifyInstance) {
    server.addHook('onRequest', (_request, { raw }, done) => {
      this.#count++;
      // Also when the reader hangs up in the middle of the answer.
      raw.once('close', () => this.#count--);
      done();
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

/** Browsers keep connections in hand on which they have asked nothing yet: the server would wait for them. */
const hangUp = async (
  app: NestFastifyApplication,
  inFlight: RequestCount,
  stopped: AbortSignal,
): Promise<void> => {
  const impatientAt = Date.now() + patienceMs;
  for await (const _ of setInterval(lookEveryMs)) {
    if (stopped.aborted) return;
    if (inFlight.count === 0 || Date.now() > impatientAt) app.getHttpServer().closeAllConnections();
  }
};

/** Lets what is running finish, hangs up on everybody and closes the store; within ten seconds. */
export const stop = async (app: NestFastifyApplication, inFlight: RequestCount): Promise<void> => {
  inFlight.stop();
  const stopped = new AbortController();
  const hungUp = hangUp(app, inFlight, stopped.signal);
  try {
    await app.close();
  } finally {
    stopped.abort();
    await hungUp;
  }
};
