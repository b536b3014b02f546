import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workplace } from './built.js';
import { articleLines } from './cli-ledger.js';

const place = workplace();
beforeAll(async () => expect((await place.run(['record', '-'], { stdin: articleLines })).code).toBe(0));
afterAll(() => place.remove());

const cancelAmd = `
edits:
  - op: cancel
    target: deal-openai-amd-2025
views:
  - view: compute-capacity
    by: provider
    layer: chips
`;

describe('A scenario', () => {
  it('in YAML shows baseline, scenario and difference', async () => {
    writeFileSync(join(place.folder, 'cancel.yaml'), cancelAmd);
    const { code, stdout, stderr } = await place.run(['simulate', 'cancel.yaml']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('1. cancel target deal-openai-amd-2025: applied');
    expect(stdout).toMatch(
      /compute-capacity: baseline[^]*total +chips +unstated +≥ 16 GW[^]*compute-capacity: scenario[^]*total +chips +unstated +≥ 10 GW/,
    );
    expect(stdout).toMatch(/total chips · unstated +headline +≥ 16 GW +≥ 10 GW +−6 GW \(−37\.5%\)/);
    expect(stdout).toMatch(/result [0-9a-f]{64}\n$/);
  });

  it('in JSON from stdin answers the same hash twice', async () => {
    const stdin = JSON.stringify({ edits: [{ op: 'delay', target: 'deal-openai-amd-2025', months: 6 }] });
    const hash = async (): Promise<unknown> =>
      (
        JSON.parse((await place.run(['simulate', '-', '--json'], { stdin })).stdout) as {
          resultHash: unknown;
        }
      ).resultHash;
    const first = await hash();
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(await hash()).toBe(first);
  });

  it('leaves the ledger as it was', async () => {
    const before = (await place.run(['export'])).stdout;
    await place.run(['simulate', '-'], { stdin: cancelAmd });
    expect((await place.run(['export'])).stdout).toBe(before);
  });

  it.each([
    ['an unknown target', 'edits: [{op: cancel, target: deal-nowhere}]'],
    ['no YAML', 'edits: [}'],
    ['a field that it has not', '{edits: [], colour: red}'],
  ])('with %s is refused', async (_name, stdin) => {
    const { code, stdout, stderr } = await place.run(['simulate', '-'], { stdin });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).not.toBe('');
  });
});
