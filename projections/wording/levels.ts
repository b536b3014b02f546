import { isMeasure, measureText } from './measure.js';
import type { Entry } from '../kit/line.js';

const pieces: Readonly<Record<string, string>> = {
  acceleratorsCount: 'accelerators promised',
  runningAcceleratorsCount: 'accelerators running',
  runningH100EquivalentsCount: 'H100-equivalents running',
};

const isEntry = (value: unknown): value is Entry => typeof value === 'object' && value !== null;

const levelsOnOtherBases = ({ levelsBeside }: Entry): string[] =>
  (Array.isArray(levelsBeside) ? levelsBeside : [])
    .filter(isEntry)
    .flatMap(({ basis, energizedKw }) =>
      isMeasure(energizedKw) ? [`${measureText('energizedKw', energizedKw)} ${String(basis)}`] : [],
    );

/** What stands beside the number of a tranche: levels on other bases, and pieces. Empty where nothing does. */
export const besideLevel = (tranche: Entry): string => {
  const counted = Object.entries(pieces).flatMap(([name, words]) =>
    isMeasure(tranche[name]) ? [`${measureText(name, tranche[name])} ${words}`] : [],
  );
  return [...levelsOnOtherBases(tranche), ...counted].join(', ');
};

/** When a tranche is due and, where somebody said so, from when its first part is to run. */
export const dueText = ({ starts, due }: Entry): string => {
  const end = typeof due === 'string' ? due : 'undated';
  return typeof starts === 'string' ? `${end}, from ${starts}` : end;
};
