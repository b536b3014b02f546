import type { Problem } from '../../../../../events/kit/decode.js';
import type { SheetReading } from './bench.js';

/** The line that a problem of the answer is about; none where it is about what comes before the edits. */
export const lineOfProblem = ({ lineOf }: SheetReading, { pointer }: Problem): number | undefined =>
  lineOf[Number(/^\/edits\/(\d+)/.exec(pointer)?.[1] ?? NaN)];

const mendIt = 'mend it, switch it off or remove it first';

const unreadText = ({ lines, reads }: SheetReading): string | undefined => {
  const wrong = reads.findIndex((read, line) => 'problem' in read && !lines[line]!.isOff);
  return wrong < 0 ? undefined : `Edit ${wrong + 1} cannot be read: ${mendIt}.`;
};

const refusedText = (reading: SheetReading, problem: Problem): string => {
  const line = lineOfProblem(reading, problem);
  return line === undefined
    ? `It is refused: ${problem.detail}.`
    : `Edit ${line + 1} is refused: ${problem.detail}. So ${mendIt}.`;
};

/** Why what is on the bench is neither saved nor shared; undefined where nothing speaks against it. */
export const hindranceOf = (
  typed: string,
  reading: SheetReading,
  problems: readonly Problem[] = [],
): string | undefined => {
  if (typed.trim() !== '')
    return 'The field holds an edit that is not among them: add it, or empty the field.';
  return unreadText(reading) ?? (problems[0] && refusedText(reading, problems[0]));
};
