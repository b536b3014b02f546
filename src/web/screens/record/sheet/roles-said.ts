import { ignored } from '../../../../imports/mapping/mapping.js';
import { rolesOf, type SheetKind } from '../../../../imports/mapping/roles.js';

/** What a row of each kind of sheet is. */
export const rowsSaid: Readonly<Record<SheetKind, string>> = {
  deals: 'a deal',
  sites: 'a site',
  shares: 'a share of a market',
  stakes: 'a stake',
  parties: 'a party',
  events: 'an event',
};

/** What a column can be used for, in words: "Who uses it and pays". */
export const usesOf = (kind: SheetKind): { as: string; says: string }[] => [
  { as: ignored, says: 'Not used' },
  ...Object.entries(rolesOf(kind)).map(([as, { says }]) => ({ as, says: says.replace(/\.$/, '') })),
];

export const useSaid = (kind: SheetKind, as: string): string =>
  usesOf(kind).find((one) => one.as === as)?.says ?? as;

const grounds = {
  header: 'by its header',
  values: 'by its cells',
  given: 'as you said',
  remembered: 'as the last time',
} as const;

/** Why a column is used as it is. */
export const groundSaid = (because: keyof typeof grounds | undefined): string =>
  because === undefined ? '' : grounds[because];
