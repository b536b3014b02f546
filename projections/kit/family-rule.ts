import type { FamilyRule } from './clan.js';
import type { Question } from './question.js';
import type { View } from './view.js';

/** The rule by which the lines of a view go together. */
export const familyRuleOf = ({ family, neverAdded }: View, { timeline }: Question): FamilyRule => ({
  ceilings: {},
  lasting: [],
  derived: (parts) => parts,
  ...family,
  within: [...neverAdded, ...(timeline ? ['period'] : [])],
});
