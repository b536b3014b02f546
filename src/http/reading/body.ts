import { reasonOf } from '../../../events/kit/reason.js';
import { mostEvents } from '../../messages/record-events.js';
import type { Problem } from '../../../events/index.js';
import { BadRequest, Invalid, TooLarge } from '../../messages/refusals.js';
import { type JsonFaults, faultsIn } from './scan.js';

const utf8 = new TextDecoder('utf-8', { fatal: true });

const textOf = (bytes: Uint8Array): string => {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new BadRequest('the body is not UTF-8');
  }
};

interface ParsedBody {
  value?: unknown;
  faults: JsonFaults;
}

const parseBody = (text: string): ParsedBody => {
  const faults = faultsIn(text);
  if (faults.structure.length > 0) return { faults };
  try {
    return { value: JSON.parse(text), faults };
  } catch (error) {
    return {
      faults: {
        structure: [{ pointer: '', detail: `is not JSON: ${reasonOf(error)}` }],
        values: [],
      },
    };
  }
};

const refuseFaulty = (structure: readonly Problem[], values: readonly Problem[]): void => {
  if (structure.length > 0) throw new BadRequest('the body cannot be read', [...structure, ...values]);
  if (values.length > 0) throw new Invalid('the body has text or numbers that cannot be kept', values);
};

/** The value of a JSON body (RFC 8259, kept to I-JSON, RFC 7493). Throws the refusal. */
export const readJson = (bytes: Uint8Array): unknown => {
  const text = textOf(bytes);
  if (text.trim() === '') throw new BadRequest('the body is empty');
  const { value, faults } = parseBody(text);
  refuseFaulty(faults.structure, faults.values);
  return value;
};

/** The values of the lines of an NDJSON body; blank lines are passed over. Throws the refusal. */
export const readNdjson = (bytes: Uint8Array): unknown[] => {
  const lines = textOf(bytes)
    .split('\n')
    // Trimming takes off carriage returns and the byte order marks of files that were put together.
    .map((text, index) => ({ text: text.trim(), number: index + 1 }))
    .filter(({ text }) => text !== '');
  if (lines.length > mostEvents)
    throw new TooLarge(`there are ${lines.length} lines; one request may have ${mostEvents}`);
  const read = lines.map(({ text }) => parseBody(text));
  const placed = (faults: readonly Problem[], index: number): Problem[] =>
    faults.map(({ pointer, detail }) => ({
      pointer: `/${index}${pointer}`,
      detail: `line ${lines[index]!.number} ${detail}`,
    }));
  refuseFaulty(
    read.flatMap(({ faults }, index) => placed(faults.structure, index)),
    read.flatMap(({ faults }, index) => placed(faults.values, index)),
  );
  return read.map(({ value }) => value);
};
