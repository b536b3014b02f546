import { Stop } from '../failure.js';
import { nameOf, sizeOf, textsOf } from '../input.js';
import type { CommonOptions } from '../verb.js';
import {
  eventFile,
  type EventFile,
  fileOfLines,
  type NumberedLine,
  rankOf,
  UnreadableEvents,
} from './event-file.js';

/** So many events are recorded together, or what takes so many characters: all or nothing of them. */
export const chunkEvents = 5_000;
const chunkCharacters = 16 * 1024 * 1024;

/** What stands in a file, chunk by chunk as far as it has been read: the next is read once it is asked for. */
export interface EventSource {
  name: string;
  /** Of the file; 0 where nobody can tell. */
  bytes: number;
  /** The first chunk, which is read before anything is recorded. */
  first: EventFile;
  rest: AsyncIterator<EventFile>;
}

/** The lines of a text that have something in them, as they come. */
async function* linesIn(texts: AsyncIterable<string>): AsyncGenerator<NumberedLine> {
  let number = 0;
  let open = '';
  const numbered = (line: string): NumberedLine => ({ number: ++number, text: line.trim() });
  for await (const text of texts) {
    const lines = (open + text).split('\n');
    open = lines.pop() ?? '';
    for (const line of lines.map(numbered)) if (line.text !== '') yield line;
  }
  const last = numbered(open);
  if (last.text !== '') yield last;
}

async function* chunksOfLines(
  name: string,
  texts: AsyncIterable<string>,
): AsyncGenerator<EventFile, undefined> {
  let some: NumberedLine[] = [];
  let characters = 0;
  for await (const line of linesIn(texts)) {
    some.push(line);
    characters += line.text.length;
    if (some.length < chunkEvents && characters < chunkCharacters) continue;
    yield fileOfLines(name, some);
    [some, characters] = [[], 0];
  }
  if (some.length > 0) yield fileOfLines(name, some);
}

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** NDJSON shows in its first line, which is JSON by itself while more follows; undefined before that line ends. */
const isNdjson = (head: string): boolean | undefined => {
  const text = head.replace(/^[\uFEFF\s]+/, '');
  if (text.startsWith('[')) return false;
  const end = text.indexOf('\n');
  return end < 0 ? undefined : isJson(text.slice(0, end));
};

/** A text of which the beginning has been read. */
async function* begunWith(head: string, rest: AsyncIterator<string>): AsyncGenerator<string> {
  yield head;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

/** What is no NDJSON is read whole. */
async function* chunksIn(name: string, texts: AsyncIterator<string>): AsyncGenerator<EventFile, undefined> {
  let head = '';
  let byLines: boolean | undefined;
  for (let next = await texts.next(); next.done !== true; next = await texts.next()) {
    head += next.value;
    byLines ??= isNdjson(head);
    if (byLines) return yield* chunksOfLines(name, begunWith(head, texts));
  }
  yield eventFile(name, head.replace(/^\uFEFF/, ''));
}

const withoutAny = (error: unknown): unknown =>
  error instanceof UnreadableEvents
    ? new Stop(error.outcome, `${error.message}\nNothing of it was recorded.`)
    : error;

/** Opens a file, or stdin, and reads its first chunk. Throws Stop where it can't be read or is no JSON. */
export const openEvents = async (file: string, options: CommonOptions): Promise<EventSource> => {
  const name = nameOf(file);
  const rest = chunksIn(name, textsOf(file, options));
  const { value: first } = await rest.next().catch((error: unknown) => {
    throw withoutAny(error);
  });
  if (!first) throw new Stop('failure', `${name} has no events`);
  return { name, bytes: await sizeOf(file), first, rest };
};

/** Files may be given in any order: parties come first, since the others name them. */
export const sortSources = (sources: readonly EventSource[]): EventSource[] =>
  [...sources].sort((left, right) => rankOf(left.first) - rankOf(right.first));

/** The rest of what has been read whole. */
export async function* noChunks(): AsyncGenerator<EventFile, undefined> {}

/** All of a file as one. Throws Stop where it has more events than that may be. */
export const wholeOf = async ({ name, first, rest }: EventSource, most = Infinity): Promise<EventFile> => {
  const chunks = [first];
  let count = first.events.length;
  for (let next = await rest.next(); next.done !== true && count <= most; next = await rest.next()) {
    chunks.push(next.value);
    count += next.value.events.length;
  }
  if (count > most)
    throw new Stop(
      'failure',
      `${name} has more than ${most} events, which is the most that is recorded at once`,
    );
  return joinChunks(name, chunks);
};

const joinChunks = (name: string, chunks: readonly EventFile[]): EventFile => ({
  name,
  events: chunks.flatMap(({ events }) => events),
  characters: chunks.reduce((sum, { characters }) => sum + characters, 0),
  placeOf: (index, pointer) => {
    let at = index;
    const chunk = chunks.find(({ events }) => at < events.length || void (at -= events.length));
    return (chunk ?? chunks.at(-1)!).placeOf(at, pointer);
  },
});
