import { capitalize } from './capitalize.js';

/** Short words that are written large. */
const large: ReadonlySet<string> = new Set(['gw', 'mw', 'it', 'ai', 'us', 'uk', 'eu', 'tpu', 'gpu', 'spv']);

/** The words of an id that has no other name: "campus IT", "GW 1", "letter of intent". */
export const slugWords = (slug: string): string =>
  slug
    .split('-')
    .map((word) => (large.has(word) ? word.toUpperCase() : word))
    .join(' ');

/** The words of a publisher's id, where nobody has written its name. */
export const publisherWords = (id: string): string => id.split('-').map(capitalize).join(' ');
