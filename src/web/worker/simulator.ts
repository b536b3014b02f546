type SimulatorModule = typeof import('./simulating.js');

/** The first screen needs no simulator: it is fetched when somebody asks, or once the page has had time to draw. */
const afterMs = 1_000;

let fetched: Promise<SimulatorModule> | undefined;

export const loadSimulating = async (): Promise<SimulatorModule> =>
  (fetched ??= import('./simulating.js').catch((error: unknown) => {
    fetched = undefined;
    throw error;
  }));

setTimeout(() => void loadSimulating().catch(() => undefined), afterMs);
