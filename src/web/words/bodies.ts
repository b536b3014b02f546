/** What a body says, as its source worded it where it did. */
export const wordsIn = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(wordsIn).join('; ');
  if (typeof value !== 'object' || value === null) return String(value);
  const { text } = value as { text?: unknown };
  return typeof text === 'string'
    ? text
    : Object.entries(value)
        .map(([name, inner]) => `${name} ${wordsIn(inner)}`)
        .join(', ');
};
