import { fetchLater } from '../fetch-later.js';

/** The first screen needs no simulator, and neither deals nor differences: they are fetched after it. */
export const loadSimulating = fetchLater(() => import('./simulating.js'));
export const loadSecond = fetchLater(() => import('./second-answers.js'));
