import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { BadConfiguration, type Configuration } from '../configuration.js';

const mostTries = 20;
const largestPort = 65_535;
/**
 * So many connections may wait to be accepted, or as many as the system allows. Where there is no room for one more, its
 * last word is dropped: whoever connects takes it for open, and what it asks is sent again and again, for two minutes.
 */
const backlog = 4_096;

const isTaken = (error: unknown): boolean => (error as NodeJS.ErrnoException | null)?.code === 'EADDRINUSE';

type ListeningPlace = Pick<Configuration, 'host' | 'port' | 'tls'>;

const addressOf = (app: NestFastifyApplication, { host, tls }: ListeningPlace): string => {
  const { port } = app.getHttpServer().address() as { port: number };
  return `http${tls ? 's' : ''}://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}`;
};

const tryPort = async (app: NestFastifyApplication, port: number, host: string): Promise<boolean> => {
  try {
    // Not through Nest, which would tell the log of a taken port as a fault.
    await app.getHttpAdapter().getInstance().listen({ port, host, backlog });
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
};

/** Listens on the port, or on the next one that is free, and says so; the address. */
export const listenNear = async (
  app: NestFastifyApplication,
  place: ListeningPlace,
  say: (line: string) => void,
): Promise<string> => {
  const { host, port } = place;
  const bare = host.replace(/^\[|\]$/g, '');
  const last = Math.min(port + mostTries - 1, largestPort);
  for (let tried = port; tried <= last; tried++) {
    if (!(await tryPort(app, tried, bare))) continue;
    if (tried !== port) say(`Port ${port} is taken: it is ${tried} instead.`);
    return addressOf(app, place);
  }
  throw new BadConfiguration(`the ports from ${port} to ${last} are all taken; set PORT to another one`);
};
