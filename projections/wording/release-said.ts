import { isPlainObject } from '../../events/kit/json.js';

/** How money is set free, of a release as it is answered: "in steps", "in proportion", "on conditions"; or both. */
export const releaseSaid = (release: unknown): string => {
  if (!isPlainObject(release)) return '';
  const { per, mode, conditions } = release;
  return [
    ...(per === undefined ? [] : [mode === 'pro-rata' ? 'in proportion' : 'in steps']),
    ...(conditions === undefined ? [] : ['on conditions']),
  ].join(' and ');
};
