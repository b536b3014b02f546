import { Agent, request } from 'node:http';
import Fastify, { type FastifyInstance } from 'fastify';
import { lines, ndjson, type TestServer } from '../e2e/http-server.js';
import { type Cost, costOf } from './costs.js';
import { logOfDeals } from './log-of-deals.js';

interface Asked {
  status: number;
  text: string;
  tag: string;
}

/** A view that is remembered, and bare Fastify that sends the same bytes; asked one after the other on one connection. */
export class ServingWays {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  readonly #bare: FastifyInstance = Fastify();
  #bareUrl = '';
  #tag = '';
  /** Of the answer, in characters. */
  length = 0;

  private constructor(
    private readonly server: TestServer,
    private readonly view: string,
  ) {}

  /** Over so many deals, ten events each. */
  static async open(server: TestServer, deals: number): Promise<ServingWays> {
    const { status, body } = await server.record(lines(logOfDeals(deals)), ndjson);
    if (status !== 201) throw new Error(`the log was answered with ${status}`);
    const cut = `effectiveAt=2026-06-30&knownAt=2026-06-30&atPosition=${body.position}`;
    const ways = new ServingWays(server, `/api/v1/views/compute-capacity?by=provider&${cut}`);
    await ways.#open();
    return ways;
  }

  async close(): Promise<void> {
    this.#agent.destroy();
    await this.#bare.close();
  }

  bareFastify(count: number): Promise<Cost> {
    return this.#cost(count, this.#bareUrl);
  }

  remembered(count: number, headers: Record<string, string> = {}): Promise<Cost> {
    return this.#cost(count, this.server.url + this.view, headers);
  }

  knownAlready(count: number): Promise<Cost> {
    return this.#cost(count, this.server.url + this.view, { 'if-none-match': this.#tag }, 304);
  }

  whetherItLives(count: number): Promise<Cost> {
    return this.#cost(count, `${this.server.url}/health/live`);
  }

  async #open(): Promise<void> {
    const { text, tag } = await this.#ask(this.server.url + this.view);
    [this.#tag, this.length] = [tag, text.length];
    this.#bare.get('/', (_request, reply) => reply.type('application/json; charset=utf-8').send(text));
    this.#bareUrl = await this.#bare.listen({ port: 0, host: '127.0.0.1' });
  }

  #cost(count: number, url: string, headers: Record<string, string> = {}, expected = 200): Promise<Cost> {
    return costOf(count, async () => {
      for (let asked = 0; asked < count; asked++) {
        const { status } = await this.#ask(url, headers);
        if (status !== expected) throw new Error(`${url}: ${status}`);
      }
    });
  }

  #ask(url: string, headers: Record<string, string> = {}): Promise<Asked> {
    return new Promise((resolve, reject) => {
      const sent = request(url, { agent: this.#agent, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode!, text, tag: String(response.headers.etag) }),
        );
      });
      sent.on('error', reject).end();
    });
  }
}
