import { dealPaths } from './deal-paths.js';
import { feedPaths } from './feed-paths.js';
import { importPaths } from './import-paths.js';
import { jobPaths } from './job-paths.js';
import { logPaths } from './log-paths.js';
import type { Paths } from './operation.js';
import { operatingPaths } from './operating-paths.js';
import { scenarioPaths } from './scenario-paths.js';
import { webhookPaths } from './webhook-paths.js';
import { watchPaths } from './watch-paths.js';
import { viewPaths } from './view-paths.js';

export const paths = (): Paths => ({
  ...logPaths(),
  ...importPaths(),
  ...viewPaths(),
  ...dealPaths(),
  ...feedPaths(),
  ...watchPaths(),
  ...webhookPaths(),
  ...scenarioPaths(),
  ...jobPaths(),
  ...operatingPaths(),
});
