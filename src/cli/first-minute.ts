import type { QueryBus } from '@nestjs/cqrs';
import type { AskQuery } from './first-minute/asking.js';
import { changedNumber } from './first-minute/changed.js';
import { ladder } from './first-minute/ladder.js';
import { quotedNumber } from './first-minute/quoted.js';
import { whatIfExample } from './first-minute/what-if.js';
import { attachAttention } from '../messages/attention.js';
import { ShowView } from '../messages/show-view.js';
import { ProveLog } from '../messages/verify-log.js';
import { readGiven } from '../simulator/answer/written-answer.js';

const addresses = (address: string): string[] => [
  `The page      ${address}/`,
  `The API       ${address}/docs`,
];

const empty = [
  'The ledger is empty. Record the first events, a party before the deals that name it:',
  '',
  `  echo '{"stream":"party-openai","type":"PartyRegistered","body":{"name":"OpenAI","kind":"company"}}' \\`,
  '    | npx gigaledger record -',
  '',
  '`npx gigaledger types` lists what can be recorded, `npx gigaledger types DealAnnounced` shows its fields.',
];

/**
 * Of more events than these a tour could not be had in time. It would be called off with all that the process beside had
 * read for it, after whoever comes first had waited for its turn.
 */
const mostToured = 100_000;

const greeting = async (position: number, ask: AskQuery): Promise<string[]> => {
  const { effectiveAt } = await ask(new ShowView('compute-capacity', { by: 'layer' }));
  return [`${position} events are in the ledger. What they say on ${effectiveAt}:`];
};

const tooMany = (position: number): string[] => [
  `${position} events are in the ledger: too many to be told of here. Ask for what they say on the page.`,
];

type Chapter = (ask: AskQuery) => Promise<string[]>;

/** What is told of a ledger of so many events. */
const chaptersOf = (position: number): readonly Chapter[] => {
  if (position === 0) return [async () => empty];
  if (position > mostToured) return [async () => tooMany(position)];
  return [(ask) => greeting(position, ask), ladder, changedNumber, quotedNumber, whatIfExample];
};

const patienceMs = 10_000;

const leftOut = (ms: number): string[] => [
  `What takes more than ${ms / 1_000} s or more memory than there is is left out here: ask for it on the page.`,
];

const textOf = (lines: readonly string[]): string => `${lines.join('\n')}\n`;

/** Asks for as long as there is time; what is asked later is refused. */
const askUntil =
  (queries: QueryBus, signal: AbortSignal): AskQuery =>
  async (query) => {
    signal.throwIfAborted();
    return readGiven(await queries.execute(attachAttention(query, { signal })));
  };

/** What was asked for the tour, or nothing where it cannot be had in time: a greeting must not fail. */
const inTime = async <T>(asking: Promise<T>): Promise<T | undefined> => {
  try {
    return await asking;
  } catch {
    return undefined;
  }
};

/**
 * What there is to see in the first minute, piece by piece: where the ledger is served, at once; then what its answers
 * say, as far as they are there in time; and again where to look.
 */
export async function* firstMinute(
  queries: QueryBus,
  address: string,
  waitMs = patienceMs,
): AsyncGenerator<string> {
  yield textOf([`Serving at ${address}/`]);
  const ask = askUntil(queries, AbortSignal.timeout(waitMs));
  const head = await inTime(ask(new ProveLog()));
  let isWhole = head !== undefined;
  for (const chapter of head ? chaptersOf(head.position) : []) {
    const lines = await inTime(chapter(ask));
    isWhole &&= lines !== undefined;
    if (lines && lines.length > 0) yield textOf([...lines, '']);
  }
  if (!isWhole) yield textOf([...leftOut(waitMs), '']);
  yield textOf(addresses(address));
}
