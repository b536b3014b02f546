/** How much memory was in use at a moment. */
export interface HeapSample {
  atMs: number;
  bytes: number;
}

const parts = 10;
const tenMinutesMs = 600_000;

/** The least of each part of a run: what is in use between two collections, which come when they come. */
const floorsOf = (samples: readonly HeapSample[]): HeapSample[] => {
  const [begun, ended] = [samples[0]!.atMs, samples.at(-1)!.atMs];
  const partOf = ({ atMs }: HeapSample): number =>
    Math.min(parts - 1, Math.floor(((atMs - begun) / (ended - begun)) * parts));
  return [...Map.groupBy(samples, partOf).values()].map((some) =>
    some.reduce((least, one) => (one.bytes < least.bytes ? one : least)),
  );
};

/** By how many bytes the floor rises in ten minutes, by least squares, once the first two tenths have passed. */
export const slopeOf = (samples: readonly HeapSample[]): number => {
  const floors = floorsOf(samples).slice(2);
  const mean = (of: (sample: HeapSample) => number): number =>
    floors.reduce((sum, one) => sum + of(one), 0) / floors.length;
  const [at, bytes] = [mean((one) => one.atMs), mean((one) => one.bytes)];
  const rise = mean((one) => (one.atMs - at) * (one.bytes - bytes));
  return (rise / mean((one) => (one.atMs - at) ** 2)) * tenMinutesMs;
};
