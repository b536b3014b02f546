import type { Deal, Tranche } from '../events/deal/deal.js';
import { boundsOf } from '../events/kit/quantity.js';
import type { Board } from './kit/board.js';
import type { LevelBeside } from './deal-answers.js';
import { type Measure, measureOf } from './kit/measure.js';
import type { Entry } from './kit/line.js';
import { StateReader } from './kit/state-reader.js';

const hasOtherLevels = (tranche: Tranche): boolean =>
  tranche.levelsBeside !== undefined ||
  tranche.runningAccelerators !== undefined ||
  tranche.runningH100Equivalents !== undefined;

/** What the number of a tranche does not tell by itself: it is converted, or levels stand beside it. */
export const levelFlags = (tranche: Tranche): string[] => [
  ...(tranche.converted ? ['converted'] : []),
  ...(tranche.levelsBeside ? ['level-beside'] : []),
];

/** The levels on other bases than the tranche's own, by basis. */
export const levelsOnOtherBases = ({ levelsBeside: levels = {} }: Tranche): LevelBeside[] =>
  Object.entries(levels)
    .sort()
    .map(([basis, level]) => ({ basis, energizedKw: measureOf(boundsOf(level)) }));

/** What was counted in pieces; nothing where nobody has. */
export const piecesOf = (tranche: Tranche): Record<string, Measure> => {
  const { accelerators, runningAccelerators, runningH100Equivalents } = tranche;
  const counted = Object.entries({ accelerators, runningAccelerators, runningH100Equivalents });
  return Object.fromEntries(
    counted.flatMap(([name, pieces]) => (pieces ? [[`${name}Count`, measureOf(boundsOf(pieces))]] : [])),
  );
};

const entriesOf = (name: string, tranche: Tranche): Entry[] => {
  const { basis: own, rests } = tranche;
  const pieces = piecesOf(tranche);
  const levels = levelsOnOtherBases(tranche);
  const rows: Entry[] = levels.length > 0 ? levels : [{ basis: own }];
  return rows.map((level, index) => ({ tranche: name, ...level, ...(index === 0 && pieces), rests }));
};

/** Tranches with levels that no total counts, by name. */
export const otherLevels = new StateReader(({ stream, tranches }: Deal) =>
  [...tranches].flatMap(([id, tranche]) =>
    hasOtherLevels(tranche) ? [{ name: `${stream}/${id}`, tranche }] : [],
  ),
);

/** Of the tranches shown, the levels that no total counts: on other bases, and in pieces. None of a timeline. */
export const levelsBeside = (board: Board): { levelsBeside?: Entry[] } => {
  if (board.question.timeline) return {};
  const entries = otherLevels
    .of(board)
    .filter(({ name }) => board.shownLine(name))
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap(({ name, tranche }) => entriesOf(name, tranche));
  return entries.length > 0 ? { levelsBeside: entries } : {};
};
