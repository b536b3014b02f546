type ToolAnswer = Readonly<Record<string, unknown>>;

const sizeOf = (value: unknown): number => JSON.stringify(value).length;

const largestList = (answer: ToolAnswer): [string, unknown[]] | undefined =>
  Object.entries(answer)
    .filter((entry): entry is [string, unknown[]] => Array.isArray(entry[1]) && entry[1].length > 1)
    .sort(([, one], [, other]) => sizeOf(other) - sizeOf(one))[0];

/**
 * The answer in at most so many characters of JSON: its longest lists are cut, and `leftOff` says by how many. What can
 * not be cut is left as it is.
 */
export const fitAnswer = (answer: ToolAnswer, most: number): ToolAnswer => {
  let fitted = answer;
  const leftOff: Record<string, number> = {};
  while (sizeOf(fitted) > most) {
    const largest = largestList(fitted);
    if (!largest) return fitted;
    const [name, list] = largest;
    const kept = list.slice(0, Math.floor(list.length * 0.8));
    leftOff[name] = (leftOff[name] ?? 0) + list.length - kept.length;
    fitted = { ...fitted, [name]: kept, leftOff };
  }
  return fitted;
};
