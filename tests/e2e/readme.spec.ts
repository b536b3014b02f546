import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workplace } from './built.js';
import { answerTo, blocks, home, loadRecord, textOf, transcriptsIn, transcriptsOf } from './transcripts.js';

const documents = ['README.md', 'docs/questions.md'];
const place = workplace();

/** `UPDATE_README=1` prints the answers anew; a person then reads what has changed. */
const update = async (document: string): Promise<void> => {
  const text = textOf(document);
  let updated = text;
  for (const [whole, block] of text.matchAll(blocks)) {
    const printed: string[] = [];
    for (const { command } of transcriptsIn(block!))
      printed.push(`$ ${command}\n${await answerTo(place, command)}`);
    updated = updated.replace(whole, () => `\`\`\`console\n${printed.join('')}\`\`\``);
  }
  writeFileSync(join(home, document), updated);
};

/** An empty ledger with nothing but the public record: what a document saves is not there for the next one. */
const startAfresh = async (): Promise<void> => {
  for (const ending of ['', '-wal', '-shm'])
    rmSync(join(place.folder, `ledger.db${ending}`), { force: true });
  await loadRecord(place);
};

afterAll(() => place.remove());

describe.each(documents)('%s', (document) => {
  const transcripts = transcriptsOf(textOf(document));

  beforeAll(async () => {
    await startAfresh();
    if (!process.env.UPDATE_README) return;
    await update(document);
    await startAfresh();
  });

  it.each(transcripts.map(({ command }) => command))(
    'prints what the ledger answers to: %s',
    async (command) => {
      const { printed } = transcriptsOf(textOf(document)).find((one) => one.command === command)!;
      expect(await answerTo(place, command)).toBe(printed);
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
