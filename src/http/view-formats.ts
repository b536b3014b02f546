import { formats } from '../formats/answers.js';

/** Drawings need more than an answer, and are made elsewhere. */
export const drawing = 'svg';

/** What the address of a view may end in, beside nothing for JSON. */
export const endings: readonly string[] = [...Object.keys(formats), drawing];
