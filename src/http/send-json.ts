import type { FastifyReply } from 'fastify';
import { jsonOf, type WrittenAnswer } from '../simulator/answer/written-answer.js';

/** Sends an answer as it was written, by whichever process that was. */
export const sendJson = (reply: FastifyReply, answer: WrittenAnswer): Buffer => {
  void reply.type('application/json; charset=utf-8');
  return bufferOf(jsonOf(answer));
};

/** The same bytes, as what is sent. */
const bufferOf = ({ buffer, byteOffset, length }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, length);

/** What is told of an answer, with the answer behind it as one more member. */
export const sendJsonWithin = (
  reply: FastifyReply,
  told: object,
  name: string,
  answer: WrittenAnswer,
): Buffer => {
  const head = `${JSON.stringify(told).slice(0, -1)},${JSON.stringify(name)}:`;
  return Buffer.concat([Buffer.from(head), sendJson(reply, answer), Buffer.from('}')]);
};
