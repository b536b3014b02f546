/** The marks of the visual grammar: one sign each, explained in every legend that has it. */
export const marks = {
  rivals: { sign: '≠', says: 'rival claims stand behind it' },
  derived: { sign: '∴', says: 'derived, not stated' },
  hypothetical: { sign: '◇', says: 'hypothetical' },
  converted: { sign: '⇄', says: 'pieces turned into power, as stated or assumed' },
  'level-beside': { sign: '∥', says: 'a level on another basis stands beside it' },
  assumed: { sign: '≈', says: 'rests on an assumption' },
  combined: { sign: '+', says: 'a share of several parties together' },
  planned: { sign: '→', says: 'on the plan' },
  counterfactual: { sign: '↝', says: 'follows from what a scenario changed' },
  revised: { sign: '✱', says: 'revised since your last visit' },
  superseded: { sign: '†', says: 'superseded, cancelled or lapsed' },
} as const;

export type Mark = keyof typeof marks;

const isMark = (name: string): name is Mark => Object.hasOwn(marks, name);

/** In the order of the grammar. */
export const markNames: readonly Mark[] = Object.keys(marks).filter(isMark);

/** Before a colon stands the mark, behind it how often. */
const nameOf = (flag: string): string => flag.replace(/:.*$/s, '');

/** The marks that an answer's flags come to, each once. */
export const marksOf = (flags: unknown): Mark[] =>
  Array.isArray(flags) ? [...new Set(flags.map((flag) => nameOf(String(flag))).filter(isMark))] : [];

/** The signs in words: for tables and files, where nothing is drawn. */
export const signsOf = (flags: unknown): string =>
  marksOf(flags)
    .map((mark) => marks[mark].sign)
    .join('');
