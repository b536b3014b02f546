import { Text, VagueDate } from '../../../events/kit/fields.js';
import { boundsOf } from '../../../events/kit/quantity.js';
import { type EditedLog, isEnergized, type Target } from '../edited-log.js';
import {
  checkTarget,
  type EditKind,
  fieldsOf,
  isPayment,
  matched,
  type Outcome,
  outcome,
  partsOf,
  schedulable,
  selectorReads,
} from './edit.js';

export class Cancel {
  @Text('The deal, the tranche or the payment.', { most: 250 }) target!: string;
  @VagueDate('Only what is due from then on.', { optional: true }) from?: string;
}

const cancelPayment = (target: string, log: EditedLog): Outcome => {
  const { stream, part } = partsOf(target);
  const payment = log.deal(stream).payments.get(part!);
  if (!payment || payment.cancelled) return { touched: [] };
  log.act(stream, 'PaymentCancelled', { payment: part });
  return { touched: [target] };
};

/** Of what draws power only the level that does is left. */
const keepEnergized = (target: Target, log: EditedLog): boolean => {
  const { energized, power } = target.tranche;
  const isWhole = boundsOf(energized!).low >= (boundsOf(power).high ?? boundsOf(power).low);
  if (!isWhole) log.change(target, 'CapacityResized', { power: energized });
  return !isWhole;
};

const isAfter = (from: string | undefined, target: Target): boolean => {
  const { energized: _, ...rest } = target.tranche;
  return schedulable([{ ...target, tranche: rest }], from).acts.length > 0;
};

const cancelTranches = ({ target, from }: Cancel, log: EditedLog): Outcome => {
  const targets = matched(target, log);
  const { acts, left } = schedulable(targets, from);
  const cut = targets
    .filter((one) => isEnergized(one) && isAfter(from, one))
    .filter((one) => keepEnergized(one, log));
  for (const one of acts) log.change(one, 'CapacityCancelled', {});
  return outcome(
    [...acts, ...cut],
    left.filter(({ target: name }) => !cut.some(({ reference }) => reference === name)),
  );
};

/** Without a date a whole deal ends, and its payments with it; what is energized stays. */
const cancelDeal = (edit: Cancel, log: EditedLog): Outcome => {
  const { target } = edit;
  const deal = log.deal(target);
  if (deal.stage === 'cancelled') return { touched: [] };
  const { touched, left } = cancelTranches(edit, log);
  log.act(target, 'StageReached', { stage: 'cancelled' });
  return { touched: [target, ...touched], ...(left && { left }) };
};

/** What draws power is cut to the level that does. */
const cutFields = (target: string, log: EditedLog): string[] =>
  matched(target, log)
    .filter(isEnergized)
    .map(({ reference }) => `${reference}.power`);

export const cancel: EditKind<Cancel> = {
  op: 'cancel',
  summary: 'What is not energized falls away; rules then react.',
  declared: Cancel,
  check: ({ target }, log) => checkTarget(target, log, '/target', true),
  apply: (edit, log) => {
    if (isPayment(edit.target, log)) return cancelPayment(edit.target, log);
    return edit.from === undefined && !edit.target.includes('/')
      ? cancelDeal(edit, log)
      : cancelTranches(edit, log);
  },
  footprint: ({ target, from }, log) => ({
    reads: selectorReads(target, log, from),
    writes: isPayment(target, log)
      ? [`${target}.fate`]
      : [`${target}.stage`, ...fieldsOf(target, log, 'fate'), ...cutFields(target, log)],
  }),
};
