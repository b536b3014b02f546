import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { reasonOf } from '../events/kit/reason.js';
import { isPlainObject } from '../events/kit/decode.js';
import { idOfContent } from './messages/ids.js';
import { packageFolder } from './package-folder.js';

/** A line that is not JSON, with its place. */
class UnreadableLine extends Error {}

/** The events of NDJSON text; one without an id gets the one of its content, so that a file can be recorded again. */
const eventsOfNdjson = (text: string, name: string): unknown[] =>
  text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const event = parseLine(line, `${name}:${index + 1}`);
    return [isPlainObject(event) && event.id === undefined ? { id: idOfContent(event), ...event } : event];
  });

const parseLine = (line: string, place: string): unknown => {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new UnreadableLine(`${place} is not JSON: ${reasonOf(error)}`);
  }
};

const order = ['parties', 'party', 'market', 'deal', 'stake'];
const rankOf = (name: string): number => order.indexOf(/^[a-z]+/.exec(name)?.[0] ?? '');

/** The public record that ships with the product, in the order in which it is recorded. */
export const publicRecord = async (folder = join(packageFolder, 'events', 'record')): Promise<unknown[]> => {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.ndjson'));
  files.sort((left, right) => rankOf(left) - rankOf(right) || (left < right ? -1 : 1));
  const texts = await Promise.all(
    files.map(async (name) => eventsOfNdjson(await readFile(join(folder, name), 'utf8'), name)),
  );
  return texts.flat();
};
