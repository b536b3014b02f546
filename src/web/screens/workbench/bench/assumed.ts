import { isPlainObject } from '../../../../../events/kit/json.js';
import type { Effect } from '../../../../simulator/answer/run.js';
import { plural } from '../../../../charts/words/dates.js';
import { listed } from '../../../findings/said.js';
import { percentSaid } from '../../../../../projections/wording/percent-said.js';
import type { EditSayer } from './use-said.js';
import type { PlainEdit } from './words.js';

/** What was drawn for a field, in its unit; the assumption is named by the field that it fills. */
export const drawnValue = (field: string, value: number): string =>
  field === 'toBp' ? `${value / 100}%` : field === 'months' ? plural(value, 'month') : String(value);

/** An alternative by itself, without how likely it is. */
export const alternativeSaid = (
  edit: PlainEdit | undefined,
  number: number,
  { say }: Pick<EditSayer, 'say'>,
): string => {
  const alternatives = edit?.edits;
  const one: unknown = Array.isArray(alternatives) ? alternatives[number] : undefined;
  return isPlainObject(one) ? say([{ ...one, probability: undefined }]) : `alternative ${number + 1}`;
};

/** What the views, in which nothing is drawn, assume of an edit that is uncertain; nothing of one that is certain. */
export const assumedSaid = (
  { assumed }: Effect,
  edit: PlainEdit | undefined,
  said: Pick<EditSayer, 'say'>,
): string | undefined => {
  if (!assumed) return undefined;
  const { made, probability = 0, alternative, value } = assumed;
  const likely = percentSaid(probability);
  if (value !== undefined) {
    const [field = ''] = String(edit?.assumption).split(' ');
    return `The views assume ${drawnValue(field, value)}, the median.`;
  }
  if (alternative === null) return `The views assume none of the alternatives: that is ${likely} likely.`;
  if (alternative !== undefined)
    return `The views assume “${alternativeSaid(edit, alternative, said)}”: it is ${likely} likely.`;
  return `The views assume it ${made ? 'made' : 'not made'}: it is ${likely} likely.`;
};

/** Which edits the answer above is without, as they are less likely than not. */
export const leftOutSaid = (
  effects: readonly Effect[],
  lineOf: readonly number[],
  before: number,
): string | undefined => {
  const numbers = effects
    .filter(({ assumed }) => assumed && !assumed.made)
    .flatMap(({ edit }) => lineOf[edit - before] ?? [])
    .map((line) => String(line + 1));
  if (numbers.length === 0) return undefined;
  const [which, are] = numbers.length === 1 ? ['Edit', 'is'] : ['Edits', 'are'];
  return `${which} ${listed(numbers)} ${are} not in it: less likely than not. What may come of all of them stands under “Chances, causes and goals”.`;
};
