import { bases, type Basis } from '../../events/kit/quantity.js';

const words: Readonly<Record<Basis, string>> = {
  it: ' (IT load)',
  facility: ' (whole facility)',
  grid: ' (grid connection)',
  unstated: '',
};

/** What kilowatts count, behind the name of a layer: " (IT load)"; nothing where nobody says. */
export const basisText = (basis: string): string => words[bases.find((one) => one === basis) ?? 'unstated'];
