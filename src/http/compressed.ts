import compress from '@fastify/compress';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { answerAtHand } from './at-hand.js';
import { tagAnswers, tagEncodings } from './tags.js';

/** Text that somebody waits for the whole of; a stream of events must not wait for a block to be full. */
const compressible = /^text\/(?!event-stream)|[/+](?:json|xml|x-ndjson|javascript)(?:;|$)/;

/**
 * Answers are tagged, compressed for those who ask for it, and, where they hold nothing confidential, at hand as they were
 * sent. Bodies that come in stay as they are.
 */
export const compressAnswers = async (
  app: NestFastifyApplication,
  server: FastifyInstance,
  isConfidential = false,
): Promise<void> => {
  tagAnswers(server);
  await app.register(compress, {
    encodings: ['br', 'gzip'],
    customTypes: compressible,
    globalDecompression: false,
  });
  tagEncodings(server);
  // What is confidential is tagged by its bytes alone: sent from here it would be tagged by those that were compressed.
  if (!isConfidential) answerAtHand(app, server);
};
