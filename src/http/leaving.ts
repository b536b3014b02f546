import type { FastifyReply } from 'fastify';
import { TooMuchWork } from '../messages/refusals.js';
import { longestWaitMs } from './limits.js';
import { UnreadableRequest } from './refusals.js';

/** Aborted when whoever asked goes away: told by the connection. */
export const signalOfLeaving = ({ raw }: FastifyReply): AbortSignal => {
  const leaving = new AbortController();
  raw.once('close', () => leaving.abort(new UnreadableRequest('whoever asked has gone', 408)));
  return leaving.signal;
};

/** Aborted also when the answer would come too late for the connection. */
export const signalOfWaiting = (reply: FastifyReply): AbortSignal => {
  const late = new AbortController();
  const refusal = new TooMuchWork(
    `it takes more than the ${longestWaitMs / 1_000} s that an answer may take; a scenario or a goal may be asked with "Prefer: respond-async"`,
  );
  const timer = setTimeout(() => late.abort(refusal), longestWaitMs);
  reply.raw.once('close', () => clearTimeout(timer));
  return AbortSignal.any([signalOfLeaving(reply), late.signal]);
};
