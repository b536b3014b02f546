import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { publicRecord } from '../../src/public-record.js';
import type { ScenarioAnswer } from '../../src/simulator/answer/run.js';
import { workplace } from './built.js';
import { type Problem, TestServer } from './http-server.js';

const home = join(import.meta.dirname, '../..');
const folder = join(home, 'events/record/scenarios');
/** Beside them stand files that ask for goals and for feasibility. */
const files = readdirSync(folder).filter((name) =>
  readFileSync(join(folder, name), 'utf8').includes('/scenario.schema.json'),
);
const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8');

/** Nine of nine of nine …: 9^8 texts in a few hundred bytes. */
const laughs = (): string =>
  [
    'a: &a [x]',
    ...'bcdefghi'
      .split('')
      .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[index]}`).join(', ')}]`),
    'edits: *i',
  ].join('\n');

const place = workplace();
let server: TestServer;
const serve = async (): Promise<TestServer> => TestServer.start({ folder: place.folder });

const simulate = async (
  stdin: string,
  { args = [], flags = [], store = 'ledger.db' } = {} as {
    args?: readonly string[];
    flags?: readonly string[];
    store?: string;
  },
) => place.run(['simulate', '-', ...args], { stdin, flags, env: { STORE_URL: `sqlite:${store}` } });

const answerOf = async (
  name: string,
  more: { flags?: readonly string[]; store?: string } = {},
): Promise<ScenarioAnswer> => {
  const { stdout, stderr, code } = await simulate(textOf(name), { args: ['--json'], ...more });
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as ScenarioAnswer;
};

const posted = async (name: string): Promise<ScenarioAnswer> => {
  const { status, body, text } = await server.post<ScenarioAnswer>(
    '/api/v1/scenarios/run',
    parse(textOf(name)),
  );
  expect(status, text).toBe(200);
  return body;
};

const hashes = async (answer: (name: string) => Promise<ScenarioAnswer>): Promise<string[]> => {
  const all: string[] = [];
  for (const name of files) all.push((await answer(name)).resultHash);
  return all;
};

let expected: string[];

beforeAll(async () => {
  const stdin = (await publicRecord()).map((event) => JSON.stringify(event)).join('\n');
  const loaded = await place.run(['record', '-'], { stdin });
  expect(loaded.code, loaded.stderr).toBe(0);
  server = await serve();
  expected = await hashes(posted);
});
afterAll(() => server.stop());

describe('The result hash of a scenario of the public record', () => {
  it('is the same from the file as from the same object in JSON, and from one process as from the next', async () => {
    expect(new Set(expected).size).toBe(files.length);
    expect(await hashes(answerOf)).toEqual(expected);
    expect(await hashes(answerOf)).toEqual(expected);
  });

  it('is the same after a restart', async () => {
    await server.serving.close();
    server = await serve();
    expect(await hashes(posted)).toEqual(expected);
  });

  // A compiler that reckons otherwise once it has warmed up would show here.
  it.each([
    ['without optimising compilers', ['--no-opt', '--no-maglev']],
    ['without any compiler', ['--jitless']],
    ['with everything optimised at once', ['--always-sparkplug', '--always-turbofan']],
  ])('is the same on V8 %s', async (_name, flags) => {
    for (const name of ['grid-is-late.yaml', 'nvidia-at-half.yaml'])
      expect((await answerOf(name, { flags })).resultHash).toBe(expected[files.indexOf(name)]);
  });

  it('names the log it was read off: a log that was recorded again has the same views under another hash', async () => {
    const { stdout } = await place.run(['export']);
    const env = { STORE_URL: 'sqlite:again.db' };
    expect((await place.run(['record', '-'], { stdin: stdout, env })).code).toBe(0);
    for (const name of ['grid-is-late.yaml', 'openai-pays-late.yaml']) {
      const [here, there] = [await answerOf(name), await answerOf(name, { store: 'again.db' })];
      expect(there.base.position).toBe(here.base.position);
      expect(there.views.map(({ scenario }) => scenario.viewHash)).toEqual(
        here.views.map(({ scenario }) => scenario.viewHash),
      );
      expect([there.monteCarlo, there.attribution]).toEqual([here.monteCarlo, here.attribution]);
      expect(there.resultHash === here.resultHash).toBe(there.base.hash === here.base.hash);
    }
  });
});

