import { CommanderError } from 'commander';
import { reasonOf } from '../../events/kit/reason.js';
import type { Problem } from '../../events/index.js';
import { BadConfiguration } from '../configuration.js';
import { Obstacle } from '../messages/refusals.js';
import { moreText, toldErrors } from '../messages/told-errors.js';
import { say } from './terminal.js';

/** What the shell is told. */
export const exitCodes = { ok: 0, failure: 1, usage: 2, notFound: 3, conflict: 4, checkFailed: 5 } as const;
export type ExitReason = keyof typeof exitCodes;

/** Why a verb ends here, in words for whoever called it. */
export class Stop extends Error {
  constructor(
    readonly outcome: ExitReason,
    message: string,
  ) {
    super(message);
  }
}

const outcomeOfStatus: Readonly<Record<number, ExitReason>> = {
  400: 'usage',
  404: 'notFound',
  409: 'conflict',
  412: 'conflict',
};

const outcomeOfCommander = (error: CommanderError): ExitReason => (error.exitCode === 0 ? 'ok' : 'usage');

export const exitReasonOf = (error: unknown): ExitReason => {
  if (error instanceof Stop) return error.outcome;
  if (error instanceof CommanderError) return outcomeOfCommander(error);
  if (error instanceof BadConfiguration) return 'usage';
  return (error instanceof Obstacle && outcomeOfStatus[error.status]) || 'failure';
};

export const exitCodeOf = (error: unknown): number => exitCodes[exitReasonOf(error)];

/** "/resources/0/kind: kind is required"; what names its only field itself needs no other place. */
const problemText = ({ pointer, detail }: Problem): string =>
  pointer === '' || detail.startsWith(`${pointer.slice(1)} `) ? detail : `${pointer}: ${detail}`;

/** A refusal in lines: what is wrong, and every place at which it is. */
const linesOf = (refusal: Obstacle): string[] => {
  const rule = typeof refusal.more.rule === 'string' ? ` (${refusal.more.rule})` : '';
  const places = toldErrors(refusal.problems.filter(({ detail }) => detail !== refusal.message));
  return [
    `${refusal.title}${rule}: ${refusal.message}`,
    ...[...places.errors.map(problemText), ...moreText(places)].map((text) => `  ${text}`),
  ];
};

/** Says on stderr what went wrong; the parser has said its part itself. */
export const report = (error: unknown): void => {
  if (error instanceof CommanderError) return;
  if (error instanceof Obstacle) linesOf(error).forEach((line) => say(line));
  else if (error instanceof Stop || error instanceof BadConfiguration)
    error.message.split('\n').forEach((line) => say(line));
  else say(`gigaledger failed: ${reasonOf(error)}`);
};
