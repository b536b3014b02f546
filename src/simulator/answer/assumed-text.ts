import type { AssumedOutcome } from '../edits/editing.js';

const percentText = (probability: number): string => `${Number((probability * 100).toFixed(2))} %`;

/** In words, what is assumed of an uncertain edit where nothing is drawn. */
export const assumedText = ({ made, probability, alternative, value }: AssumedOutcome): string => {
  const likely = probability === undefined ? '' : `, ${percentText(probability)} likely`;
  if (value !== undefined) return `assumed ${value}, the median`;
  if (alternative === null) return `assumed not made: none of the alternatives${likely}`;
  if (alternative !== undefined) return `assumed made: alternative ${alternative + 1}${likely}`;
  return `assumed ${made ? 'made' : 'not made'}${likely}`;
};