describe('The schema of a scenario', () => {
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  formats.default(ajv);

  it('is served, printed and kept in docs/scenario.schema.json alike', async () => {
    const kept = readFileSync(join(home, 'docs/scenario.schema.json'), 'utf8');
    expect((await place.run(['types', '--scenario'])).stdout).toBe(kept);
    const { status, headers, body } = await server.ask('/schemas/scenario.json');
    expect([status, headers.get('content-type')]).toEqual([200, 'application/schema+json; charset=utf-8']);
    expect(body).toEqual(JSON.parse(kept));
  });

  it('holds for every scenario of the record, and for no file with another member', async () => {
    const validate = ajv.compile((await server.ask('/schemas/scenario.json')).body);
    for (const name of files) {
      expect([name, validate(parse(textOf(name))), validate.errors]).toEqual([name, true, null]);
      expect(validate({ ...(parse(textOf(name)) as object), colour: 'red' })).toBe(false);
    }
  });

  it('names the members that the command line and the interface take, and no other', async () => {
    const { properties } = (await server.ask('/schemas/scenario.json')).body as {
      properties: Record<string, object>;
    };
    for (const member of [...Object.keys(properties), 'colour']) {
      const { text } = await server.post('/api/v1/scenarios/run', { edits: [], [member]: { wrong: true } });
      expect([member, text.includes('is not a member here')]).toEqual([member, !(member in properties)]);
    }
  });
});

describe('A scenario as CSV', () => {
  it('has every number of both sides with their difference, under the hash of the result', async () => {
    const { stdout, code } = await simulate(textOf('amd-slips.yaml'), { args: ['--csv'] });
    expect(code).toBe(0);
    const { resultHash, base } = await answerOf('amd-slips.yaml');
    expect(stdout.split('\n').slice(0, 5)).toEqual([
      `# basePosition: ${base.position}`,
      `# logHash: ${base.hash}`,
      '# view 0: compute-capacity, effectiveAt 2025-11-30, knownAt 2025-11-30, policy primary',
      `# resultHash: ${resultHash}`,
      'number,view,entry,provider,layer,basis,period,measure,baselineLow,baselinePoint,baselineHigh,scenarioLow,scenarioPoint,scenarioHigh,differenceLow,differencePoint,differenceHigh,differenceBp',
    ]);
    expect(stdout).toContain(
      '0,compute-capacity,row,amd,chips,unstated,2026-H2,dueKw,1000000,1000000,1000000,0,0,0,-1000000,-1000000,-1000000,-10000\n',
    );
    // What nobody knows is empty, not nothing; what did not move differs by nothing.
    expect(stdout).toContain('0,compute-capacity,row,amd,chips,unstated,2026-H2,energizedKw,,,,,,,,,,\n');
    expect(stdout).toMatch(/,headlineKw,6000000,6000000,6000000,6000000,6000000,6000000,0,0,0,0\n/);
  });

  it('has no cell that a spreadsheet would run', async () => {
    const tranche = (name: string) => ({
      op: 'assume',
      event: {
        stream: 'deal-openai-amd-2025',
        type: 'PaymentCommitted',
        source: { title: '=1+1', kind: 'own' },
        body: {
          payment: name,
          from: 'openai',
          to: 'amd',
          kind: 'services',
          amount: '1B USD',
          bindingness: 'firm',
        },
      },
    });
    const scenario = {
      name: '=cmd()',
      edits: [tranche('x')],
      views: [{ view: 'obligations', by: 'payment' }],
    };
    const { stdout } = await simulate(JSON.stringify(scenario), { args: ['--csv'] });
    const cells = stdout
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .flatMap((line) => line.split(','));
    expect(cells.filter((cell) => /^[=+@\t\r]|^-(?!\d+$)/.test(cell))).toEqual([]);
  });
});

