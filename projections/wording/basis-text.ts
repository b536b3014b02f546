import type { Basis } from '../../events/kit/quantity.js';

const words: Readonly<Record<Exclude<Basis, 'unstated'>, string>> = {
  it: 'IT load',
  facility: 'whole facility',
  grid: 'grid connection',
};

const wordsOf = (basis: string): string | undefined =>
  Object.entries(words).find(([one]) => one === basis)?.[1];

/** A basis by itself, "IT load"; one of no kilowatts as it is. */
export const basisName = (basis: string): string => wordsOf(basis) ?? basis;

/** What kilowatts count, behind the name of a layer: " (IT load)"; nothing where nobody says. */
export const basisText = (basis: string): string => {
  const said = wordsOf(basis);
  return said === undefined ? '' : ` (${said})`;
};
