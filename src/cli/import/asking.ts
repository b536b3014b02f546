import type { ChangesAnswered } from '../../imports/ledger/read-answers.js';
import { type ChangeAnswer, changeAnswers } from '../../imports/ledger/change.js';
import type { MappingGiven } from '../../imports/mapping/mapping.js';
import type { ImportAnswer } from '../../messages/import-sheet.js';

/** Asks one question and gives the line that was typed. */
export type AskLine = (question: string) => Promise<string>;

/** What somebody at the terminal decided. */
export type ImportDecision =
  { next: 'record'; changes?: ChangesAnswered } | { next: 'again'; mapping: MappingGiven } | { next: 'stop' };

const answerTo = async (ask: AskLine, question: string): Promise<ChangeAnswer> => {
  for (;;) {
    const said = (await ask(question)).trim().toLowerCase();
    const answer = changeAnswers.find((one) => one === said);
    if (answer) return answer;
  }
};

const changesAnswered = async (
  ask: AskLine,
  { changes }: ImportAnswer,
): Promise<ChangesAnswered | undefined> => {
  const answered: Record<string, ChangeAnswer> = {};
  for (const { address, of, stream, ledger, sheet } of changes)
    answered[address] = await answerTo(
      ask,
      `${address}: ${of} of ${stream} is ${ledger} in the ledger, ${sheet} in the sheet. Were we wrong, or did the world change? (wrong, world, skip) `,
    );
  return changes.length > 0 ? answered : undefined;
};

/** "Value=amount": a column, by its header or letters, that is to be used otherwise. */
const editIn = (line: string): MappingGiven | undefined => {
  const [, column, role] = /^\s*(.+?)\s*=\s*([\w.]+)\s*$/.exec(line) ?? [];
  return column === undefined || role === undefined ? undefined : { columns: { [column]: role } };
};

/** What is to become of a sheet that was shown: recorded, read otherwise, or left. */
export const decideImport = async (ask: AskLine, answer: ImportAnswer): Promise<ImportDecision> => {
  const isGood = answer.errors.length === 0;
  const question = isGood
    ? 'Record it? (y, n, or a column to read otherwise, like "Value=amount") '
    : 'It cannot be recorded as it is. (n, or a column to read otherwise, like "Value=ignored") ';
  for (;;) {
    const line = await ask(question);
    const mapping = editIn(line);
    if (mapping) return { next: 'again', mapping };
    if (/^\s*(?:n|no|)\s*$/i.test(line)) return { next: 'stop' };
    if (isGood && /^\s*(?:y|yes)\s*$/i.test(line)) {
      const changes = await changesAnswered(ask, answer);
      return { next: 'record', ...(changes !== undefined && { changes }) };
    }
  }
};
