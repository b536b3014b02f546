import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workplace } from './built.js';
import { articleLines } from './cli-ledger.js';

const place = workplace();
const cut = ['--effective', '2025-11-30', '--known', '2025-11-30'];

const slips = (view: string): string => `
edits:
  - {op: delay, target: deal-openai-amd-2025, months: 12, probability: 0.5}
views:
  - {view: compute-capacity, effectiveAt: 2025-11-30, knownAt: 2025-11-30${view}}
`;

beforeAll(async () => {
  writeFileSync(join(place.folder, 'slips.yaml'), slips(', timeline: year, to: 2028-12-31'));
  writeFileSync(join(place.folder, 'table.yaml'), slips(''));
  expect((await place.run(['record', '-'], { stdin: articleLines })).code).toBe(0);
});
afterAll(() => place.remove());

const textsIn = (svg: string): string[] => [...svg.matchAll(/<text [^>]*>([^<]*)/g)].map(([, text]) => text!);

describe('gigaledger show --svg', () => {
  it('draws a view with everything needed to cite it, and nothing else on stdout', async () => {
    const { code, stdout, stderr } = await place.run(['show', 'compute-capacity', ...cut, '--svg']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="800"[^]*<\/svg>\n$/);
    // NVIDIA has at least 10 GW of chips and AMD exactly 6.
    for (const words of ['Headline by provider', '≥ 10 GW', '6 GW', 'firm', 'open-ended'])
      expect(textsIn(stdout)).toContain(words);
    expect(stdout).toMatch(/>nvidia · chips</i);
    expect(stdout).toContain('effective 2025-11-30 · known 2025-11-30 · policy primary · position 24');
  });

  it('has the theme and the width asked for', async () => {
    const { stdout } = await place.run(['show', 'ownership', '--svg', '--theme', 'dark', '--width', '640']);
    expect(stdout).toMatch(/^<svg [^>]*width="640"/);
    expect(stdout).toContain('fill="#0F1419"');
  });

  it.each([
    [['--theme', 'blue'], 2],
    [['--width', '10'], 2],
    [['--timeline', 'year'], 3],
  ])('refuses %s in words', async (more, expected) => {
    const { code, stdout, stderr } = await place.run(['show', 'exposure', '--svg', ...more]);
    expect([code, stdout]).toEqual([expected, '']);
    expect(stderr).not.toBe('');
  });
});

describe('gigaledger show --png', () => {
  it('writes the same picture in pixels, and says nothing on stdout', async () => {
    const { code, stdout } = await place.run(['show', 'ownership', '--width', '640', '--png', 'held.png']);
    expect([code, stdout]).toEqual([0, '']);
    const png = readFileSync(join(place.folder, 'held.png'));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    // Two pixels for each of the drawing's.
    expect(png.readUInt32BE(16)).toBe(1_280);
  });
});

describe('gigaledger simulate --svg', () => {
  it('draws baseline against scenario over time, marked as hypothetical', async () => {
    const { code, stdout } = await place.run(['simulate', 'slips.yaml', '--svg']);
    expect(code).toBe(0);
    for (const words of ['baseline', 'scenario', 'hypothetical', 'Planned chips'])
      expect(textsIn(stdout)).toContain(words);
  });

  it('draws the fan of what was drawn, and says that it is not one path', async () => {
    const { stdout } = await place.run(['simulate', 'slips.yaml', '--draws', '1000', '--svg']);
    expect(textsIn(stdout)).toContain('scenario, half of the draws below');
    expect(stdout).toContain('it is not one path');
  });

  it('says what to ask when nothing is asked over time', async () => {
    const { code, stderr } = await place.run(['simulate', 'table.yaml', '--svg']);
    expect(code).toBe(2);
    expect(stderr).toContain('{view: compute-capacity, timeline: quarter}');
  });
});
