import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { publicRecord } from '../../src/public-record.js';
import type { workplace } from './built.js';

type Workplace = ReturnType<typeof workplace>;

export const home = join(import.meta.dirname, '../..');
export const textOf = (document: string): string => readFileSync(join(home, document), 'utf8');

/** A command of a document with what it prints there. */
export interface Transcript {
  command: string;
  printed: string;
}

/** Hashes of the log cover the instants of recording, which differ from machine to machine; rows grow with the days. */
const dependsOnTheMoment = /\b(head hash |log |result )[0-9a-f]{12,64}/g;

export const blocks = /```console\n([\s\S]*?)```/g;

export const transcriptsIn = (block: string): Transcript[] =>
  block
    .split(/^\$ /m)
    .filter((text) => text !== '')
    .map((text) => ({
      command: text.slice(0, text.indexOf('\n')),
      printed: text.slice(text.indexOf('\n') + 1),
    }));

export const transcriptsOf = (text: string): Transcript[] =>
  [...text.matchAll(blocks)].flatMap(([, block]) => transcriptsIn(block!));

/** The path of a file in a document is one in the repository. */
const argumentsOf = (command: string): string[] =>
  command
    .split(' ')
    .slice(2)
    .map((word) => (word.endsWith('.yaml') ? join(home, word) : word));

export const answerTo = async (place: Workplace, command: string): Promise<string> => {
  const { stdout, stderr, code } = await place.run(argumentsOf(command));
  // A plan that there is not enough for is an answer, too.
  expect(command.includes(' feasible ') ? [0, 5] : [0], stderr).toContain(code);
  return stdout
    .replace(/[ \t]+$/gm, '')
    .replace(/\n*$/, '\n')
    .replace(dependsOnTheMoment, '$1…')
    .replace(/\b\d+ rows of all views/, '… rows of all views');
};

export const loadRecord = async (place: Workplace): Promise<void> => {
  const lines = (await publicRecord()).map((event) => JSON.stringify(event)).join('\n');
  const loaded = await place.run(['record', '-'], { stdin: lines });
  expect(loaded.code, loaded.stderr).toBe(0);
};
