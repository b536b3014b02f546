import { Holds } from '../../../events/kit/declaration.js';
import { Nested, Text, Whole } from '../../../events/kit/fields.js';
import { Distribution } from '../chance/distribution.js';
import type { EditKind } from './edit.js';

@Holds<SetAssumption>(
  'give value or distribution, one of the two',
  'value',
  ({ value, distribution }) => (value === undefined) !== (distribution === undefined),
)
export class SetAssumption {
  @Text('The name of the assumption; edits read it as {"assumption": name} in the place of a value.', {
    most: 100,
  })
  assumption!: string;
  @Whole('Its value.', { optional: true, least: -Number.MAX_SAFE_INTEGER }) value?: number;
  @Nested(() => Distribution, 'What its value is drawn from; without draws it is the median.', {
    optional: true,
  })
  distribution?: Distribution;
}

/** What edits after it read. The value is put into them when the scenario is read. */
export const set: EditKind<SetAssumption> = {
  op: 'set',
  summary: 'An assumption has this value, or is drawn from this distribution, for the edits after it.',
  declared: SetAssumption,
  check: () => [],
  apply: ({ assumption }, _log, { read }) => ({
    touched: read.has(assumption) ? [`assumption:${assumption}`] : [],
  }),
  footprint: ({ assumption }) => ({ reads: [], writes: [`assumption:${assumption}`] }),
};
