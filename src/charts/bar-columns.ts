import { usualPx } from './drawing.js';
import { lineWidth, wrapText } from './letters.js';

/** Several numbers beside each bar: every column ends at one line, below its head. */
export interface BarColumns {
  heads: readonly string[];
  /** Where each ends, counted from where the bars do. */
  ends: readonly number[];
  room: number;
}

const gap = 18;

/** As wide as its numbers need them. */
export const columnsOf = (heads: readonly string[], rows: readonly (readonly string[])[]): BarColumns => {
  let room = 0;
  const ends = heads.map((head, index) => {
    const widths = [head, ...rows.map((numbers) => numbers[index] ?? '')].map((text) =>
      lineWidth(text, usualPx),
    );
    room += gap + Math.max(...widths);
    return room;
  });
  return { heads, ends, room };
};

const inOneLine = (text: string): string => text.replaceAll(' ', '\u00A0');

/** "signed 6 GW · firm 1 GW", where there is room for one number only: all after the first, in lines. */
export const furtherLines = (
  heads: readonly string[],
  numbers: readonly string[],
  mostPx: number,
): string[] => {
  const parts = heads.flatMap((head, index) =>
    index === 0 || !numbers[index] ? [] : [inOneLine(`${head} ${numbers[index]}`)],
  );
  return parts.length === 0 ? [] : wrapText(parts.join(' · '), mostPx, usualPx);
};
