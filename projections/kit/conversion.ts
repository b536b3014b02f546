import type { Deal, Tranche } from '../../events/deal/deal.js';
import { convertedPower } from '../../events/kit/conversion.js';
import { boundsOf, isUndisclosed } from '../../events/kit/quantity.js';
import type { Question } from './question.js';
import type { Parameter } from './view.js';

/** The question's own assumption of what one accelerator draws. */
export const kwPerAccelerator: Parameter = {
  says: 'Assumes so many kilowatts to an accelerator, to turn pieces into power where no power is stated: 1.4.',
  like: { pattern: /^(?=.*[1-9])\d{1,4}(?:\.\d{1,3})?$/, words: 'a number of kilowatts such as 1.4' },
};

const convertTranche = (tranche: Tranche, kw: string): Tranche => {
  const { power, energized, accelerators, runningAccelerators } = tranche;
  const isMissing = isUndisclosed(boundsOf(power)) && accelerators !== undefined;
  const isUnseen = energized === undefined && runningAccelerators !== undefined;
  if (!isMissing && !isUnseen) return tranche;
  return {
    ...tranche,
    ...(isMissing && { power: convertedPower(accelerators, kw) }),
    ...(isUnseen && { energized: convertedPower(runningAccelerators, kw) }),
    converted: true,
  };
};

/** The deal as the question's assumption makes it: power for pieces, where no power is stated or was observed. */
export const convertDeal = (deal: Deal, { options }: Question): Deal => {
  const kw = options.kwPerAccelerator;
  if (kw === undefined) return deal;
  return { ...deal, tranches: new Map([...deal.tranches].map(([id, one]) => [id, convertTranche(one, kw)])) };
};

export const assumedNotes = ({ options }: Question): string[] =>
  options.kwPerAccelerator === undefined
    ? []
    : [
        `What is flagged converted and has no power of its own is its accelerators at ${options.kwPerAccelerator} kW each: an assumption of this question.`,
      ];
