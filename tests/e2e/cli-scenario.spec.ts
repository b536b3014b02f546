import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ran, workplace } from './built.js';
import { articleLines } from './cli-ledger.js';

const place = workplace();
const { run } = place;
const amd = 'deal-openai-amd-2025';

const halved = `
name: AMD halves
edits:
  - {op: scale, target: ${amd}/all, toBp: 5000}
  - {op: cancel, target: deal-microsoft-iren-2025}
views: [{view: compute-capacity}]
`;
const doubled = `
name: AMD halves
edits: [{op: scale, target: ${amd}/all, toBp: 20000}]
`;
const onTop = `
name: And slips
parent: scenario-amd-halves@1
edits: [{op: reassign, target: ${amd}, provider: nvidia}]
`;

const resized = (power: string): string =>
  JSON.stringify({
    stream: amd,
    type: 'CapacityResized',
    effectiveOn: '2026-02-01',
    knownOn: '2026-02-01',
    body: { tranche: 'all', power },
  });

const exits = (args: readonly string[], stdin = ''): Promise<number | null> =>
  run(args, { stdin }).then(({ code }) => code);

beforeAll(async () => {
  writeFileSync(join(place.folder, 'halved.yaml'), halved);
  writeFileSync(join(place.folder, 'doubled.yaml'), doubled);
  writeFileSync(join(place.folder, 'on-top.yaml'), onTop);
  expect((await run(['record', '-'], { stdin: articleLines })).code).toBe(0);
});
afterAll(() => place.remove());

