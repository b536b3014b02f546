import type { Progress } from '../workers/work.js';
import type { FailureReason } from '../workers/failures.js';

export const schema = 'gigaledger_queue';
export const queueName = 'questions';

/** What came of a job, as it stands in the queue: as text, since the database would put members in another order. */
export type JobOutcome =
  | { answer: string }
  /** An answer that nobody reads who passes it on: in base64, compressed, since the database takes no text without end. */
  | { zipped: string }
  /** It is too much for the limits of whoever worked on it. */
  | { reason: FailureReason; message: string }
  /** A fault of ours, told in the log of whoever worked on it. */
  | { fault: true };

/** A job as the queue's tables have it. */
export interface JobRow {
  state: 'created' | 'retry' | 'active' | 'completed' | 'cancelled' | 'failed';
  kind: string;
  created_on: Date;
  started_on: Date | null;
  completed_on: Date | null;
  output: JobOutcome | null;
  done: number | null;
  of: number | null;
}

/**
 * How far a job is matters while it runs and to nobody afterwards: the table is made for being lost. One process at a
 * time makes it: of two at once one would be told that it is there already.
 */
export const progressSql = `SELECT pg_advisory_xact_lock(hashtext('${schema} progress'));
CREATE UNLOGGED TABLE IF NOT EXISTS ${schema}.progress (
  job uuid PRIMARY KEY,
  done bigint NOT NULL,
  "of" bigint NOT NULL,
  told_on timestamptz NOT NULL DEFAULT now()
)`;

export const tellSql = `INSERT INTO ${schema}.progress (job, done, "of") VALUES ($1, $2, $3)
ON CONFLICT (job) DO UPDATE SET done = excluded.done, "of" = excluded."of", told_on = now()`;

export const forgetSql = `DELETE FROM ${schema}.progress WHERE told_on < now() - interval '1 day'`;

export const standingSql = `SELECT state::text, data->>'kind' AS kind, created_on, started_on, completed_on, output, done, "of"
FROM ${schema}.job LEFT JOIN ${schema}.progress ON progress.job = job.id
WHERE job.name = '${queueName}' AND job.id = $1`;

export const unfinishedSql = `SELECT count(*) FILTER (WHERE state <> 'active') AS waiting, count(*) FILTER (WHERE state = 'active') AS running
FROM ${schema}.job
WHERE name = '${queueName}' AND state < 'completed'`;

/** Processes of these names that were heard of lately. */
export const attendedSql = `SELECT count(*) > 0 AS attended FROM ${schema}.instance
WHERE name = ANY($1) AND stopped_on IS NULL AND heartbeat_on > now() - 3 * heartbeat_seconds * interval '1 second'`;

export const progressIn = ({ state, done, of }: JobRow): Progress =>
  state === 'active' && done !== null && of !== null ? { done, of } : { done: 0, of: 1 };
