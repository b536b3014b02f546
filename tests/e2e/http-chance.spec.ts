import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SeekResult } from '../../src/simulator/goals/seek.js';
import type { ScenarioAnswer } from '../../src/simulator/answer/run.js';
import { articleFacts } from '../article.js';
import { type Problem, TestServer } from './http-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
  expect((await server.record(articleFacts)).status).toBe(201);
});
afterAll(() => server.stop());

const view = {
  view: 'compute-capacity',
  by: 'layer',
  layer: 'chips',
  effectiveAt: '2025-11-30',
  knownAt: '2025-11-30',
};
const edits = [
  { op: 'cancel', target: 'deal-openai-amd-2025', probability: 0.3 },
  { op: 'scale', target: 'deal-openai-nvidia-2025', toBp: 5_000, probability: 0.4 },
];

describe('POST /scenarios/run with chance', () => {
  it('answers chance, attribution and tornado as described', async () => {
    const asked = {
      edits,
      views: [view],
      monteCarlo: { draws: 100, seed: 1 },
      attribution: true,
      tornado: true,
    };
    const { status, body } = await server.post<ScenarioAnswer>('/api/v1/scenarios/run', asked);
    expect(status).toBe(200);
    expect(body.monteCarlo!.targets[0]!.fan.periods[0]).toMatchObject({ mean: 12_200_000 });
    // Neither is likelier than not, so that nothing of the difference is owed to either of them.
    expect(body.effects.map(({ assumed }) => assumed)).toEqual([
      { made: false, probability: 0.3 },
      { made: false, probability: 0.4 },
    ]);
    expect(body.attribution![0]!.parts.map(({ value }) => value)).toEqual([0, 0]);
    expect(body.tornado![0]!.bars.map(({ edit }) => edit)).toEqual([0, 1]);
  });

  const [loss, half] = ['cancel deal-openai-amd-2025', 'scale deal-openai-nvidia-2025'];
  const together = (loadings: Record<string, number>) => ({
    edits,
    views: [view],
    monteCarlo: { draws: 1_000, seed: 1, correlation: { factors: [{ name: 'funding', loadings }] } },
  });

  it('answers for coins that fall together: never 10 GW, where only AMD would be lost', async () => {
    const asked = together({ [loss!]: 1, [half!]: 1 });
    const { status, body } = await server.post<ScenarioAnswer>('/api/v1/scenarios/run', asked);
    expect(status).toBe(200);
    // AMD is lost in the worst three of ten, NVIDIA halved in the worst four.
    expect(body.monteCarlo!.targets[0]!.outcomes!.map(({ value }) => value)).toEqual([
      5_000_000, 11_000_000, 16_000_000,
    ]);
    expect(body.monteCarlo!.correlation).toEqual(asked.monteCarlo.correlation);
  });

  it('refuses a loading of what is not uncertain and one above 1, naming both', async () => {
    const { status, body } = await server.post<Problem>(
      '/api/v1/scenarios/run',
      together({ what: 0.5, [loss!]: 2 }),
    );
    expect(status).toBe(422);
    expect(body.errors!.map(({ pointer }) => pointer)).toEqual([
      '/monteCarlo/correlation/factors/0/loadings/what',
      `/monteCarlo/correlation/factors/0/loadings/${loss}`,
    ]);
  });

  it('refuses a probability above 1 and too many draws, naming both', async () => {
    const wrong = {
      edits: [{ ...edits[0], probability: 1.5 }],
      views: [view],
      monteCarlo: { draws: 1_000_000_000, seed: 1 },
    };
    const { status, body } = await server.post<Problem>('/api/v1/scenarios/run', wrong);
    expect(status).toBe(422);
    expect(body.errors!.map(({ pointer }) => pointer).sort()).toEqual([
      '/edits/0/probability',
      '/monteCarlo/draws',
    ]);
  });
});

describe('POST /scenarios/goal', () => {
  it('finds the part of NVIDIA at which 12 GW are promised: 60 %, not 59', async () => {
    const { status, body } = await server.post<SeekResult>('/api/v1/scenarios/goal', {
      edits: [{ op: 'scale', target: 'deal-openai-nvidia-2025', toBp: { assumption: 'part' } }],
      views: [view],
      goal: {
        lever: 'part',
        least: 0,
        most: 10_000,
        step: 100,
        target: { measure: 'headlineKw', level: 12_000_000 },
      },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      found: { x: 6_000, value: 12_000_000 },
      beyond: { x: 5_900, value: 11_900_000 },
    });
  });

  it('names what is wrong with a goal', async () => {
    const { status, body } = await server.post<Problem>('/api/v1/scenarios/goal', {
      edits: [],
      views: [view],
      goal: { lever: 'part', least: 5, most: 1, target: {} },
    });
    expect(status).toBe(422);
    expect(body.errors![0]!.pointer).toMatch(/^\/goal\//);
  });
});
