import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { articleFacts } from '../article.js';
import { workplace } from './built.js';
import { articleLines } from './cli-ledger.js';

const place = workplace();
beforeAll(async () => expect((await place.run(['record', '-'], { stdin: articleLines })).code).toBe(0));
afterAll(() => place.remove());

const beyond = String(articleFacts.length + 10_000);

describe('A position beyond the head', () => {
  it.each([
    ['log', '--after'],
    ['show', 'compute-capacity', '--at-position'],
    ['deal', '--at-position'],
    ['changes', '--from'],
  ])('is a conflict that names the head: %s %s', async (...args) => {
    const { code, stderr } = await place.run([...args, beyond]);
    expect(code).toBe(4);
    expect(stderr).toContain(`position ${articleFacts.length} with the hash`);
  });
});

describe('A name that nothing has', () => {
  it.each([
    [['show', 'compute-capacity', '--deal', 'deal-openai-amd'], 'deal-openai-amd-2025'],
    [['show', 'flows', '--party', 'opnai'], 'openai'],
    [['log', '--type', 'CapacityCommited'], 'CapacityCommitted'],
    [['log', '--stream', 'party-opnai'], 'party-openai'],
  ])('is a wrong use that tells the nearest: %j', async (args, nearest) => {
    const { code, stdout, stderr } = await place.run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`the nearest is "${nearest}"`);
  });
});

describe('What is mistyped', () => {
  it.each<[string[], number, string]>([
    [['shwo'], 2, 'Did you mean show?'],
    [['help', 'shwo'], 2, 'Did you mean show?'],
    [['show', 'compute-capcity'], 2, 'Did you mean compute-capacity?'],
    [['show', 'compute-capacity', '--polcy', 'latest'], 2, 'Did you mean --policy?'],
    [['show', 'compute-capacity', '--policy', 'lowst'], 2, 'the nearest to "lowst" is "lowest"'],
    [['scenario', 'svae'], 2, 'Did you mean save?'],
    [['types', 'CapcityCommitted'], 3, 'Did you mean CapacityCommitted?'],
    [['deal', 'openai-amdd-2025'], 3, 'the nearest is "deal-openai-amd-2025"'],
  ])('is told what was probably meant: %j', async (args, exit, hint) => {
    const { code, stderr } = await place.run(args);
    expect([code, stderr]).toEqual([exit, expect.stringContaining(hint)]);
  });

  const wrong: [string, string][] = [
    ['{edits: [{op: dely, target: deal-openai-amd-2025, months: 6}]}', 'the nearest to "dely" is "delay"'],
    ['{edits: [{op: delay, target: deal-openai-amdd, months: 6}]}', 'the nearest is "deal-openai-amd-2025"'],
  ];
  it.each(wrong)('in a scenario is told by its line: %s', async (stdin, hint) => {
    const { code, stderr } = await place.run(['simulate', '-'], { stdin });
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^stdin:1:\d+ /)]);
    expect(stderr).toContain(hint);
  });

  it.each(['simulate', 'feasible', 'scenario save --from'])(
    'in a file comes before there being no ledger: %s',
    async (verb) => {
      const stdin = '{name: n, edits: [{op: dely}], question: {timeline: year}, resources: []}';
      const { stderr } = await place.run([...verb.split(' '), '-', '--store', 'sqlite:nowhere.db'], {
        stdin,
      });
      expect(stderr).not.toContain('There is no ledger');
    },
  );
});

describe('A table', () => {
  const market = [
    ['openai', '31%'],
    ['aws,amd', '61%'],
  ].map(([names, share]) =>
    JSON.stringify({
      stream: 'market-side',
      type: 'ShareReported',
      effectiveOn: '2025-Q2',
      knownOn: '2025-08-01',
      source: { title: 'A report', kind: 'research' },
      body: {
        publisher: 'analyst',
        period: '2025-Q2',
        share,
        ...(names!.includes(',') ? { parties: names!.split(',') } : { party: names }),
      },
    }),
  );

  it('has no column that holds tables: they stand below', async () => {
    const defined = JSON.stringify({
      stream: 'market-side',
      type: 'MarketDefined',
      body: { name: 'Side', layer: 'infrastructure', metric: 'revenue', scope: 'worldwide' },
    });
    const stdin = `${[defined, ...market].join('\n')}\n`;
    const { code, stderr } = await place.run(['record', '-'], { stdin });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    const asked = ['show', 'market-share', '--publisher', 'analyst'];
    const { stdout } = await place.run(asked);
    expect(stdout).not.toContain('[object');
    expect(stdout).toMatch(/consistency\n/);
    for (const view of ['ownership', 'flows', 'exposure', 'reconciliation', 'market-share']) {
      expect((await place.run(['show', view])).stdout).not.toContain('[object');
      expect((await place.run(['show', view, '--csv'])).stdout).not.toContain('[object');
    }
  });
});
