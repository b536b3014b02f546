import type { Log, RecordedLog } from '../../../projections/kit/log.js';

/** What a scenario stands on. */
export interface Ground {
  history: Log;
  /** The head of the log. */
  position: number;
  today: string;
  /** The hash of the log at the base. */
  logHash: string;
}

/** What a question stands on that is asked of the log as it was recorded. */
export interface RecordedGround extends Ground {
  history: RecordedLog;
}