describe('gigaledger scenario', () => {
  it('says that nothing is saved yet', async () => {
    expect((await run(['scenario', 'list'])).stdout).toMatch(/^No scenario is saved/);
  });

  it('saves a file, and leaves out what is asked of one run', async () => {
    expect(await run(['scenario', 'save', 'halved.yaml'])).toEqual({
      code: 0,
      stdout: 'Saved scenario-amd-halves@1 at position 25.\n',
      stderr: 'Left out, as they are asked of one run: views.\n',
    });
    expect((await run(['scenario', 'save', 'halved.yaml', '--id', 'scenario-amd-halves'])).stdout).toBe(
      'scenario-amd-halves@1 says the same already: nothing was saved.\n',
    );
    expect((await run(['scenario', 'save', 'on-top.yaml'])).stdout).toBe(
      'Saved scenario-and-slips@1 at position 26.\n',
    );
  });

  it('lists and shows them', async () => {
    const { stdout } = await run(['scenario', 'list']);
    expect(stdout).toMatch(/^scenario-amd-halves@1 +AMD halves +live +2 +fresh$/m);
    expect(stdout).toMatch(/^scenario-and-slips@1 +And slips +live +scenario-amd-halves@1 +1 +fresh$/m);
    const shown = (await run(['scenario', 'show', 'scenario-and-slips'])).stdout;
    expect(shown).toContain('builds on scenario-amd-halves@1');
    expect(shown).toContain(`1. reassign provider nvidia target ${amd}: clean`);
    const json = JSON.parse(
      (await run(['scenario', 'show', 'scenario-and-slips', '--json'])).stdout,
    ) as object;
    expect(json).toMatchObject({
      id: 'scenario-and-slips',
      state: 'fresh',
      resolved: { edits: [{}, {}, {}] },
    });
  });

  it('is run by its name: of the 16 GW three are gone, and the parents are named', async () => {
    const { stdout } = await run(['simulate', 'scenario-and-slips@1']);
    expect(stdout).toMatch(/1\. scale [^\n]* \(of scenario-amd-halves@1\): applied/);
    expect(stdout).toMatch(/3\. reassign [^\n]* \(of scenario-and-slips@1\): applied/);
    expect(stdout).toMatch(/total chips · unstated +headline +≥ 16 GW +≥ 13 GW +−3 GW/);
    const other = (await run(['simulate', 'scenario-amd-halves', '--view', 'market-share'])).stdout;
    expect(other).toContain('market-share: difference');
    // A file may build on it in the same way.
    expect((await run(['simulate', 'on-top.yaml', '--json'])).stdout).toContain(
      '"from":"scenario-amd-halves@1"',
    );
  });

  it('is looked through by views and deals, which say so', async () => {
    const view = (await run(['show', 'compute-capacity', '--scenario', 'scenario-amd-halves'])).stdout;
    expect(view).toMatch(/^total +chips +unstated +≥ 13 GW/m);
    expect(view).toContain('compute-capacity through scenario-amd-halves@1');
    const deal = (await run(['deal', 'openai-amd-2025', '--scenario', 'scenario-amd-halves'])).stdout;
    expect(deal).toMatch(/^all +chips .* 3 GW .*hypothetical$/m);
    expect(deal).toContain('through scenario-amd-halves@1');
    expect((await run(['deal', '--scenario', 'scenario-amd-halves'])).stdout).toContain(
      'deals · through scenario-amd-halves@1',
    );
  });

  it('goes on under another name', async () => {
    expect((await run(['scenario', 'fork', 'scenario-amd-halves@1', '--name', 'Mine'])).stdout).toBe(
      'Saved scenario-mine@1 at position 27.\n',
    );
    expect((await run(['scenario', 'show', 'scenario-mine'])).stdout).toContain(
      'forked from scenario-amd-halves@1',
    );
  });

  it('is rebased by a person where the log contradicts it', async () => {
    expect(await exits(['record', '-'], resized('4 GW'))).toBe(0);
    const rebase = ['scenario', 'rebase', 'scenario-amd-halves'];
    const refused: Ran = await run(rebase);
    expect([refused.code, refused.stdout]).toEqual([4, '']);
    expect(refused.stderr).toContain('decide with --keep or --drop 1; nothing was saved.');
    expect(refused.stderr).toContain('2. cancel target deal-microsoft-iren-2025: clean');
    const dry = await run([...rebase, '--dry-run']);
    expect([dry.code, dry.stdout]).toEqual([0, expect.stringContaining('A dry run: nothing was saved.')]);
    expect((await run([...rebase, '--drop', '1'])).stdout).toContain(
      'Saved scenario-amd-halves@2, base live.',
    );
    expect((await run(rebase)).stdout).toContain('Nothing was recorded since scenario-amd-halves@2');
  });

  it('is adopted with its source, and then realised', async () => {
    await run(['scenario', 'save', 'doubled.yaml', '--name', 'Doubled']);
    const source = [
      '--title',
      'AMD says',
      '--kind',
      'company',
      '--publisher',
      'AMD',
      '--url',
      'https://amd.com/x',
    ];
    const adopt = ['scenario', 'adopt', 'scenario-doubled', '--edit', '1', ...source];
    expect((await run([...adopt, '--dry-run'])).stdout).toContain('Views that would move: compute-capacity');
    expect((await run([...adopt, '--quote', 'Twice as much.'])).stdout).toMatch(
      new RegExp(`^recorded on ${amd} at position 31\n`),
    );
    const events = (await run(['log', '--stream', amd, '--json'])).stdout;
    expect(events).toContain('"quote":"Twice as much."');
    expect(events).toContain('"publisher":"AMD"');
    expect((await run(['scenario', 'rebase', 'scenario-doubled'])).stdout).toContain(': realised');
  });

  it.each<[string, string[], number]>([
    ['a scenario that is not there', ['scenario', 'show', 'scenario-nobody'], 3],
    ['a fork without a name', ['scenario', 'fork', 'scenario-mine'], 2],
    [
      'a fork onto another one',
      ['scenario', 'fork', 'scenario-mine', '--name', 'X', '--id', 'scenario-mine'],
      4,
    ],
    [
      'an old version',
      ['scenario', 'save', 'halved.yaml', '--id', 'scenario-mine', '--expected-version', '7'],
      4,
    ],
    ['a file that is not there', ['scenario', 'save', 'nowhere.yaml'], 3],
    ['edits counted from nothing', ['scenario', 'rebase', 'scenario-mine', '--drop', '0'], 2],
    [
      'an edit both kept and dropped',
      ['scenario', 'rebase', 'scenario-mine', '--drop', '1', '--keep', '1'],
      2,
    ],
    ['an adoption without a source', ['scenario', 'adopt', 'scenario-mine', '--edit', '1'], 2],
    ['a view through nothing', ['show', 'compute-capacity', '--scenario', 'scenario-nobody'], 2],
    ['a run of nothing', ['simulate', 'scenario-nobody'], 3],
  ])('exits as the house does with %s', async (_name, args, code) => {
    const { stderr, code: got } = await run(args);
    expect([got, stderr === '']).toEqual([code, false]);
  });

  it('refuses a file that is no scenario, or has no name', async () => {
    expect(await exits(['scenario', 'save', '-'], 'edits: []')).toBe(2);
    expect(await exits(['scenario', 'save', '-'], '{name: X}')).toBe(1);
    expect(await exits(['scenario', 'save', '-'], '{name: X, edits: [], colour: red}')).toBe(1);
    expect(await exits(['scenario', 'save', '-'], '{name: X, edits: [{op: explode}]}')).toBe(1);
  });
});
