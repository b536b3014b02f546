import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { viewNamed } from '../../projections/index.js';
import { Board } from '../../projections/kit/board.js';
import { sha256Hex } from '../../src/store/canonical.js';
import { TestServer } from '../e2e/http-server.js';
import { compare, type Cost, costOf, holdRatio } from './costs.js';
import { ServingWays } from './serving-ways.js';
import { asked, logOf, whatIf } from './settled-log.js';
import { WhatIfs } from './what-ifs.js';
import { WritingWays } from './writing-ways.js';

/** Ratios in seconds: wide enough for any machine beside anything, and far from what a mistake makes of them. */
const rounds = 3;

let server: TestServer;
let writing: WritingWays;
let serving: ServingWays;

beforeAll(async () => {
  server = await TestServer.start();
  serving = await ServingWays.open(server, 200);
  writing = await WritingWays.open(server);
}, 120_000);
afterAll(async () => {
  await writing.close();
  await serving.close();
  await server.stop();
});

describe('A ratio that broke', () => {
  it('is that of writing one at a time, together, or over HTTP', async () => {
    const { bare, single, grouped, port, http } = await compare(rounds, {
      bare: () => writing.bareInserts(16),
      single: () => writing.oneAtATime(16),
      grouped: () => writing.sixtyFourCallers(64),
      port: () => writing.batchesThroughPort(300),
      http: () => writing.batchesOverHttp(300),
    });
    holdRatio({ what: 'one at a time, of a bare insert', aim: 0.8, margin: 5 }, bare, single);
    holdRatio({ what: '64 callers, of one at a time', aim: 10, margin: 5 }, single, grouped);
    holdRatio({ what: 'batches of 100 over HTTP, of the port', aim: 0.5, margin: 5 }, port, http);
  });

  it('is that of a view over HTTP', async () => {
    const { bare, view, known } = await compare(rounds, {
      bare: () => serving.bareFastify(100),
      view: () => serving.remembered(100),
      known: () => serving.knownAlready(100),
    });
    holdRatio({ what: 'a remembered view, of bare Fastify', aim: 0.6, margin: 4 }, bare, view);
    holdRatio({ what: 'the same, known already', aim: 0.6, margin: 4 }, bare, known);
  });

  it('is that of a what-if to a replay, or grows with the log', async () => {
    const view = viewNamed('compute-capacity')!;
    const [few, many] = [logOf(200), logOf(2_000)];
    const [small, large] = [few, many].map((history) => ({
      history,
      board: new Board(view, asked, history),
    })) as [Settled, Settled];
    const { replay, onSmall, onLarge } = await compare(rounds, {
      replay: () => costOf(1, () => void new Board(view, asked, many)),
      onSmall: () => there(small),
      onLarge: () => there(large),
    });
    holdRatio(
      { what: 'a what-if on six deals, of a replay of 20,000 events', aim: 1_000, margin: 100 },
      replay,
      onLarge,
    );
    holdRatio({ what: 'the same over 200 deals, of 2,000', aim: 1 / 3, margin: 2 }, onSmall, onLarge);
  });

  it.each(['compute-capacity', 'exposure'])(
    'is that of a what-if on %s with its answer to a first one, or grows with the log',
    async (view) => {
      const [small, large] = [logOf(200), logOf(2_000)].map((history) => new WhatIfs(view, history));
      const answers = (count: number, whatIfs: WhatIfs | undefined) => () =>
        costOf(count, async () => {
          for (let times = 0; times < count; times++) await whatIfs?.answer();
        });
      await answers(8, small)();
      const first = await answers(1, large)();
      const { onSmall, onLarge } = await compare(rounds, {
        onSmall: answers(4, small),
        onLarge: answers(4, large),
      });
      holdRatio(
        { what: `a what-if on ${view}, answer included, of a first one`, aim: 1_000, margin: 100 },
        first,
        onLarge,
      );
      holdRatio({ what: 'the same over 200 deals, of 2,000', aim: 1 / 3, margin: 2 }, onSmall, onLarge);
    },
  );

  it('is told, where something takes twenty times as long', async () => {
    const hashes = (count: number) => () =>
      costOf(1, () => {
        for (let times = 0; times < count; times++) sha256Hex('x'.repeat(100_000));
      });
    const { quick, slow } = await compare(rounds, { quick: hashes(20), slow: hashes(400) });
    const wide = { what: 'planted', aim: 0.5, margin: 4 };
    expect(() => holdRatio(wide, quick, slow)).toThrow('planted');
    holdRatio(wide, slow, quick);
  });
});

interface Settled {
  history: ReturnType<typeof logOf>;
  board: Board;
}

const there = ({ history, board }: Settled): Promise<Cost> =>
  costOf(8, () => {
    for (let times = 0; times < 8; times++) whatIf(history, board);
  });
