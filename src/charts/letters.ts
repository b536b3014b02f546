/** The width of letters as parts of their size, in the wider fonts that systems have: what fits in those fits in all. */
const widths: readonly (readonly [RegExp, number])[] = [
  [/[ijl'|.,:;·‘’!]/, 0.31],
  [/[ftrI()[\]/ \-–]/, 0.38],
  [/[mwMW@%—=<>≥≤→⇄&+~∴≠≈◇]/, 0.88],
  [/[A-Z]/, 0.7],
  [/[\u2E80-\uFFFF]/, 1],
];

const usual = 0.64;
const strongFactor = 1.1;

const known = new Map<string, number>();

const widthOf = (letter: string): number => {
  const width = known.get(letter) ?? widths.find(([kind]) => kind.test(letter))?.[1] ?? usual;
  // As many as charts are written in; another script's letters are looked up anew.
  if (known.size < 4_096) known.set(letter, width);
  return width;
};

/** How wide a line is, in pixels: the same wherever it is drawn, with or without a font to measure. */
export const lineWidth = (text: string, sizePx: number, isStrong = false): number =>
  [...text].reduce((sum, letter) => sum + widthOf(letter), 0) * sizePx * (isStrong ? strongFactor : 1);

/** The words of a text in lines that are no wider than that; a word that is wider is broken. */
export const wrapText = (text: string, mostPx: number, sizePx: number, isStrong = false): string[] => {
  const fits = (line: string): boolean => lineWidth(line, sizePx, isStrong) <= mostPx;
  return text.split(' ').reduce<string[]>((lines, word) => {
    const last = lines.at(-1);
    if (last !== undefined && fits(`${last} ${word}`)) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(...breakWord(word, fits));
    return lines;
  }, []);
};

const breakWord = (word: string, fits: (line: string) => boolean): string[] => {
  if (fits(word)) return [word];
  let line = '';
  const lines: string[] = [];
  for (const letter of word) {
    if (!fits(line + letter)) {
      lines.push(line);
      line = '';
    }
    line += letter;
  }
  return [...lines, line];
};
