type EditFields = Readonly<Record<string, unknown>>;

/** Words for "not certain": what is left of a text without them, and what they mean. */
export interface ChanceWords {
  rest: string;
  probability?: number;
}

const probabilityPattern = /\bp\s*=?\s*(\d{1,3}(?:\.\d{1,4})?)\s*%/i;

/** "cancel p 30%" comes about with a probability of 0.3. */
export const takeProbability = (text: string): ChanceWords => {
  const found = probabilityPattern.exec(text);
  if (!found) return { rest: text };
  return { rest: text.replace(found[0], ' '), probability: fractionOfPercent(found[1]!) };
};

/** The part of one that so many percent are; the nearest decimal, without what dividing adds. */
const fractionOfPercent = (percent: string): number => Number((Number(percent) / 100).toFixed(8));

/** Reference classes by the word that is typed for them. */
export const classWords: Readonly<Record<string, string>> = {
  grid: 'grid-connection-slippage',
  project: 'large-project-slippage',
};

const widest = 200;

/** Every whole number from one end to the other, each so many of the unit that the edit counts in. */
export const spreadOf = (from: number, to: number, unit: number): EditFields | undefined => {
  if (to <= from || to - from > widest) return undefined;
  if (unit === 1) return { least: from, most: to };
  return { values: Array.from({ length: to - from + 1 }, (_, index) => (from + index) * unit) };
};

const isEven = (values: readonly number[], step: number): boolean =>
  values.every((value, index) => index === 0 || value - values[index - 1]! === step);

/** The ends of a spread in some unit, where it is one that can be typed. */
const spreadEnds = ({ least, most, values }: EditFields, unit: number): [number, number] | undefined => {
  if (unit === 1 && typeof least === 'number' && typeof most === 'number') return [least, most];
  if (!Array.isArray(values) || values.length < 2) return undefined;
  const [first, last] = [Number(values[0]), Number(values.at(-1))];
  const isTyped = first % unit === 0 && isEven(values as number[], unit);
  return isTyped ? [first / unit, last / unit] : undefined;
};

interface SizedUnit {
  size: number;
  word: string;
}

/** A distribution as it is typed: "2..8q", "grid"; undefined where there are no words for it. */
export const distributionWords = (
  distribution: EditFields,
  units: readonly SizedUnit[],
): string | undefined => {
  const named = Object.entries(classWords).find(([, reference]) => reference === distribution.reference);
  if (named) return named[0];
  for (const { size, word } of units) {
    const ends = spreadEnds(distribution, size);
    if (ends) return `${ends[0]}..${ends[1]}${word}`;
  }
  return undefined;
};
