import { Logger } from '@nestjs/common';
import { type Job, PgBoss } from 'pg-boss';
import { keptMs, type UnfinishedJobs } from '../messages/jobs.js';
import type { JobTask } from '../messages/job-tasks.js';
import { causeOfLater } from '../traces/traced.js';
import type { Progress } from '../workers/work.js';
import {
  attendedSql,
  forgetSql,
  type JobOutcome,
  type JobRow,
  progressSql,
  queueName,
  schema,
  standingSql,
  tellSql,
  unfinishedSql,
} from './job-rows.js';
import { QueueDatabase } from './queue-database.js';

/**
 * What a process does about the queue: it works on jobs and nothing else, or serves and works on them where nobody
 * else does, or only asks.
 */
export type QueueRole = 'work' | 'serve' | 'ask';

/** What the queue keeps of a job that was sent. */
interface SentJob {
  task: string;
  cause?: string | undefined;
}

/** A job that this process has taken; the signal says that it is this process's no more. */
export interface TakenJob {
  id: string;
  task: JobTask;
  /** The request that asked for it, where somebody wants to know. */
  cause: string | undefined;
  signal: AbortSignal;
}

/** A process that says nothing for so long is gone, and its job is another's; the queue takes no less. */
const silenceSeconds = 10;
/** How often a process says that it is still at a job, which also finds out that it was called off. */
const stillAtItSeconds = 1;
/** A job that so many processes were lost with is not given to another one. */
const mostLosses = 5;
const lookEverySeconds = 0.5;
/** No limit of ours: each process has its own for how long it works. */
const longestSeconds = 86_400;

/** The intervals are of what processes do for the queue by turns: taking jobs back, forgetting what is over. */
const settings = {
  schema,
  instanceHeartbeatSeconds: 2,
  superviseIntervalSeconds: 1,
  monitorIntervalSeconds: 1,
  maintenanceIntervalSeconds: 60,
  schedule: false,
  reindex: false,
  monitorVacuum: false,
  openTelemetry: { enabled: false },
};

/** Jobs in PostgreSQL, in a schema of their own, which processes on any machine send, take, look at and call off. */
export class JobQueue {
  readonly #logger = new Logger('queue');

  private constructor(
    private readonly database: QueueDatabase,
    private readonly boss: PgBoss,
  ) {
    // Said when a statement of the queue's failed: it is tried again with the next look.
    boss.on('error', (error) => this.#logger.warn(error.message));
  }

  /** Opens the queue in a ledger's database, made if missing. Throws BadAddress or StoreUnavailable. */
  static async open(address: string, role: QueueRole): Promise<JobQueue> {
    const database = new QueueDatabase(address);
    const boss = new PgBoss({ ...settings, db: database, instanceName: role });
    const queue = new JobQueue(database, boss);
    try {
      await boss.start();
      await boss.createQueue(queueName, {
        heartbeatSeconds: silenceSeconds,
        retryLimit: mostLosses,
        expireInSeconds: longestSeconds,
        deleteAfterSeconds: keptMs / 1_000,
      });
      await database.executeSql(`${progressSql}; ${forgetSql}`);
      return queue;
    } catch (error) {
      await queue.close(0);
      throw error;
    }
  }

  async send(id: string, task: JobTask): Promise<void> {
    const sent: SentJob & { kind: string } = {
      kind: task.kind,
      task: JSON.stringify(task),
      cause: causeOfLater(),
    };
    await this.boss.send(queueName, sent, { id });
  }

  /** Calls a job off, whoever works on it. */
  async cancel(id: string): Promise<void> {
    await this.boss.cancel(queueName, id);
  }

  async find(id: string): Promise<JobRow | undefined> {
    return (await this.database.executeSql<JobRow>(standingSql, [id])).rows[0];
  }

  async unfinished(): Promise<UnfinishedJobs> {
    const { rows } = await this.database.executeSql<UnfinishedJobs>(unfinishedSql);
    return rows[0] ?? { waiting: 0, running: 0 };
  }

  /** Whether a process of one of these roles runs; of one that was lost it is known after six seconds. */
  async isAttended(...roles: QueueRole[]): Promise<boolean> {
    const { rows } = await this.database.executeSql<{ attended: boolean }>(attendedSql, [roles]);
    return rows[0]?.attended ?? false;
  }

  async tell(id: string, { done, of }: Progress): Promise<void> {
    await this.database.executeSql(tellSql, [id, done, of]);
  }

  /** Takes so many jobs at once from now on. What the work throws gives the job back, for another one to take. */
  async take(atOnce: number, work: (job: TakenJob) => Promise<JobOutcome>): Promise<void> {
    const polling = { pollingIntervalSeconds: lookEverySeconds, heartbeatRefreshSeconds: stillAtItSeconds };
    const options = { ...polling, localConcurrency: atOnce };
    await this.boss.work<SentJob>(queueName, options, async (jobs) => {
      // One at a time, as that is what the queue is told.
      const [outcome] = await Promise.all(jobs.map(async (job) => work(takenJob(job))));
      return outcome;
    });
  }

  /** Takes no more jobs; those that it has go on. */
  async stopTaking(): Promise<void> {
    await this.boss.offWork(queueName, { wait: false });
  }

  /** Waits so long for the jobs that were taken, gives back the others, and closes. */
  async close(patienceMs: number): Promise<void> {
    await this.boss.stop({ graceful: patienceMs > 0, timeout: patienceMs, close: false });
    await this.database.close();
  }
}

const takenJob = ({ id, signal, data }: Job<SentJob>): TakenJob => {
  const task: JobTask = JSON.parse(data.task);
  return { id, signal, task, cause: data.cause };
};
