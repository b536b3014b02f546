import type { Problem } from '../../../events/index.js';
import { Obstacle, RuleBroken } from '../../messages/refusals.js';
import { moreText, toldErrors } from '../../messages/told-errors.js';
import { exitCodeOf, exitCodes, type ExitReason } from '../failure.js';
import type { EventFile } from './event-file.js';

const outcomeOf = (error: unknown): ExitReason => {
  const code = exitCodeOf(error);
  return (Object.keys(exitCodes) as ExitReason[]).find((outcome) => exitCodes[outcome] === code) ?? 'failure';
};

/** The file and the index in it of the event at an index of all. */
const locateEvent = (files: readonly EventFile[], index: number): { file: EventFile; at: number } => {
  let at = index;
  for (const file of files) {
    if (at < file.events.length) return { file, at };
    at -= file.events.length;
  }
  return { file: files[0]!, at: 0 };
};

/** A detail that begins with the name that its pointer ends in says it once. */
const sentence = (pointer: string, detail: string): string => {
  const name = pointer.slice(pointer.lastIndexOf('/') + 1);
  return name !== '' && detail.startsWith(`${name} `) ? detail.slice(name.length + 1) : detail;
};

/** "deals.ndjson:3 /body/power must be …". */
const line = ({ pointer, detail, rule }: Problem, files: readonly EventFile[]): string => {
  const count = files.reduce((sum, { events }) => sum + events.length, 0);
  const [, first, rest] =
    count === 1 ? ['', '0', pointer] : (/^\/(\d+)(.*)$/.exec(pointer) ?? ['', '0', pointer]);
  const { file, at } = locateEvent(files, Number(first));
  const broken = rule === undefined ? '' : `(${rule})`;
  return [file.placeOf(at, rest!), rest, sentence(rest!, detail), broken].filter(Boolean).join(' ');
};

/** The places at which a batch was refused, in lines. */
export const refusalOf = (
  error: unknown,
  files: readonly EventFile[],
): { outcome: ExitReason; lines: string[]; waits: boolean } => {
  if (!(error instanceof Obstacle)) throw error;
  const isOne = error.problems.length === 1;
  const rule = isOne && typeof error.more.rule === 'string' ? ` (${error.more.rule})` : '';
  const title = `${files.map(({ name }) => name).join(', ')}: ${error.title}${rule}`;
  const told = toldErrors(error.problems);
  const lines =
    told.errors.length > 0
      ? told.errors.map(({ rule: own, ...problem }) =>
          line({ ...problem, ...(!isOne && own !== undefined && { rule: own }) }, files),
        )
      : [error.message];
  return {
    outcome: outcomeOf(error),
    lines: [title, ...[...lines, ...moreText(told)].map((text) => `  ${text}`)],
    waits: error instanceof RuleBroken,
  };
};
