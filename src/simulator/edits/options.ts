import type { Problem } from '../../../events/index.js';
import { Text } from '../../../events/kit/fields.js';
import type { EditedLog, TrancheTarget } from './edited-log.js';
import { endTranche } from './cancel.js';
import {
  checkTarget,
  type EditKind,
  endingReads,
  fieldsOf,
  targetsNamed,
  type EditOutcome,
  splitFields,
} from './edit.js';
import { isWhollyEnergized } from './running.js';
import { whyOver } from './standing.js';

export class TakeOption {
  @Text('The tranche, as deal/tranche.', { most: 250 }) tranche!: string;
}

/** What is promised as intent or on a condition is no option that somebody could take or let go. */
const checkOption = ({ tranche }: TakeOption, log: EditedLog): Problem[] => {
  if (!tranche.includes('/'))
    return [{ pointer: '/tranche', detail: 'must name a tranche, as deal/tranche' }];
  const problems = checkTarget(tranche, log, '/tranche');
  if (problems.length > 0) return problems;
  const other = targetsNamed(tranche, log).find(({ tranche: { bindingness } }) =>
    ['intent', 'contingent'].includes(bindingness),
  );
  return other
    ? [{ pointer: '/tranche', detail: `must be optional: ${tranche} is ${other.tranche.bindingness}` }]
    : [];
};

const takeWith =
  (act: (log: EditedLog, target: TrancheTarget) => void, keeps: (target: TrancheTarget) => boolean) =>
  ({ tranche }: TakeOption, log: EditedLog): EditOutcome => {
    const all = targetsNamed(tranche, log);
    const open = all.filter(
      (one) => one.tranche.bindingness === 'optional' && !keeps(one) && !whyOver(log, one),
    );
    for (const one of open) act(log, one);
    if (open.length > 0) return { touched: open.map(({ reference }) => reference) };
    const [first] = all;
    const over = first && (keeps(first) ? 'energized' : whyOver(log, first));
    return { touched: [], because: over ?? (first ? 'firm already' : 'gone') };
  };

const footprintOf =
  (field: string) =>
  ({ tranche }: TakeOption, log: EditedLog) => ({
    // What is firm is no option any more: it does not lapse; and what is gone is none, either.
    reads: [...fieldsOf(tranche, log, 'bindingness'), ...endingReads(tranche, log)],
    writes: [...fieldsOf(tranche, log, field), ...(field === 'fate' ? splitFields(tranche, log) : [])],
  });

export const exercise: EditKind<TakeOption> = {
  op: 'exercise',
  summary: 'An option is taken: the tranche is firm.',
  declared: TakeOption,
  keepsToTranche: true,
  check: checkOption,
  apply: takeWith(
    (log, target) => log.change(target, 'OptionExercised', {}),
    () => false,
  ),
  footprint: footprintOf('bindingness'),
};

export const lapse: EditKind<TakeOption> = {
  op: 'lapse',
  summary: 'An option is let go: what of the tranche is not energized leaves the headline.',
  declared: TakeOption,
  keepsToTranche: true,
  check: checkOption,
  apply: takeWith((log, target) => endTranche(log, target, 'OptionLapsed'), isWhollyEnergized),
  footprint: footprintOf('fate'),
};
