import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { StartJob } from '../messages/job-orders.js';
import type { JobQuestion } from '../messages/job-question.js';
import { type JobDocument, jobAddress, jobDocument } from './job-document.js';
import { askChecked, type QueryParameters } from './query.js';

const preference = 'respond-async';

/** Whether a request would rather have its answer worked out as a job (RFC 7240). */
export const prefersJob = ({ method, headers }: Pick<FastifyRequest, 'method' | 'headers'>): boolean =>
  method !== 'HEAD' &&
  [headers.prefer ?? []]
    .flat()
    .join()
    .split(',')
    .some((one) => one.split(';')[0]?.trim().toLowerCase() === preference);

/** Starts jobs for whoever would rather not wait, and says where they are. */
@Injectable()
export class StartingJobs {
  constructor(private readonly commands: CommandBus) {}

  /** Throws what asking throws where the question can't be read, and Busy. */
  async start(question: JobQuestion, reply: FastifyReply): Promise<JobDocument> {
    const job = await this.commands.execute(new StartJob(question));
    void reply.status(202).headers({ Location: jobAddress(job), 'Preference-Applied': preference });
    return jobDocument(job);
  }

  /** The same of a question by its address. Nothing is told but where the job is: clients take what a GET tells for its answer. */
  async startFor(
    query: QueryParameters,
    reply: FastifyReply,
    question: (parameters: Readonly<Record<string, string>>) => JobQuestion,
  ): Promise<undefined> {
    await askChecked(query, (parameters) => this.start(question(parameters), reply));
    return undefined;
  }
}
