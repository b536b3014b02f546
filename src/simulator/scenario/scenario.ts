/** Enough for a thousand tranches that slip each by itself. */
export const mostEdits = 2_000;

/** What is asked: edits, and the views to be answered with and without them. */
export interface Scenario {
  base?: unknown;
  /** A saved scenario that it builds on: its edits come first. */
  parent?: unknown;
  edits: readonly unknown[];
  assumptions?: Record<string, unknown>;
  views: readonly unknown[];
  /** {draws, seed, targets?}: what the uncertain edits may come to. */
  monteCarlo?: unknown;
  /** Which edit the difference is owed to. */
  attribution?: unknown;
  /** How far each uncertain input moves the answer by itself. */
  tornado?: unknown;
}
