import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { workplace } from './built.js';

const { run, remove } = workplace();
afterAll(remove);

const transcript = (name: string): string => join(import.meta.dirname, '../golden/cli', `${name}.txt`);

/** GOLDEN=write writes the transcripts anew, for a person to compare. */
const expectTranscript = (name: string, text: string): void => {
  if (process.env.GOLDEN === 'write') writeFileSync(transcript(name), text);
  expect(text).toBe(readFileSync(transcript(name), 'utf8'));
};

const verbs = [
  'serve',
  'work',
  'record',
  'show',
  'log',
  'deal',
  'simulate',
  'goal',
  'feasible',
  'scenario',
  'rebuild',
  'verify',
  'backup',
  'restore',
  'copy',
  'export',
  'mcp',
  'cite',
  'watch',
  'hooks',
  'types',
  'doctor',
  'completion',
];

describe('The help', () => {
  it('begins with examples and names every verb and exit code', async () => {
    const { code, stdout } = await run(['--help']);
    expect(code).toBe(0);
    expectTranscript('help', stdout);
  });

  it.each(verbs)('of %s begins with examples', async (verb) => {
    const { code, stdout } = await run([verb, '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Examples:\n {2}\$ gigaledger /);
    expectTranscript(`help-${verb}`, stdout);
  });

  it('of a view names its dimensions and parameters', async () => {
    const { stdout } = await run(['show', 'market-share', '--help']);
    expectTranscript('help-show-market-share', stdout);
  });
});

describe('A wrong usage', () => {
  it.each([
    [['shwo'], 'show'],
    [['show', 'compute-capcity'], 'compute-capacity'],
    [['show', 'compute-capacity', '--timline', 'year'], '--timeline'],
    [['record', 'x.ndjson', '--dryrun'], '--dry-run'],
  ])('exits with 2 and suggests what was meant: %j', async (args, suggestion) => {
    const { code, stdout, stderr } = await run(args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(`Did you mean ${suggestion}?`);
  });

  it('exits with 2 for a store of no kind that there is', async () => {
    const { code, stderr } = await run(['log', '--store', 'oracle://x']);
    expect([code, stderr]).toEqual([2, 'STORE_URL must be sqlite:FILE or postgres://…, not "oracle://"\n']);
  });

  it('exits with 2 for a number that is none', async () => {
    const { code, stderr } = await run(['log', '--limit', 'many']);
    expect([code, stderr]).toEqual([2, '--limit must be a whole number, not "many"\n']);
  });
});

describe('The version', () => {
  it('is the one of the package', async () => {
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
      version: string;
    };
    expect(await run(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });
});

describe('A completion', () => {
  it.each(['bash', 'zsh', 'fish'])('names every verb in %s', async (shell) => {
    const { code, stdout } = await run(['completion', shell]);
    expect(code).toBe(0);
    for (const verb of verbs) expect(stdout).toContain(verb);
  });

  it('is refused for a shell that has none', async () => {
    expect((await run(['completion', 'cmd'])).code).toBe(2);
  });
});

describe('An event type', () => {
  it('is listed with its version', async () => {
    const { stdout } = await run(['types']);
    expect(stdout).toMatch(/^CapacityCommitted +1 +deal-… +Somebody is to provide/m);
  });

  it('is shown with its fields and an example', async () => {
    expectTranscript('types-CapacityCommitted', (await run(['types', 'CapacityCommitted'])).stdout);
  });

  it('has a JSON Schema', async () => {
    const schema = JSON.parse((await run(['types', 'PaymentCommitted', '--json'])).stdout) as {
      $ref: string;
      $defs: Record<string, unknown>;
    };
    expect(schema.$ref).toBe('#/$defs/PaymentCommitted');
    expect(Object.keys(schema.$defs)).toEqual(
      expect.arrayContaining(['PaymentCommitted', 'Term', 'Release', 'Condition']),
    );
  });

  it('that is mistyped is not found, with a suggestion', async () => {
    const { code, stderr } = await run(['types', 'CapacityCommited']);
    expect([code, stderr]).toEqual([
      3,
      'There is no event type "CapacityCommited". Did you mean CapacityCommitted?\n',
    ]);
  });
});
