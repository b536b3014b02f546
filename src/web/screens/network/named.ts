import type { Entry } from '../../../../projections/kit/line.js';

/** A step of a loop as it is told apart from others between the same two. */
export interface NamedLeg {
  from: string;
  to: string;
  kind: string;
  currency: string;
  units?: string[];
}

/** The usual currency goes without saying. */
const kindOf = ({ kind, currency }: NamedLeg): string => (currency === 'USD' ? kind : `${kind}-${currency}`);

/** What a loop is called in the address: a step in another currency is another loop. */
export const loopName = ({
  parties,
  legs,
}: {
  parties: readonly string[];
  legs: readonly NamedLeg[];
}): string => `${parties.join('+')}:${legs.map(kindOf).join('+')}`;

/** Whether an edge is a step of a loop, or a part of one. */
export const isLegOf = (
  { legs }: { legs: readonly NamedLeg[] },
  { giver, receiver, kind, currency }: Entry,
): boolean =>
  legs.some(
    (leg) =>
      leg.kind === kind &&
      leg.currency === currency &&
      (leg.from === giver || leg.units?.includes(String(giver))) &&
      (leg.to === receiver || leg.units?.includes(String(receiver))),
  );
