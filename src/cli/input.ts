import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { arrayBuffer, text } from 'node:stream/consumers';
import { Stop } from './failure.js';
import { say } from './terminal.js';
import type { CommonOptions } from './verb.js';

export const nameOf = (file: string): string => (file === '-' ? 'stdin' : file);

const assertStdin = ({ input }: CommonOptions): void => {
  if (process.stdin.isTTY && !input)
    throw new Stop('usage', 'stdin is a keyboard, and --no-input forbids to read from it');
};

const readKeyboard = async (options: CommonOptions): Promise<string> => {
  assertStdin(options);
  if (process.stdin.isTTY) say('Reading from the keyboard; Ctrl-D ends it.');
  return text(process.stdin);
};

const refusal = (file: string, error: NodeJS.ErrnoException): Stop =>
  error.code === 'ENOENT'
    ? new Stop('notFound', `There is no file ${file}.`)
    : new Stop('failure', `${file} can't be read: ${error.message}`);

/** The bytes of a file; "-" is stdin. */
export const bytesOf = async (file: string, options: CommonOptions): Promise<Uint8Array> => {
  if (file !== '-')
    return readFile(file).catch((error: NodeJS.ErrnoException) => {
      throw refusal(file, error);
    });
  assertStdin(options);
  return new Uint8Array(await arrayBuffer(process.stdin));
};

/** Some programs begin a file with the mark of its byte order: it is no part of the text. */
const withoutMark = (content: string): string => content.replace(/^\uFEFF/, '');

/** The text of a file; "-" is stdin. */
export const textOf = async (file: string, options: CommonOptions): Promise<string> => {
  if (file === '-') return withoutMark(await readKeyboard(options));
  const content = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw refusal(file, error);
  });
  return withoutMark(content);
};

/** How long a file is, in bytes; 0 where nobody can tell. */
export const sizeOf = async (file: string): Promise<number> =>
  file === '-'
    ? 0
    : stat(file).then(
        ({ size }) => size,
        () => 0,
      );

/** The text of a file as it is asked for; "-" is stdin. */
export async function* textsOf(file: string, options: CommonOptions): AsyncGenerator<string> {
  if (file === '-') {
    assertStdin(options);
    if (process.stdin.isTTY) say('Reading from the keyboard; Ctrl-D ends it.');
  }
  try {
    for await (const text of (file === '-' ? process.stdin : createReadStream(file)).setEncoding('utf8'))
      yield String(text);
  } catch (error) {
    throw error instanceof Error ? refusal(file, error) : error;
  }
}
