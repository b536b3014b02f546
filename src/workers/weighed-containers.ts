import type { RecordedLog } from '../../projections/kit/log.js';

/** What each tranche or payment is stated to be part of, by its name; what was stated last. */
const containersIn = (history: RecordedLog, category: string): Map<string, string> => {
  const containers = new Map<string, string>();
  for (const stream of history.streams(category))
    for (const { body } of history.facts(stream)) {
      const { tranche, payment = tranche, partOf } = body as Readonly<Record<string, unknown>>;
      if (typeof partOf === 'string') containers.set(`${stream}/${String(payment)}`, partOf);
    }
  return containers;
};

/** How many containers are above all of them together: each is reckoned with all in it. */
export const containersAbove = (history: RecordedLog, category: string): number => {
  const containers = containersIn(history, category);
  const above = new Map<string, number>();
  let sum = 0;
  for (const name of containers.keys()) {
    const passed = new Set<string>();
    let next: string | undefined = name;
    while (next !== undefined && !above.has(next) && !passed.has(next)) {
      passed.add(next);
      next = containers.get(next);
    }
    let count = next === undefined ? -1 : (above.get(next) ?? 0);
    for (const one of [...passed].toReversed()) above.set(one, ++count);
    sum += above.get(name) ?? 0;
  }
  return sum;
};
