import { differs, type Answer, type Cell, type Difference } from './compare.js';
import type { Recorded } from './log.js';
import { readLog } from './log.js';
import type { Question } from './questions.js';

export const exportedLog = async (url: string): Promise<Recorded[]> =>
  readLog(await (await fetch(`${url}/api/v1/events.ndjson`)).text());

/** Every number of an answer beside its recount. */
export const recountOf = async (
  url: string,
  log: readonly Recorded[],
  question: Question,
): Promise<Cell[]> => {
  const response = await fetch(url + question.address);
  if (!response.ok) throw new Error(`${response.status} ${question.address}: ${await response.text()}`);
  return question.cells(log, (await response.json()) as Answer);
};

export interface Tally {
  numbers: number;
  differences: Difference[];
}

export const tally = async (
  url: string,
  log: readonly Recorded[],
  questions: readonly Question[],
): Promise<Tally> => {
  const all: Tally = { numbers: 0, differences: [] };
  for (const question of questions) {
    const cells = await recountOf(url, log, question);
    all.numbers += cells.length;
    all.differences.push(...cells.filter(differs).map((cell) => ({ ...cell, address: question.address })));
  }
  return all;
};
