import type { Entry } from '../../projections/kit/line.js';
import { isMeasure, measureText } from '../../projections/wording/measure.js';
import { spansOf } from '../../projections/wording/spans.js';
import { ReadEvents } from '../messages/read-log.js';
import { citation, type ViewAnswer } from '../simulator/answer/view-answer.js';
import type { AskedLedger } from './tool.js';

/** The fact behind a number: who said what, when, and where. */
interface ToldSource {
  event: string;
  stream: string;
  type: string;
  knownOn: string;
  title?: string;
  publisher?: string;
  url?: string;
  quote?: string;
}

const mostSources = 25;

/** The events of these ids with their sources; what an edit assumed is not recorded, and has none. */
export const sourcesOf = async (ids: readonly string[], { ask }: AskedLedger): Promise<ToldSource[]> => {
  const events = await ask(new ReadEvents([...new Set(ids)].slice(0, mostSources)));
  return events.map(({ id, stream, type, knownOn, source, quote }) => ({
    event: id,
    stream,
    type,
    knownOn,
    ...(source && { title: source.title }),
    ...(source?.publisher !== undefined && { publisher: source.publisher }),
    ...(source?.url !== undefined && { url: source.url }),
    ...(quote !== undefined && { quote }),
  }));
};

const notTold = new Set(['restsCount']);

/** What each number of an entry comes to over all rival claims. */
const toldSpan = (entry: Entry): Record<string, unknown> =>
  Object.fromEntries(
    spansOf(entry).map(([name, ends]) => [name, { words: measureText(name, ends, entry), ...ends }]),
  );

/** An entry with each number in words beside its bounds, and the first events that it rests on. */
export const toldEntry = (entry: Entry): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(entry)
      .filter(([name]) => !notTold.has(name))
      .map(([name, value]): [string, unknown] => {
        if (name === 'rests' && Array.isArray(value)) return [name, value.slice(0, 3)];
        if (name === 'span') return [name, toldSpan(entry)];
        return [name, isMeasure(value) ? { words: measureText(name, value, entry), ...value } : value];
      }),
  );

/** A view's answer as an assistant reads it: rows and totals in words and whole numbers, with sources. */
export const toldView = async (
  answer: ViewAnswer,
  ledger: AskedLedger,
): Promise<Record<string, unknown>> => ({
  ...Object.fromEntries(citation(answer)),
  question: answer.question,
  totals: answer.totals.map(toldEntry),
  rows: answer.rows.map(toldEntry),
  undisclosed: answer.undisclosed,
  undated: answer.undated,
  notes: answer.notes,
  sources: await sourcesOf(
    answer.rows.flatMap(({ rests }) => rests),
    ledger,
  ),
});
