/** The declaration's list, said again so that the page's script need not carry the validators that stand beside it. */
export const sourceKinds = ['filing', 'company', 'wire', 'press', 'research', 'tracker', 'own'] as const;
