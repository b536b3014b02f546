import { afterAll, beforeAll, it } from 'vitest';
import { TestServer } from '../e2e/http-server.js';
import { compare } from './costs.js';
import { ServingWays } from './serving-ways.js';

const rounds = 9;
const perRound = 300;

let server: TestServer;
let ways: ServingWays;

beforeAll(async () => {
  server = await TestServer.start();
  ways = await ServingWays.open(server, 900);
}, 120_000);
afterAll(async () => {
  await ways.close();
  await server.stop();
});

it('measures a view that is remembered against bare Fastify sending the same bytes', async () => {
  const costs = await compare(rounds, {
    'bare Fastify': () => ways.bareFastify(perRound),
    'the view': () => ways.remembered(perRound),
    'the view, known already (304)': () => ways.knownAlready(perRound),
    'the view in br': () => ways.remembered(perRound, { 'accept-encoding': 'br' }),
    'whether it lives': () => ways.whetherItLives(perRound),
  });
  const least = costs['bare Fastify'].busy;
  for (const [name, { busy }] of Object.entries(costs))
    console.log(
      `${name}: ${busy.toFixed()} µs of processor time, asking included; ${(least / busy).toFixed(2)} of bare Fastify with ${ways.length} characters`,
    );
});
