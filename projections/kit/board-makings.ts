import type { claimedPartsIn } from './claimed-parts.js';
import type { LoneStreams } from './lone-streams.js';
import type { StateMemory } from './state-memory.js';

/** What a board is made with beside its view, its question and its log. */
export interface BoardMakings {
  readonly memory?: StateMemory;
  /** With it no lines are kept of streams that stand alone: see there. */
  readonly Lone?: typeof LoneStreams | undefined;
  /** With it many claims on one stream are tried out part by part. */
  readonly divide?: typeof claimedPartsIn | undefined;
  /** Only these are read. */
  readonly streams?: Iterable<string>;
}
