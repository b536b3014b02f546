import { rmSync } from 'node:fs';
import { upTo } from '../contract/candidates.js';
import { Disk, stepsIn } from './power.js';
import { told } from './progress.js';

/** A small sequence that is the same in every run (Park and Miller, 1988). */
const chances = (seed: number) => (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;

interface Cuts {
  /** Where to write what is left. */
  left: string;
  /** A copy of the folder as it was when it began to be watched. */
  before: string;
  /** What was written down of it since. */
  record: string;
  cuts: number;
}

/** Cuts at moments of what was written down while something was said, and looks at what is left each time; the sectors lost. */
export const cutAll = async (
  { left, before, record, cuts }: Cuts,
  look: (said: string[]) => Promise<void>,
): Promise<number> => {
  const steps = stepsIn(record);
  const [first, last] = [steps.findIndex(isSaying), steps.findLastIndex(isSaying)];
  const chance = chances(20_261_128);
  const moments = upTo(cuts)
    .map(() => first + Math.floor(chance() * (last + 2 - first)))
    .sort((one, other) => one - other);
  const disk = new Disk(before);
  let [at, lost] = [0, 0];
  for (const moment of told('cuts', moments, cuts)) {
    for (; at < moment; at++) disk.do(steps[at]!);
    const keeping = [0, 0.1, 0.5, 0.9][at % 4]!;
    lost += disk.cutInto(left, () => chance() < keeping);
    try {
      await look(disk.said.split('\n').slice(0, -1));
    } finally {
      rmSync(left, { recursive: true });
    }
  }
  return lost;
};

const isSaying = ({ kind }: { kind: string }): boolean => kind === 'A';
