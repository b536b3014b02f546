import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publicRecord } from '../../src/public-record.js';
import { workplace } from './built.js';

const home = join(import.meta.dirname, '../..');
const documents = ['README.md', 'docs/questions.md'];
const place = workplace();

/** A command of a document with what it prints there. */
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

/** The path of a file in a document is one in the repository. */
const argumentsOf = (command: string): string[] =>
  command
    .split(' ')
    .slice(2)
    .map((word) => (word.endsWith('.yaml') ? join(home, word) : word));

const answerTo = async (command: string): Promise<string> => {
  const { stdout, stderr, code } = await place.run(argumentsOf(command));
  // A plan that there is not enough for is an answer, too.
  expect(command.includes(' feasible ') ? [0, 5] : [0], stderr).toContain(code);
  return stdout
    .replace(/[ \t]+$/gm, '')
    .replace(/\n*$/, '\n')
    .replace(dependsOnTheMoment, '$1…')
    .replace(/\b\d+ rows of all views/, '… rows of all views');
};

const transcriptsOf = (text: string): Transcript[] =>
  [...text.matchAll(blocks)].flatMap(([, block]) => transcriptsIn(block!));
const textOf = (document: string): string => readFileSync(join(home, document), 'utf8');

/** `UPDATE_README=1` prints the answers anew; a person then reads what has changed. */
const update = async (document: string): Promise<void> => {
  const text = textOf(document);
  let updated = text;
  for (const [whole, block] of text.matchAll(blocks)) {
    const printed: string[] = [];
    for (const { command } of transcriptsIn(block!)) printed.push(`$ ${command}\n${await answerTo(command)}`);
    updated = updated.replace(whole, () => `\`\`\`console\n${printed.join('')}\`\`\``);
  }
  writeFileSync(join(home, document), updated);
};

const load = async (): Promise<void> => {
  const lines = (await publicRecord()).map((event) => JSON.stringify(event)).join('\n');
  const loaded = await place.run(['record', '-'], { stdin: lines });
  expect(loaded.code, loaded.stderr).toBe(0);
};

/** An empty ledger with nothing but the public record: what a document saves is not there for the next one. */
const startAfresh = async (): Promise<void> => {
  for (const ending of ['', '-wal', '-shm'])
    rmSync(join(place.folder, `ledger.db${ending}`), { force: true });
  await load();
};

afterAll(() => place.remove());

describe.each(documents)('%s', (document) => {
  const transcripts = transcriptsOf(textOf(document));

  beforeAll(async () => {
    await startAfresh();
    if (!process.env.UPDATE_README) return;
    await update(document);
    await startAfresh();
  }, 120_000);

  it.each(transcripts.map(({ command }) => command))(
    'prints what the ledger answers to: %s',
    async (command) => {
      const { printed } = transcriptsOf(textOf(document)).find((one) => one.command === command)!;
      expect(await answerTo(command)).toBe(printed);
    },
  );
});

describe('The documents', () => {
  it('ask a dozen questions and more', () =>
    expect(documents.flatMap((document) => transcriptsOf(textOf(document))).length).toBeGreaterThanOrEqual(
      20,
    ));

  it('keep README to what a newcomer reads in one go', () =>
    expect(textOf('README.md').split('\n').length).toBeLessThanOrEqual(161));
});
