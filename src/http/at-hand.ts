import { Readable } from 'node:stream';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type {
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  onSendHookHandler,
  preHandlerHookHandler,
} from 'fastify';
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

const view = `${base}/views/:view`;

const isAsked = (request: FastifyRequest): boolean => request.method === 'GET' && !prefersJob(request);

/** What decides about the bytes: the question as it was written, and by what its answer is encoded or left as it is. */
const wordsOf = ({ url, headers }: FastifyRequest): string =>
  `${headers['accept-encoding'] ?? ''} ${String(headers['x-no-compression'])} ${url}`;

const json = 'application/json';

const isWholeJson = (reply: FastifyReply): boolean =>
  reply.statusCode === 200 && String(reply.getHeader('Content-Type')).startsWith(json);

const atHand = (payload: Buffer, reply: FastifyReply): AtHand => {
  const encoding = reply.getHeader('Content-Encoding');
  return {
    payload,
    headers: {
      'Content-Type': `${json}; charset=utf-8`,
      ETag: plainTag(String(reply.getHeader('ETag'))),
      ...(typeof encoding === 'string' && { 'Content-Encoding': encoding }),
    },
  };
};

/** Whatever compresses has streams of its own kind. */
const isStream = (payload: unknown): payload is AsyncIterable<Buffer> =>
  typeof payload === 'object' && payload !== null && Symbol.asyncIterator in payload;

/** What is sent, and once all of it was, what it was, unless that is more than is kept. */
async function* told(
  chunks: AsyncIterable<Buffer>,
  mostBytes: number,
  keep: (whole: Buffer) => void,
): AsyncGenerator<Buffer> {
  let all: Buffer[] | undefined = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > mostBytes) all = undefined;
    all?.push(chunk);
    yield chunk;
  }
  if (all) keep(Buffer.concat(all));
}

/**
 * Views that were answered already, encoded as they were asked for, for as long as nothing is recorded and the day
 * lasts: a view follows from its question, the log and today's date. As many bytes are kept as in the memory of answers,
 * with which it shares what is not compressed.
 */
class AnswersAtHand {
  readonly #answers: LRUCache<string, AtHand>;
  #stand = '';
  /** What was not at hand, and how the log stood when it was asked. */
  readonly #asked = new WeakMap<FastifyRequest, string>();

  constructor(
    private readonly answering: Answering,
    readonly mostBytes: number,
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
  const send: preHandlerHookHandler = (request, reply, done) => {
    const found = isAsked(request) ? answers.find(request) : undefined;
    if (found) void reply.headers(found.headers).send(found.payload);
    else done();
  };
  const keep: onSendHookHandler = (request, reply, payload, done) => {
    if (!answers.isMissing(request) || !isWholeJson(reply)) return done(null, payload);
    const keepWhole = (whole: Buffer): void => answers.keep(request, atHand(whole, reply));
    if (Buffer.isBuffer(payload)) keepWhole(payload);
    done(null, isStream(payload) ? Readable.from(told(payload, answers.mostBytes, keepWhole)) : payload);
  };
  server.addHook('onRoute', (route) => {
    if (route.url !== view) return;
    route.preHandler = [...[route.preHandler ?? []].flat(), send];
    // Last, when it is encoded.
    route.onSend = [...[route.onSend ?? []].flat(), keep];
  });
};
