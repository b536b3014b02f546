import { type EditNames, namedIn } from '../../../../../projections/wording/edit-said.js';
import type { NamedTarget, SavedScenario } from '../../../worker/protocol.js';
import type { SheetReading } from './bench.js';
import type { Sheet } from './sheet.js';
import { isSame, linesFor } from './wording.js';
import type { PlainEdit } from './words.js';

/** A saved version on the bench: the edits of what it builds on stay with their own scenario. */
export const sheetOfSaved = (saved: SavedScenario, targets: readonly NamedTarget[]): Sheet => ({
  lines: linesFor(saved.edits, targets).map((text) => ({ text, isOff: false })),
  ...(saved.base !== 'live' && { base: saved.base }),
  ...(saved.parent !== undefined && { parent: saved.parent }),
  ...(Object.keys(saved.assumptions).length > 0 && { assumptions: saved.assumptions }),
  ...(saved.seed !== undefined && { seed: saved.seed }),
});

/** What is saved of a sheet: its edits that are on, and what they stand on. */
export interface SheetContent {
  base: 'live' | number;
  parent?: string;
  edits: readonly PlainEdit[];
  assumptions?: PlainEdit;
  seed?: number;
}

export const contentOf = (
  { base, parent, assumptions, seed }: Sheet,
  { edits }: SheetReading,
): SheetContent => ({
  base: base ?? 'live',
  ...(parent !== undefined && { parent }),
  edits,
  ...(assumptions && { assumptions }),
  ...(seed !== undefined && { seed }),
});

const savedContent = ({ base, parent, edits, assumptions, seed }: SavedScenario): SheetContent => ({
  base,
  ...(parent !== undefined && { parent }),
  edits,
  ...(Object.keys(assumptions).length > 0 && { assumptions }),
  ...(seed !== undefined && { seed }),
});

/** Whether the bench says something else than the version that was opened. */
export const isChanged = (content: SheetContent, saved: SavedScenario): boolean =>
  !isSame(content, savedContent(saved));

export const referenceOf = ({ id, version }: { id: string; version: number }): string => `${id}@${version}`;

/** How a saved scenario stands, in words. */
export const stateWords: Readonly<Record<SavedScenario['state'], string>> = {
  fresh: 'fresh: nothing was recorded since',
  behind: 'behind: something was recorded since, none of it about what it touches',
  affected: 'affected: something was recorded since about what it touches',
};

type JudgedEdit = SavedScenario['verdicts'][number];

/** What became of an edit since, in a word or two. */
export const verdictWords: Readonly<Record<JudgedEdit['verdict'], string>> = {
  clean: 'stays',
  adjusted: 'stays',
  conflict: 'you decide',
  obsolete: 'falls away',
  realised: 'has happened',
};

const sameAsBefore = /^it does the same/;
const refusedNow = /^(?:it is refused now|the scenario cannot be read): /;

/** Why, and what a person has to decide. */
export const verdictSaid = (
  { verdict, because, isRefused }: JudgedEdit,
  names: Pick<EditNames, 'target'>,
): string => {
  const why = namedIn(because, names);
  if (verdict === 'clean') return 'Nothing was recorded since about what it touches.';
  if (verdict === 'adjusted')
    return sameAsBefore.test(because)
      ? 'Something was recorded since about what it touches. It does the same as before.'
      : 'Something was recorded since about what it touches. It does something else than before.';
  if (verdict === 'realised') return 'What it assumes is what is recorded by now.';
  if (verdict === 'obsolete') return `There is nothing left for it to change: ${why}.`;
  return isRefused
    ? `It can no longer be made, only dropped: ${why.replace(refusedNow, '')}.`
    : 'What it changes has been told otherwise since. Does the edit hold against that, or not?';
};

export const baseText = (base: SavedScenario['base']): string =>
  base === 'live' ? 'goes along with what is recorded' : `stands on what was recorded up to position ${base}`;
