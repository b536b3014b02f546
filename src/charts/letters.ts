/** What a figure is written in. The page, frames and pictures bring Inter along; a file shows the system's where it is not installed. */
export const fontFamily = 'Inter, system-ui, sans-serif';

/** The widths of Inter's letters in hundredths of their size, never less than they are; a test holds them against the font. */
const widths: Readonly<Record<number, string>> = {
  25: 'ijl',
  27: 'I’‘',
  29: ' !,.:·\u00A0',
  31: "';¹",
  34: '`t|',
  37: '()/[\\]',
  38: 'fr‑',
  41: '1',
  43: '{}⁻',
  47: '“”²³-_',
  49: '"^',
  50: '–∥',
  53: '*?s†',
  55: 'kx¥₹',
  57: '7Lavyz',
  59: 'Jce',
  60: '5Fhnou₺',
  62: '2E38bdgpq£πρ',
  64: '69Z#0Pß',
  65: '$&4RST',
  67: 'B+<=>~−≥≤€÷×≠≈±∴',
  69: 'AVXKY',
  74: 'CD',
  77: 'GHUNOQ',
  82: '¼w₪',
  85: '½⇄✱⇅↝↑↓',
  88: 'm⅓◐',
  91: 'M¾',
  96: '…→←⅔●',
  99: '@%W₩',
  102: '—▲',
  106: '◇',
};

const known = new Map(
  Object.entries(widths).flatMap(([width, letters]) =>
    [...letters].map((letter): [string, number] => [letter, Number(width) / 100]),
  ),
);

/** Of letters that are not listed: those that fill a square, and others. */
const square = /[\u1100-\u11FF\u2E80-\uFFFF]|[^\0-\uFFFF]/u;
const usual = 0.75;

/** How much wider a strong letter may be, as a part of its size. */
const strongWider = 0.04;

/** An accent takes no room beside its letter. */
const baseOf = (letter: string): string => letter.normalize('NFD').charAt(0);

const widthOf = (letter: string): number => {
  const width = known.get(letter) ?? known.get(baseOf(letter)) ?? (square.test(letter) ? 1 : usual);
  // As many as charts are written in; another script's letters are looked up anew.
  if (known.size < 4_096) known.set(letter, width);
  return width;
};

/** How wide a line is, in pixels: the same wherever it is drawn, with or without a font to measure. */
export const lineWidth = (text: string, sizePx: number, isStrong = false): number => {
  const wider = isStrong ? strongWider : 0;
  return [...text].reduce((sum, letter) => sum + widthOf(letter) + wider, 0) * sizePx;
};

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
