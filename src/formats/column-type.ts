/** What a column of a sheet holds, as files with types name it. */
export type ColumnType = 'BOOLEAN' | 'DOUBLE' | 'INT64' | 'STRING';

const largest = 2n ** 63n - 1n;

const isWhole = (value: unknown): boolean =>
  typeof value === 'number'
    ? Number.isSafeInteger(value)
    : typeof value === 'string' &&
      /^-?\d{1,19}$/.test(value) &&
      BigInt(value) <= largest &&
      BigInt(value) >= -largest;

/** By what stands in it; what is empty throughout is text, or a whole number where a measure's ends are. */
export const columnTypeOf = (name: string, values: readonly unknown[]): ColumnType => {
  const there = values.filter((value) => value !== null && value !== undefined);
  const isEnd = /(?:Low|Point|High)$/.test(name);
  if (there.length === 0) return isEnd ? 'INT64' : 'STRING';
  if (there.every((value) => typeof value === 'boolean')) return 'BOOLEAN';
  if (there.every((value) => typeof value === 'number' && !Number.isInteger(value))) return 'DOUBLE';
  if (there.every((value) => (isEnd || typeof value === 'number') && isWhole(value))) return 'INT64';
  return there.every((value) => typeof value === 'number') ? 'DOUBLE' : 'STRING';
};
