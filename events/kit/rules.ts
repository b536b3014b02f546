import { appendWith, type Decision, Rejection, type Surroundings, type Warning } from './stream.js';

/** The first refusal of a list of checks. */
export const firstRefusal = (...checks: (Rejection | undefined | false)[]): Rejection | undefined =>
  checks.find((check): check is Rejection => check instanceof Rejection);

/** Every party that a body names must be registered. */
export const partiesAreRegistered = (
  parties: Readonly<Record<string, string | undefined>>,
  surroundings: Surroundings,
): Rejection | undefined => {
  const missing = Object.entries(parties).filter(
    ([, slug]) => slug !== undefined && !surroundings.isParty(slug),
  );
  if (missing.length === 0) return undefined;
  const names = [...new Set(missing.map(([, slug]) => `"${slug}"`))].join(', ');
  return new Rejection(
    'parties-are-registered',
    `no party is registered as ${names}: record PartyRegistered on party-${missing[0]![1]} first`,
    missing[0]![0],
  );
};

/** Data that comes in another order than it was published in may name what is still to come. */
export const referenceIsKnown = (known: boolean, reference: string, pointer: string): Warning[] =>
  known
    ? []
    : [
        {
          rule: 'reference-is-known',
          detail: `${pointer} names ${reference}, which the ledger does not hold yet`,
        },
      ];

export const decisionOf = (refusal: Rejection | undefined, ...warnings: Warning[]): Decision =>
  refusal ?? appendWith(...warnings);
