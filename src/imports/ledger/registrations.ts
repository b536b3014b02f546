import { PartyRegistered } from '../../../events/party/party.events.js';
import type { ProposedEvent } from '../rows/proposal.js';
import type { ReadCell } from '../rows/readings.js';
import type { KnownParties } from './known-parties.js';

/** Every text in a body, however deep. */
const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

/** Where each text was first read. */
const firstAddresses = (readings: readonly ReadCell[]): Map<string, string> => {
  const addresses = new Map<string, string>();
  for (const { read, address } of readings) if (!addresses.has(read)) addresses.set(read, address);
  return addresses;
};

/** The registrations of the parties that events name and the ledger does not know. */
export const registrations = (
  { proposed }: KnownParties,
  events: readonly ProposedEvent[],
  readings: readonly ReadCell[],
): ProposedEvent[] => {
  const named = new Set(events.flatMap(({ event }) => textsIn(event.body)));
  const stakes = events.filter(({ event }) => event.stream.startsWith('stake-'));
  const addresses = firstAddresses(readings);
  const isNamed = (party: string): boolean =>
    named.has(party) || stakes.some(({ event }) => event.stream.includes(party));
  return [...proposed.values()]
    .filter(({ party }) => isNamed(party))
    .map(({ written, party }) => ({
      event: {
        stream: `party-${party}`,
        type: PartyRegistered.type,
        body: { name: written.slice(0, 120), kind: 'company' },
      },
      cells: { '': addresses.get(party) ?? '' },
    }));
};
