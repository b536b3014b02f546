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
export const formatOfFile = async (path: string, { force }: AnswerFileOptions): Promise<string> => {
  const { formats } = await import('../formats/answers.js');
  const ending = extname(path).slice(1).toLowerCase();
  const endings = ['json', 'svg', 'png', ...Object.keys(formats)];
  if (!endings.includes(ending))
    throw new Stop('usage', `${path} must end in ${endings.map((one) => `.${one}`).join(', ')}.`);
  if (existsSync(path) && !force)
    throw new Stop('conflict', `${path} is there already; --force overwrites it.`);
  return ending;
};

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
  const { ReadEvents } = await import('./ledger.js');
  const { writeToFile } = await import('./export/files.js');
  const format = formats[ending];
  const content = format
    ? await format.write(answer, async (ids) => ask(new ReadEvents(ids)))
    : ending === 'svg'
      ? (await draw()).svg
      : `${JSON.stringify(answer, null, 2)}\n`;
  await writeToFile([content], path, 0o644);
};
