import type { IntegrityReport } from '../store.js';
import type { CombinedLog } from './combined-log.js';

type Fault = IntegrityReport['faults'][number];

/** What is wrong with a file as a whole stands behind what is wrong with an event. */
const placeOf = ({ position }: Fault): number => (position === 0 ? Number.MAX_SAFE_INTEGER : position);

/** The faults of both files, by the positions of the combined log. */
export const faultsOf = (
  { open, hidden }: { open: IntegrityReport; hidden: IntegrityReport },
  log: CombinedLog,
): Fault[] => {
  const publicly = open.faults.map(({ position, detail }) => ({
    position: position && log.positionOf(position),
    detail,
  }));
  const confidentially = hidden.faults.map(({ position, detail }) => ({
    position: log.hiddenAt(position)?.event.position ?? 0,
    detail: `of the confidential facts: ${detail}`,
  }));
  return [...publicly, ...confidentially].sort((one, other) => placeOf(one) - placeOf(other));
};
