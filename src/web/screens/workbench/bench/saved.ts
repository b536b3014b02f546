import type { DisplayName, SavedScenario } from '../../../worker/protocol.js';
import type { SheetReading } from './bench.js';
import type { Sheet } from './sheet.js';
import { isSame, linesFor } from './wording.js';
import type { PlainEdit } from './words.js';

/** A saved version on the bench: the edits of what it builds on stay with their own scenario. */
export const sheetOfSaved = (saved: SavedScenario, targets: readonly DisplayName[]): Sheet => ({
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

export const verdictWords: Readonly<Record<SavedScenario['verdicts'][number]['verdict'], string>> = {
  clean: 'still stands as it is',
  adjusted: 'still stands, and comes out differently',
  conflict: 'is contradicted: a person decides',
  obsolete: 'has lost what it was about',
  realised: 'has happened',
};

export const baseText = (base: SavedScenario['base']): string =>
  base === 'live' ? 'on the live log' : `pinned to position ${base}`;
