import type { Parties } from './parties.js';

/** The party that a unit is a part of, whatever it goes by; any other party is its own. */
export const ownerOf = (slug: string, parties: Parties): string => {
  const seen = new Set<string>();
  let current = parties.slugOf(slug);
  while (!seen.has(current)) {
    seen.add(current);
    const party = parties.get(current);
    if (party?.kind !== 'unit' || party.parent === undefined) return current;
    current = parties.slugOf(party.parent);
  }
  return current;
};
