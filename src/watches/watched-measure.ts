import type { Result } from '../../events/kit/decode.js';
import { nearestHint } from '../../events/kit/nearest.js';
import { viewNamed } from '../../projections/index.js';
import { titleOf } from '../../projections/wording/measure.js';
import type { ViewAnswer } from '../simulator/answer/view-answer.js';
import { watchedTable } from './comparing.js';
import type { Watch } from './watch.js';

const isMeasureNamed = (name: string, measure: string): boolean =>
  name === measure || titleOf(name) === measure;

const measuresOf = (entry: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(entry).filter((name) => typeof entry[name] === 'object' && /[A-Z]|^hhi$/.test(name));

/** The measure that somebody named, of those that the answer has where the watch would watch. */
export const watchedMeasure = (
  answer: ViewAnswer,
  { question, measure: named }: Pick<Watch, 'question' | 'measure'>,
): Result<string> => {
  const refused = (detail: string): Result<string> => ({ problems: [{ pointer: '/measure', detail }] });
  const entries = watchedTable({ question }, answer);
  const declared = viewNamed(answer.view, question)?.measures ?? [];
  const names = [...new Set([...declared, ...entries.flatMap(measuresOf)])];
  const found = names.find((name) => isMeasureNamed(name, named));
  if (found === undefined)
    return refused(`measure must be one of ${names.join(', ')}${nearestHint(named, names)}`);
  if (entries.length > 0 && !entries.some((entry) => found in entry))
    return refused(`${found} has no total: say by what it is watched, with by in question`);
  return { value: found };
};
