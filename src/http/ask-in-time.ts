import type { Query as Question, QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { attachAttention } from '../messages/attention.js';
import { WaitingReader } from './leaving.js';
import { askChecked, type QueryParameters } from './query.js';

/** Asks what the parameters of an address make, for as long as whoever asked waits. Throws BadRequest and TooMuchWork. */
export const askInTime = <T>(
  queries: QueryBus,
  query: QueryParameters,
  reply: FastifyReply,
  question: (parameters: Readonly<Record<string, string>>) => Question<T>,
): Promise<T> => {
  const attention = new WaitingReader(reply);
  return askChecked(query, (parameters) => queries.execute(attachAttention(question(parameters), attention)));
};
