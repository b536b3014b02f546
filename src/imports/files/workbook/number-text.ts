/** How a cell shows its number. */
export type NumberForm =
  | { is: 'plain'; before?: string; behind?: string }
  | { is: 'percent' }
  | { is: 'date'; to: 'day' | 'month' | 'year' };

const plain: NumberForm = { is: 'plain' };

const days = new Set([14, 15, 16, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 57, 58]);

/** The forms that have no code of their own in a workbook (ECMA-376, 18.8.30). */
export const formOfNumber = (id: number): NumberForm => {
  if (id === 9 || id === 10) return { is: 'percent' };
  if (id === 17 || id === 55) return { is: 'date', to: 'month' };
  return days.has(id) ? { is: 'date', to: 'day' } : plain;
};

const quotedText = /"([^"]*)"/g;

/** What stands around a number, where it is not scaled by commas: then the text belongs to a smaller number. */
const textAround = (code: string): NumberForm => {
  if (/[0#?],+(?:[^0#?,]|$)/.test(code.replace(quotedText, '').split(';')[0]!)) return plain;
  const [positive = ''] = code.split(';');
  const [, before = ''] = /^(?:\[\$([^\]-]*)[^\]]*\]|[^0#?]*?([$€£¥]))/.exec(positive) ?? [];
  const sign = /[$€£¥]/.exec(positive.replace(quotedText, (_, text: string) => text))?.[0];
  const [, behind = ''] = /[0#?]\s*"\s*([^"]+)"\s*$/.exec(positive) ?? [];
  const lead = before || sign;
  return {
    is: 'plain',
    ...(lead && !behind.includes(lead) && { before: lead }),
    ...(behind.trim() !== '' && { behind: behind.trim() }),
  };
};

/** The form that a code gives: "0.0%", "mmm yy", "[$€-2] #,##0", "0.0\" GW\"". */
export const formOfCode = (code: string): NumberForm => {
  const bare = code
    .replace(quotedText, '')
    .replace(/\\./g, '')
    .replace(/\[[^\]]*\]/g, '')
    .toLowerCase();
  if (bare.includes('%')) return { is: 'percent' };
  if (/[ymd]/.test(bare) && !/[0#?]/.test(bare.replace(/\.0+/g, '')))
    return { is: 'date', to: bare.includes('d') ? 'day' : bare.includes('m') ? 'month' : 'year' };
  return textAround(code);
};

/** A binary number as the decimal that it stands for: 15 digits, which is what a spreadsheet keeps. */
const decimalText = (value: number): string => {
  const tidy = Number(value.toPrecision(15));
  const text = Math.abs(tidy) < 1e-6 && tidy !== 0 ? tidy.toFixed(15).replace(/0+$/, '') : String(tidy);
  // Three digits behind a point could be thousands to a reader; one more says that they are not.
  return /^-?[1-9]\d{0,2}\.\d{3}$/.test(text) ? `${text}0` : text;
};

const millisecondsPerDay = 86_400_000;

const dateText = (serial: number, to: 'day' | 'month' | 'year', is1904: boolean): string => {
  const epoch = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  const time = epoch + Math.floor(serial) * millisecondsPerDay;
  if (!Number.isFinite(time) || Math.abs(time) > 8.64e15) return decimalText(serial);
  return new Date(time).toISOString().slice(0, { day: 10, month: 7, year: 4 }[to]);
};

/** A number as people see it in its cell, for the grammar to read. */
export const numberText = (value: number, form: NumberForm, is1904: boolean): string => {
  if (form.is === 'percent') return `${decimalText(value * 100)}%`;
  if (form.is === 'date') return dateText(value, form.to, is1904);
  const { before = '', behind } = form;
  return `${before}${decimalText(value)}${behind === undefined ? '' : ` ${behind}`}`;
};
