import type { RecordedEvent } from '../../events/kit/envelope.js';
import type { Entry } from '../../projections/kit/line.js';
import { isMeasure, measureText, titleOf } from '../../projections/wording/measure.js';
import { nearestHint } from '../../events/kit/nearest.js';
import type { ViewAnswer } from '../simulator/answer/view-answer.js';

/** Where one fact behind a number was told. */
export interface NumberSource {
  title: string;
  publisher?: string;
  publishedOn?: string;
  url?: string;
  quote?: string;
  kind: string;
}

/** One number with everything that somebody else needs to check it. */
export interface CitedNumber {
  /** "provider amd, layer chips, basis unstated: headline 6 GW" */
  words: string;
  view: string;
  effectiveAt: string;
  knownAt: string;
  position: number;
  policy: string;
  viewHash: string;
  /** Confidential facts may be in it. */
  confidential?: true;
  /** At which the same answer is given for ever. */
  address: string;
  sources: NumberSource[];
}

/** Why a question has not one number, in words for whoever asked. */
export class NotOneNumber extends Error {
  constructor(
    readonly field: 'measure' | 'view',
    message: string,
  ) {
    super(message);
  }
}

const isKey = ([name, value]: [string, unknown]): boolean =>
  typeof value === 'string' && !['rests', 'flags'].includes(name);

const keysText = (entry: Entry): string =>
  Object.entries(entry)
    .filter(isKey)
    .map(([name, value]) => `${titleOf(name)} ${String(value)}`)
    .join(', ');

const isNamed = (name: string, measure: string): boolean => name === measure || titleOf(name) === measure;

/** The one row of an answer, and the one measure in it that is named. */
const numberIn = (
  { view, rows }: ViewAnswer,
  measure: string,
): { row: ViewAnswer['rows'][number]; name: string } => {
  const [row] = rows;
  if (!row || rows.length > 1)
    throw new NotOneNumber(
      'view',
      row
        ? `${view} has ${rows.length} rows here, and a citation is of one: ask for one ${Object.keys(row)
            .filter((name) => typeof row[name] === 'string')
            .join(', ')}`
        : `${view} has no row here`,
    );
  const measures = Object.keys(row).filter((name) => isMeasure(row[name]) || row[name] === null);
  const name = measures.find((one) => isNamed(one, measure));
  if (name === undefined)
    throw new NotOneNumber(
      'measure',
      `measure must be one of ${measures.join(', ')}${nearestHint(measure, measures)}`,
    );
  return { row, name };
};

const sourceOf = ({ source, quote }: RecordedEvent): NumberSource[] =>
  source
    ? [
        {
          title: source.title,
          kind: source.kind,
          ...(source.publisher !== undefined && { publisher: source.publisher }),
          ...(source.publishedOn !== undefined && { publishedOn: source.publishedOn }),
          ...(source.url !== undefined && { url: source.url }),
          ...(quote !== undefined && { quote }),
        },
      ]
    : [];

const sameSource = ({ title, url, quote = '' }: NumberSource): string => [title, url, quote].join('\n');

type FindEvents = (ids: readonly string[]) => Promise<readonly RecordedEvent[]>;

/** A number may rest on every event that there is: so many are looked at at a time, and their sources kept. */
const eventsAtOnce = 1_000;

/** Each source once, in the order of the log. */
const sourcesOf = async (ids: readonly string[], find: FindEvents): Promise<NumberSource[]> => {
  const sources = new Map<string, NumberSource>();
  for (let from = 0; from < ids.length; from += eventsAtOnce) {
    const events = await find(ids.slice(from, from + eventsAtOnce));
    for (const one of events.flatMap(sourceOf)) sources.set(sameSource(one), one);
  }
  return [...sources.values()];
};

/** What a number's citation is made of. Throws NotOneNumber where the answer has several rows, or no such measure. */
export const citeNumber = async (
  answer: ViewAnswer,
  measure: string,
  address: string,
  find: FindEvents,
): Promise<CitedNumber> => {
  const { row, name } = numberIn(answer, measure);
  const { view, effectiveAt, knownAt, position, policy, viewHash } = answer;
  const value = row[name];
  const sources = await sourcesOf(row.rests, find);
  return {
    words: `${keysText(row)}: ${titleOf(name)} ${measureText(name, isMeasure(value) ? value : null, row)}`,
    view,
    effectiveAt,
    knownAt,
    position,
    policy,
    viewHash,
    ...(answer.confidential && { confidential: true }),
    address,
    sources,
  };
};
