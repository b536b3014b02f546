import type { FastifyReply } from 'fastify';
import { TooMuchWork } from '../messages/refusals.js';
import { longestWaitMs } from './limits.js';
import { UnreadableRequest } from './refusals.js';

/** Aborted when whoever asked goes away: told by the connection. */
const signalOfLeaving = ({ raw }: FastifyReply): AbortSignal => {
  const leaving = new AbortController();
  const leave = (): void => leaving.abort(new UnreadableRequest('whoever asked has gone', 408));
  if (raw.closed) leave();
  else raw.once('close', leave);
  return leaving.signal;
};

/** Aborted also when the answer would come too late for the connection. */
export const signalOfWaiting = (reply: FastifyReply): AbortSignal => {
  const late = new AbortController();
  const refuse = (): void =>
    late.abort(
      new TooMuchWork(
        `it takes more than the ${longestWaitMs / 1_000} s that an answer may take; a view in JSON, /changes, the why of a deal, a scenario, a goal and feasibility may be asked with "Prefer: respond-async", as a job`,
      ),
    );
  const timer = setTimeout(refuse, longestWaitMs);
  reply.raw.once('close', () => clearTimeout(timer));
  return AbortSignal.any([signalOfLeaving(reply), late.signal]);
};

/** Whoever waits for an answer, and so attends to the question. What is remembered is answered before anybody asks how long that is. */
export class WaitingReader {
  #signal: AbortSignal | undefined;

  constructor(private readonly reply: FastifyReply) {}

  get signal(): AbortSignal {
    return (this.#signal ??= signalOfWaiting(this.reply));
  }
}
