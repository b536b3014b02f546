import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  isNode,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import type { Problem } from '../../events/index.js';
import { isPlainObject } from '../../events/kit/decode.js';
import { moreText, toldErrors } from '../messages/told-errors.js';
import { Stop } from './failure.js';

// As deep as a body over HTTP may be; two hundred edits fill a tenth of the bytes.
const mostDepth = 32;
const mostBytes = 1024 * 1024;
const mostAliases = 100;

/** Names that reach an object's prototype. */
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

/** What is wrong at a place of the text, counted in characters from its beginning. */
interface TextFault {
  offset: number;
  detail: string;
}

/** The parser descends by calling itself, and says so where it runs out of stack. */
const faultOf = ({ pos, message }: YAMLError): TextFault => ({
  offset: pos[0],
  detail: /stack/i.test(message) ? 'is nested too deeply' : message,
});

const faultOfScalar = (value: unknown): string | undefined => {
  if (typeof value === 'number' && !Number.isFinite(value)) return 'is no number that JSON has';
  return ['string', 'number', 'boolean'].includes(typeof value) || value === null
    ? undefined
    : 'is no value that JSON has';
};

const faultOfKey = (key: unknown): string | undefined => {
  if (!isScalar(key) || typeof key.value !== 'string') return 'a name must be a text';
  return forbidden.has(key.value) ? `${key.value} is not a name here` : undefined;
};

const offsetAt = (node: unknown, otherwise = 0): number =>
  isNode(node) ? (node.range?.[0] ?? otherwise) : otherwise;

/** What YAML lets through although JSON has no words for it. */
const faultsIn = (document: Document): TextFault[] => {
  const faults: TextFault[] = [];
  const add = (node: unknown, detail: string | undefined): void => {
    if (detail !== undefined) faults.push({ offset: offsetAt(node), detail });
  };
  visit(document, {
    Pair: (_key, { key }) => add(key, faultOfKey(key)),
    Scalar: (_key, node) => add(node, faultOfScalar(node.value)),
    Collection: (_key, node, path) => {
      if (path.filter(isCollection).length < mostDepth) return undefined;
      add(node, `is nested deeper than ${mostDepth} levels`);
      return visit.BREAK;
    },
  });
  return faults;
};

const stepsOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

/** Where a pointer leads, or where the last of its steps that is there does: to a name rather than to its value. */
const offsetOf = (document: Document, pointer: string): number => {
  let node: unknown = document.contents;
  let offset = offsetAt(node);
  for (const step of stepsOf(pointer)) {
    const pair = isMap(node)
      ? node.items.find(({ key }) => isScalar(key) && String(key.value) === step)
      : undefined;
    const item = isSeq(node) ? node.items[Number(step)] : undefined;
    const found = pair?.key ?? item;
    if (!isNode(found)) return offset;
    offset = offsetAt(found, offset);
    node = pair ? pair.value : item;
    if (isAlias(node)) return offset;
  }
  return offset;
};

const valueOf = (document: Document, name: string): unknown => {
  try {
    return document.toJS({ maxAliasCount: mostAliases });
  } catch (error) {
    if (error instanceof ReferenceError)
      throw new Stop('failure', `${name} repeats too much through its aliases: write it out`);
    throw error;
  }
};

/** A scenario as it stands in a file, and where in the file anything of it stands. */
export class ScenarioFile {
  readonly #lines = new LineCounter();
  readonly #document: Document;
  readonly members: Readonly<Record<string, unknown>>;

  /** YAML, of which JSON is a part. Throws a `Stop` that names the line of whatever can't be read. */
  constructor(
    text: string,
    readonly name: string,
  ) {
    if (Buffer.byteLength(text) > mostBytes)
      throw new Stop('failure', `${name} is larger than ${mostBytes} bytes: no scenario is`);
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false });
    const { errors, warnings } = this.#document;
    this.#refuse([...errors, ...warnings].map(faultOf));
    this.#refuse(faultsIn(this.#document));
    const value = valueOf(this.#document, name);
    if (!isPlainObject(value))
      throw this.#refusal([{ offset: 0, detail: 'must hold an object, such as {edits: […], views: […]}' }]);
    this.members = value;
  }

  /** The refusal of what is wrong with it, each with its line and column in the file. */
  refusal(problems: readonly Problem[]): Stop {
    const told = toldErrors(problems);
    const lines = told.errors.map(
      ({ pointer, detail }) => `${this.#place(offsetOf(this.#document, pointer))} ${pointer}: ${detail}`,
    );
    return new Stop('failure', [...lines, ...moreText(told)].join('\n'));
  }

  #refuse(faults: readonly TextFault[]): void {
    if (faults.length > 0) throw this.#refusal(faults);
  }

  #refusal(faults: readonly TextFault[]): Stop {
    const inOrder = faults.toSorted((left, right) => left.offset - right.offset);
    return new Stop(
      'failure',
      inOrder.map(({ offset, detail }) => `${this.#place(offset)} ${detail}`).join('\n'),
    );
  }

  #place(offset: number): string {
    const { line, col } = this.#lines.linePos(offset);
    return `${this.name}:${Math.max(1, line)}:${Math.max(1, col)}`;
  }
}
