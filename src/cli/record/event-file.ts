import { isNode, LineCounter, parseDocument } from 'yaml';
import { reasonOf } from '../../../events/kit/reason.js';
import { isPlainObject } from '../../../events/kit/decode.js';
import { idOfContent } from '../../messages/ids.js';
import { moreText, toldErrors } from '../../messages/told-errors.js';
import { Stop } from '../failure.js';

/** The events of one file, each with a way back to where it stands. */
export interface EventFile {
  name: string;
  events: unknown[];
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
    placeOf: (index, pointer) =>
      `${name}:${lineIn(text, [...(many ? [index] : []), ...segmentsOf(pointer)])}`,
  };
};

const fileOfLines = (name: string, text: string): EventFile => {
  const lines = text.split('\n').flatMap((line, index) => {
    // Files that were put together keep the marks of their byte order, which trimming takes off.
    const content = line.trim();
    return content === '' ? [] : [{ number: index + 1, ...parseJson(content) }];
  });
  const faults = lines.flatMap((line) =>
    'fault' in line ? [`${name}:${line.number} is not JSON: ${line.fault}`] : [],
  );
  const told = toldErrors(faults);
  if (faults.length > 0)
    throw new Stop('failure', [...told.errors, ...moreText(told), 'Nothing of it was recorded.'].join('\n'));
  const events = lines.map((line) => withId('value' in line ? line.value : undefined));
  return { name, events, placeOf: (index) => `${name}:${lines[index]?.number ?? lines.length}` };
};

/** NDJSON, a JSON array, or one event. */
export const eventFile = (name: string, text: string): EventFile => {
  const whole = parseJson(text);
  const file =
    'value' in whole
      ? fileOfJson(name, text, whole.value)
      : text.trimStart().startsWith('[')
        ? undefined
        : fileOfLines(name, text);
  if (!file) throw new Stop('failure', `${name} is not JSON: ${'fault' in whole ? whole.fault : ''}`);
  if (file.events.length === 0) throw new Stop('failure', `${name} has no events`);
  return file;
};

const order = ['party', 'market', 'deal', 'stake', 'scenario'];

const rankOf = ({ events }: EventFile): number => {
  const [first] = events;
  const stream = isPlainObject(first) ? String(first.stream) : '';
  return order.indexOf(stream.slice(0, stream.indexOf('-')));
};

/** Files may be given in any order: parties come first, since the others name them. */
export const sortFiles = (files: readonly EventFile[]): EventFile[] =>
  [...files].sort((left, right) => rankOf(left) - rankOf(right));
