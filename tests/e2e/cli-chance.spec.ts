import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workplace } from './built.js';
import { articleLines } from './cli-ledger.js';

const place = workplace();
const perhaps = `
edits:
  - {op: cancel, target: deal-openai-amd-2025, probability: 0.3}
  - {op: scale, target: deal-openai-nvidia-2025, toBp: 5000, probability: 0.4}
views:
  - {view: compute-capacity, by: layer, layer: chips, effectiveAt: 2025-11-30, knownAt: 2025-11-30}
`;

beforeAll(async () => {
  writeFileSync(join(place.folder, 'perhaps.yaml'), perhaps);
  expect((await place.run(['record', '-'], { stdin: articleLines })).code).toBe(0);
});
afterAll(() => place.remove());

describe('gigaledger simulate with chance', () => {
  it('reckons few coins through: 16, 11, 10 or 5 GW, 12.2 on average', async () => {
    const { code, stdout } = await place.run(['simulate', 'perhaps.yaml', '--draws', '1000', '--json']);
    expect(code).toBe(0);
    const { monteCarlo } = JSON.parse(stdout) as {
      monteCarlo: { method: string; targets: { outcomes: object[]; fan: { periods: object[] } }[] };
    };
    expect(monteCarlo.method).toBe('exact');
    expect(monteCarlo.targets[0]!.outcomes).toEqual([
      { value: 5_000_000, probability: 0.12 },
      { value: 10_000_000, probability: 0.18 },
      { value: 11_000_000, probability: 0.28 },
      { value: 16_000_000, probability: 0.42 },
    ]);
    expect(monteCarlo.targets[0]!.fan.periods[0]).toMatchObject({ mean: 12_200_000 });
  });

  it('prints chance, attribution and tornado for people', async () => {
    const { stdout } = await place.run([
      'simulate',
      'perhaps.yaml',
      '--draws',
      '1000',
      '--attribution',
      '--tornado',
    ]);
    expect(stdout).toContain('Chance: all 4 combinations');
    expect(stdout).toMatch(/12\.2 GW\s+5 GW\s+11 GW\s+16 GW/);
    expect(stdout).toContain('assumed not made, 30 % likely');
    expect(stdout).not.toMatch(/1\. cancel\s+−6 GW/);
    expect(stdout).toContain('Tornado');
  });

  it('refuses more draws than it makes, saying how many', async () => {
    const { code, stderr } = await place.run(['simulate', 'perhaps.yaml', '--draws', '1000000000']);
    expect(code).toBe(1);
    expect(stderr).toContain('draws must not be greater than 100000');
  });
});
