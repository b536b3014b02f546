import type { CheckFeasibility } from './check-feasibility.js';
import type { RunScenario } from './run-scenario.js';
import type { SeekGoal } from './seek-goal.js';
import type { ShowChanges } from './show-changes.js';
import type { ShowView } from './show-view.js';
import type { ShowWhy } from './show-why.js';

/** What may be worked on as a job. */
export type JobQuestion = RunScenario | SeekGoal | CheckFeasibility | ShowView | ShowChanges | ShowWhy;
