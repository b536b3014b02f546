import { Rejected, type Surroundings } from './stream.js';

/** The first refusal of a list of checks. */
export const firstRefusal = (...checks: (Rejected | undefined | false)[]): Rejected | undefined =>
  checks.find((check): check is Rejected => check instanceof Rejected);

/** Every party that a body names must be registered. */
export const unregistered = (
  parties: Readonly<Record<string, string | undefined>>,
  surroundings: Surroundings,
): Rejected | undefined => {
  const missing = Object.entries(parties).filter(
    ([, slug]) => slug !== undefined && !surroundings.isParty(slug),
  );
  if (missing.length === 0) return undefined;
  const names = [...new Set(missing.map(([, slug]) => `"${slug}"`))].join(', ');
  return new Rejected(
    'parties-are-registered',
    `no party is registered as ${names}: record PartyRegistered on party-${missing[0]![1]} first`,
    missing[0]![0],
  );
};
