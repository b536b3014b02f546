import type { FastifyRequest } from 'fastify';

/** Where whoever asks has reached this server; its host has been held against the names that it goes by. */
export const originOf = ({ protocol, host }: FastifyRequest): string => `${protocol}://${host}`;
