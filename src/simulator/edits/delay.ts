import { movedByMonths } from '../../../events/kit/date.js';
import { Text, VagueDate, Whole } from '../../../events/kit/fields.js';
import {
  checkTarget,
  type EditKind,
  fieldsOf,
  matched,
  outcome,
  schedulable,
  selectorReads,
} from './edit.js';

export class Delay {
  @Text('The deal or the tranche.', { most: 250 }) target!: string;
  @Whole('By how many months; negative brings forward.', { least: -1200, most: 1200 }) months!: number;
  @VagueDate('Only what is due from then on.', { optional: true }) from?: string;
}

export const delay: EditKind<Delay> = {
  op: 'delay',
  summary: 'What is not energized yet is due so many months later.',
  declared: Delay,
  check: ({ target }, log) => checkTarget(target, log),
  apply: ({ target, months, from }, log) => {
    const { acts, left } = schedulable(matched(target, log), from);
    const dated = acts.filter(({ tranche }) => tranche.due !== undefined && months !== 0);
    const undated = acts
      .filter(({ tranche }) => tranche.due === undefined)
      .map(({ reference }) => ({ target: reference, because: 'undated' }));
    for (const one of dated)
      log.change(one, 'CapacityRescheduled', { due: log.delayed(one, months, movedByMonths) });
    return outcome(dated, [...left, ...undated]);
  },
  footprint: ({ target, from }, log) => ({
    reads: selectorReads(target, log, from),
    writes: fieldsOf(target, log, 'due'),
  }),
};