const view = '{view: compute-capacity, effectiveAt: 2026-11-20}';
const edits = (...all: string[]): string =>
  `edits:${all.length === 0 ? ' []' : ''}\n${all.map((edit) => `  - ${edit}\n`).join('')}views: [${view}]\n`;
const coin = (p: string): string => `{op: cancel, target: deal-openai-amd-2025, probability: ${p}}`;

describe('A scenario file that is wrong', () => {
  it.each<[string, string, RegExp]>([
    [
      'an unknown target',
      edits('{op: cancel, target: deal-nowhere}'),
      /^stdin:2:18 \/edits\/0\/target: there is no deal/,
    ],
    ['a probability above 1', edits(coin('1.5')), /^stdin:2:48 \/edits\/0\/probability: /],
    ['a negative probability', edits(coin('-0.1')), /^stdin:2:48 \/edits\/0\/probability: /],
    ['a probability that is a text', edits(coin('NaN')), /^stdin:2:48 \/edits\/0\/probability: /],
    [
      'alternatives above 1',
      edits(`{op: oneOf, edits: [${coin('0.6')}, ${coin('0.6')}]}`),
      /^stdin:2:\d+ \/edits\/0.*1/,
    ],
    ['a base beyond the head', `base: 999999\n${edits()}`, /^stdin:1:1 \/base: must be "live" or a position/],
    [
      '10^9 draws',
      `${edits(coin('0.5'))}monteCarlo:\n  seed: 1\n  draws: 1000000000\n`,
      /^stdin:6:3 \/monteCarlo\/draws: /,
    ],
    [
      'a parent that nobody saved',
      `name: x\nparent: scenario-none\nedits: []\n`,
      /^stdin:2:1 \/parent: there is no scenario "scenario-none"/,
    ],
    [
      'draws without a seed',
      `${edits(coin('0.5'))}monteCarlo: {draws: 10}\n`,
      /^stdin:4:1 \/monteCarlo\/seed: seed is required/,
    ],
    [
      'a number beyond all numbers',
      edits('{op: delay, target: deal-openai-amd-2025, months: 1e400}'),
      /^stdin:2:55 is no number/,
    ],
    [
      'no number',
      edits('{op: delay, target: deal-openai-amd-2025, months: .nan}'),
      /^stdin:2:55 is no number/,
    ],
    [
      'a fraction of a month',
      edits('{op: delay, target: deal-openai-amd-2025, months: 1.5}'),
      /^stdin:2:47 \/edits\/0\/months: /,
    ],
    [
      'a negative scale',
      edits('{op: scale, target: deal-openai-amd-2025, toBp: -1}'),
      /^stdin:2:47 \/edits\/0\/toBp: /,
    ],
    ['an unknown member', `${edits()}colour: red\n`, /^stdin:3:1 \/colour: colour is not a member here/],
    [
      'an unknown member of an edit',
      edits('{op: cancel, target: deal-openai-amd-2025, colour: red}'),
      /^stdin:2:48 \/edits\/0\/colour: /,
    ],
    ['an unknown edit', edits('{op: explode}'), /^stdin:2:6 \/edits\/0\/op: must be one of assume, /],
    ['an unknown view', 'edits: []\nviews:\n  - view: nothing\n', /^stdin:3:5 \/views\/0\/view: /],
    ['a name twice', 'edits: []\nedits: []\n', /^stdin:2:1 Map keys must be unique/],
    ['tabs for spaces', 'edits:\n\t- {op: cancel}\n', /^stdin:2:1 Tabs are not allowed/],
    ['a text for a list', 'edits: none\n', /^stdin:1:1 \/edits: edits must /],
    [
      'a name that reaches a prototype',
      'edits: []\n__proto__: {a: 1}\n',
      /^stdin:2:1 __proto__ is not a name here/,
    ],
    ['a tag', 'edits: !!binary aGk=\n', /^stdin:1:\d+ /],
    ['two documents', 'edits: []\n---\nedits: []\n', /^stdin:2:1 /],
    ['nothing', '', /^stdin:1:1 must hold an object/],
    ['a list', '- edits\n', /^stdin:1:1 must hold an object/],
    [
      'forty levels',
      `edits: ${'['.repeat(40)}${']'.repeat(40)}\n`,
      /^stdin:1:\d+ is nested deeper than 32 levels/,
    ],
    ['a hundred thousand levels', `edits: ${'['.repeat(100_000)}`, /nested too deeply/],
    ['aliases of aliases of aliases', laughs(), /^stdin repeats too much through its aliases/],
    ['five megabytes', `edits: [${'{op: x}, '.repeat(600_000)}]`, /^stdin is larger than 1048576 bytes/],
  ])('with %s says what and where', async (_name, text, said) => {
    const { code, stdout, stderr } = await simulate(text);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(said);
    expect(stderr).not.toMatch(/ at .*\.js:|gigaledger failed/);
  });

  it('names everything that is wrong with its edits at once, in the order of the file', async () => {
    const text = edits('{op: delay, target: deal-openai-amd-2025, months: x}', '{op: explode}', coin('2'));
    const { stderr } = await simulate(text);
    expect(
      stderr
        .trim()
        .split('\n')
        .map((line) => line.split(' ').slice(0, 2).join(' ')),
    ).toEqual(['stdin:2:47 /edits/0/months:', 'stdin:3:6 /edits/1/op:', 'stdin:4:48 /edits/2/probability:']);
  });
});

