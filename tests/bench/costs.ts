import { expect } from 'vitest';

/** Microseconds for each: that passed, and of the processor. */
export interface Cost {
  passed: number;
  busy: number;
}

export const median = (values: readonly number[]): number =>
  [...values].sort((left, right) => left - right)[values.length >> 1]!;

/** What so many cost that a piece of work does. */
export const costOf = async (count: number, work: () => Promise<unknown> | void): Promise<Cost> => {
  const [start, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { passed: ((performance.now() - start) * 1_000) / count, busy: (user + system) / count };
};

/** Medians of rounds in which every way has its turn; the first round only warms up. */
export const compare = async <Way extends string>(
  rounds: number,
  ways: Record<Way, () => Promise<Cost>>,
): Promise<Record<Way, Cost>> => {
  const names = Object.keys(ways) as Way[];
  const costs = new Map(names.map((name) => [name, [] as Cost[]]));
  for (let round = 0; round <= rounds; round++)
    for (const name of names) {
      const cost = await ways[name]();
      if (round > 0) costs.get(name)!.push(cost);
    }
  const middle = (name: Way): Cost => ({
    passed: median(costs.get(name)!.map(({ passed }) => passed)),
    busy: median(costs.get(name)!.map(({ busy }) => busy)),
  });
  return Object.fromEntries(names.map((name) => [name, middle(name)])) as Record<Way, Cost>;
};

/** What is compared, and what is aimed at. */
interface Told {
  what: string;
  aim: number;
}

/** What a broken ratio is told from a noisy machine by. */
interface Aim extends Told {
  margin: number;
}

/** How many times cheaper the second is, in time that passed and in the processor's; printed beside the aim. */
export const tellRatio = ({ what, aim }: Told, against: Cost, ours: Cost): Cost => {
  const [passed, busy] = [against.passed / ours.passed, against.busy / ours.busy];
  console.log(
    `${what}: ${passed.toFixed(2)}, ${busy.toFixed(2)} by the processor's time (aim ${aim}); ${against.busy.toFixed()} against ${ours.busy.toFixed()} µs`,
  );
  return { passed, busy };
};

/** The same for what must hold. Both of time and processor must be broken: time says little beside others. */
export const holdRatio = ({ margin, ...told }: Aim, against: Cost, ours: Cost): void => {
  const { passed, busy } = tellRatio(told, against, ours);
  expect(Math.max(passed, busy), told.what).toBeGreaterThan(told.aim / margin);
};
