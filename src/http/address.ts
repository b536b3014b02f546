/** Where the interface begins. */
export const base = '/api/v1';

export const problemAddress = (kind: string): string => `/docs/problems/${kind}`;
