import { isEnded } from '../../../events/deal/deal.words.js';
import { fateOf } from '../../../events/deal/payment/terms.js';
import type { EditedLog } from '../edits/edited-log.js';
import type { Edit } from '../edits/edit.js';
import { isWhollyEnergized } from '../edits/running.js';
import { targetNeededBy } from '../edits/said.js';
import { whyOver } from '../edits/standing.js';

interface EditMentions {
  target?: string;
  tranche?: string;
  targets?: string[];
  tranches?: string[];
  event?: string | object;
  scope?: { deal?: string };
}

const assumedTargets = ({ event }: EditMentions): string[] =>
  typeof event === 'object' ? [targetNeededBy(event)].filter((name) => name !== undefined) : [];

/** The deals, tranches and payments that an edit is about. */
const targetsOf = ({ fields }: Edit): string[] => {
  const named = fields as EditMentions;
  const { target, tranche, targets = [], tranches, scope } = named;
  if (target !== undefined && tranches !== undefined) return tranches.map((id) => `${target}/${id}`);
  return [target, tranche, scope?.deal, ...targets, ...assumedTargets(named)].filter(
    (name) => name !== undefined,
  );
};

type AbsenceReason = string | undefined;

const whyTrancheIsGone = (reference: string, log: EditedLog): AbsenceReason => {
  const [stream = '', id = ''] = reference.split('/');
  const deal = log.deal(stream);
  const tranche = deal.tranches.get(id);
  if (tranche) {
    const target = { reference, stream, id, tranche };
    return tranche.fate ?? (isWhollyEnergized(target) ? 'energized' : whyOver(log, target));
  }
  const payment = deal.payments.get(id);
  if (!payment) return 'not in the log';
  return fateOf(payment);
};

/** Why nothing is left of a target; undefined while there is something to act on. */
const whyGone = (target: string, log: EditedLog): AbsenceReason => {
  const [stream = '', part] = target.split('/');
  if (!stream.startsWith('deal-')) return undefined;
  const deal = log.deal(stream);
  if (!deal.announced) return 'not in the log';
  if (isEnded(deal.stage)) return deal.stage;
  if (part !== undefined) return whyTrancheIsGone(target, log);
  const tranches = [...deal.tranches.keys()].map((id) => whyTrancheIsGone(`${stream}/${id}`, log));
  return tranches.length > 0 && tranches.every((why) => why !== undefined) ? tranches[0] : undefined;
};

/** In words, why an edit has nothing left to act on that had something before. */
export const whyObsolete = (edit: Edit, before: EditedLog, now: EditedLog): AbsenceReason => {
  const reasons = targetsOf(edit).map((target) => {
    const why = whyGone(target, before) === undefined ? whyGone(target, now) : undefined;
    return why && `${target} is ${why}`;
  });
  return reasons.length > 0 && reasons.every((why) => why !== undefined) ? reasons.join('; ') : undefined;
};
