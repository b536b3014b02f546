import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workplace } from './built.js';
import { amd, nvidia, tranche } from '../scarce.js';
import { articleLines } from './cli-ledger.js';

const place = workplace();
beforeAll(async () => expect((await place.run(['record', '-'], { stdin: articleLines })).code).toBe(0));
afterAll(() => place.remove());

/** The article has no schedule: a first gigawatt of each maker is assumed for the second half of 2026. */
const first = [amd, nvidia].map((deal) => ({ op: 'assume', event: tranche(deal, 'gw-1', 1_000, '2026-H2') }));
const plan = (perPeriod: number, to = '2027-12-31') => `
name: the first gigawatts
edits: ${JSON.stringify(first)}
question: { timeline: half, from: 2026-07-01, to: ${to}, effectiveAt: 2025-11-30, knownAt: 2025-11-30 }
resources:
  - { name: power, kind: power, of: { layer: chips }, supply: { perPeriod: ${perPeriod} } }
`;

describe('A plan', () => {
  it('that fits exits with 0', async () => {
    const { code, stdout } = await place.run(['feasible', '-'], { stdin: plan(2_000_000) });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^There is enough as planned\.\n/);
  });

  it('that fits with delays exits with 5 and tells them', async () => {
    writeFileSync(join(place.folder, 'plan.yaml'), plan(1_000_000));
    const { code, stdout, stderr } = await place.run(['feasible', 'plan.yaml']);
    expect([code, stderr]).toEqual([5, '']);
    expect(stdout).toMatch(/First short in 2026-H2: power/);
    expect(stdout).toMatch(/power +2026-H2 +1 GW +1 GW +2 GW +−1 GW/);
    expect(stdout).toMatch(
      /With the least delay: 1 GW-half-years late\n +delay target deal-openai-nvidia-2025\/gw-1 months 6/,
    );
    expect(stdout).toMatch(/power binds in 2026-H2: one kilowatt more saves 1 kW-half-years/);
  });

  it('that has no room exits with 5 and tells what conflicts and what would do', async () => {
    const { code, stdout } = await place.run(['feasible', '-'], { stdin: plan(1_000_000, '2026-12-31') });
    expect(code).toBe(5);
    expect(stdout).toMatch(
      /What conflicts[^]*amd-2025\/gw-1, 1 GW due 2026-H2[^]*nvidia-2025\/gw-1, 1 GW due[^]*power has 1 GW for 2026-H2[^]*The least more that would do\n +power: 1 GW more in 2026-H2/,
    );
  });

  it('in JSON is the answer of the interface', async () => {
    const { stdout } = await place.run(['feasible', '-', '--json'], { stdin: plan(1_000_000) });
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'fits-with-delays', feasible: false });
  });

  it.each([
    [
      'of a kind that there is not',
      'resources:\n  - { name: a, kind: steel }\n',
      /^stdin:2:16 \/resources\/0\/kind: kind must be one of/,
    ],
    ['with a member that it has not', 'colour: red\n', /^stdin:1:1 \/colour: colour is not a member here$/m],
    ['whose edits are no list', 'edits: 5\nresources: []\n', /^stdin:1:1 \/edits: edits must be an array$/m],
    ['that is no YAML', 'edits: [}', /^stdin:1:/],
  ])('%s is refused by line and field', async (_, stdin, says) => {
    const { code, stdout, stderr } = await place.run(['feasible', '-'], { stdin });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(says);
  });
});

const goal = (goalOf: unknown) =>
  JSON.stringify({
    edits: [
      { op: 'scale', target: 'deal-openai-nvidia-2025', toBp: { assumption: 'n' } },
      { op: 'scale', target: 'deal-openai-amd-2025', toBp: { assumption: 'a' } },
    ],
    assumptions: { n: 10_000, a: 10_000 },
    views: [{ view: 'compute-capacity', layer: 'chips', effectiveAt: '2025-11-30', knownAt: '2025-11-30' }],
    goal: goalOf,
  });
const lever = { lever: 'n', least: 0, most: 10_000, step: 1_000 };
const target = { measure: 'headlineKw', level: 12_000_000 };

describe('A goal', () => {
  it('of one lever tells its value and the step that misses', async () => {
    const { code, stdout } = await place.run(['goal', '-'], { stdin: goal({ ...lever, target }) });
    expect(code).toBe(0);
    expect(stdout).toContain(
      'headline ≥ 12 GW: n = 6000 comes to 12 GW\nOne step further, n = 5000 comes to 11 GW and misses it.',
    );
  });

  it('of two levers tells the cheapest mix and a step less of each', async () => {
    const two = {
      levers: [
        { ...lever, costPerStep: 3 },
        { ...lever, lever: 'a', step: 5_000, costPerStep: 8 },
      ],
      targets: [target],
    };
    const { code, stdout } = await place.run(['goal', '-'], { stdin: goal(two) });
    expect(code).toBe(0);
    expect(stdout).toMatch(/The cheapest mix\n[^]*n +6000 +6 +18\na +10000 +2 +16\ntotal +34/);
    expect(stdout).toContain(
      'One step less, n = 5000: headline is 11 GW\nOne step less, a = 5000: headline is 9 GW\nCost 34: no setting is cheaper.',
    );
  });

  it('that nothing reaches exits with 5 and tells the best there is', async () => {
    const { code, stdout } = await place.run(['goal', '-'], {
      stdin: goal({ levers: [lever], targets: [{ ...target, level: 17_000_000 }] }),
    });
    expect(code).toBe(5);
    expect(stdout).toMatch(
      /Nothing reaches every target; the nearest[^]*16 GW +≥ 17 GW +missed[^]*Not to be had: headline/,
    );
  });

  it.each([
    ['whose edits are no list', 'edits: 5\ngoal: {}\n', /^stdin:1:1 \/edits: edits must be an array$/m],
    ['whose views are no list', 'views: 7\n', /^stdin:1:1 \/views: views must be an array$/m],
    ['with a member that it has not', 'colour: red\n', /^stdin:1:1 \/colour: colour is not a member here$/m],
    ['of nothing', 'views: [{ view: compute-capacity }]\n', /^stdin:1:1 \/goal: goal must be an object$/m],
    [
      'of a number that no view has',
      'views: [{ view: compute-capacity }]\ngoal:\n  lever: x\n  least: 0\n  most: 2\n  target: { measure: gigawatts, level: 1 }\n',
      /^stdin:6:13 \/goal\/target\/measure: must be one of headlineKw/m,
    ],
    [
      'on a scenario that nobody saved',
      'parent: scenario-none\nviews: [{ view: compute-capacity }]\ngoal: { lever: x, least: 0, most: 1, target: { measure: headlineKw, level: 1 } }\n',
      /^stdin:1:1 \/parent: there is no scenario "scenario-none"$/m,
    ],
  ])('%s is refused by line and field', async (_, stdin, says) => {
    const { code, stdout, stderr } = await place.run(['goal', '-'], { stdin });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(says);
  });
});
