import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** A new type: a tranche draws less than was committed. */
const declaration = `
export class CapacityDerated extends Event('CapacityDerated', {
  version: 1,
  subject: 'tranche',
  summary: 'The power of a tranche was found to be less.',
  example: { tranche: 'gw-1', power: '900 MW' },
}) {
  @Slug('The tranche.') tranche!: string;
  @Power('The power from now on.') power!: Quantity;
}

export const trancheEvents = [
  CapacityDerated,`;

const handler = `
  CapacityDerated: {
    evolve: (deal, fact) => changeTranche(deal, fact, () => ({ power: fact.body.power })),
    decide: ({ body: { tranche } }, deal) => decisionOf(rules.trancheIsCommitted(deal, tranche)),
  },
  CapacityResized: {`;

type Edits = Readonly<Record<string, (text: string) => string>>;

const declared: Edits = {
  'events/deal/tranche/tranche.events.ts': (text) =>
    text.replace('\nexport const trancheEvents = [', declaration),
};
const handled: Edits = {
  'events/deal/tranche/tranche.decider.ts': (text) => text.replace('\n  CapacityResized: {', handler),
};

/** What was parsed once, of the files that are as they are. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/** The ledger and its simulator, compiled with some files edited in memory. */
const compiled = (edits: Edits, outDir: string): ts.Program => {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const files = ['src/messages/deciding.ts', 'tests/given.ts', 'tests/what-if.ts', 'tests/spec/facts.ts'];
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: files }, ts.sys, root);
  const host = ts.createCompilerHost({ ...options, outDir, sourceMap: false });
  const read = (path: string) => host.readFile(path);
  const original = host.getSourceFile.bind(host);
  host.getSourceFile = (path, target, ...rest) => {
    const edit = edits[relative(root, path)];
    if (edit) return ts.createSourceFile(path, edit(read(path) ?? ''), target);
    if (!parsed.has(path)) parsed.set(path, original(path, target, ...rest));
    return parsed.get(path);
  };
  return ts.createProgram(
    files.map((file) => join(root, file)),
    { ...options, outDir, sourceMap: false },
    host,
  );
};

const filesThatFail = (program: ts.Program): string[] => [
  ...new Set(
    ts.getPreEmitDiagnostics(program).flatMap(({ file }) => (file ? relative(root, file.fileName) : [])),
  ),
];

type Built = typeof import('../given.js') &
  typeof import('../what-if.js') &
  typeof import('../spec/facts.js');

const builtIn = async (folder: string): Promise<Built> => {
  const all = await Promise.all(
    ['tests/given.js', 'tests/what-if.js', 'tests/spec/facts.js'].map(
      (file) => import(/* @vite-ignore */ pathToFileURL(join(folder, file)).href) as Promise<object>,
    ),
  );
  return Object.assign({}, ...all) as Built;
};

describe('A new event type', () => {
  const outDir = mkdtempSync(join(tmpdir(), 'planted-'));
  let planted: ts.Program;

  beforeAll(() => {
    planted = compiled({ ...declared, ...handled }, outDir);
  });
  afterAll(() => rmSync(outDir, { recursive: true }));

  it('touches two files: it compiles with them, and not without the second', { timeout: 120_000 }, () => {
    expect(filesThatFail(compiled(declared, outDir))).toEqual(Object.keys(handled));
    expect(filesThatFail(planted)).toEqual([]);
    expect(Object.keys({ ...declared, ...handled })).toHaveLength(2);
  });

  it(
    'is found to depend on the order in which it and an edit of the same are made',
    { timeout: 120_000 },
    async () => {
      planted.emit();
      writeFileSync(join(outDir, 'package.json'), '{ "type": "module" }');
      symlinkSync(join(root, 'node_modules'), join(outDir, 'node_modules'));
      const { cast, deal, tranche, ledger, whatIf } = await builtIn(outDir);
      const history = ledger([...cast, deal('deal-a'), tranche('deal-a', 't', '1 GW')]);
      const event = { stream: 'deal-a', type: 'CapacityDerated', body: { tranche: 't', power: '800 MW' } };
      const scale = { op: 'scale', target: 'deal-a/t', toBp: 5_000 };
      const edits = [{ op: 'assume', event }, scale];
      // 800 MW of which half are left, or half of 1 GW that is then said to be 800 MW.
      const { orderDependent } = whatIf(history, { edits, views: [{ view: 'compute-capacity' }] });
      expect(orderDependent).toEqual([[0, 1]]);
    },
  );
});
