import { moveByMonths } from '../../../events/kit/date.js';
import { Text, VagueDate, Whole } from '../../../events/kit/fields.js';
import type { EditedLog } from './edited-log.js';
import {
  checkTarget,
  type EditKind,
  fieldsOf,
  isPayment,
  targetsNamed,
  type EditOutcome,
  outcome,
  targetsToSchedule,
  selectorReads,
  splitFields,
} from './edit.js';
import { delayMoney, paymentsLeft, moneyReads, moneyWrites, paymentsOf, mergeOutcomes } from './money.js';
import { idlePartOf, rejoin } from './portions.js';

export class Delay {
  @Text('The deal, the tranche or the payment.', { most: 250 }) target!: string;
  @Whole('By how many months; negative brings forward.', { least: -1200, most: 1200 }) months!: number;
  @VagueDate('Only what is due from then on.', { optional: true }) from?: string;
}

const delayTranches = ({ target, months, from }: Delay, log: EditedLog): EditOutcome => {
  const { acts, left } = targetsToSchedule(targetsNamed(target, log), from, log);
  const dated = acts.filter(({ tranche }) => tranche.due !== undefined && months !== 0);
  const undated = acts
    .filter(({ tranche }) => tranche.due === undefined)
    .map(({ reference }) => ({ target: reference, because: 'undated' }));
  for (const one of dated) {
    const part = idlePartOf(log, one);
    const due = log.delayed(part.reference, part.tranche.due!, months, moveByMonths);
    log.change(part, 'CapacityRescheduled', { due });
    rejoin(log, part);
  }
  return outcome(dated, [...left, ...undated, ...paymentsLeft(target, log)]);
};

export const delay: EditKind<Delay> = {
  op: 'delay',
  summary: 'What is not energized yet is due so many months later; of a payment what falls due from then on.',
  declared: Delay,
  keepsToTranche: true,
  check: ({ target }, log) => checkTarget(target, log, '/target', true),
  apply: (edit, log) => {
    const { target, months, from } = edit;
    return isPayment(target, log)
      ? mergeOutcomes(paymentsOf(target, log).map((money) => delayMoney(log, money, months, from)))
      : delayTranches(edit, log);
  },
  footprint: ({ target, from }, log) =>
    isPayment(target, log)
      ? { reads: moneyReads(target, log), writes: moneyWrites(target, log, 'over') }
      : {
          reads: selectorReads(target, log, from),
          writes: [...fieldsOf(target, log, 'due'), ...splitFields(target, log)],
        },
};
