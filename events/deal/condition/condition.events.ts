import { Event, Holds } from '../../kit/declaration.js';
import { Power, Slug, VagueDate, YesOrNo } from '../../kit/fields.js';
import type { Quantity } from '../../kit/quantity.js';

/** What must hold before something happens; exactly one of the two. */
@Holds<Condition>(
  'give exactly one of energized and named',
  'named',
  ({ energized, named }) => (energized === undefined) !== (named === undefined),
)
export class Condition {
  @Power('So much of this deal is energized.', { optional: true }) energized?: Quantity;
  @Slug('A condition with a name, on which ConditionObserved reports.', { optional: true }) named?: string;
}

export class ConditionObserved extends Event('ConditionObserved', {
  version: 1,
  subject: 'condition',
  waits: false,
  sets: ['observed[]'],
  summary: 'Somebody looked whether a named condition holds.',
  example: { condition: 'price-target-1', holds: true, on: '2026-11-02' },
}) {
  @Slug('The condition.') condition!: string;
  @YesOrNo('Whether it holds.') holds!: boolean;
  @VagueDate('On which day it was so; the effective date when missing.', { optional: true }) on?: string;
}

export const conditionEvents = [ConditionObserved] as const;