describe('A scenario over HTTP that is wrong', () => {
  const edit = (more: object): object => ({ op: 'cancel', target: 'deal-openai-amd-2025', ...more });
  const asking = { views: [{ view: 'compute-capacity' }] };
  it.each<[string, unknown, number, string]>([
    ['an unknown target', { edits: [edit({ target: 'deal-nowhere' })], ...asking }, 422, '/edits/0/target'],
    [
      'a probability above 1',
      { edits: [edit({ probability: 1.5 })], ...asking },
      422,
      '/edits/0/probability',
    ],
    [
      'a probability that is a text',
      { edits: [edit({ probability: 'NaN' })], ...asking },
      422,
      '/edits/0/probability',
    ],
    [
      'alternatives above 1',
      {
        edits: [{ op: 'oneOf', edits: [edit({ probability: 0.6 }), edit({ probability: 0.6 })] }],
        ...asking,
      },
      422,
      '/edits/0',
    ],
    ['a base beyond the head', { base: 999_999, edits: [], ...asking }, 422, '/base'],
    ['10^9 draws', { edits: [], monteCarlo: { draws: 1e9, seed: 1 }, ...asking }, 422, '/monteCarlo/draws'],
    ['a seed below 0', { edits: [], seed: -1, ...asking }, 422, '/seed'],
    ['an unknown member', { edits: [], colour: 'red', ...asking }, 422, '/colour'],
    [
      '1e400',
      '{"edits": [{"op": "delay", "target": "deal-openai-amd-2025", "months": 1e400}]}',
      422,
      '/edits/0/months',
    ],
    ['a name twice', '{"edits": [], "edits": []}', 400, '/edits'],
    ['forty levels', `{"edits": ${'['.repeat(40)}${']'.repeat(40)}}`, 400, '/edits'],
  ])('with %s says what', async (_name, body, status, pointer) => {
    const answer = await server.post<Problem>('/api/v1/scenarios/run', body);
    expect(answer.status).toBe(status);
    expect(answer.body.errors!.map((error) => error.pointer).some((one) => one.startsWith(pointer))).toBe(
      true,
    );
  });

  it('with edits that conflict is answered, and says that their order matters', async () => {
    const scenario = {
      edits: [edit({ op: 'delay', months: 12 }), edit({ from: '2027' })],
      views: [{ view: 'compute-capacity', effectiveAt: '2025-11-30', knownAt: '2025-11-30' }],
    };
    const { status, body } = await server.post<ScenarioAnswer>('/api/v1/scenarios/run', scenario);
    expect([status, body.orderDependent]).toEqual([200, [[0, 1]]]);
  });
});
