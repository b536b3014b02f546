import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publicRecord } from '../../src/public-record.js';
import { workplace } from './built.js';

const home = join(import.meta.dirname, '../..');
const readme = join(home, 'README.md');
const place = workplace();

/** A command of README with what it prints there. */
interface Transcript {
  command: string;
  printed: string;
}

/** Hashes of the log cover the instants of recording, which differ from machine to machine; rows grow with the days. */
const dependsOnTheMoment = /\b(head hash |log |result )[0-9a-f]{12,64}/g;

const blocks = /```console\n([\s\S]*?)```/g;

const transcriptsIn = (block: string): Transcript[] =>
  block
    .split(/^\$ /m)
    .filter((text) => text !== '')
    .map((text) => ({
      command: text.slice(0, text.indexOf('\n')),
      printed: text.slice(text.indexOf('\n') + 1),
    }));

/** The path of a file in README is one in the repository. */
const argumentsOf = (command: string): string[] =>
  command
    .split(' ')
    .slice(2)
    .map((word) => (word.endsWith('.yaml') ? join(home, word) : word));

const answerTo = async (command: string): Promise<string> => {
  const { stdout, stderr, code } = await place.run(argumentsOf(command));
  expect(code, stderr).toBe(0);
  return stdout
    .replace(/[ \t]+$/gm, '')
    .replace(/\n*$/, '\n')
    .replace(dependsOnTheMoment, '$1…')
    .replace(/\b\d+ rows of all views/, '… rows of all views');
};

const transcriptsOf = (text: string): Transcript[] =>
  [...text.matchAll(blocks)].flatMap(([, block]) => transcriptsIn(block!));
const commands = transcriptsOf(readFileSync(readme, 'utf8')).map(({ command }) => command);

/** `UPDATE_README=1` prints the answers anew; a person then reads what has changed. */
const update = async (): Promise<void> => {
  const text = readFileSync(readme, 'utf8');
  let updated = text;
  for (const [whole, block] of text.matchAll(blocks)) {
    const printed: string[] = [];
    for (const { command } of transcriptsIn(block!)) printed.push(`$ ${command}\n${await answerTo(command)}`);
    updated = updated.replace(whole, () => `\`\`\`console\n${printed.join('')}\`\`\``);
  }
  writeFileSync(readme, updated);
};

const load = async (): Promise<void> => {
  const lines = (await publicRecord()).map((event) => JSON.stringify(event)).join('\n');
  const loaded = await place.run(['record', '-'], { stdin: lines });
  expect(loaded.code, loaded.stderr).toBe(0);
};

beforeAll(async () => {
  await load();
  if (!process.env.UPDATE_README) return;
  await update();
  // What a command saved must not be there when it is held against its answer.
  for (const ending of ['', '-wal', '-shm'])
    rmSync(join(place.folder, `ledger.db${ending}`), { force: true });
  await load();
}, 120_000);

afterAll(() => place.remove());

describe('README', () => {
  it('asks at least a dozen questions', () => expect(commands.length).toBeGreaterThanOrEqual(12));

  it.each(commands)('prints what the ledger answers to: %s', async (command) => {
    const { printed } = transcriptsOf(readFileSync(readme, 'utf8')).find((one) => one.command === command)!;
    expect(await answerTo(command)).toBe(printed);
  });
});
