/** The declaration's list, said again so that the page's script need not carry the validators that stand beside it. */
export const sourceKinds = ['filing', 'company', 'wire', 'press', 'research', 'tracker', 'own'] as const;

const said: Readonly<Record<(typeof sourceKinds)[number], string>> = {
  filing: 'a filing',
  company: 'a company itself',
  wire: 'a news agency',
  press: 'the press',
  research: 'research',
  tracker: 'a tracker',
  own: 'a note of our own',
};

/** How close a source stands to the fact, in words. */
export const sourceKindSaid = (kind: string): string =>
  Object.entries(said).find(([one]) => one === kind)?.[1] ?? kind;
