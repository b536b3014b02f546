import { vi } from 'vitest';
import { type Fact, streams } from '../../events/index.js';

/** How many facts are folded meanwhile. */
export const stepsOf = (work: () => unknown): number => {
  const spies = streams.map((stream) =>
    vi.spyOn(stream as { evolve: (state: unknown, fact: Fact) => unknown }, 'evolve'),
  );
  work();
  const steps = spies.reduce((sum, { mock }) => sum + mock.calls.length, 0);
  spies.forEach((spy) => spy.mockRestore());
  return steps;
};
