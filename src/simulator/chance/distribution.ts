import { Holds } from '../../../events/kit/declaration.js';
import { OneOf, Whole } from '../../../events/kit/fields.js';
import { referenceClasses, referenceNames } from './reference-classes.js';

const widest = 1_000;

const isRange = ({ least, most }: Distribution): boolean => least !== undefined || most !== undefined;

@Holds<Distribution>(
  'give reference, values, or least and most: one of the three',
  'reference',
  (given) =>
    [given.reference !== undefined, given.values !== undefined, isRange(given)].filter(Boolean).length === 1,
)
@Holds<Distribution>(
  'least and most belong together, at most a thousand apart',
  'most',
  ({ least, most }) =>
    (least === undefined && most === undefined) ||
    (least !== undefined && most !== undefined && most >= least && most - least < widest),
)
export class Distribution {
  @OneOf(
    referenceNames,
    `A reference class. ${referenceNames.map((name) => `${name}: ${referenceClasses[name]!.says} ${referenceClasses[name]!.origin}`).join(' ')}`,
    { optional: true },
  )
  reference?: string;
  @Whole('Equally likely values; one that stands twice is twice as likely.', {
    optional: true,
    list: true,
    least: -Number.MAX_SAFE_INTEGER,
  })
  values?: number[];
  @Whole('Every whole number from here …', { optional: true, least: -Number.MAX_SAFE_INTEGER })
  least?: number;
  @Whole('… to here, equally likely.', { optional: true, least: -Number.MAX_SAFE_INTEGER }) most?: number;
}

/** The table of equally likely whole numbers that a distribution stands for. */
export const tableOf = ({ reference, values, least, most }: Distribution): readonly number[] => {
  if (values) return values;
  if (reference !== undefined)
    return referenceClasses[reference]!.runs.flatMap(([value, times]) =>
      Array.from({ length: times }, () => value),
    );
  return Array.from({ length: most! - least! + 1 }, (_, index) => least! + index);
};

export const originOf = ({ reference, values }: Distribution): string =>
  reference !== undefined
    ? `${reference}: ${referenceClasses[reference]!.origin}`
    : values
      ? 'Values given with the scenario, equally likely.'
      : 'A range given with the scenario, every whole number equally likely.';
