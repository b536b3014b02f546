/** Words that name an order of magnitude and no number: from two of it to one less than ten of it. */
export const collectives: Readonly<Record<string, bigint>> = {
  several: 1n,
  multiple: 1n,
  few: 1n,
  tens: 10n,
  hundreds: 100n,
  thousands: 1_000n,
  millions: 10n ** 6n,
  billions: 10n ** 9n,
  trillions: 10n ** 12n,
};

const times: Readonly<Record<string, bigint>> = {
  hundred: 100n,
  thousand: 1_000n,
  million: 10n ** 6n,
  billion: 10n ** 9n,
  trillion: 10n ** 12n,
};

const timesOf = (word: string): bigint | undefined => times[word] ?? times[word.replace(/s$/, '')];

/** "hundreds of thousands", "several": the least, and the least that is more; undefined for other words. */
export const readOrder = (text: string): { low: bigint; next: bigint } | undefined => {
  const words = text
    .toLowerCase()
    .replace(/^a few\b/, 'few')
    .split(' ')
    .filter((word) => word !== 'of');
  const [first = '', ...more] = words;
  const factors = [Object.hasOwn(collectives, first) ? collectives[first] : undefined, ...more.map(timesOf)];
  let order = 1n;
  for (const factor of factors) {
    if (factor === undefined) return undefined;
    order *= factor;
  }
  return { low: 2n * order, next: 10n * order };
};
