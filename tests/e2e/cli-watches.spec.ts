import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workplace } from './built.js';
import { articleLines } from './cli-ledger.js';

const { run, remove } = workplace();
beforeAll(async () => {
  await run(['record', '-'], { stdin: articleLines });
});
afterAll(remove);

const keep = ['watch', 'keep', 'Firm chips of OpenAI', 'compute-capacity', 'firm'];
const narrowed = ['--where', 'consumer=openai', '--where', 'layer=chips', '--more-than', '5%'];

describe('watch', () => {
  it('keeps a watch, lists it, shows what it told, and drops it', async () => {
    expect((await run(['watch', 'list'])).stderr).toContain('Nothing is watched.');
    const kept = await run([...keep, ...narrowed]);
    expect([kept.code, kept.stdout]).toEqual([0, 'firm-chips-of-openai\n']);
    const { stdout } = await run(['watch', 'list']);
    expect(stdout).toMatch(
      /firm-chips-of-openai +compute-capacity +firmKw +consumer=openai layer=chips +5% +0/,
    );
    const shown = await run(['watch', 'show', 'firm-chips-of-openai']);
    expect([shown.code, shown.stdout, shown.stderr]).toEqual([
      0,
      '',
      expect.stringContaining('has told nothing yet'),
    ]);
    expect((await run(['watch', 'drop', 'firm-chips-of-openai'])).code).toBe(0);
    expect((await run(['watch', 'drop', 'firm-chips-of-openai'])).code).toBe(3);
  });

  it.each([
    [[...keep.slice(0, 4), 'frim'], 1, 'measure must be one of headlineKw'],
    [['watch', 'show', 'nothing'], 3, 'there is no watch "nothing"'],
    [[...keep, '--store', 'sqlite:none.db'], 3, 'There is no ledger'],
  ])('refuses %j', async (args, code, says) => {
    const ran = await run(args);
    expect([ran.code, ran.stdout]).toEqual([code, '']);
    expect(ran.stderr).toContain(says);
  });
});
