import { isEnded } from '../../../events/deal/deal.words.js';
import { standingOf, type TrancheStatus } from '../../../projections/tranche-status.js';
import type { EditedLog, TrancheTarget } from './edited-log.js';

/** What stands of a tranche on the day of the question; what an edit ends on a later day stands until then. */
export const standingNow = (
  log: EditedLog,
  { stream, id, tranche }: TrancheTarget,
): TrancheStatus | undefined => {
  const day = log.question.effectiveAt;
  const standing = standingOf(log.deal(stream), tranche, day);
  if (standing?.isWhole) return standing;
  const deal = log.dealNow(stream);
  const own = deal.tranches.get(id);
  const now = own && standingOf(deal, own, day);
  return now?.isWhole ? now : standing;
};

/** Why nothing of a tranche is left for an edit to act on: it ended, or is completed, and what draws power stays. */
export const whyOver = (log: EditedLog, target: TrancheTarget): string | undefined => {
  const standing = standingNow(log, target);
  if (standing) return standing.isWhole ? undefined : 'energized';
  const { stage } = target.tranche;
  if (stage && isEnded(stage)) return stage;
  const deal = log.deal(target.stream);
  return isEnded(deal.stage) ? deal.stage : 'ran out';
};
