import { Agent, request } from 'node:http';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, it } from 'vitest';
import { lines, ndjson, TestServer } from '../e2e/http-server.js';
import { logOfDeals } from './log-of-deals.js';

const view =
  '/api/v1/views/compute-capacity?by=provider&effectiveAt=2026-06-30&knownAt=2026-06-30&atPosition=9000';
const rounds = 9;
const perRound = 300;

let server: TestServer;
let bare: FastifyInstance;
let bareUrl: string;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

const ask = (
  url: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string; tag: string }> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode!, text, tag: String(response.headers.etag) }),
      );
    });
    sent.on('error', reject).end();
  });

beforeAll(async () => {
  server = await TestServer.start();
  const { status } = await server.record(lines(logOfDeals(900)), ndjson);
  if (status !== 201) throw new Error(`the log was answered with ${status}`);
  const { text } = await ask(server.url + view);
  bare = Fastify();
  bare.get('/', (_request, reply) => reply.type('application/json; charset=utf-8').send(text));
  bareUrl = await bare.listen({ port: 0, host: '127.0.0.1' });
}, 120_000);
afterAll(async () => {
  agent.destroy();
  await bare?.close();
  await server?.stop();
});

const median = (values: number[]): number => values.sort((left, right) => left - right)[values.length >> 1]!;

/** Processor time of one request, both sides of it, in microseconds; one after the other. */
const cost = async (url: string, headers?: Record<string, string>): Promise<number> => {
  const before = process.cpuUsage();
  for (let count = 0; count < perRound; count++) {
    const { status } = await ask(url, headers);
    if (status !== (headers && 'if-none-match' in headers ? 304 : 200)) throw new Error(`${url}: ${status}`);
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / perRound;
};

it('measures a view that is remembered against bare Fastify sending the same bytes', async () => {
  const { text, tag } = await ask(server.url + view);
  const asked: Record<string, () => Promise<number>> = {
    'bare Fastify': () => cost(bareUrl),
    'the view': () => cost(server.url + view),
    'the view, known already (304)': () => cost(server.url + view, { 'if-none-match': tag }),
    'the view in br': () => cost(server.url + view, { 'accept-encoding': 'br' }),
    'whether it lives': () => cost(`${server.url}/health/live`),
  };
  const costs = new Map(Object.keys(asked).map((name) => [name, [] as number[]]));
  for (let round = 0; round <= rounds; round++)
    for (const [name, work] of Object.entries(asked)) {
      const took = await work();
      if (round > 0) costs.get(name)!.push(took);
    }
  const least = median(costs.get('bare Fastify')!);
  for (const [name, took] of costs)
    console.log(
      `${name}: ${median(took).toFixed()} µs of processor time, asking included; ${(least / median(took)).toFixed(2)} of bare Fastify with ${text.length} characters`,
    );
});
