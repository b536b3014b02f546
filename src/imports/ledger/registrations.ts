import { PartyRegistered } from '../../../events/party/party.events.js';
import type { ProposedEvent } from '../rows/proposal.js';
import type { ReadCell } from '../rows/readings.js';
import type { KnownParties } from './known-parties.js';

const isNamed = (party: string, events: readonly ProposedEvent[], bodies: string): boolean =>
  bodies.includes(`"${party}"`) || events.some(({ event }) => event.stream.includes(party));

/** The registrations of the parties that events name and the ledger does not know. */
export const registrations = (
  { proposed }: KnownParties,
  events: readonly ProposedEvent[],
  readings: readonly ReadCell[],
): ProposedEvent[] => {
  const bodies = JSON.stringify(events.map(({ event }) => event.body));
  return [...proposed.values()]
    .filter(({ party }) => isNamed(party, events, bodies))
    .map(({ written, party }) => ({
      event: {
        stream: `party-${party}`,
        type: PartyRegistered.type,
        body: { name: written.slice(0, 120), kind: 'company' },
      },
      cells: { '': readings.find(({ read }) => read === party)?.address ?? '' },
    }));
};
