import type { AskQuery } from './asking.js';
import type { Row } from '../../../projections/kit/line.js';
import { type LogPage, ReadLog } from '../../messages/read-log.js';
import { ShowView } from '../../messages/show-view.js';
import type { ViewAnswer } from '../../simulator/answer/view-answer.js';
import { isMeasure, measureText, titleOf } from '../../../projections/wording/measure.js';
import type { RecordedEvent } from '../../../events/kit/envelope.js';

/** The most telling numbers first. */
const questions = [
  ['compute-capacity', 'tranche'],
  ['obligations', 'payer,payee,payment'],
  ['ownership', 'holder,issuer'],
  ['market-share', 'market,publisher,period,party'],
] as const;

/** A sentence that stands behind a number, not beside it. */
const statesAmount = ({ body }: RecordedEvent): boolean =>
  Object.values(body).some((value) => typeof value === 'object' && value !== null && 'qualifier' in value);

const pageSize = 1_000;
const mostPages = 10;

const quotedEvents = async (ask: AskQuery): Promise<Map<string, RecordedEvent>> => {
  const found = new Map<string, RecordedEvent>();
  let after: number | null = 0;
  for (let page = 0; page < mostPages && after !== null; page++) {
    const { events, next }: LogPage = await ask(new ReadLog({ after, limit: pageSize }));
    for (const event of events)
      if (event.quote && event.source && statesAmount(event)) found.set(event.id, event);
    after = next;
  }
  return found;
};

/** The first known number of a row that says something. */
const numberOf = (row: Row): string | undefined => {
  const found = Object.entries(row).find(
    ([, value]) => isMeasure(value) && (value.low !== 0 || Boolean(value.point)),
  );
  return found && isMeasure(found[1])
    ? `${titleOf(found[0])} ${measureText(found[0], found[1], row)}`
    : undefined;
};

const nameOf = (row: Row): string =>
  [...new Set(Object.values(row).filter((value) => typeof value === 'string'))].join(', ');

const width = 92;

const cut = (text: string): string => (text.length > width ? `${text.slice(0, width - 1)}…` : text);

const linesOf = (row: Row, event: RecordedEvent): string[] | undefined => {
  const number = numberOf(row);
  if (number === undefined) return undefined;
  const { publisher, title, url } = event.source!;
  return [
    cut(`Sourced: ${nameOf(row)}: ${number}`),
    cut(`  “${event.quote}”`),
    cut(`  ${[publisher, title].filter(Boolean).join(', ')}, known ${event.knownOn}`),
    ...(url && url.length < width ? [`  ${url}`] : []),
  ];
};

const quotedLines = (
  { rows }: ViewAnswer,
  quotes: ReadonlyMap<string, RecordedEvent>,
): string[] | undefined => {
  for (const row of rows) {
    const id = row.rests.find((one) => quotes.has(one));
    const lines = id === undefined ? undefined : linesOf(row, quotes.get(id)!);
    if (lines) return lines;
  }
  return undefined;
};

/** A number, and a sentence that it rests on. */
export const quotedNumber = async (ask: AskQuery): Promise<string[]> => {
  const quotes = await quotedEvents(ask);
  for (const [view, by] of quotes.size > 0 ? questions : []) {
    const lines = quotedLines(await ask(new ShowView(view, { by })), quotes);
    if (lines) return lines;
  }
  return [];
};
