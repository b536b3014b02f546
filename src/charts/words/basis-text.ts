const words: Readonly<Record<string, string>> = {
  it: 'IT load',
  facility: 'whole facility',
  grid: 'grid connection',
};

/** What kilowatts count, behind the name of a layer: " (IT load)"; nothing where nobody says. */
export const basisText = (basis: string): string =>
  basis === '' || basis === 'unstated' ? '' : ` (${words[basis] ?? basis})`;
