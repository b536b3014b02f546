import type { Problem } from '../../../events/index.js';
import { Obstacle, RuleBroken } from '../../messages/refusals.js';
import { moreText, toldErrors } from '../../messages/told-errors.js';
import { exitReasonOf, type ExitReason } from '../failure.js';
import type { EventFile } from './event-file.js';

/** The file and the place in it of the event at an index of all. */
const placeIn = (files: readonly EventFile[], index: number, pointer: string): string => {
  let at = index;
  for (const { events, placeOf } of files) {
    if (at < events.length) return placeOf(at, pointer);
    at -= events.length;
  }
  return files[0]?.placeOf(0, pointer) ?? '';
};

/** A detail that begins with the name that its pointer ends in says it once. */
const sentence = (pointer: string, detail: string): string => {
  const name = pointer.slice(pointer.lastIndexOf('/') + 1);
  return name !== '' && detail.startsWith(`${name} `) ? detail.slice(name.length + 1) : detail;
};

/** "deals.ndjson:3 /body/power must be …". */
const line = ({ pointer, detail, rule }: Problem, files: readonly EventFile[]): string => {
  const count = files.reduce((sum, { events }) => sum + events.length, 0);
  const [, first = '0', rest = pointer] = (count === 1 ? null : /^\/(\d+)(.*)$/.exec(pointer)) ?? [];
  const broken = rule === undefined ? '' : `(${rule})`;
  return [placeIn(files, Number(first), rest), rest, sentence(rest, detail), broken]
    .filter(Boolean)
    .join(' ');
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
    outcome: exitReasonOf(error),
    lines: [title, ...[...lines, ...moreText(told)].map((text) => `  ${text}`)],
    waits: error instanceof RuleBroken,
  };
};
