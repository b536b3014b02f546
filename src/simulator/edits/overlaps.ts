import type { Bounds } from '../../../events/kit/quantity.js';
import type { EditedLog, TrancheTarget } from './edited-log.js';
import { spreadOver } from './parts.js';
import { quantityOf } from './quantities.js';

/** A tranche that is the same as some of another, and how much of it. */
interface OverlapWith {
  readonly with: string;
  readonly power?: Bounds;
}

/** What a tranche is told to have in common with others: in its own deal, or in theirs. */
export const overlapsWith = ({ stream, id, reference }: TrancheTarget, log: EditedLog): OverlapWith[] => [
  ...log.deal(stream).overlaps.filter(({ tranche }) => tranche === id),
  ...log.naming.of(reference).flatMap((other) =>
    log
      .deal(other)
      .overlaps.filter((one) => one.with === reference)
      .map((one) => ({ ...one, with: `${other}/${one.tranche}` })),
  ),
];

/**
 * What a tranche has in common with others its parts have in common with them: as much as was stated, first what kept
 * the name of the tranche, then part by part.
 */
export const spreadOverlaps = (
  log: EditedLog,
  target: TrancheTarget,
  parts: readonly TrancheTarget[],
  roomIn: (one: TrancheTarget) => bigint,
): void => {
  const from = log.actingOn(target);
  for (const { with: other, power } of overlapsWith(target, log)) {
    const common = power && spreadOver(quantityOf(power), [target, ...parts], roomIn);
    for (const [place, part] of parts.entries()) {
      const own = common?.[place + 1]?.[1];
      if (own?.high === 0) continue;
      const body = { tranche: part.id, with: other, ...(own && { power: own }) };
      log.act(target.stream, 'OverlapStated', body, from);
    }
  }
};
