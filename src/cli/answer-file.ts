import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import type { ViewAnswer } from '../simulator/answer/view-answer.js';
import type { PictureFile } from '../charts/render-svg.js';
import { writePng } from './drawn.js';
import { Stop } from './failure.js';
import type { LedgerClient } from './ledger.js';

export interface AnswerFileOptions {
  output?: string;
  force?: boolean;
}

/** By its ending, how an answer is written into a file. Throws Stop where that says nothing, or the file is there. */
export const formatOfFile = async (
  view: string,
  path: string,
  { force }: AnswerFileOptions,
): Promise<string> => {
  const { endingsOf } = await import('../formats/answers.js');
  const { viewNamed } = await import('../../projections/index.js');
  const endings = ['json', 'svg', 'png', ...endingsOf(viewNamed(view))];
  const name = path.toLowerCase();
  // The longest one: a file of statements ends in .json, too.
  const ending =
    endings.toSorted((one, other) => other.length - one.length).find((one) => name.endsWith(`.${one}`)) ??
    extname(name).slice(1);
  if (!endings.includes(ending))
    throw new Stop('usage', `${path} must end in ${endings.map((one) => `.${one}`).join(', ')}.`);
  if (existsSync(path) && !force)
    throw new Stop('conflict', `${path} is there already; --force overwrites it.`);
  return ending;
};

/** What the question of a file has to ask for. */
export const askedByFormat = async (ending: string): Promise<Readonly<Record<string, string>>> =>
  (await import('../formats/answers.js')).formats[ending]?.asks ?? {};

/** Writes an answer with its sources looked up in the ledger; its picture is drawn by who asks. */
export const writeAnswer = async (
  path: string,
  ending: string,
  answer: ViewAnswer,
  { ask }: Pick<LedgerClient, 'ask'>,
  draw: () => Promise<PictureFile>,
): Promise<void> => {
  if (ending === 'png') return writePng(await draw(), path);
  const { formats } = await import('../formats/answers.js');
  const { isOneParty, ReadEvents, ShowParties } = await import('./ledger.js');
  const { writeToFile } = await import('./export/files.js');
  const format = formats[ending];
  const content = format
    ? await format.write(answer, {
        events: async (ids) => ask(new ReadEvents(ids)),
        parties: async (cut) => {
          const list = await ask(new ShowParties(cut));
          return isOneParty(list) ? [] : list.parties;
        },
      })
    : ending === 'svg'
      ? (await draw()).svg
      : `${JSON.stringify(answer, null, 2)}\n`;
  await writeToFile([content], path, 0o644);
};
