import { Readable } from 'node:stream';
import type { Observable } from 'rxjs';
import { hasEnded, type Job } from '../messages/jobs.js';
import { jobDocument } from './job-document.js';

const nameOf = (job: Job): string => (hasEnded(job) ? job.status : 'progress');

/** The answer is read at the job's address: it may be long, and a reader comes back for every event that it missed. */
const messageOf = (job: Job): string => {
  const { answer: _, ...told } = jobDocument(job);
  return `event: ${nameOf(job)}\ndata: ${JSON.stringify(told)}\n\n`;
};

/** Server-sent events about one job, until it ends or the reader leaves. */
export const jobFeed = (changes: Observable<Job>, left: AbortSignal, heartbeatMs: number): Readable => {
  const stream = new Readable({ read() {} });
  const heartbeat = setInterval(() => stream.push(': still at it\n\n'), heartbeatMs);
  const subscription = changes.subscribe({
    next: (job) => stream.push(messageOf(job)),
    complete: () => stream.push(null),
  });
  const end = (): void => {
    clearInterval(heartbeat);
    subscription.unsubscribe();
  };
  stream.once('close', end);
  left.addEventListener('abort', () => stream.destroy(), { once: true });
  return stream;
};
