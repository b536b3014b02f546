import { Text, VagueDate } from '../../../events/kit/fields.js';
import { isEnded } from '../../../events/deal/deal.words.js';
import type { EditedLog, TrancheTarget } from './edited-log.js';
import {
  checkTarget,
  type EditKind,
  fieldsOf,
  isPayment,
  targetsNamed,
  type EditOutcome,
  outcome,
  partsOf,
  targetsToSchedule,
  selectorReads,
  splitFields,
} from './edit.js';
import { cancelMoney, moneyReads, paymentNames, paymentsOf, mergeOutcomes } from './money.js';
import { isPartlyEnergized } from './running.js';

export class Cancel {
  @Text('The deal, the tranche or the payment.', { most: 250 }) target!: string;
  @VagueDate(
    "Only what is due from then on; of money what falls due from the question's date on when missing.",
    {
      optional: true,
    },
  )
  from?: string;
}

/** Of what draws power only the level that does is left. */
export const endTranche = (log: EditedLog, target: TrancheTarget, type: string): void => {
  const { energized } = target.tranche;
  if (isPartlyEnergized(target)) log.change(target, 'CapacityResized', { power: energized });
  else log.change(target, type, {});
};

const cancelTranches = ({ target, from }: Cancel, log: EditedLog): EditOutcome => {
  const { acts, left } = targetsToSchedule(targetsNamed(target, log), from, log, true);
  for (const one of acts) endTranche(log, one, 'CapacityCancelled');
  return outcome(acts, left);
};

const cancelPayments = ({ target, from }: Cancel, log: EditedLog): EditOutcome =>
  mergeOutcomes(paymentsOf(target, log).map((money) => cancelMoney(log, money, from)));

/** A whole deal takes its payments with it; without a date it ends. What is energized, and what was due before, stays. */
const cancelDeal = (edit: Cancel, log: EditedLog): EditOutcome => {
  const { target, from } = edit;
  if (isEnded(log.deal(target).stage)) return { touched: [], because: `${log.deal(target).stage} already` };
  const both = mergeOutcomes([cancelTranches(edit, log), cancelPayments(edit, log)]);
  if (from !== undefined) return both;
  log.act(target, 'StageReached', { stage: 'cancelled' });
  return { ...both, touched: [target, ...both.touched] };
};

export const cancel: EditKind<Cancel> = {
  op: 'cancel',
  summary: 'What is not energized and what is not due yet falls away; rules then react.',
  declared: Cancel,
  keepsToTranche: true,
  check: ({ target }, log) => checkTarget(target, log, '/target', true),
  apply: (edit, log) => {
    if (isPayment(edit.target, log)) return cancelPayments(edit, log);
    return edit.target.includes('/') ? cancelTranches(edit, log) : cancelDeal(edit, log);
  },
  footprint: ({ target, from }, log) => {
    const isMoney = isPayment(target, log);
    const names = isMoney || !target.includes('/') ? paymentNames(target, log) : [];
    return {
      reads: [
        ...(isMoney ? [] : selectorReads(target, log, from)),
        // What has been released, and stays, follows from all that draws power.
        ...(names.length > 0 ? [...moneyReads(target, log), `${partsOf(target).stream}.*`] : []),
      ],
      writes: [
        ...names.flatMap((name) => [`${name}.fate`, `${name}.over`, `${name}.amount`]),
        ...(isMoney
          ? []
          : [`${target}.stage`, ...fieldsOf(target, log, 'fate'), ...splitFields(target, log)]),
      ],
    };
  },
};
