import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Feasibility } from '../../src/simulator/feasibility/answer.js';
import type { JointResult } from '../../src/simulator/goals/reach-all.js';
import { articleFacts } from '../article.js';
import { amd, nvidia, tranche } from '../scarce.js';
import { type Problem, TestServer } from './http-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
  await server.record(articleFacts);
});
afterAll(() => server.stop());

const GW = 1_000_000;
const at = { effectiveAt: '2025-11-30', knownAt: '2025-11-30' };

describe('POST /scenarios/feasibility', () => {
  const feasible = async <T = Feasibility>(asked: unknown) =>
    server.post<T>('/api/v1/scenarios/feasibility', asked);
  // The article has no schedule: a first gigawatt of each maker is assumed for the second half of 2026.
  const first = [amd, nvidia].map((deal) => ({
    op: 'assume',
    event: tranche(deal, 'gw-1', 1_000, '2026-H2'),
  }));
  const question = { ...at, timeline: 'half', from: '2026-07-01', to: '2027-12-31' };
  const power = { name: 'power', kind: 'power', of: { layer: 'chips' }, supply: { perPeriod: GW } };
  const asked = { edits: first, question, resources: [power] };

  it('says that one of two gigawatts slips half a year where there is one a half-year', async () => {
    const before = await server.fingerprint();
    const { status, body } = await feasible(asked);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      verdict: 'fits-with-delays',
      firstViolated: { period: '2026-H2', resources: ['power'] },
      schedule: {
        delayKwPeriods: GW,
        inOnePiece: { edits: [{ op: 'delay', target: `${nvidia}/gw-1`, months: 6 }] },
      },
    });
    expect(await server.fingerprint()).toEqual(before);
  });

  it('says what conflicts and what would do where there is no room', async () => {
    const { body } = await feasible({ ...asked, question: { ...question, to: '2026-12-31' } });
    expect(body).toMatchObject({
      verdict: 'does-not-fit',
      conflict: { tranches: [{ tranche: `${amd}/gw-1` }, { tranche: `${nvidia}/gw-1` }] },
      relaxation: { extra: [{ resource: 'power', period: '2026-H2', more: GW }] },
    });
  });

  it('fits by an edit that the question is asked with', async () => {
    const edits = [...first, { op: 'delay', target: amd, months: { assumption: 'slip' } }];
    const { body } = await feasible({ ...asked, edits, assumptions: { slip: 12 } });
    expect(body).toMatchObject({ verdict: 'fits', feasible: true });
  });

  it('has the same answer each time', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => feasible(asked)));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  });

  it('is refused with every bad field named', async () => {
    const wrong = { ...power, kind: 'steel', supply: { perPeriod: -1 } };
    const { status, body } = await feasible<Problem>({
      ...asked,
      resources: [wrong, { ...power, of: { colour: 'x' } }],
    });
    expect(status).toBe(422);
    expect(body.errors!.map(({ pointer }) => pointer).sort()).toEqual([
      '/resources/0/kind',
      '/resources/1/of/colour',
    ]);
    expect(
      (await feasible<Problem>({ ...asked, resources: [], colour: 1 })).body
        .errors!.map(({ pointer }) => pointer)
        .sort(),
    ).toEqual(['/colour', '/resources']);
    expect((await feasible<Problem>({ ...asked, resources: ['x'] })).status).toBe(422);
  });
});

describe('POST /scenarios/goal of several levers', () => {
  const edits = [
    { op: 'scale', target: nvidia, toBp: { assumption: 'n' } },
    { op: 'scale', target: amd, toBp: { assumption: 'a' } },
  ];
  const asked = {
    edits,
    views: [{ view: 'compute-capacity', layer: 'chips', ...at }],
    goal: {
      levers: [
        { lever: 'n', least: 0, most: 10_000, step: 1_000, costPerStep: 3 },
        { lever: 'a', least: 0, most: 10_000, step: 5_000, costPerStep: 8 },
      ],
      targets: [{ measure: 'headlineKw', level: 12 * GW }],
    },
  };

  it('finds the cheapest mix for 12 GW: 6 of NVIDIA for 18 and 6 of AMD for 16', async () => {
    const { status, body } = await server.post<JointResult>('/api/v1/scenarios/goal', asked);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      found: { cost: 34, levers: [{ x: 6_000 }, { x: 10_000 }] },
      optimality: 'proven',
    });
  });

  it('names what is wrong, and both forms mixed', async () => {
    const goal = { ...asked.goal, lever: 'n', targets: [{ measure: 'x', level: 1 }] };
    const { status, body } = await server.post<Problem>('/api/v1/scenarios/goal', { ...asked, goal });
    expect([status, body.errors!.map(({ pointer }) => pointer)]).toEqual([422, ['/goal/lever']]);
  });
});
