import type { MovedNumber } from '../../projections/changes.js';
import { revive } from '../../events/index.js';
import { History } from '../../projections/kit/log.js';

export const [first, second] = ['2026-05-01', '2026-05-02'];
/** Known on a day, recorded at an hour of the fourth of May. */
const recorded = (number: number, knownOn: string, hour: number, effectiveOn = knownOn) =>
  revive({
    id: `event-${number}`,
    stream: 'party-lab',
    type: 'PartyRegistered',
    version: 1,
    effectiveOn,
    knownOn,
    body: { name: 'lab', kind: 'company' },
    position: number,
    revision: number,
    recordedAt: at(hour),
    hash: '',
  });
export const at = (hour: number): string => `2026-05-04T${String(hour).padStart(2, '0')}:00:00.000Z`;
const logOf = (...facts: ReturnType<typeof recorded>[]): History => {
  const history = new History();
  for (const fact of facts) history.append(fact);
  return history;
};
export const log = logOf(recorded(1, first, 9), recorded(2, second, 7), recorded(3, first, 8, '2026-12-31'));
export const moved = (...rests: string[]): MovedNumber =>
  ({ view: 'compute-capacity', by: 'provider', of: 'rows', keys: { provider: 'lab' }, rests }) as never;
