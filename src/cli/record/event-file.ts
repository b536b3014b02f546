import { isNode, LineCounter, parseDocument } from 'yaml';
import { reasonOf } from '../../../events/kit/reason.js';
import { isPlainObject } from '../../../events/kit/decode.js';
import { idOfContent } from '../../messages/ids.js';
import { moreText, toldErrors } from '../../messages/told-errors.js';
import { Stop } from '../failure.js';

/** The events of one file, or of a part of it, each with a way back to where it stands. */
export interface EventFile {
  name: string;
  events: unknown[];
  /** How much of the file that is. */
  characters: number;
  /** "deals.ndjson:3", for the event at an index and a place in it. */
  placeOf: (index: number, pointer: string) => string;
}

/** An event without an id gets the one of its content, so that a file can be recorded again. */
const withId = (event: unknown): unknown => {
  if (!isPlainObject(event) || event.id !== undefined) return event;
  try {
    return { id: idOfContent(event), ...event };
  } catch {
    return event; // Not well-formed text: decoding names it.
  }
};

const parseJson = (text: string): { value: unknown } | { fault: string } => {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { fault: reasonOf(error) };
  }
};

const segmentsOf = (pointer: string): (string | number)[] =>
  pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((segment) => (/^\d+$/.test(segment) ? Number(segment) : segment));

/** The line of a place in JSON text: of the nearest thing around it that stands there. */
const lineIn = (text: string, path: readonly (string | number)[]): number => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
};

const fileOfJson = (name: string, text: string, value: unknown): EventFile => {
  const many = Array.isArray(value);
  const events = (many ? value : [value]).map(withId);
  return {
    name,
    events,
    characters: text.length,
    placeOf: (index, pointer) =>
      `${name}:${lineIn(text, [...(many ? [index] : []), ...segmentsOf(pointer)])}`,
  };
};

/** Lines of a file that are no JSON. */
export class UnreadableEvents extends Stop {
  constructor(readonly lines: readonly string[]) {
    super('failure', lines.join('\n'));
  }
}

/** A line of a file, without what stands around its JSON. */
export interface NumberedLine {
  number: number;
  text: string;
}

/** The events of some lines of a file. Throws Stop with every line that is no JSON. */
export const fileOfLines = (name: string, some: readonly NumberedLine[]): EventFile => {
  const lines = some.map(({ number, text }) => ({ number, length: text.length, ...parseJson(text) }));
  const faults = lines.flatMap((line) =>
    'fault' in line ? [`${name}:${line.number} is not JSON: ${line.fault}`] : [],
  );
  const told = toldErrors(faults);
  if (faults.length > 0) throw new UnreadableEvents([...told.errors, ...moreText(told)]);
  return {
    name,
    events: lines.map((line) => withId('value' in line ? line.value : undefined)),
    characters: lines.reduce((sum, { length }) => sum + length + 1, 0),
    placeOf: (index) => `${name}:${lines[index]?.number ?? lines.at(-1)?.number}`,
  };
};

// Files that were put together keep the marks of their byte order, which trimming takes off.
const linesIn = (text: string): NumberedLine[] =>
  text
    .split('\n')
    .map((line, index) => ({ number: index + 1, text: line.trim() }))
    .filter((line) => line.text !== '');

/** NDJSON, a JSON array, or one event. */
export const eventFile = (name: string, text: string): EventFile => {
  const whole = parseJson(text);
  const file =
    'value' in whole
      ? fileOfJson(name, text, whole.value)
      : text.trimStart().startsWith('[')
        ? undefined
        : fileOfLines(name, linesIn(text));
  if (!file) throw new Stop('failure', `${name} is not JSON: ${'fault' in whole ? whole.fault : ''}`);
  if (file.events.length === 0) throw new Stop('failure', `${name} has no events`);
  return file;
};

const order = ['party', 'market', 'deal', 'stake', 'scenario'];

export const rankOf = ({ events }: EventFile): number => {
  const [first] = events;
  const stream = isPlainObject(first) ? String(first.stream) : '';
  return order.indexOf(stream.slice(0, stream.indexOf('-')));
};
