import { Readable } from 'node:stream';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { AnswerMemory } from '../messages/answer-memory.js';
import { Answering } from '../messages/answering.js';
import { base } from './address.js';
import { prefersJob } from './starting-jobs.js';
import { plainTag } from './tags.js';

/** An answer as it was sent: its bytes, as they were encoded, and what was said of them. */
interface AtHand {
  payload: Buffer;
  headers: Readonly<Record<string, string>>;
}

/** What is said of an answer wherever it goes; the rest is said to whoever asks. */
const saidOfBytes = ['Content-Type', 'Content-Encoding'] as const;

const isView = (request: FastifyRequest): boolean =>
  request.method === 'GET' && request.routeOptions.url === `${base}/views/:view` && !prefersJob(request);

/** What decides about the bytes: the question as it was written, and how its answer may be encoded. */
const wordsOf = ({ url, headers }: FastifyRequest): string => `${headers['accept-encoding'] ?? ''} ${url}`;

const atHand = (payload: Buffer, reply: FastifyReply): AtHand => ({
  payload,
  headers: Object.fromEntries([
    ...saidOfBytes.flatMap((name) => {
      const value = reply.getHeader(name);
      return typeof value === 'string' ? [[name, value]] : [];
    }),
    ['ETag', plainTag(String(reply.getHeader('ETag')))],
  ]),
});

const isJson = (reply: FastifyReply): boolean =>
  String(reply.getHeader('Content-Type')).startsWith('application/json');

/** What is sent, and once all of it was, what it was. */
async function* told(chunks: AsyncIterable<Buffer>, keep: (whole: Buffer) => void): AsyncGenerator<Buffer> {
  const all: Buffer[] = [];
  for await (const chunk of chunks) {
    all.push(chunk);
    yield chunk;
  }
  keep(Buffer.concat(all));
}

/**
 * Views that were answered already, encoded as they were asked for, for as long as nothing is recorded and the day
 * lasts: a view follows from its question, the log and today's date. Held within the budget of the memory of answers,
 * with which it shares what is not compressed.
 */
class AnswersAtHand {
  readonly #answers: LRUCache<string, AtHand>;
  #stand = '';
  /** What was not at hand, and how the log stood when it was asked. */
  readonly #asked = new WeakMap<FastifyRequest, string>();

  constructor(
    private readonly answering: Answering,
    mostBytes: number,
  ) {
    this.#answers = new LRUCache<string, AtHand>({
      maxSize: mostBytes,
      sizeCalculation: ({ payload }, words) => payload.length + words.length,
    });
  }

  find(request: FastifyRequest): AtHand | undefined {
    const stand = this.#look();
    const found = this.#answers.get(wordsOf(request));
    if (!found) this.#asked.set(request, stand);
    return found;
  }

  /** Notes what is sent, unless something was recorded meanwhile. */
  keep(request: FastifyRequest, answer: AtHand): void {
    if (this.#asked.get(request) === this.#look()) this.#answers.set(wordsOf(request), answer);
  }

  isMissing(request: FastifyRequest): boolean {
    return this.#asked.has(request);
  }

  #look(): string {
    const { position, today } = this.answering.ground;
    const stand = `${position} ${today}`;
    if (stand !== this.#stand) this.#answers.clear();
    return (this.#stand = stand);
  }
}

/**
 * A view that was answered already is sent at once, once whoever asks was let in; what is done with every answer before
 * it goes, and after, is done with it, too.
 */
export const answerAtHand = (app: NestFastifyApplication, server: FastifyInstance): void => {
  const answers = new AnswersAtHand(app.get(Answering), app.get(AnswerMemory).mostBytes);
  server.addHook('preHandler', (request, reply, done) => {
    const found = isView(request) ? answers.find(request) : undefined;
    if (found) void reply.headers(found.headers).send(found.payload);
    else done();
  });
  server.addHook('onRoute', (route) => {
    const hooks = [route.onSend ?? []].flat();
    // Last, when it is encoded.
    route.onSend = [
      ...hooks,
      (request: FastifyRequest, reply: FastifyReply, payload: unknown, done): void => {
        if (!answers.isMissing(request) || reply.statusCode !== 200 || !isJson(reply))
          return done(null, payload);
        const keep = (whole: Buffer): void => answers.keep(request, atHand(whole, reply));
        if (Buffer.isBuffer(payload)) keep(payload);
        done(null, payload instanceof Readable ? Readable.from(told(payload, keep)) : payload);
      },
    ];
  });
};
