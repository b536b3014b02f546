import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { articleFacts } from '../article.js';
import { workplace } from './built.js';
import { articleLines } from './cli-ledger.js';
import { type Problem, TestServer } from './http-server.js';

const then = `effectiveAt=2025-11-30&knownAt=2025-11-30&atPosition=${articleFacts.length}`;
const amd = `by=provider&provider=amd&layer=chips&${then}`;

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
  await server.record(articleFacts);
});
afterAll(() => server.stop());

const cite = async (query: string, as: string): Promise<string> =>
  (await server.ask(`/api/v1/cite/compute-capacity?${query}&measure=headlineKw&as=${as}`)).text;

interface CslItem {
  id: string;
  type: string;
  title: string;
  URL?: string;
  issued?: { 'date-parts': number[][] };
}

describe('A number, cited', () => {
  it('is one sentence with what it was read off, and its address, which answers it again', async () => {
    const text = await cite(amd, 'text');
    expect(text).toMatch(
      /^provider amd, layer chips, basis unstated: headline 6 GW \(gigaledger, compute-capacity, effective 2025-11-30, known 2025-11-30, position \d+, policy primary, hash [0-9a-f]{12}, http:/,
    );
    const address = /, (http[^ ]+)\)\. /.exec(text)![1]!;
    const again = (await (await fetch(address)).json()) as { viewHash: string };
    expect(text).toContain(again.viewHash.slice(0, 12));
  });

  it('names the sources behind it', async () => {
    const { source } = articleFacts.find(({ stream }) => stream === 'deal-openai-amd-2025')!;
    const { title } = source as { title: string };
    expect(await cite(amd, 'text')).toContain(title);
  });

  it('is data for programs that keep references', async () => {
    const items = JSON.parse(await cite(amd, 'csl')) as CslItem[];
    expect(items[0]).toMatchObject({
      type: 'dataset',
      title: 'provider amd, layer chips, basis unstated: headline 6 GW',
      issued: { 'date-parts': [[2025, 11, 30]] },
    });
    expect(items.length).toBeGreaterThan(1);
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
  });

  it('is the same every time', async () => {
    for (const as of ['text', 'markdown', 'bibtex', 'csl'])
      expect(await cite(amd, as)).toBe(await cite(amd, as));
  });

  it.each([
    [`by=provider&${then}`, 'headlineKw', 'text', '/view', 'rows here'],
    [amd, 'headlinKw', 'text', '/measure', 'the nearest is "headlineKw"'],
    [amd, '', 'text', '/measure', 'measure is required'],
    [amd, 'headlineKw', 'ris', '/as', 'must be one of text, markdown, bibtex, csl'],
  ])('is refused where it is not one: %s %s %s', async (query, measure, as, pointer, detail) => {
    const { status, body } = await server.ask<Problem>(
      `/api/v1/cite/compute-capacity?${query}&measure=${measure}&as=${as}`,
    );
    expect(status).toBe(400);
    expect(body.errors).toEqual([{ pointer, detail: expect.stringContaining(detail) as string }]);
  });
});

describe('BibTeX', () => {
  it('has an entry for the number and for each source, with braces that match', async () => {
    const text = await cite(amd, 'bibtex');
    expect(text.match(/^@misc\{gigaledger-[0-9a-f]{12}(?:-\d+)?,$/gm)!.length).toBeGreaterThan(1);
    let depth = 0;
    for (const letter of text.replace(/\\[{}]/g, '')) {
      depth += letter === '{' ? 1 : letter === '}' ? -1 : 0;
      expect(depth).toBeGreaterThanOrEqual(0);
    }
    expect(depth).toBe(0);
  });
});

describe('The command line', () => {
  const place = workplace();
  afterAll(() => place.remove());

  it('cites the same number in the same words', async () => {
    await place.run(['record', '-'], { stdin: articleLines });
    const asked = 'compute-capacity headline --by provider --where provider=amd --where layer=chips';
    const dates = '--effective 2025-11-30 --known 2025-11-30';
    const { code, stdout } = await place.run(['cite', ...asked.split(' '), ...dates.split(' ')]);
    expect(code).toBe(0);
    const words = (text: string): string => text.split(' (')[0]!;
    expect(words(stdout)).toBe(words(await cite(amd, 'text')));
    expect((await place.run(['cite', 'compute-capacity', 'headline'])).code).toBe(2);
  });
});

describe('CITATION.cff', () => {
  it('says the version that the package has', () => {
    const file = (name: string): string => readFileSync(join(import.meta.dirname, '../..', name), 'utf8');
    const { version } = JSON.parse(file('package.json')) as { version: string };
    expect(parse(file('CITATION.cff'))).toMatchObject({
      'cff-version': '1.2.0',
      version,
      license: 'Apache-2.0',
    });
  });
});
